/** Adyen's APIs (https://docs.adyen.com/api-explorer/). Amounts are in the smallest unit of the currency. */
import type { CallView } from "../call_view.ts";
import { tellMinorUnit } from "./currency.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const MONEY = { amount: ["amount.value"], currency: ["amount.currency"], account: ["merchantAccount"] };

/** Checkout, at a host of Adyen's with or without the customer's prefix. */
const CHECKOUT: readonly OperationRow[] = ["/{version}", "/checkout/{version}"].flatMap((
  base,
): OperationRow[] => [
  ["POST", `${base}/payments`, "create_payment", "WRITE", "payment", MONEY],
  ["POST", `${base}/payments/details`, "submit_payment_details", "WRITE", "payment"],
  ["POST", `${base}/payments/{id}/captures`, "capture_payment", "WRITE", "payment", MONEY],
  ["POST", `${base}/payments/{id}/refunds`, "create_refund", "WRITE", "payment", MONEY],
  ["POST", `${base}/payments/{id}/cancels`, "cancel_payment", "WRITE", "other"],
  ["POST", `${base}/payments/{id}/reversals`, "reverse_payment", "WRITE", "payment"],
  ["POST", `${base}/paymentMethods`, "list_payment_methods", "READ", "read"],
  ["POST", `${base}/paymentLinks`, "create_payment_link", "WRITE", "other", MONEY],
  ["POST", `${base}/sessions`, "create_session", "WRITE", "other", MONEY],
  ["DELETE", `${base}/storedPaymentMethods/{id}`, "delete_payment_method", "WRITE", "delete"],
]);

const BALANCE: readonly OperationRow[] = [
  ["POST", "/btl/{version}/transfers", "create_transfer", "WRITE", "payment", {
    ...MONEY,
    principal: ["counterparty.bankAccount.accountIdentification.iban", "counterparty.balanceAccountId"],
  }],
  ["POST", "/btl/{version}/grants", "create_grant", "WRITE", "payment", MONEY],
];

const MANAGEMENT: readonly OperationRow[] = [
  ["POST", "/{version}/companies/{org}/users", "create_user", "ADMIN", "identity", { principal: ["email"] }],
  ["PATCH", "/{version}/companies/{org}/users/{principal}", "update_user", "ADMIN", "identity"],
  [
    "POST|PATCH",
    "/{version}/companies/{org}/apiCredentials/**",
    "change_api_credential",
    "ADMIN",
    "identity",
  ],
  [
    "POST|PATCH",
    "/{version}/merchants/{account}/apiCredentials/**",
    "change_api_credential",
    "ADMIN",
    "identity",
  ],
  ["POST|PATCH", "/{version}/merchants/{account}/webhooks/**", "update_webhook", "ADMIN", "share", {
    principal: ["url"],
  }],
  ["POST|PATCH", "/{version}/companies/{org}/webhooks/**", "update_webhook", "ADMIN", "share", {
    principal: ["url"],
  }],
  [
    "POST|PATCH",
    "/{version}/merchants/{account}/payoutSettings/**",
    "change_payout_settings",
    "ADMIN",
    "identity",
  ],
];

const outsiders = tellOutsiders();

const own = {
  tool: "adyen",
  refine: (view: CallView, naming: Naming, home: HomeFacts) => tellMinorUnit(outsiders(view, naming, home)),
};

export const ADYEN: readonly Service[] = [
  {
    ...own,
    hosts: ["management-test.adyen.com", "management-live.adyen.com"],
    operations: MANAGEMENT,
    fallback: restReader(),
  },
  {
    ...own,
    hosts: ["balanceplatform-api-test.adyen.com", "balanceplatform-api-live.adyen.com"],
    operations: BALANCE,
    fallback: restReader({
      kinds: { identity: ["accountHolders", "balanceAccounts", "transferInstruments"] },
    }),
  },
  { ...own, hosts: ["*.adyen.com", "*.adyenpayments.com"], operations: CHECKOUT, fallback: restReader() },
];
