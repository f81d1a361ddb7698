import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PAGARME_RULES: readonly Rule[] = [
  providerSecret({
    id: "pagarme-key",
    kind: "PAGARME_KEY",
    description: "Pagar.me secret key of the older form: takes payments",
    severity: "critical",
    keywords: ["ak_live_", "ak_test_"],
    pattern: /(?<![A-Za-z0-9])(?:ak_live_|ak_test_)[A-Za-z0-9]{30}(?![A-Za-z0-9])/,
    source: "https://docs.pagar.me/docs/chaves-de-acesso",
    homes: ["api.pagar.me"],
    examples: ["ak_live_" + fake.alnum(30), "token: ak_test_" + fake.alnum(30, 3)],
    nearMisses: ["ak_live_" + fake.alnum(10), "ak_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
