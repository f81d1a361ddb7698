/** Netlify's API (https://open-api.netlify.com/). */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const SITE = "/sites/{project}";

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/sites", "create_site", "WRITE", "deploy", { project: ["name"] }],
  ["PATCH|PUT", SITE, "update_site", "ADMIN", "config"],
  ["DELETE", SITE, "delete_site", "ADMIN", "destroy"],
  ["POST", `${SITE}/deploys`, "deploy", "WRITE", "deploy"],
  ["POST", `${SITE}/builds`, "deploy", "WRITE", "deploy"],
  ["POST", `${SITE}/deploys/{deployment}/restore`, "rollback", "WRITE", "deploy"],
  ["PUT", "/deploys/{deployment}/files/**", "upload_file", "WRITE", "deploy"],
  ["POST", "/deploys/{deployment}/{act}", "change_deploy", "WRITE", "deploy"],
  ["DELETE", "/deploys/{deployment}", "delete_deploy", "WRITE", "destroy"],
  ["GET", "/accounts/{account}/env/**", "list_env", "READ", "secret"],
  ["POST|PUT|PATCH", "/accounts/{account}/env/**", "put_env", "ADMIN", "identity", {
    key: ["[0].key", "key"],
  }],
  ["DELETE", "/accounts/{account}/env/**", "delete_env", "ADMIN", "identity"],
  ["POST", "/{org}/members", "invite_member", "ADMIN", "share", { principal: ["email"], role: ["role"] }],
  ["PUT|DELETE", "/{org}/members/{principal}", "change_member", "ADMIN", "identity"],
  ["POST", "/hooks", "create_webhook", "ADMIN", "share", { principal: ["data.url", "data.email"] }],
  ["POST", `${SITE}/build_hooks`, "create_build_hook", "ADMIN", "identity"],
  ["POST", "/deploy_keys", "create_deploy_key", "ADMIN", "identity"],
  ["POST", "/dns_zones/{zone}/dns_records", "create_record", "WRITE", "config", {
    name: ["hostname"],
    type: ["type"],
  }],
  ["DELETE", "/dns_zones/{zone}", "delete_zone", "ADMIN", "destroy"],
  ["GET", "/forms/{form}/submissions", "list_submissions", "READ", "export"],
  ["DELETE", "/forms/{form}", "delete_form", "WRITE", "destroy"],
  ["DELETE", "/submissions/{submission}", "delete_submission", "WRITE", "delete"],
];

export const NETLIFY: Service = {
  tool: "netlify",
  hosts: ["api.netlify.com"],
  bases: ["/api/v1"],
  operations: OPERATIONS,
  refine: tellOutsiders(),
  fallback: restReader({ whole: ["sites", "accounts"], kinds: { identity: ["members", "ssl", "tokens"] } }),
};
