import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FRAMEIO_RULES: readonly Rule[] = [
  providerSecret({
    id: "frameio-token",
    kind: "FRAMEIO_TOKEN",
    description: "Frame.io developer token: reads and changes video projects",
    keywords: ["fio-u-"],
    pattern: /(?<![A-Za-z0-9])fio-u-[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/,
    source: "https://developer.frame.io/docs/getting-started/authentication",
    homes: ["api.frame.io"],
    examples: ["fio-u-" + fake.base64url(64, 2)],
    nearMisses: ["fio-u-" + fake.base64url(12, 2), "fio-u-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
