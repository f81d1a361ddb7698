import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MEM0_RULES: readonly Rule[] = [
  providerSecret({
    id: "mem0-key",
    kind: "MEM_KEY",
    description: "Mem0 API key: reads and changes what agents remember",
    keywords: ["m0-"],
    pattern: /(?<![A-Za-z0-9_-])m0-[A-Za-z0-9]{40}(?![A-Za-z0-9])/,
    source: "https://docs.mem0.ai/platform/quickstart",
    homes: ["api.mem0.ai"],
    examples: ["m0-" + fake.alnum(40)],
    nearMisses: ["m0-" + fake.alnum(12), "m0-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
