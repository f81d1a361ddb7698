/** Stripe's API (https://docs.stripe.com/api). Bodies are forms; amounts are in the smallest unit of the currency. */
import type { OperationRow, Service } from "./service.ts";

const MONEY = { amount: ["amount"], currency: ["currency"] };

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/v1/charges", "create_charge", "WRITE", "payment", MONEY],
  ["POST", "/v1/payment_intents", "create_payment_intent", "WRITE", "payment", MONEY],
  ["POST", "/v1/payment_intents/{id}/confirm", "confirm_payment_intent", "WRITE", "other"],
  ["POST", "/v1/payment_intents/{id}/capture", "capture_payment_intent", "WRITE", "other"],
  ["POST", "/v1/payment_intents/{id}/cancel", "cancel_payment_intent", "WRITE", "other"],
  ["POST", "/v1/refunds", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v1/charges/{id}/refund", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v1/charges/{id}/refunds", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v1/transfers", "create_transfer", "WRITE", "payment", { ...MONEY, principal: ["destination"] }],
  ["POST", "/v1/payouts", "create_payout", "WRITE", "payment", { ...MONEY, principal: ["destination"] }],
  ["POST", "/v1/topups", "create_topup", "WRITE", "payment", MONEY],
  ["POST", "/v1/invoices/{id}/pay", "pay_invoice", "WRITE", "payment"],
  ["POST", "/v1/customers", "create_customer", "WRITE", "other"],
  ["POST", "/v1/customers/{id}", "update_customer", "WRITE", "other"],
  ["DELETE", "/v1/customers/{id}", "delete_customer", "WRITE", "destroy"],
  ["DELETE", "/v1/subscriptions/{id}", "cancel_subscription", "WRITE", "delete"],
  ["POST", "/v1/accounts/{id}/external_accounts", "add_bank_account", "ADMIN", "identity"],
  ["POST", "/v1/webhook_endpoints", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["GET", "/v1/{list}", "list", "READ", "read"],
  ["GET", "/v1/{list}/{id}", "get", "READ", "read"],
  ["GET", "/v1/**", "get", "READ", "read"],
];

export const STRIPE: Service = { tool: "stripe", hosts: ["api.stripe.com"], operations: OPERATIONS };
