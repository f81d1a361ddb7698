import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INFISICAL_RULES: readonly Rule[] = [
  providerSecret({
    id: "infisical-token",
    kind: "INFISICAL_TOKEN",
    description: "Infisical service token: reads the secrets of its project",
    severity: "critical",
    keywords: ["st."],
    pattern: /(?<![A-Za-z0-9_-])st\.[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://infisical.com/docs/documentation/platform/token",
    homes: ["app.infisical.com", "*.infisical.com"],
    examples: ["st." + fake.hex(24) + "." + fake.hex(32, 3) + "." + fake.hex(32, 5)],
    nearMisses: [
      "st." + fake.hex(8) + "." + fake.hex(10, 3) + "." + fake.hex(10, 5),
      "st.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
