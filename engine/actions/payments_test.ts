import assert from "node:assert/strict";
import { factsOf, type Given, testNaming } from "../../tests/naming_table.ts";
import { minorUnitDigits } from "./currency.ts";

const form = (text: string): Given => ({ text });

testNaming("Stripe", [
  [
    "POST https://api.stripe.com/v1/charges",
    "stripe create_charge WRITE payment",
    form("amount=500&currency=eur"),
  ],
  ["POST https://api.stripe.com/v1/payment_intents", "stripe create_payment_intent WRITE payment"],
  [
    "POST https://api.stripe.com/v1/payment_intents/pi_1/confirm",
    "stripe confirm_payment_intent WRITE payment",
  ],
  ["POST https://api.stripe.com/v1/payment_intents/pi_1/cancel", "stripe cancel_payment_intent WRITE other"],
  ["POST https://api.stripe.com/v1/refunds", "stripe create_refund WRITE payment"],
  ["POST https://api.stripe.com/v1/payouts", "stripe create_payout WRITE payment"],
  ["POST https://api.stripe.com/v1/transfers", "stripe create_transfer WRITE payment"],
  ["POST https://api.stripe.com/v1/payment_links", "stripe create_payment_link WRITE other"],
  ["POST https://api.stripe.com/v1/subscriptions", "stripe create_subscription WRITE payment"],
  ["DELETE https://api.stripe.com/v1/subscriptions/sub_1", "stripe cancel_subscription WRITE delete"],
  [
    "POST https://api.stripe.com/v1/webhook_endpoints",
    "stripe create_webhook ADMIN share +external",
    form("url=https://hooks.other.example/x"),
  ],
  [
    "POST https://api.stripe.com/v1/webhook_endpoints",
    "stripe create_webhook ADMIN share -external",
    form("url=https://hooks.acme.example/x"),
  ],
  ["POST https://api.stripe.com/v1/ephemeral_keys", "stripe create_ephemeral_key ADMIN identity"],
  ["POST https://api.stripe.com/v1/accounts/a/external_accounts", "stripe add_bank_account ADMIN finance"],
  ["GET https://api.stripe.com/v1/charges", "stripe list READ read"],
  ["GET https://api.stripe.com/v1/customers/search?query=x", "stripe search READ read"],
  ["DELETE https://api.stripe.com/v1/products/p", "stripe delete_product ADMIN destroy"],
  ["DELETE https://api.stripe.com/v1/coupons/c", "stripe delete_coupon WRITE delete"],
]);

testNaming("PayPal", [
  ["POST https://api-m.paypal.com/v2/checkout/orders", "paypal create_order WRITE payment"],
  ["POST https://api-m.paypal.com/v2/checkout/orders/o/capture", "paypal capture_order WRITE payment"],
  ["POST https://api-m.paypal.com/v2/payments/captures/c/refund", "paypal create_refund WRITE payment"],
  ["POST https://api-m.paypal.com/v1/payments/payouts", "paypal create_payout WRITE payment"],
  ["POST https://api-m.paypal.com/v2/invoicing/invoices/i/send", "paypal send_invoice WRITE message"],
  ["GET https://api-m.paypal.com/v2/checkout/orders/o", "paypal get_order READ read"],
  ["GET https://api-m.paypal.com/v1/reporting/transactions", "paypal list_transactions READ export"],
  ["POST https://api-m.paypal.com/v1/notifications/webhooks", "paypal create_webhook ADMIN share"],
  ["POST https://api-m.paypal.com.stranger.example/x", "custom_proxy post WRITE other"],
]);

testNaming("Square", [
  ["POST https://connect.squareup.com/v2/payments", "square create_payment WRITE payment"],
  ["POST https://connect.squareup.com/v2/refunds", "square create_refund WRITE payment"],
  ["POST https://connect.squareup.com/v2/orders/search", "square search READ read"],
  ["POST https://connect.squareup.com/v2/orders", "square create_order WRITE other"],
  [
    "POST https://connect.squareup.com/v2/catalog/batch-delete",
    "square delete_catalog_objects WRITE destroy",
  ],
  ["DELETE https://connect.squareup.com/v2/customers/c", "square delete_customer WRITE delete"],
  ["POST https://connect.squareup.com/v2/team-members", "square change_team_member ADMIN identity"],
  ["GET https://connect.squareup.com/v2/locations", "square list_locations READ read"],
]);

testNaming("Adyen", [
  ["POST https://checkout-test.adyen.com/v71/payments", "adyen create_payment WRITE payment"],
  [
    "POST https://a1-checkout-live.adyenpayments.com/checkout/v71/payments/p/refunds",
    "adyen create_refund WRITE payment",
  ],
  ["POST https://checkout-test.adyen.com/v71/paymentMethods", "adyen list_payment_methods READ read"],
  ["POST https://checkout-test.adyen.com/v71/payments/p/cancels", "adyen cancel_payment WRITE other"],
  ["POST https://balanceplatform-api-test.adyen.com/btl/v4/transfers", "adyen create_transfer WRITE payment"],
  ["POST https://management-test.adyen.com/v3/companies/c/users", "adyen create_user ADMIN identity"],
  [
    "POST https://management-test.adyen.com/v3/merchants/m/webhooks",
    "adyen update_webhook ADMIN share +external",
    {
      body: { url: "https://x.other.example/" },
    },
  ],
  ["GET https://management-test.adyen.com/v3/merchants", "adyen list_merchants READ read"],
]);

testNaming("Plaid", [
  ["POST https://production.plaid.com/accounts/balance/get", "plaid get_accounts_balance READ read"],
  ["POST https://production.plaid.com/transactions/sync", "plaid list_transactions READ export"],
  ["POST https://production.plaid.com/transfer/create", "plaid create_transfer WRITE payment"],
  [
    "POST https://production.plaid.com/payment_initiation/payment/create",
    "plaid create_payment WRITE payment",
  ],
  ["POST https://production.plaid.com/item/remove", "plaid remove_item WRITE destroy"],
  ["POST https://production.plaid.com/item/public_token/exchange", "plaid exchange_token ADMIN identity"],
  ["POST https://production.plaid.com/item/webhook/update", "plaid update_webhook ADMIN share"],
  ["POST https://production.plaid.com/institutions/search", "plaid search_institutions READ read"],
  ["POST https://production.plaid.com/user/create", "plaid create_user ADMIN identity"],
]);

testNaming("Wise", [
  ["POST https://api.wise.com/v1/transfers", "wise create_transfer WRITE payment"],
  ["POST https://api.wise.com/v3/profiles/1/transfers/2/payments", "wise fund_transfer WRITE payment"],
  ["POST https://api.wise.com/v1/accounts", "wise create_recipient ADMIN finance"],
  ["POST https://api.wise.com/v3/profiles/1/quotes", "wise create_quote WRITE other"],
  ["GET https://api.wise.com/v1/transfers", "wise list_transfers READ read"],
  [
    "GET https://api.wise.com/v1/profiles/1/balance-statements/2/statement.json",
    "wise get_statement READ export",
  ],
  ["DELETE https://api.wise.com/v4/profiles/1/balances/2", "wise close_balance WRITE destroy"],
  ["PUT https://api.wise.com/v1/transfers/1/cancel", "wise cancel_transfer WRITE other"],
]);

Deno.test("Amounts are told in the smallest unit and as people say them, by currency", () => {
  const amounts = (text: string) => {
    const { amount, currency, minor_unit, amount_major } = factsOf(
      "POST https://api.stripe.com/v1/refunds",
      form(text),
    );
    return [amount, currency, minor_unit, amount_major];
  };
  assert.deepEqual(amounts("amount=1050&currency=eur"), ["1050", "eur", "2", "10.50"]);
  assert.deepEqual(amounts("amount=5&currency=USD"), ["5", "USD", "2", "0.05"]);
  assert.deepEqual(amounts("amount=1050&currency=jpy"), ["1050", "jpy", "0", "1050"]);
  assert.deepEqual(amounts("amount=1050&currency=kwd"), ["1050", "kwd", "3", "1.050"]);
  assert.deepEqual(amounts("amount=1050"), ["1050", undefined, undefined, undefined]);
  assert.deepEqual(amounts("amount=-1&currency=eur"), ["-1", "eur", undefined, undefined]);
  assert.equal(minorUnitDigits("xxx"), 2);
});

Deno.test("Whose account money moves on is a fact", () => {
  const facts = factsOf("POST https://api.stripe.com/v1/payouts", {
    text: "amount=1&currency=eur&destination=ba_1",
    headers: { "stripe-account": "acct_1", "content-type": "application/x-www-form-urlencoded" },
  });
  assert.deepEqual([facts["account"], facts["principal"]], ["acct_1", "ba_1"]);
});
