import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DUB_RULES: readonly Rule[] = [
  providerSecret({
    id: "dub-api-key",
    kind: "DUB_KEY",
    description: "Dub API key: makes links and reads who follows them",
    severity: "medium",
    keywords: ["dub_"],
    pattern: /(?<![A-Za-z0-9_-])dub_[A-Za-z0-9]{24}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://dub.co/docs/api-reference/tokens",
    homes: ["api.dub.co"],
    examples: ["dub_" + fake.alnum(24, 2)],
    nearMisses: ["dub_" + fake.alnum(8, 2), "dub_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
