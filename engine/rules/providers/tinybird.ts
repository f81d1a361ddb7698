import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TINYBIRD_RULES: readonly Rule[] = [
  providerSecret({
    id: "tinybird-token",
    kind: "TINYBIRD_TOKEN",
    description: "Tinybird token: reads or changes data sources",
    keywords: ["p.eyj"],
    pattern: /(?<![A-Za-z0-9])p\.eyJ[A-Za-z0-9_-]{40,300}(?![A-Za-z0-9_-])/,
    source: "https://www.tinybird.co/docs/forward/administration/tokens",
    homes: ["*.tinybird.co"],
    examples: ["p.eyJ" + fake.base64url(44)],
    nearMisses: ["p.eyJ" + fake.base64url(12), "p.eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
