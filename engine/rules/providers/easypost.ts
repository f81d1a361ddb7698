import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const EASYPOST_RULES: readonly Rule[] = [
  providerSecret({
    id: "easypost-api-key",
    kind: "EASYPOST_KEY",
    description: "EasyPost API key: buys postage at its owner's cost",
    keywords: ["ezak", "eztk"],
    pattern: /(?<![A-Za-z0-9])EZ[AT]K[A-Za-z0-9]{54}(?![A-Za-z0-9])/,
    source: "https://docs.easypost.com/docs/authentication",
    homes: ["api.easypost.com"],
    examples: ["EZAK" + fake.alnum(54)],
    nearMisses: ["EZAK" + fake.alnum(10)],
  }),
];
