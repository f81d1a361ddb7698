import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BUGHERD_RULES: readonly Rule[] = [
  vendorKey({
    id: "bugherd-api-key",
    kind: "BUGHERD_KEY",
    description: "BugHerd API key: reads and changes reports of bugs",
    severity: "medium",
    names: ["bugherd"],
    value: /[a-z0-9]{22}/,
    source: "https://www.bugherd.com/api_v2",
    homes: ["www.bugherd.com"],
    examples: ["BUGHERD_API_KEY=" + fake.lower(22), '{"bugherd_token": "' + fake.lower(22, 5) + '"}'],
    nearMisses: [
      "bugherd_id=" + fake.lower(22),
      "https://bugherd.test/items/" + fake.lower(22),
      "bugherd_key=" + fake.lower(7),
    ],
  }),
];
