/** PayPal's REST API (https://developer.paypal.com/api/rest/). Amounts are decimals with their currency. */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const ORDER_MONEY = {
  amount: ["purchase_units[0].amount.value"],
  currency: ["purchase_units[0].amount.currency_code"],
};
const REFUND_MONEY = { amount: ["amount.value"], currency: ["amount.currency_code"] };

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/v1/oauth2/token", "get_token", "WRITE", "login"],
  ["POST", "/v2/checkout/orders", "create_order", "WRITE", "payment", ORDER_MONEY],
  ["PATCH", "/v2/checkout/orders/{order}", "update_order", "WRITE", "payment"],
  ["POST", "/v2/checkout/orders/{order}/authorize", "authorize_order", "WRITE", "payment"],
  ["POST", "/v2/checkout/orders/{order}/capture", "capture_order", "WRITE", "payment"],
  [
    "POST",
    "/v2/payments/authorizations/{id}/capture",
    "capture_authorization",
    "WRITE",
    "payment",
    REFUND_MONEY,
  ],
  ["POST", "/v2/payments/authorizations/{id}/void", "void_authorization", "WRITE", "delete"],
  ["POST", "/v2/payments/captures/{id}/refund", "create_refund", "WRITE", "payment", REFUND_MONEY],
  ["POST", "/v1/payments/payouts", "create_payout", "WRITE", "payment", {
    amount: ["items[0].amount.value"],
    currency: ["items[0].amount.currency"],
    principal: ["items[*].receiver"],
  }],
  ["POST", "/v1/payments/payouts-item/{id}/cancel", "cancel_payout", "WRITE", "other"],
  ["POST", "/v2/invoicing/invoices/{id}/send", "send_invoice", "WRITE", "message"],
  ["POST", "/v2/invoicing/invoices/{id}/remind", "send_reminder", "WRITE", "message"],
  ["POST", "/v2/invoicing/invoices/{id}/payments", "record_payment", "WRITE", "other"],
  ["DELETE", "/v2/invoicing/invoices/{id}", "delete_invoice", "WRITE", "delete"],
  ["POST", "/v1/billing/subscriptions", "create_subscription", "WRITE", "payment", { plan: ["plan_id"] }],
  ["POST", "/v1/billing/subscriptions/{id}/cancel", "cancel_subscription", "WRITE", "delete"],
  ["POST", "/v1/billing/subscriptions/{id}/capture", "capture_subscription", "WRITE", "payment"],
  ["POST", "/v1/notifications/webhooks", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["DELETE", "/v1/notifications/webhooks/{id}", "delete_webhook", "ADMIN", "config"],
  ["POST", "/v1/customer/disputes/{id}/accept-claim", "accept_claim", "WRITE", "payment"],
  ["GET", "/v1/reporting/transactions", "list_transactions", "READ", "export"],
];

export const PAYPAL: Service = {
  tool: "paypal",
  hosts: ["api-m.paypal.com", "api.paypal.com", "api-m.sandbox.paypal.com", "api.sandbox.paypal.com"],
  operations: OPERATIONS,
  refine: tellOutsiders(),
  fallback: restReader({ kinds: { payment: ["payments", "payouts"] } }),
};
