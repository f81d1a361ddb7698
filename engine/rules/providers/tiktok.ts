import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TIKTOK_RULES: readonly Rule[] = [
  providerSecret({
    id: "tiktok-token",
    kind: "TIKTOK_TOKEN",
    description: "TikTok access or refresh token: reads and posts as its owner",
    keywords: ["act.", "rft.", "clt."],
    pattern: /(?<![A-Za-z0-9_-])(?:act\.|rft\.|clt\.)[A-Za-z0-9]{40,80}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://developers.tiktok.com/doc/oauth-user-access-token-management",
    homes: ["open.tiktokapis.com", "*.tiktok.com"],
    examples: ["act." + fake.alnum(44), "token: clt." + fake.alnum(44, 4)],
    nearMisses: ["act." + fake.alnum(12), "act.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
