import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FLAGSMITH_RULES: readonly Rule[] = [
  providerSecret({
    id: "flagsmith-key",
    kind: "FLAGSMITH_KEY",
    description: "Flagsmith server-side key: reads flags and the identities they are for",
    severity: "medium",
    keywords: ["ser."],
    pattern: /(?<![A-Za-z0-9_-])ser\.[A-Za-z0-9]{22}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.flagsmith.com/clients/server-side",
    homes: ["edge.api.flagsmith.com", "*.flagsmith.com"],
    examples: ["ser." + fake.alnum(22)],
    nearMisses: ["ser." + fake.alnum(7), "ser.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
