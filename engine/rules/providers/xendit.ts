import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const XENDIT_RULES: readonly Rule[] = [
  providerSecret({
    id: "xendit-secret-key",
    kind: "XENDIT_KEY",
    description: "Xendit secret key: moves money",
    severity: "critical",
    keywords: ["xnd_production_", "xnd_development_"],
    pattern: /(?<![A-Za-z0-9])(?:xnd_production_|xnd_development_)[A-Za-z0-9]{40,70}(?![A-Za-z0-9])/,
    source: "https://docs.xendit.co/docs/authentication",
    homes: ["api.xendit.co"],
    examples: ["xnd_production_" + fake.alnum(44), "token: xnd_development_" + fake.alnum(44, 4)],
    nearMisses: ["xnd_production_" + fake.alnum(12), "xnd_production_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
