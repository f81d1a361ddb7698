import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INFRACOST_RULES: readonly Rule[] = [
  providerSecret({
    id: "infracost-api-key",
    kind: "INFRACOST_KEY",
    description: "Infracost API key: reads cost estimates at its owner's account",
    keywords: ["ico-"],
    pattern: /(?<![A-Za-z0-9])ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
    source: "https://www.infracost.io/docs/",
    homes: ["*.infracost.io"],
    examples: ["ico-" + fake.alnum(32)],
    nearMisses: ["ico-" + fake.alnum(10), "ico-" + "X".repeat(32)],
  }),
];
