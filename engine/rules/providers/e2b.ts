import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const E2B_RULES: readonly Rule[] = [
  providerSecret({
    id: "e2b-api-key",
    kind: "SANDBOX_KEY",
    description: "E2B API key: starts sandboxes and runs code in them",
    keywords: ["e2b_"],
    pattern: /(?<![A-Za-z0-9_-])e2b_[a-f0-9]{40}(?![A-Za-z0-9])/,
    source: "https://e2b.dev/docs/api-key",
    homes: ["api.e2b.dev", "*.e2b.dev"],
    examples: ["e2b_" + fake.hex(40)],
    nearMisses: ["e2b_" + fake.hex(12), "e2b_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
