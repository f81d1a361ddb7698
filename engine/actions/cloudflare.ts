/** Cloudflare's API (https://developers.cloudflare.com/api/). */
import { tellOutsiders } from "./outsiders.ts";
import { actsOf, restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const ZONE = "/zones/{zone}";
const ACCOUNT = "/accounts/{account}";
const RECORD = { name: ["name"], type: ["type"], content: ["content"] };

const OPERATIONS: readonly OperationRow[] = [
  ["GET", "/zones", "list_zones", "READ", "read"],
  ["POST", "/zones", "create_zone", "ADMIN", "config", { name: ["name"] }],
  ["DELETE", ZONE, "delete_zone", "ADMIN", "destroy"],
  ["GET", `${ZONE}/dns_records/export`, "export_records", "READ", "export"],
  ["GET", `${ZONE}/dns_records/**`, "list_records", "READ", "read"],
  ["POST", `${ZONE}/dns_records`, "create_record", "WRITE", "config", RECORD],
  ["POST", `${ZONE}/dns_records/batch`, "change_records", "WRITE", "config"],
  ["POST", `${ZONE}/dns_records/import`, "import_records", "WRITE", "config"],
  ["PUT|PATCH", `${ZONE}/dns_records/{record}`, "update_record", "WRITE", "config", RECORD],
  ["DELETE", `${ZONE}/dns_records/{record}`, "delete_record", "WRITE", "delete"],
  ["POST", `${ZONE}/purge_cache`, "purge_cache", "WRITE", "other"],
  ["PATCH|PUT", `${ZONE}/settings/**`, "update_zone_settings", "ADMIN", "config"],
  ["POST|PUT|PATCH", `${ZONE}/email/routing/**`, "update_email_routing", "ADMIN", "share", {
    principal: ["actions[0].value[0]", "email"],
  }],
  ["POST", `${ACCOUNT}/email/routing/addresses`, "add_forwarding_address", "ADMIN", "share", {
    principal: ["email"],
  }],
  ["POST|PUT|PATCH|DELETE", `${ZONE}/firewall/**`, "change_firewall", "ADMIN", "config"],
  ["POST|PUT|PATCH|DELETE", `${ZONE}/rulesets/**`, "change_rules", "ADMIN", "config"],
  ["POST|PUT", `${ZONE}/logpush/jobs/**`, "create_log_push", "ADMIN", "share", {
    principal: ["destination_conf"],
  }],
  ["POST|PUT", `${ACCOUNT}/logpush/jobs/**`, "create_log_push", "ADMIN", "share", {
    principal: ["destination_conf"],
  }],

  ["PUT", `${ACCOUNT}/workers/scripts/{script}/secrets`, "put_secret", "ADMIN", "identity", {
    secret: ["name"],
  }],
  ["PUT", `${ACCOUNT}/workers/scripts/{script}/**`, "deploy_worker", "WRITE", "deploy"],
  ["POST", `${ACCOUNT}/workers/scripts/{script}/**`, "deploy_worker", "WRITE", "deploy"],
  ["DELETE", `${ACCOUNT}/workers/scripts/{script}`, "delete_worker", "WRITE", "destroy"],
  ["POST", `${ACCOUNT}/pages/projects/{project}/deployments/**`, "deploy_pages", "WRITE", "deploy"],
  ["DELETE", `${ACCOUNT}/pages/projects/{project}`, "delete_pages_project", "ADMIN", "destroy"],
  ["POST", `${ACCOUNT}/d1/database/{database}/query`, "query_sql", "WRITE", "execute", { sql: ["sql"] }],
  ["POST", `${ACCOUNT}/d1/database/{database}/raw`, "query_sql", "WRITE", "execute", { sql: ["sql"] }],
  ["POST", `${ACCOUNT}/d1/database/{database}/export`, "export_database", "READ", "export"],
  ["DELETE", `${ACCOUNT}/d1/database/{database}`, "delete_database", "ADMIN", "destroy"],
  ["GET", `${ACCOUNT}/storage/kv/namespaces/{namespace}/values/{key}`, "get_value", "READ", "read"],
  ["PUT", `${ACCOUNT}/storage/kv/namespaces/{namespace}/**`, "put_value", "WRITE", "other"],
  ["DELETE", `${ACCOUNT}/storage/kv/namespaces/{namespace}`, "delete_namespace", "ADMIN", "destroy"],
  ["POST", `${ACCOUNT}/storage/kv/namespaces/{namespace}/bulk/delete`, "delete_values", "WRITE", "destroy"],
  ["DELETE", `${ACCOUNT}/storage/kv/namespaces/{namespace}/bulk`, "delete_values", "WRITE", "destroy"],
  ["DELETE", `${ACCOUNT}/r2/buckets/{bucket}`, "delete_bucket", "ADMIN", "destroy"],
  ["PUT", `${ACCOUNT}/r2/buckets/{bucket}/domains/managed`, "publish_bucket", "ADMIN", "share"],
  ["POST", `${ACCOUNT}/r2/buckets/{bucket}/domains/custom`, "publish_bucket", "ADMIN", "share"],
  ["POST", `${ACCOUNT}/ai/run/**`, "run_model", "READ", "inference"],
  ["POST", `${ACCOUNT}/ai/v1/chat/completions`, "run_model", "READ", "inference"],
  ["POST|PUT|PATCH|DELETE", `${ACCOUNT}/cfd_tunnel/**`, "change_tunnel", "ADMIN", "share"],
  ["GET", `${ACCOUNT}/cfd_tunnel/{tunnel}/token`, "get_tunnel_token", "READ", "secret"],
  ["POST", `${ACCOUNT}/members`, "invite_member", "ADMIN", "share", { principal: ["email"] }],
  ["PUT", `${ACCOUNT}/members/{member}`, "update_member", "ADMIN", "identity"],
  ["DELETE", `${ACCOUNT}/members/{member}`, "remove_member", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", `${ACCOUNT}/access/**`, "change_access", "ADMIN", "identity"],
  ["POST", `${ACCOUNT}/tokens/**`, "create_token", "ADMIN", "identity", { name: ["name"] }],
  ["POST", "/user/tokens", "create_token", "ADMIN", "identity", { name: ["name"] }],
  ["GET", "/user/tokens/verify", "verify_token", "READ", "read"],
  ["PUT|DELETE", "/user/tokens/**", "change_token", "ADMIN", "identity"],
  ["GET", "/user/api_token", "get_api_key", "READ", "secret"],
  ["POST", "/graphql", "graphql", "READ", "read"],
];

export const CLOUDFLARE: Service = {
  tool: "cloudflare",
  hosts: ["api.cloudflare.com"],
  bases: ["/client/v4"],
  operations: OPERATIONS,
  refine: tellOutsiders({ opens: ["publish_bucket"], strangers: ["create_log_push"] }),
  fallback: restReader({
    whole: [
      "zones",
      "accounts",
      "projects",
      "buckets",
      "databases",
      "namespaces",
      "queues",
      "indexes",
      "pools",
      "load_balancers",
    ],
    kinds: {
      identity: ["tokens", "members", "roles", "certificates", "keys", "secrets"],
      config: ["rules", "filters"],
    },
    acts: actsOf("READ", "inference", "run"),
  }),
};
