import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const OCTOPUS_DEPLOY_RULES: readonly Rule[] = [
  providerSecret({
    id: "octopus-deploy-api-key",
    kind: "OCTOPUS_KEY",
    description: "Octopus Deploy API key: runs deployments as its owner",
    severity: "critical",
    keywords: ["api-"],
    pattern: /(?<![A-Za-z0-9_-])API-[A-Z0-9]{26}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
    homes: ["*.octopus.app"],
    examples: ["API-" + fake.upper(26, 3)],
    nearMisses: ["API-" + fake.upper(8, 3), "API-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
