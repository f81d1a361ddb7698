import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ENDOR_RULES: readonly Rule[] = [
  providerSecret({
    id: "endor-token",
    kind: "ENDOR_TOKEN",
    description: "Endor Labs API key: reads projects and their weaknesses",
    keywords: ["endr+"],
    pattern: /(?<![A-Za-z0-9])endr\+[A-Za-z0-9]{16}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.endorlabs.com/administration/api-keys/",
    homes: ["api.endorlabs.com"],
    examples: ["endr+" + fake.alnum(16, 4)],
    nearMisses: ["endr+" + fake.alnum(5, 4), "endr+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
