/** Stripe's API (https://docs.stripe.com/api). Bodies are forms; amounts are in the smallest unit of the currency. */
import type { CallView } from "../call_view.ts";
import { tellMinorUnit } from "./currency.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const MONEY = { amount: ["amount"], currency: ["currency"], customer: ["customer"] };
const SENT = { ...MONEY, principal: ["destination"] };

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/v1/charges", "create_charge", "WRITE", "payment", MONEY],
  ["POST", "/v1/charges/{id}/capture", "capture_charge", "WRITE", "payment", MONEY],
  ["POST", "/v1/charges/{id}/refund", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v1/charges/{id}/refunds", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v1/payment_intents", "create_payment_intent", "WRITE", "payment", MONEY],
  ["POST", "/v1/payment_intents/{id}", "update_payment_intent", "WRITE", "payment", MONEY],
  ["POST", "/v1/payment_intents/{id}/confirm", "confirm_payment_intent", "WRITE", "payment"],
  ["POST", "/v1/payment_intents/{id}/capture", "capture_payment_intent", "WRITE", "payment", {
    amount: ["amount_to_capture"],
  }],
  ["POST", "/v1/payment_intents/{id}/cancel", "cancel_payment_intent", "WRITE", "other"],
  ["POST", "/v1/setup_intents/**", "setup_intent", "WRITE", "other"],
  ["POST", "/v1/refunds", "create_refund", "WRITE", "payment", {
    ...MONEY,
    charge: ["charge", "payment_intent"],
  }],
  ["POST", "/v1/transfers", "create_transfer", "WRITE", "payment", SENT],
  ["POST", "/v1/transfers/{id}/reversals", "reverse_transfer", "WRITE", "payment", MONEY],
  ["POST", "/v1/payouts", "create_payout", "WRITE", "payment", SENT],
  ["POST", "/v1/payouts/{id}/cancel", "cancel_payout", "WRITE", "other"],
  ["POST", "/v1/topups", "create_topup", "WRITE", "payment", MONEY],
  ["POST", "/v1/treasury/outbound_payments", "create_outbound_payment", "WRITE", "payment", SENT],
  ["POST", "/v1/treasury/outbound_transfers", "create_outbound_transfer", "WRITE", "payment", SENT],
  ["POST", "/v1/credit_notes", "create_credit_note", "WRITE", "payment", MONEY],
  ["POST", "/v1/customers/{customer}/balance_transactions", "credit_customer", "WRITE", "payment", MONEY],
  ["POST", "/v1/invoices/{id}/pay", "pay_invoice", "WRITE", "payment"],
  ["POST", "/v1/invoices/{id}/send", "send_invoice", "WRITE", "message"],
  ["POST", "/v1/invoices/{id}/finalize", "finalize_invoice", "WRITE", "payment"],
  ["POST", "/v1/invoices/{id}/void", "void_invoice", "WRITE", "delete"],
  ["POST", "/v1/invoices", "create_invoice", "WRITE", "other", { customer: ["customer"] }],
  ["POST", "/v1/payment_links", "create_payment_link", "WRITE", "other"],
  ["POST", "/v1/checkout/sessions", "create_checkout_session", "WRITE", "other"],
  ["POST", "/v1/subscriptions", "create_subscription", "WRITE", "payment", { customer: ["customer"] }],
  ["POST", "/v1/subscriptions/{id}", "update_subscription", "WRITE", "payment"],
  ["DELETE", "/v1/subscriptions/{id}", "cancel_subscription", "WRITE", "delete"],
  ["GET|POST", "/v1/{list}/search", "search", "READ", "read", { query: ["query"] }],
  ["POST", "/v1/customers", "create_customer", "WRITE", "other"],
  ["POST", "/v1/customers/{customer}", "update_customer", "WRITE", "other"],
  ["DELETE", "/v1/customers/{customer}", "delete_customer", "WRITE", "destroy"],
  ["POST", "/v1/disputes/{id}/close", "close_dispute", "WRITE", "payment"],

  // Where money goes, and who may move it.
  ["POST", "/v1/accounts", "create_account", "ADMIN", "identity", { principal: ["email"] }],
  ["POST", "/v1/accounts/{account}", "update_account", "ADMIN", "identity"],
  ["DELETE", "/v1/accounts/{account}", "delete_account", "ADMIN", "destroy"],
  ["POST", "/v1/accounts/{account}/external_accounts/**", "add_bank_account", "ADMIN", "finance"],
  ["DELETE", "/v1/accounts/{account}/external_accounts/{id}", "remove_bank_account", "ADMIN", "finance"],
  ["POST", "/v1/account_links", "create_account_link", "ADMIN", "identity", { account: ["account"] }],
  ["POST", "/v1/accounts/{account}/login_links", "create_login_link", "ADMIN", "identity"],
  ["POST", "/v1/ephemeral_keys", "create_ephemeral_key", "ADMIN", "identity"],
  ["DELETE", "/v1/ephemeral_keys/{id}", "delete_ephemeral_key", "ADMIN", "identity"],
  ["POST", "/v1/apps/secrets", "put_secret", "ADMIN", "identity"],
  ["GET", "/v1/apps/secrets/**", "get_secret", "READ", "secret"],
  ["POST", "/v1/issuing/cards/**", "issue_card", "ADMIN", "finance"],
  ["POST", "/v1/webhook_endpoints/**", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["DELETE", "/v1/webhook_endpoints/{id}", "delete_webhook", "ADMIN", "config"],
  ["POST", "/v2/core/event_destinations/**", "create_webhook", "ADMIN", "share", {
    principal: ["webhook_endpoint.url"],
  }],
  ["POST", "/v1/file_links", "create_file_link", "WRITE", "share"],

  ["GET", "/v1/{list}", "list", "READ", "read"],
  ["GET", "/v1/{list}/{id}", "get", "READ", "read"],
  ["GET", "/v1/**", "get", "READ", "read"],
];

const outsiders = tellOutsiders();

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const told = tellMinorUnit(outsiders(view, naming, home));
  const account = view.header("stripe-account");
  return account === undefined ? told : { ...told, facts: { account: account.slice(0, 256), ...told.facts } };
}

export const STRIPE: Service = {
  tool: "stripe",
  hosts: ["api.stripe.com", "files.stripe.com", "connect.stripe.com"],
  operations: OPERATIONS,
  refine,
  fallback: restReader({
    whole: ["customers", "products", "accounts"],
    kinds: {
      identity: ["external_accounts", "persons", "bank_accounts"],
      payment: ["transfers", "payouts", "refunds"],
    },
  }),
};
