import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

/** `OpenAI` in base64: stands in the middle of that company's keys. */
const OPENAI_MARK = "T3Blbk" + "FJ";

export const OPENAI_RULES: readonly Rule[] = [
  providerSecret({
    id: "openai-api-key",
    kind: "OPENAI_KEY",
    description: "OpenAI API key: runs models at its owner's cost and reads the project's files and logs",
    severity: "critical",
    keywords: ["sk-proj-", "sk-svcacct-", "sk-admin-", "t3blbkfj"],
    pattern:
      /(?<![A-Za-z0-9])sk-(?:[A-Za-z0-9_-]{20,180}T3BlbkFJ[A-Za-z0-9_-]{20,180}|(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200})/,
    lead: 200,
    source: "https://platform.openai.com/docs/api-reference/authentication",
    homes: ["api.openai.com", "*.openai.com", "*.openai.azure.com"],
    examples: [
      "sk-" + fake.alnum(20) + OPENAI_MARK + fake.alnum(20, 2),
      "sk-proj-" + fake.base64url(74) + OPENAI_MARK + fake.base64url(74, 2),
    ],
    nearMisses: [
      "sk-proj-" + fake.alnum(10),
      OPENAI_MARK,
      "sk-" + "x".repeat(20) + OPENAI_MARK + "x".repeat(20),
    ],
  }),
  providerSecret({
    id: "sk-api-key",
    kind: "API_KEY",
    description:
      "API key in the `sk-` style that many model providers share: runs models at its owner's cost",
    confidence: "MEDIUM",
    keywords: ["sk-"],
    pattern: /(?<![A-Za-z0-9_-])sk-(?:None-)?[A-Za-z0-9_-]{24,120}(?![A-Za-z0-9_-])/,
    // Class names such as `sk-loading-indicator-large` hold no digits, or whole words.
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.6, minDigits: 3 }) ? "MEDIUM" : null),
    source: "https://platform.openai.com/docs/api-reference/authentication",
    homes: ["api.deepseek.com", "*.openai.com", "*.openai.azure.com"],
    rank: 2,
    examples: ["sk-None-" + fake.alnum(48), "sk-" + fake.lower(48)],
    nearMisses: [
      "sk-" + "loading-indicator-for-large-lists",
      "sk-" + "x".repeat(48),
      "task-" + fake.lower(48),
    ],
  }),
];
