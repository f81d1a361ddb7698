import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LOB_RULES: readonly Rule[] = [
  providerSecret({
    id: "lob-api-key",
    kind: "LOB_KEY",
    description: "Lob API key: prints and sends letters at its owner's cost",
    keywords: ["live_", "test_"],
    pattern: /(?<![A-Za-z0-9])(?:live_|test_)[a-f0-9]{35}(?![A-Za-z0-9])/,
    source: "https://docs.lob.com/#tag/Authentication",
    homes: ["api.lob.com"],
    examples: ["live_" + fake.hex(35), "token: test_" + fake.hex(35, 3)],
    nearMisses: ["live_" + fake.hex(11), "live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
