import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CURSOR_RULES: readonly Rule[] = [
  providerSecret({
    id: "cursor-api-key",
    kind: "CURSOR_KEY",
    description: "Cursor API key: runs agents in its owner's repositories",
    keywords: ["crsr_", "key_"],
    pattern: /(?<![A-Za-z0-9_-])(?:crsr_|key_)[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://cursor.com/docs/api",
    homes: ["api.cursor.com"],
    examples: ["crsr_" + fake.hex(64), "token: key_" + fake.hex(64, 3)],
    nearMisses: ["crsr_" + fake.hex(12), "crsr_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
