import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INNGEST_RULES: readonly Rule[] = [
  providerSecret({
    id: "inngest-signing-key",
    kind: "INNGEST_KEY",
    description: "Inngest signing key: runs the functions of an application",
    keywords: ["signkey-prod-", "signkey-test-", "signkey-branch-"],
    pattern: /(?<![A-Za-z0-9])(?:signkey-prod-|signkey-test-|signkey-branch-)[a-f0-9]{32,64}(?![A-Za-z0-9])/,
    source: "https://www.inngest.com/docs/platform/signing-keys",
    homes: ["api.inngest.com"],
    examples: ["signkey-prod-" + fake.hex(36), "token: signkey-branch-" + fake.hex(36, 3)],
    nearMisses: ["signkey-prod-" + fake.hex(10), "signkey-prod-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
