import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FIREWORKS_RULES: readonly Rule[] = [
  providerSecret({
    id: "fireworks-api-key",
    kind: "FIREWORKS_KEY",
    description: "Fireworks AI API key: runs models at its owner's cost",
    keywords: ["fw_"],
    pattern: /(?<![A-Za-z0-9_-])fw_[A-Za-z0-9]{24,32}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.fireworks.ai/getting-started/quickstart",
    homes: ["api.fireworks.ai"],
    examples: ["fw_" + fake.alnum(28)],
    nearMisses: ["fw_" + fake.alnum(8), "fw_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
