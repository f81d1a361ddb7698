import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ROLLBAR_RULES: readonly Rule[] = [
  vendorKey({
    id: "rollbar-token",
    kind: "ROLLBAR_TOKEN",
    description: "Rollbar access token: reads or writes errors",
    severity: "medium",
    names: ["rollbar"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.rollbar.com/docs/access-tokens",
    homes: ["api.rollbar.com"],
    examples: ["ROLLBAR_API_KEY=" + fake.hex(32), '{"rollbar_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "rollbar_id=" + fake.hex(32),
      "https://rollbar.test/items/" + fake.hex(32),
      "rollbar_key=" + fake.hex(10),
    ],
  }),
];
