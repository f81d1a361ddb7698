import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SEAM_RULES: readonly Rule[] = [
  providerSecret({
    id: "seam-key",
    kind: "SEAM_KEY",
    description: "Seam API key: opens locks",
    severity: "critical",
    keywords: ["seam_"],
    pattern: /(?<![A-Za-z0-9])seam_[A-Za-z0-9]{8}_[A-Za-z0-9]{22,28}(?![A-Za-z0-9])/,
    source: "https://docs.seam.co/latest/core-concepts/authentication/api-keys",
    homes: ["connect.getseam.com"],
    examples: ["seam_" + fake.alnum(8) + "_" + fake.alnum(25, 8)],
    nearMisses: ["seam_" + fake.alnum(2) + "_" + fake.alnum(7, 8), "seam_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
