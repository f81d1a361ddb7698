/** Hugging Face: the Hub (https://huggingface.co/docs/hub/api), its git, and inference (https://huggingface.co/docs/inference-providers). */
import type { CallView } from "../call_view.ts";
import { CHAT_COMPLETIONS } from "./openai.ts";
import { restReader } from "./rest.ts";
import type { Naming, OperationRow, Service } from "./service.ts";

const REPO = "/api/{kind}/{org}/{repo}";
const CREATED = { repo: ["name"], org: ["organization"], private: ["private"], visibility: ["visibility"] };

const HUB: readonly OperationRow[] = [
  ["GET", "/api/whoami-v2", "whoami", "READ", "read"],
  ["POST", "/api/repos/create", "create_repo", "WRITE", "code", CREATED],
  ["DELETE", "/api/repos/delete", "delete_repo", "ADMIN", "destroy", CREATED],
  ["POST", "/api/repos/move", "move_repo", "ADMIN", "identity", {
    repo: ["fromRepo"],
    principal: ["toRepo"],
  }],
  ["PUT", `${REPO}/settings`, "update_repo_settings", "ADMIN", "config", {
    private: ["private"],
    visibility: ["visibility"],
  }],
  ["POST", `${REPO}/commit/**`, "push", "WRITE", "code"],
  ["POST", `${REPO}/preupload/**`, "prepare_upload", "WRITE", "code"],
  ["POST", `${REPO}/branch/**`, "create_branch", "WRITE", "code"],
  ["DELETE", `${REPO}/branch/**`, "delete_branch", "WRITE", "delete"],
  ["POST", `${REPO}/tag/**`, "create_tag", "WRITE", "code"],
  ["POST", `${REPO}/discussions/**`, "comment", "WRITE", "message"],
  ["POST", `${REPO}/super-squash/**`, "squash_history", "ADMIN", "destroy"],
  ["POST", `${REPO}/paths-info/**`, "get_paths", "READ", "code"],
  ["POST", "/api/spaces/{org}/{repo}/secrets", "put_secret", "ADMIN", "identity", { secret: ["key"] }],
  ["DELETE", "/api/spaces/{org}/{repo}/secrets", "delete_secret", "ADMIN", "identity"],
  ["POST|DELETE", "/api/spaces/{org}/{repo}/variables", "put_variable", "WRITE", "config"],
  ["POST", "/api/spaces/{org}/{repo}/hardware", "request_hardware", "WRITE", "payment", {
    flavor: ["flavor"],
  }],
  ["POST", "/api/spaces/{org}/{repo}/restart", "restart_space", "WRITE", "deploy"],
  ["POST", "/api/settings/webhooks/**", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/api/jobs/{org}", "run_job", "WRITE", "execute"],
  ["POST", `${REPO}/user-access-request/{act}`, "change_access", "ADMIN", "share", { principal: ["user"] }],
  ["GET", "/api/**", "get", "READ", "read"],
  ["POST", "/{org}/{repo}.git/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{kind}/{org}/{repo}.git/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-upload-pack", "fetch", "READ", "code"],
  ["GET", "/**", "get_file", "READ", "code"],
];

const INFERENCE: readonly OperationRow[] = [
  ...CHAT_COMPLETIONS.filter(([methods]) => methods === "POST").map((
    [methods, path, ...rest],
  ): OperationRow => [
    methods,
    `/v1${path}`,
    ...rest,
  ]),
  ["POST", "/models/**", "infer", "READ", "inference"],
  ["POST", "/hf-inference/models/**", "infer", "READ", "inference"],
  ["POST", "/{provider}/v1/chat/completions", "chat", "READ", "inference"],
];

function refine({ fields }: CallView, naming: Naming): Naming {
  if (naming.operation !== "update_repo_settings" || fields.kind !== "json") return naming;
  const { private: isPrivate, visibility } = Object(fields.value) as Record<string, unknown>;
  if (isPrivate !== false && visibility !== "public") return naming;
  return { ...naming, operation: "make_repo_public", category: "share", externalPrincipal: true };
}

export const HUGGING_FACE: readonly Service[] = [
  {
    tool: "hugging_face",
    hosts: ["huggingface.co", "hf.co"],
    operations: HUB,
    refine,
    fallback: restReader(),
  },
  {
    tool: "hugging_face",
    hosts: ["router.huggingface.co", "api-inference.huggingface.co"],
    operations: INFERENCE,
    fallback: restReader(),
  },
  {
    tool: "hugging_face",
    hosts: ["api.endpoints.huggingface.cloud"],
    operations: [],
    fallback: restReader({ whole: ["endpoint", "endpoints"], kinds: { deploy: ["endpoint", "endpoints"] } }),
  },
];
