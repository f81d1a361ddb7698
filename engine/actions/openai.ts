/** OpenAI's API (https://platform.openai.com/docs/api-reference), and the services that speak its language. */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const MODEL = { model: ["model"] };

/** What every service that speaks this language has, from `/v1` on. */
export const CHAT_COMPLETIONS: readonly OperationRow[] = [
  ["POST", "/chat/completions", "chat", "READ", "inference", MODEL],
  ["POST", "/completions", "complete", "READ", "inference", MODEL],
  ["POST", "/responses", "respond", "READ", "inference", MODEL],
  ["POST", "/embeddings", "embed", "READ", "inference", MODEL],
  ["POST", "/moderations", "moderate", "READ", "inference", MODEL],
  ["POST", "/audio/{kind}", "audio", "READ", "inference", MODEL],
  ["POST", "/images/{kind}", "image", "READ", "inference", MODEL],
  ["GET", "/models", "list_models", "READ", "read"],
  ["GET", "/models/{model}", "get_model", "READ", "read"],
];

const ORGANIZATION = "/organization";

const OPERATIONS: readonly OperationRow[] = [
  ...CHAT_COMPLETIONS,
  ["POST", "/responses/{response}/cancel", "cancel_response", "WRITE", "other"],
  ["POST", "/responses/input_tokens", "count_tokens", "READ", "inference"],
  ["DELETE", "/responses/{response}", "delete_response", "WRITE", "delete"],
  ["DELETE", "/chat/completions/{completion}", "delete_completion", "WRITE", "delete"],
  ["POST", "/realtime/{kind}", "create_realtime_session", "WRITE", "identity"],
  ["POST", "/videos", "video", "READ", "inference", MODEL],
  ["DELETE", "/models/{model}", "delete_model", "ADMIN", "destroy"],
  ["GET", "/files", "list_files", "READ", "read"],
  ["GET", "/files/{file}/content", "get_file_content", "READ", "read"],
  ["POST", "/files", "upload_file", "WRITE", "other", { purpose: ["purpose"] }],
  ["POST", "/uploads/**", "upload_file", "WRITE", "other", { purpose: ["purpose"] }],
  ["DELETE", "/files/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/vector_stores/{store}/search", "search_store", "READ", "read"],
  ["POST", "/vector_stores/**", "update_store", "WRITE", "other"],
  ["DELETE", "/vector_stores/{store}", "delete_store", "WRITE", "destroy"],
  ["POST", "/fine_tuning/checkpoints/{checkpoint}/permissions", "share_checkpoint", "ADMIN", "share"],
  ["POST", "/fine_tuning/jobs", "create_fine_tune", "WRITE", "execute", {
    ...MODEL,
    file: ["training_file"],
  }],
  ["POST", "/fine_tuning/jobs/{job}/cancel", "cancel_fine_tune", "WRITE", "delete"],
  ["POST", "/batches", "create_batch", "WRITE", "execute", { file: ["input_file_id"] }],
  ["POST", "/batches/{batch}/cancel", "cancel_batch", "WRITE", "delete"],
  ["POST", "/assistants/**", "update_assistant", "WRITE", "config"],
  ["POST", "/threads/{thread}/runs/**", "run_assistant", "WRITE", "execute"],
  ["POST", "/threads/**", "update_thread", "WRITE", "other"],
  ["DELETE", "/threads/{thread}", "delete_thread", "WRITE", "destroy"],
  ["POST", "/containers/**", "update_container", "WRITE", "execute"],
  ["DELETE", "/containers/{container}", "delete_container", "WRITE", "destroy"],

  ["GET", `${ORGANIZATION}/audit_logs`, "list_audit_logs", "READ", "export"],
  ["GET", `${ORGANIZATION}/**`, "get_organization", "READ", "read"],
  ["POST", `${ORGANIZATION}/invites`, "invite_user", "ADMIN", "share", {
    principal: ["email"],
    role: ["role"],
  }],
  ["POST", `${ORGANIZATION}/admin_api_keys`, "create_admin_key", "ADMIN", "identity", { name: ["name"] }],
  ["DELETE", `${ORGANIZATION}/admin_api_keys/{key}`, "delete_admin_key", "ADMIN", "identity"],
  [
    "POST",
    `${ORGANIZATION}/projects/{project}/service_accounts`,
    "create_service_account",
    "ADMIN",
    "identity",
  ],
  ["POST", `${ORGANIZATION}/projects/{project}/users`, "add_user", "ADMIN", "share", {
    principal: ["email", "user_id"],
  }],
  ["POST", `${ORGANIZATION}/projects/{project}/archive`, "archive_project", "ADMIN", "destroy"],
  ["POST|DELETE", `${ORGANIZATION}/**`, "change_organization", "ADMIN", "identity"],
];

export const OPENAI: Service = {
  tool: "openai",
  hosts: ["api.openai.com", "eu.api.openai.com"],
  bases: ["/v1"],
  operations: OPERATIONS,
  refine: tellOutsiders(),
  fallback: restReader({ kinds: { identity: ["keys", "users", "roles"] } }),
};
