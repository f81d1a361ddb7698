import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LANGFUSE_RULES: readonly Rule[] = [
  providerSecret({
    id: "langfuse-secret-key",
    kind: "LANGFUSE_KEY",
    description: "Langfuse secret key: reads and writes traces, with the prompts in them",
    keywords: ["sk-lf-"],
    pattern: /(?<![A-Za-z0-9])sk-lf-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}(?![A-Za-z0-9])/,
    source: "https://langfuse.com/docs/api",
    homes: ["cloud.langfuse.com", "*.langfuse.com"],
    examples: ["sk-lf-" + fake.uuid()],
    nearMisses: ["sk-lf-" + fake.hex(8), "sk-lf-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
