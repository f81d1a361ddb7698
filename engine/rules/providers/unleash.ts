import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const UNLEASH_RULES: readonly Rule[] = [
  providerSecret({
    id: "unleash-token",
    kind: "UNLEASH_TOKEN",
    description: "Unleash client or admin token: reads or changes feature flags",
    publicPrefix: false,
    keywords: ["*:", "default:"],
    pattern: /(?<![A-Za-z0-9])(?:\*|default):(?:\*|[a-z0-9-]{2,30})\.[a-f0-9]{56,64}(?![A-Za-z0-9])/,
    source: "https://docs.getunleash.io/reference/api-tokens-and-client-keys",
    homes: ["*.getunleash.io"],
    examples: ["default:development." + fake.hex(56), "*:*." + fake.hex(56, 2)],
    nearMisses: ["default:development." + fake.hex(8), "default: development"],
  }),
];
