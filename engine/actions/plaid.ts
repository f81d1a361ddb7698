/** Plaid's API (https://plaid.com/docs/api/): every call is a POST, what it does is its path. */
import type { CallView } from "../call_view.ts";
import type { Naming, OperationRow, Service } from "./service.ts";
import { spellings } from "./spellings.ts";
import { gravest } from "./categories.ts";
import { readName, snakeCase } from "./names.ts";

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/item/public_token/exchange", "exchange_token", "ADMIN", "identity"],
  ["POST", "/sandbox/public_token/create", "create_token", "WRITE", "other"],
  ["POST", "/link/token/create", "create_link_token", "ADMIN", "identity"],
  ["POST", "/item/access_token/invalidate", "rotate_token", "ADMIN", "identity"],
  ["POST", "/item/remove", "remove_item", "WRITE", "destroy"],
  ["POST", "/item/webhook/update", "update_webhook", "ADMIN", "share", { principal: ["webhook"] }],
  ["POST", "/processor/token/create", "create_processor_token", "ADMIN", "share", {
    principal: ["processor"],
  }],
  ["POST", "/processor/{processor}/processor_token/create", "create_processor_token", "ADMIN", "share"],
  ["POST", "/transfer/authorization/create", "authorize_transfer", "WRITE", "payment", {
    amount: ["amount"],
    currency: ["iso_currency_code"],
  }],
  ["POST", "/transfer/create", "create_transfer", "WRITE", "payment", { amount: ["amount"] }],
  ["POST", "/transfer/refund/create", "create_refund", "WRITE", "payment", { amount: ["amount"] }],
  ["POST", "/transfer/cancel", "cancel_transfer", "WRITE", "other"],
  ["POST", "/transfer/recurring/create", "create_recurring_transfer", "WRITE", "payment", {
    amount: ["amount"],
  }],
  ["POST", "/transfer/ledger/{act}", "move_ledger_funds", "WRITE", "payment", { amount: ["amount"] }],
  ["POST", "/payment_initiation/payment/create", "create_payment", "WRITE", "payment", {
    amount: ["amount.value"],
    currency: ["amount.currency"],
    principal: ["recipient_id"],
  }],
  ["POST", "/payment_initiation/recipient/create", "create_recipient", "ADMIN", "finance", {
    principal: ["iban"],
  }],
  ["POST", "/payment_initiation/consent/payment/execute", "execute_payment", "WRITE", "payment"],
  ["POST", "/wallet/transaction/execute", "execute_transaction", "WRITE", "payment", {
    amount: ["amount.value"],
    currency: ["amount.iso_currency_code"],
  }],
  ["POST", "/auth/get", "get_account_numbers", "READ", "read"],
  ["POST", "/identity/get", "get_identity", "READ", "read"],
  ["POST", "/transactions/sync", "list_transactions", "READ", "export"],
  ["POST", "/transactions/get", "list_transactions", "READ", "export"],
];

const READS = /(?:^|_)(?:get|list|search|match|evaluate)$/;

/** `/accounts/balance/get`: the act comes last. */
function nameByPath(view: CallView): Naming | undefined {
  return gravest(
    spellings(view.location).map((path): Naming => {
      const last = path.at(-1) ?? "";
      const operation = snakeCase([last, ...path.slice(0, -1)].join("_")) || "call";
      if (READS.test(last)) return { operation, verb: "READ", category: "read", facts: {} };
      const { verb, category } = readName(operation);
      return verb === "READ"
        ? { operation, verb: "WRITE", category: "other", facts: {} }
        : { operation, verb, category, facts: {} };
    }),
  );
}

export const PLAID: Service = {
  tool: "plaid",
  hosts: ["production.plaid.com", "development.plaid.com", "sandbox.plaid.com"],
  operations: OPERATIONS,
  fallback: nameByPath,
};
