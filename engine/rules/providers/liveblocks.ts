import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LIVEBLOCKS_RULES: readonly Rule[] = [
  providerSecret({
    id: "liveblocks-secret-key",
    kind: "LIVEBLOCKS_KEY",
    description: "Liveblocks secret key: reads and changes documents that people share",
    keywords: ["sk_dev_"],
    pattern: /(?<![A-Za-z0-9])sk_dev_[A-Za-z0-9_-]{40,80}(?![A-Za-z0-9_-])/,
    source: "https://liveblocks.io/docs/authentication",
    homes: ["api.liveblocks.io"],
    examples: ["sk_dev_" + fake.base64url(44)],
    nearMisses: ["sk_dev_" + fake.base64url(12), "sk_dev_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
