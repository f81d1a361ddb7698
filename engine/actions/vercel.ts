/** Vercel's API (https://vercel.com/docs/rest-api). Paths begin with the version of each endpoint. */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const ENV = { key: ["key"], target: ["target"] };

const OPERATIONS: readonly OperationRow[] = [
  ["GET", "/{version}/deployments", "list_deployments", "READ", "read"],
  ["POST", "/{version}/deployments", "deploy", "WRITE", "deploy", {
    project: ["project", "name"],
    target: ["target"],
  }],
  ["PATCH", "/{version}/deployments/{deployment}/cancel", "cancel_deployment", "WRITE", "deploy"],
  ["DELETE", "/{version}/deployments/{deployment}", "delete_deployment", "WRITE", "destroy"],
  ["POST", "/{version}/deployments/{deployment}/aliases", "assign_alias", "WRITE", "deploy", {
    alias: ["alias"],
  }],
  ["POST", "/{version}/files", "upload_file", "WRITE", "deploy"],
  ["POST", "/{version}/projects/{project}/promote/{deployment}", "promote", "WRITE", "deploy"],
  ["POST", "/{version}/projects/{project}/rollback/{deployment}", "rollback", "WRITE", "deploy"],
  ["GET", "/{version}/projects/{project}/env/{env}", "get_env", "READ", "secret"],
  ["GET", "/{version}/projects/{project}/env", "list_env", "READ", "secret"],
  ["POST", "/{version}/projects/{project}/env", "put_env", "ADMIN", "identity", ENV],
  ["PATCH", "/{version}/projects/{project}/env/{env}", "put_env", "ADMIN", "identity", ENV],
  ["DELETE", "/{version}/projects/{project}/env/{env}", "delete_env", "ADMIN", "identity"],
  ["POST", "/{version}/projects/{project}/members", "add_project_member", "ADMIN", "identity", {
    principal: ["email", "username", "uid"],
    role: ["role"],
  }],
  ["POST", "/{version}/projects/{project}/domains", "add_domain", "WRITE", "config", { name: ["name"] }],
  ["PATCH", "/{version}/projects/{project}/protection-bypass", "create_protection_bypass", "ADMIN", "share"],
  ["POST", "/{version}/projects", "create_project", "WRITE", "other", { project: ["name"] }],
  ["PATCH", "/{version}/projects/{project}", "update_project", "ADMIN", "config"],
  ["DELETE", "/{version}/projects/{project}", "delete_project", "ADMIN", "destroy"],
  ["DELETE", "/{version}/domains/{domain}", "delete_domain", "ADMIN", "destroy"],
  ["POST", "/{version}/domains/buy", "buy_domain", "WRITE", "payment", {
    name: ["name"],
    amount: ["expectedPrice"],
  }],
  ["POST", "/{version}/registrar/domains/{domain}/buy", "buy_domain", "WRITE", "payment", {
    amount: ["expectedPrice"],
  }],
  ["POST", "/{version}/domains/{domain}/records", "create_record", "WRITE", "config", { type: ["type"] }],
  ["DELETE", "/{version}/domains/{domain}/records/{record}", "delete_record", "WRITE", "delete"],
  ["POST", "/{version}/teams/{org}/members", "invite_member", "ADMIN", "share", {
    principal: ["email", "uid", "[*].email"],
    role: ["role"],
  }],
  ["DELETE", "/{version}/teams/{org}/members/{principal}", "remove_member", "ADMIN", "identity"],
  ["DELETE", "/{version}/teams/{org}", "delete_team", "ADMIN", "destroy"],
  ["DELETE", "/{version}/user", "delete_account", "ADMIN", "destroy"],
  ["POST", "/{version}/user/tokens", "create_token", "ADMIN", "identity", { name: ["name"] }],
  ["DELETE", "/{version}/user/tokens/{token}", "delete_token", "ADMIN", "identity"],
  ["POST", "/{version}/webhooks", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST|PATCH", "/{version}/log-drains/**", "create_log_drain", "ADMIN", "share", { principal: ["url"] }],
  ["POST|PATCH", "/{version}/drains/**", "create_log_drain", "ADMIN", "share", {
    principal: ["delivery.endpoint"],
  }],
  ["PATCH", "/{version}/edge-config/{config}/items", "update_edge_config", "WRITE", "config"],
];

export const VERCEL: Service = {
  tool: "vercel",
  hosts: ["api.vercel.com"],
  operations: OPERATIONS,
  refine: tellOutsiders(),
  fallback: restReader({
    whole: ["projects", "domains", "teams", "stores", "edge-config"],
    kinds: {
      identity: ["tokens", "members", "access-groups", "secrets"],
      deploy: ["deployments", "aliases"],
    },
  }),
};
