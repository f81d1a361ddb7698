/** Providers of models: OpenAI, Anthropic, Hugging Face, Groq, Perplexity, Replicate, xAI, OpenRouter. */
import { hasVariety } from "../detectors/entropy.ts";
import { fake } from "./fake_value.ts";
import { providerSecret } from "./provider_secret.ts";
import type { Rule } from "./rule.ts";

/** `OpenAI` in base64: stands in the middle of that company's keys. */
const OPENAI_MARK = "T3Blbk" + "FJ";

export const AI_RULES: readonly Rule[] = [
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
  providerSecret({
    id: "sk-api-key",
    kind: "API_KEY",
    description:
      "API key in the `sk-` style that many model providers share: runs models at its owner's cost",
    confidence: "MEDIUM",
    keywords: ["sk-"],
    pattern: /(?<![A-Za-z0-9_-])sk-(?:or-v1-|lf-|None-)?[A-Za-z0-9_-]{24,120}(?![A-Za-z0-9_-])/,
    // Class names such as `sk-loading-indicator-large` hold no digits, or whole words.
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.6, minDigits: 3 }) ? "MEDIUM" : null),
    source: "https://openrouter.ai/docs/api-reference/authentication",
    homes: ["openrouter.ai", "api.deepseek.com", "*.openai.com", "*.openai.azure.com"],
    rank: 2,
    examples: ["sk-or-v1-" + fake.hex(64), "sk-" + fake.lower(48)],
    nearMisses: [
      "sk-" + "loading-indicator-for-large-lists",
      "sk-" + "x".repeat(48),
      "task-" + fake.lower(48),
    ],
  }),
  providerSecret({
    id: "huggingface-token",
    kind: "HUGGINGFACE_TOKEN",
    description: "Hugging Face token: reads and writes its owner's models and data sets",
    keywords: ["hf_", "api_org_"],
    pattern: /(?<![A-Za-z0-9])(?:hf_|api_org_)[A-Za-z]{34}(?![A-Za-z0-9])/,
    source: "https://huggingface.co/docs/hub/security-tokens",
    homes: ["huggingface.co", "*.huggingface.co"],
    examples: ["hf_" + fake.letters(34)],
    nearMisses: ["hf_" + fake.letters(20), "hf_transfer_is_a_name_of_a_package"],
  }),
  providerSecret({
    id: "groq-api-key",
    kind: "GROQ_KEY",
    description: "Groq API key: runs models at its owner's cost",
    keywords: ["gsk_"],
    pattern: /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9])/,
    source: "https://console.groq.com/docs/quickstart",
    homes: ["api.groq.com"],
    examples: ["gsk_" + fake.alnum(52)],
    nearMisses: ["gsk_" + fake.alnum(30)],
  }),
  providerSecret({
    id: "perplexity-api-key",
    kind: "PERPLEXITY_KEY",
    description: "Perplexity API key: runs searches and models at its owner's cost",
    keywords: ["pplx-"],
    pattern: /(?<![A-Za-z0-9])pplx-[A-Za-z0-9]{48}(?![A-Za-z0-9])/,
    source: "https://docs.perplexity.ai/guides/getting-started",
    homes: ["api.perplexity.ai"],
    examples: ["pplx-" + fake.alnum(48)],
    nearMisses: ["pplx-" + fake.alnum(20), "pplx-" + "x".repeat(48)],
  }),
  providerSecret({
    id: "replicate-api-token",
    kind: "REPLICATE_TOKEN",
    description: "Replicate API token: runs models at its owner's cost",
    keywords: ["r8_"],
    pattern: /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])/,
    source: "https://replicate.com/docs/topics/security/api-tokens",
    homes: ["api.replicate.com"],
    examples: ["r8_" + fake.alnum(37)],
    nearMisses: ["r8_" + fake.alnum(12)],
  }),
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
