/**
 * Services that answer with models, most in OpenAI's language: Mistral (https://docs.mistral.ai/api/), Cohere
 * (https://docs.cohere.com/reference/about), Groq (https://console.groq.com/docs/api-reference), OpenRouter
 * (https://openrouter.ai/docs/api-reference/overview), and others.
 */
import { CHAT_COMPLETIONS } from "./openai.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const MODEL = { model: ["model"] };

const FILES: readonly OperationRow[] = [
  ["POST", "/files", "upload_file", "WRITE", "other"],
  ["DELETE", "/files/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/batches", "create_batch", "WRITE", "execute"],
];

const MISTRAL: readonly OperationRow[] = [
  ...CHAT_COMPLETIONS,
  ...FILES,
  ["POST", "/fim/completions", "complete", "READ", "inference", MODEL],
  ["POST", "/ocr", "ocr", "READ", "inference", MODEL],
  ["POST", "/agents/completions", "chat", "READ", "inference"],
  ["POST", "/classifications", "classify", "READ", "inference", MODEL],
  ["POST", "/chat/{kind}", "moderate", "READ", "inference", MODEL],
  ["POST", "/conversations/**", "converse", "WRITE", "execute"],
  ["POST", "/fine_tuning/jobs/**", "create_fine_tune", "WRITE", "execute"],
  ["DELETE", "/models/{model}", "delete_model", "ADMIN", "destroy"],
];

const COHERE: readonly OperationRow[] = [
  ...["chat", "embed", "rerank", "classify", "generate", "summarize", "tokenize", "detokenize"].map((
    name,
  ): OperationRow => [
    "POST",
    `/{version}/${name}`,
    name,
    "READ",
    "inference",
    MODEL,
  ]),
  ["POST", "/{version}/datasets", "create_dataset", "WRITE", "other"],
  ["DELETE", "/{version}/datasets/{dataset}", "delete_dataset", "WRITE", "destroy"],
  ["POST", "/{version}/embed-jobs", "create_job", "WRITE", "execute"],
  ["POST", "/{version}/finetuning/finetuned-models", "create_fine_tune", "WRITE", "execute"],
  ["DELETE", "/{version}/finetuning/finetuned-models/{model}", "delete_model", "ADMIN", "destroy"],
];

const GROQ: readonly OperationRow[] = [...CHAT_COMPLETIONS, ...FILES];

const OPENROUTER: readonly OperationRow[] = [
  ...CHAT_COMPLETIONS,
  ["POST", "/messages", "message", "READ", "inference", MODEL],
  ["GET", "/keys/**", "list_keys", "READ", "read"],
  ["POST", "/keys", "create_key", "ADMIN", "identity", { name: ["name"] }],
  ["PATCH|DELETE", "/keys/{key}", "change_key", "ADMIN", "identity"],
  ["POST", "/credits/coinbase", "buy_credits", "WRITE", "payment", { amount: ["amount"] }],
  ["POST", "/auth/keys", "exchange_code", "ADMIN", "identity"],
];

const fallback = restReader({
  kinds: { identity: ["keys", "users", "members", "tokens"] },
  whole: ["models"],
});
const v1 = { bases: ["/v1"], operations: [...CHAT_COMPLETIONS, ...FILES], fallback };

export const LLM_APIS: readonly Service[] = [
  {
    tool: "mistral",
    hosts: ["api.mistral.ai", "codestral.mistral.ai"],
    bases: ["/v1"],
    operations: MISTRAL,
    fallback,
  },
  { tool: "cohere", hosts: ["api.cohere.com", "api.cohere.ai"], operations: COHERE, fallback },
  { tool: "groq", hosts: ["api.groq.com"], bases: ["/openai/v1"], operations: GROQ, fallback },
  { tool: "openrouter", hosts: ["openrouter.ai"], bases: ["/api/v1"], operations: OPENROUTER, fallback },
  { tool: "together", hosts: ["api.together.xyz", "api.together.ai"], ...v1 },
  { tool: "fireworks", hosts: ["api.fireworks.ai"], ...v1, bases: ["/inference/v1"] },
  { tool: "deepseek", hosts: ["api.deepseek.com"], ...v1, bases: ["/v1", "", "/beta"] },
  { tool: "xai", hosts: ["api.x.ai"], ...v1 },
  { tool: "perplexity", hosts: ["api.perplexity.ai"], ...v1, bases: ["", "/v1"] },
  { tool: "cerebras", hosts: ["api.cerebras.ai"], ...v1 },
];
