import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const STATUSCAKE_RULES: readonly Rule[] = [
  vendorKey({
    id: "statuscake-api-key",
    kind: "STATUSCAKE_KEY",
    description: "StatusCake API key: reads and changes checks",
    severity: "medium",
    names: ["statuscake"],
    value: /[A-Za-z0-9]{20,30}/,
    source: "https://developers.statuscake.com/",
    homes: ["api.statuscake.com"],
    examples: [
      "STATUSCAKE_API_KEY=" + fake.alnum(24, 2),
      '{"statuscake_token": "' + fake.alnum(24, 6) + '"}',
    ],
    nearMisses: [
      "statuscake_id=" + fake.alnum(24, 2),
      "https://statuscake.test/items/" + fake.alnum(24, 2),
      "statuscake_key=" + fake.alnum(6, 2),
    ],
  }),
];
