import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ANTHROPIC_RULES: readonly Rule[] = [
  providerSecret({
    id: "anthropic-api-key",
    kind: "ANTHROPIC_KEY",
    description: "Anthropic API or admin key: runs models at its owner's cost, or manages the organisation",
    severity: "critical",
    keywords: ["sk-ant-"],
    pattern: /(?<![A-Za-z0-9])sk-ant-[a-z]{2,8}\d{2}-[A-Za-z0-9_-]{60,120}/,
    source: "https://docs.anthropic.com/en/api/overview",
    homes: ["api.anthropic.com", "*.anthropic.com"],
    examples: ["sk-ant-api03-" + fake.base64url(93) + "AA", "sk-ant-admin01-" + fake.base64url(93) + "AA"],
    nearMisses: ["sk-ant-api03-" + fake.base64url(10), "sk-ant-api03-" + "x".repeat(93) + "AA"],
  }),
];
