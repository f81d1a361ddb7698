import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const HARNESS_RULES: readonly Rule[] = [
  providerSecret({
    id: "harness-api-key",
    kind: "HARNESS_KEY",
    description: "Harness token: runs pipelines as a person or service account",
    severity: "critical",
    keywords: ["pat.", "sat."],
    pattern:
      /(?<![A-Za-z0-9_-])(?:pat\.|sat\.)[A-Za-z0-9_-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20}(?![A-Za-z0-9])/,
    source: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
    homes: ["app.harness.io", "*.harness.io"],
    examples: [
      "pat." + fake.base64url(22) + "." + fake.hex(24, 3) + "." + fake.alnum(20, 6),
      "token: sat." + fake.base64url(22, 3) + "." + fake.hex(24, 5) + "." + fake.alnum(20, 8),
    ],
    nearMisses: [
      "pat." + fake.base64url(7) + "." + fake.hex(8, 3) + "." + fake.alnum(6, 6),
      "pat.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
