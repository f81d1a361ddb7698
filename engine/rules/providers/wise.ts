import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const WISE_RULES: readonly Rule[] = [
  vendorKey({
    id: "wise-token",
    kind: "WISE_TOKEN",
    description: "Wise API token: reads accounts and sends money",
    severity: "critical",
    names: ["wise_", "wise-", "transferwise"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://docs.wise.com/api-docs/features/authentication-access",
    homes: ["api.wise.com", "api.transferwise.com"],
    examples: ["WISE_API_KEY=" + fake.uuid(), '{"wise_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "wise_id=" + fake.uuid(),
      "https://wise.test/items/" + fake.uuid(),
      "wise_key=" + fake.hex(8),
    ],
  }),
];
