/** Anthropic's API (https://docs.claude.com/en/api/overview), with its administration (https://docs.claude.com/en/api/administration-api). */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const MODEL = { model: ["model"] };
const ORGANIZATION = "/v1/organizations";

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/v1/messages", "message", "READ", "inference", MODEL],
  ["POST", "/v1/complete", "complete", "READ", "inference", MODEL],
  ["POST", "/v1/messages/count_tokens", "count_tokens", "READ", "inference", MODEL],
  ["POST", "/v1/messages/batches", "create_batch", "WRITE", "execute"],
  ["POST", "/v1/messages/batches/{batch}/cancel", "cancel_batch", "WRITE", "delete"],
  ["DELETE", "/v1/messages/batches/{batch}", "delete_batch", "WRITE", "delete"],
  ["GET", "/v1/messages/batches/{batch}/results", "get_batch_results", "READ", "read"],
  ["GET", "/v1/models/**", "list_models", "READ", "read"],
  ["POST", "/v1/files", "upload_file", "WRITE", "other"],
  ["GET", "/v1/files/{file}/content", "get_file_content", "READ", "read"],
  ["DELETE", "/v1/files/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/v1/skills/**", "create_skill", "WRITE", "code"],
  ["DELETE", "/v1/skills/**", "delete_skill", "WRITE", "delete"],
  ["POST", "/v1/experimental/{act}", "prompt_tools", "READ", "inference"],

  ["GET", `${ORGANIZATION}/**`, "get_organization", "READ", "read"],
  ["POST", `${ORGANIZATION}/invites`, "invite_user", "ADMIN", "share", {
    principal: ["email"],
    role: ["role"],
  }],
  ["POST", `${ORGANIZATION}/api_keys/{key}`, "update_api_key", "ADMIN", "identity", { status: ["status"] }],
  ["POST", `${ORGANIZATION}/workspaces/{workspace}/archive`, "archive_workspace", "ADMIN", "destroy"],
  ["POST", `${ORGANIZATION}/workspaces/{workspace}/members/**`, "add_member", "ADMIN", "identity", {
    principal: ["user_id"],
  }],
  ["DELETE", `${ORGANIZATION}/users/{principal}`, "remove_user", "ADMIN", "identity"],
  ["POST|DELETE", `${ORGANIZATION}/**`, "change_organization", "ADMIN", "identity"],
];

export const ANTHROPIC: Service = {
  tool: "anthropic",
  hosts: ["api.anthropic.com"],
  operations: OPERATIONS,
  refine: tellOutsiders(),
  fallback: restReader(),
};
