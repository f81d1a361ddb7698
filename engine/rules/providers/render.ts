import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RENDER_RULES: readonly Rule[] = [
  providerSecret({
    id: "render-api-key",
    kind: "RENDER_KEY",
    description: "Render API key: deploys services and reads their variables",
    severity: "critical",
    keywords: ["rnd_"],
    pattern: /(?<![A-Za-z0-9_-])rnd_[A-Za-z0-9]{28,34}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://render.com/docs/api",
    homes: ["api.render.com"],
    examples: ["rnd_" + fake.alnum(31, 2)],
    nearMisses: ["rnd_" + fake.alnum(9, 2), "rnd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
