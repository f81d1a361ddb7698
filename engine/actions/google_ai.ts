/** Google's Gemini API (https://ai.google.dev/api). */
import { withMethodParameter } from "./google_service.ts";
import { actsOf, restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/{version}/models/{model}:generateContent", "generate_content", "READ", "inference"],
  ["POST", "/{version}/models/{model}:streamGenerateContent", "generate_content", "READ", "inference"],
  ["POST", "/{version}/models/{model}:countTokens", "count_tokens", "READ", "inference"],
  ["POST", "/{version}/models/{model}:embedContent", "embed_content", "READ", "inference"],
  ["POST", "/{version}/models/{model}:batchEmbedContents", "embed_content", "READ", "inference"],
  ["POST", "/{version}/models/{model}:predict", "predict", "READ", "inference"],
  ["POST", "/{version}/models/{model}:batchGenerateContent", "create_batch", "WRITE", "execute"],
  ["POST", "/{version}/openai/chat/completions", "chat", "READ", "inference", { model: ["model"] }],
  ["POST", "/{version}/openai/embeddings", "embed", "READ", "inference", { model: ["model"] }],
  ["POST", "/upload/{version}/files", "upload_file", "WRITE", "other"],
  ["DELETE", "/{version}/files/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/{version}/cachedContents", "create_cache", "WRITE", "other"],
  ["POST", "/{version}/tunedModels", "create_tuned_model", "WRITE", "execute"],
  ["POST", "/{version}/tunedModels/{model}:transferOwnership", "transfer_model", "ADMIN", "share", {
    principal: ["emailAddress"],
  }],
  ["POST|PATCH", "/{version}/tunedModels/{model}/permissions/**", "share_model", "ADMIN", "share", {
    principal: ["emailAddress"],
    role: ["role"],
  }],
  ["DELETE", "/{version}/corpora/{corpus}", "delete_corpus", "WRITE", "destroy"],
];

export const GOOGLE_AI: readonly Service[] = withMethodParameter([{
  tool: "google_ai",
  hosts: ["generativelanguage.googleapis.com"],
  operations: OPERATIONS,
  fallback: restReader({
    whole: ["tunedModels", "corpora", "fileSearchStores"],
    acts: actsOf("READ", "inference", "generateContent streamGenerateContent generateAnswer query"),
  }),
}]);
