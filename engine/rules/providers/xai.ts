import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const XAI_RULES: readonly Rule[] = [
  providerSecret({
    id: "xai-api-key",
    kind: "XAI_KEY",
    description: "xAI API key: runs models at its owner's cost",
    keywords: ["xai-"],
    pattern: /(?<![A-Za-z0-9])xai-[A-Za-z0-9_-]{70,90}(?![A-Za-z0-9])/,
    source: "https://docs.x.ai/docs/tutorial",
    homes: ["api.x.ai"],
    examples: ["xai-" + fake.alnum(80)],
    nearMisses: ["xai-" + fake.alnum(30)],
  }),
];
