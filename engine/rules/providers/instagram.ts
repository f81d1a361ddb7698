import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const INSTAGRAM_RULES: readonly Rule[] = [
  providerSecret({
    id: "instagram-token",
    kind: "INSTAGRAM_TOKEN",
    description: "Instagram access token: reads and posts as its owner",
    severity: "critical",
    keywords: ["igqv", "igqw", "igaa"],
    pattern: /(?<![A-Za-z0-9_-])(?:IGQV|IGQW|IGAA)[A-Za-z0-9]{100,300}(?![A-Za-z0-9])/,
    source: "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login",
    homes: ["graph.instagram.com"],
    examples: ["IGQV" + fake.alnum(104), "token: IGAA" + fake.alnum(104, 3)],
    nearMisses: ["IGQV" + fake.alnum(12), "IGQVxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
