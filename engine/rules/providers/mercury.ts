import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MERCURY_RULES: readonly Rule[] = [
  providerSecret({
    id: "mercury-token",
    kind: "MERCURY_TOKEN",
    description: "Mercury API token: reads bank accounts and sends money",
    severity: "critical",
    keywords: [
      "mercury_production_rma_",
      "mercury_production_wma_",
      "mercury_sandbox_rma_",
      "mercury_production_cma_",
    ],
    pattern:
      /(?<![A-Za-z0-9])(?:mercury_production_rma_|mercury_production_wma_|mercury_sandbox_rma_|mercury_production_cma_)[A-Za-z0-9]{40,60}(?![A-Za-z0-9])/,
    source: "https://docs.mercury.com/docs/api-token-security-policies",
    homes: ["api.mercury.com"],
    examples: [
      "mercury_production_rma_" + fake.alnum(44),
      "token: mercury_production_cma_" + fake.alnum(44, 4),
    ],
    nearMisses: [
      "mercury_production_rma_" + fake.alnum(12),
      "mercury_production_rma_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
