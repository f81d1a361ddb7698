import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const THREADS_RULES: readonly Rule[] = [
  providerSecret({
    id: "threads-token",
    kind: "THREADS_TOKEN",
    description: "Threads access token: reads and posts as its owner",
    keywords: ["thqw", "thaa"],
    pattern: /(?<![A-Za-z0-9_-])(?:THQW|THAA)[A-Za-z0-9]{100,300}(?![A-Za-z0-9])/,
    source: "https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions",
    homes: ["graph.threads.net"],
    examples: ["THQW" + fake.alnum(104), "token: THAA" + fake.alnum(104, 3)],
    nearMisses: ["THQW" + fake.alnum(12), "THQWxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
