import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const MISTRAL_RULES: readonly Rule[] = [
  vendorKey({
    id: "mistral-api-key",
    kind: "MISTRAL_KEY",
    description: "Mistral API key: runs models at its owner's cost",
    names: ["mistral"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://docs.mistral.ai/api/",
    homes: ["api.mistral.ai"],
    examples: ["MISTRAL_API_KEY=" + fake.alnum(32, 2), '{"mistral_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "mistral_id=" + fake.alnum(32, 2),
      "https://mistral.test/items/" + fake.alnum(32, 2),
      "mistral_key=" + fake.alnum(10, 2),
    ],
  }),
];
