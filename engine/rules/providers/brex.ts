import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const BREX_RULES: readonly Rule[] = [
  providerSecret({
    id: "brex-token",
    kind: "BREX_TOKEN",
    description: "Brex user token: reads spending and issues cards",
    severity: "critical",
    keywords: ["bxt_"],
    pattern: /(?<![A-Za-z0-9_-])bxt_[A-Za-z0-9]{24,48}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://developer.brex.com/docs/authentication/",
    homes: ["platform.brexapis.com"],
    examples: ["bxt_" + fake.alnum(28)],
    nearMisses: ["bxt_" + fake.alnum(8), "bxt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
