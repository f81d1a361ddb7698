import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const OPSGENIE_RULES: readonly Rule[] = [
  vendorKey({
    id: "opsgenie-api-key",
    kind: "OPSGENIE_KEY",
    description: "Opsgenie API key: raises, reads and closes alerts",
    names: ["opsgenie", "ops_genie"],
    value: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
    source: "https://support.atlassian.com/opsgenie/docs/api-key-management/",
    homes: ["api.opsgenie.com", "api.eu.opsgenie.com"],
    examples: ["OPSGENIE_API_KEY=" + fake.uuid(), '{"opsgenie_token": "' + fake.uuid(5) + '"}'],
    nearMisses: [
      "opsgenie_id=" + fake.uuid(),
      "https://opsgenie.test/items/" + fake.uuid(),
      "opsgenie_key=" + fake.hex(8),
    ],
  }),
];
