import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const NEON_RULES: readonly Rule[] = [
  providerSecret({
    id: "neon-api-key",
    kind: "NEON_KEY",
    description: "Neon API key: manages databases and reads their passwords",
    severity: "critical",
    keywords: ["napi_"],
    pattern: /(?<![A-Za-z0-9])napi_[a-z0-9]{64}(?![A-Za-z0-9])/,
    source: "https://neon.com/docs/manage/api-keys",
    homes: ["console.neon.tech"],
    examples: ["napi_" + fake.lower(64)],
    nearMisses: ["napi_" + fake.lower(12), "napi_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "neon-password",
    kind: "NEON_PASSWORD",
    description: "Neon database password: reads and changes the database",
    severity: "critical",
    keywords: ["npg_"],
    pattern: /(?<![A-Za-z0-9_-])npg_[A-Za-z0-9]{12,16}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://neon.com/docs/manage/roles",
    homes: ["*.neon.tech"],
    examples: ["npg_" + fake.alnum(14)],
    nearMisses: ["npg_" + fake.alnum(4), "npg_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
