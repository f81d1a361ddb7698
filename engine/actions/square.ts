/** Square's API (https://developer.squareup.com/reference/square). Amounts are in the smallest unit of the currency. */
import { tellMinorUnit } from "./currency.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const MONEY = { amount: ["amount_money.amount"], currency: ["amount_money.currency"] };

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/oauth2/token", "get_token", "WRITE", "login"],
  ["POST", "/oauth2/revoke", "revoke_token", "ADMIN", "identity"],
  ["POST", "/v2/payments", "create_payment", "WRITE", "payment", MONEY],
  ["PUT", "/v2/payments/{id}", "update_payment", "WRITE", "payment", {
    amount: ["payment.amount_money.amount"],
    currency: ["payment.amount_money.currency"],
  }],
  ["POST", "/v2/payments/{id}/complete", "complete_payment", "WRITE", "payment"],
  ["POST", "/v2/payments/{id}/cancel", "cancel_payment", "WRITE", "other"],
  ["POST", "/v2/refunds", "create_refund", "WRITE", "payment", MONEY],
  ["POST", "/v2/invoices/{id}/publish", "publish_invoice", "WRITE", "message"],
  ["POST", "/v2/invoices/{id}/cancel", "cancel_invoice", "WRITE", "delete"],
  ["POST", "/v2/gift-cards/activities", "load_gift_card", "WRITE", "payment"],
  ["POST", "/v2/subscriptions", "create_subscription", "WRITE", "payment"],
  ["POST", "/v2/subscriptions/{id}/cancel", "cancel_subscription", "WRITE", "delete"],
  ["POST", "/v2/catalog/batch-delete", "delete_catalog_objects", "WRITE", "destroy"],
  ["POST", "/v2/customers/bulk-delete", "delete_customers", "WRITE", "destroy"],
  ["DELETE", "/v2/customers/{id}", "delete_customer", "WRITE", "delete"],
  ["POST", "/v2/webhooks/subscriptions", "create_webhook", "ADMIN", "share", {
    principal: ["subscription.notification_url"],
  }],
  ["POST", "/v2/team-members/**", "change_team_member", "ADMIN", "identity", {
    principal: ["team_member.email_address"],
  }],
  ["POST", "/v2/{list}/search", "search", "READ", "read"],
  ["POST", "/v2/{list}/batch-retrieve", "get", "READ", "read"],
];

export const SQUARE: Service = {
  tool: "square",
  hosts: ["connect.squareup.com", "connect.squareupsandbox.com"],
  operations: OPERATIONS,
  refine: (_view, naming) => tellMinorUnit(naming),
  fallback: restReader(),
};
