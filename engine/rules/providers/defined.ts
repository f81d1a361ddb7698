import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DEFINED_RULES: readonly Rule[] = [
  providerSecret({
    id: "defined-networking-key",
    kind: "DEFINED_KEY",
    description: "Defined Networking key: adds machines to the private network",
    severity: "critical",
    keywords: ["dnkey-"],
    pattern: /(?<![A-Za-z0-9])dnkey-[A-Z0-9]{26}-[A-Z0-9]{52}(?![A-Za-z0-9])/,
    source: "https://docs.defined.net/api/authentication",
    homes: ["api.defined.net"],
    examples: ["dnkey-" + fake.upper(26, 3) + "-" + fake.upper(52, 3)],
    nearMisses: [
      "dnkey-" + fake.upper(8, 3) + "-" + fake.upper(12, 3),
      "dnkey-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
