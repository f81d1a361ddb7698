/** Wise's API (https://docs.wise.com/api-docs/api-reference). */
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const QUOTE = {
  amount: ["sourceAmount", "targetAmount"],
  currency: ["sourceCurrency"],
  to_currency: ["targetCurrency"],
};

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/oauth/token", "get_token", "WRITE", "login"],
  ["POST", "/v1/accounts", "create_recipient", "ADMIN", "finance", { principal: ["accountHolderName"] }],
  ["DELETE", "/v1/accounts/{recipient}", "delete_recipient", "WRITE", "delete"],
  ["POST", "/v3/profiles/{account}/quotes", "create_quote", "WRITE", "other", QUOTE],
  ["POST", "/v1/transfers", "create_transfer", "WRITE", "payment", { principal: ["targetAccount"] }],
  ["PUT", "/v1/transfers/{transfer}/cancel", "cancel_transfer", "WRITE", "other"],
  ["POST", "/v3/profiles/{account}/transfers/{transfer}/payments", "fund_transfer", "WRITE", "payment"],
  ["POST", "/v3/profiles/{account}/batch-groups/{group}/payments", "fund_transfers", "WRITE", "payment"],
  ["POST", "/v3/profiles/{account}/batch-groups/**", "create_batch", "WRITE", "payment"],
  ["POST", "/v2/profiles/{account}/balance-movements", "move_balance", "WRITE", "payment", {
    amount: ["amount.value"],
    currency: ["amount.currency"],
  }],
  ["POST", "/v4/profiles/{account}/balances", "open_balance", "WRITE", "other", { currency: ["currency"] }],
  ["DELETE", "/v4/profiles/{account}/balances/{balance}", "close_balance", "WRITE", "destroy"],
  ["GET", "/v1/profiles/{account}/balance-statements/**", "get_statement", "READ", "export"],
  ["POST", "/v2/profiles/{account}/subscriptions", "create_webhook", "ADMIN", "share", {
    principal: ["delivery.url"],
  }],
  ["POST", "/v3/spend/profiles/{account}/cards/**", "change_card", "ADMIN", "finance"],
];

export const WISE: Service = {
  tool: "wise",
  hosts: ["api.wise.com", "api.transferwise.com", "api.sandbox.transferwise.tech"],
  operations: OPERATIONS,
  fallback: restReader({ kinds: { payment: ["transfers", "payments"] } }),
};
