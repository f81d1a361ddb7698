import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const XATA_RULES: readonly Rule[] = [
  providerSecret({
    id: "xata-api-key",
    kind: "XATA_KEY",
    description: "Xata API key: reads and changes databases",
    keywords: ["xau_"],
    pattern: /(?<![A-Za-z0-9_-])xau_[A-Za-z0-9]{38,40}(?![A-Za-z0-9])/,
    source: "https://xata.io/docs/concepts/api-keys",
    homes: ["api.xata.io", "*.xata.sh"],
    examples: ["xau_" + fake.alnum(39)],
    nearMisses: ["xau_" + fake.alnum(12), "xau_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
