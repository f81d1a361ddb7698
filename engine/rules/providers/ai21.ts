import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const AI21_RULES: readonly Rule[] = [
  vendorKey({
    id: "ai21-api-key",
    kind: "AI_KEY",
    description: "AI21 API key: runs models at its owner's cost",
    names: ["ai21"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://docs.ai21.com/reference",
    homes: ["api.ai21.com"],
    examples: ["AI21_API_KEY=" + fake.alnum(32, 2), '{"ai21_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "ai21_id=" + fake.alnum(32, 2),
      "https://ai21.test/items/" + fake.alnum(32, 2),
      "ai21_key=" + fake.alnum(10, 2),
    ],
  }),
];
