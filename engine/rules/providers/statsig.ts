import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const STATSIG_RULES: readonly Rule[] = [
  providerSecret({
    id: "statsig-secret-key",
    kind: "STATSIG_KEY",
    description: "Statsig server secret or console key: reads and changes experiments",
    keywords: ["secret-", "console-"],
    pattern: /(?<![A-Za-z0-9])(?:secret-|console-)[A-Za-z0-9]{40,50}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.statsig.com/sdk-keys/api-keys/",
    homes: ["*.statsigapi.net", "*.statsig.com"],
    examples: ["secret-" + fake.alnum(44), "token: console-" + fake.alnum(44, 4)],
    nearMisses: ["secret-" + fake.alnum(12), "secret-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
