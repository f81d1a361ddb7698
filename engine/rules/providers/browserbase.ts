import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const BROWSERBASE_RULES: readonly Rule[] = [
  providerSecret({
    id: "browserbase-key",
    kind: "BROWSERBASE_KEY",
    description: "Browserbase API key: runs browsers and reads their sessions",
    keywords: ["bb_live_"],
    pattern: /(?<![A-Za-z0-9])bb_live_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/,
    source: "https://docs.browserbase.com/introduction/getting-started",
    homes: ["api.browserbase.com"],
    examples: ["bb_live_" + fake.base64url(27, 3)],
    nearMisses: ["bb_live_" + fake.base64url(9, 3), "bb_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
