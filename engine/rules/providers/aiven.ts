import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const AIVEN_RULES: readonly Rule[] = [
  providerSecret({
    id: "aiven-token",
    kind: "AIVEN_TOKEN",
    description: "Aiven token: manages databases and reads their passwords",
    severity: "critical",
    keywords: ["aivenv1"],
    pattern: /(?<![A-Za-z0-9])aivenv1[A-Za-z0-9+/]{360,420}(?![A-Za-z0-9])/,
    source: "https://aiven.io/docs/platform/concepts/authentication-tokens",
    homes: ["api.aiven.io"],
    examples: ["aivenv1" + fake.base64(364)],
    nearMisses: ["aivenv1" + fake.base64(12), "aivenv1xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
