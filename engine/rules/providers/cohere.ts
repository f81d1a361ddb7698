import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const COHERE_RULES: readonly Rule[] = [
  providerSecret({
    id: "cohere-api-key",
    kind: "COHERE_KEY",
    description: "Cohere API key: runs models at its owner's cost",
    keywords: ["co_"],
    pattern: /(?<![A-Za-z0-9_-])co_[A-Za-z0-9]{40}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.cohere.com/reference/about",
    homes: ["api.cohere.com", "api.cohere.ai"],
    examples: ["co_" + fake.alnum(40)],
    nearMisses: ["co_" + fake.alnum(12), "co_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "cohere-api-key-legacy",
    kind: "COHERE_KEY",
    description: "Cohere API key of the older form: runs models at its owner's cost",
    names: ["cohere"],
    value: /[A-Za-z0-9]{40}/,
    source: "https://docs.cohere.com/reference/about",
    homes: ["api.cohere.com", "api.cohere.ai"],
    examples: ["COHERE_API_KEY=" + fake.alnum(40), '{"cohere_token": "' + fake.alnum(40, 5) + '"}'],
    nearMisses: [
      "cohere_id=" + fake.alnum(40),
      "https://cohere.test/items/" + fake.alnum(40),
      "cohere_key=" + fake.alnum(12),
    ],
  }),
];
