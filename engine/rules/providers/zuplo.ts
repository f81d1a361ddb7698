import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ZUPLO_RULES: readonly Rule[] = [
  providerSecret({
    id: "zuplo-api-key",
    kind: "ZUPLO_KEY",
    description: "Zuplo consumer key: calls the API that it was issued for",
    keywords: ["zpka_"],
    pattern: /(?<![A-Za-z0-9])zpka_[A-Za-z0-9]{32}_[a-f0-9]{8}(?![A-Za-z0-9])/,
    source: "https://zuplo.com/docs/articles/api-key-management",
    homes: ["*.zuplo.com"],
    examples: ["zpka_" + fake.alnum(32, 2) + "_" + fake.hex(8, 3)],
    nearMisses: ["zpka_" + fake.alnum(10, 2) + "_" + fake.hex(2, 3), "zpka_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
