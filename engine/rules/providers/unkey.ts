import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const UNKEY_RULES: readonly Rule[] = [
  providerSecret({
    id: "unkey-root-key",
    kind: "UNKEY_KEY",
    description: "Unkey root key: issues and revokes API keys",
    severity: "critical",
    keywords: ["unkey_"],
    pattern: /(?<![A-Za-z0-9])unkey_[A-Za-z0-9]{20,40}(?![A-Za-z0-9])/,
    source: "https://www.unkey.com/docs/security/root-keys",
    homes: ["api.unkey.dev", "api.unkey.com"],
    examples: ["unkey_" + fake.alnum(24, 2)],
    nearMisses: ["unkey_" + fake.alnum(6, 2), "unkey_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
