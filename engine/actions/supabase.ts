/**
 * Supabase: a project's data (PostgREST, https://supabase.com/docs/guides/api), sign-in, storage and functions, and the management API
 * (https://supabase.com/docs/reference/api/introduction).
 */
import type { CallView } from "../call_view.ts";
import { readName } from "./names.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const TABLE = "/rest/v1/{table}";
const ADMIN_USER = "/auth/v1/admin/users/{principal}";
const OBJECT = "/storage/v1/object";

const PROJECT: readonly OperationRow[] = [
  ["GET", "/rest/v1/rpc/{function}", "call_function", "READ", "read"],
  ["POST", "/rest/v1/rpc/{function}", "call_function", "WRITE", "execute"],
  ["GET", TABLE, "select_rows", "READ", "read"],
  ["POST|PUT", TABLE, "insert_rows", "WRITE", "other"],
  ["PATCH", TABLE, "update_rows", "WRITE", "other"],
  ["DELETE", TABLE, "delete_rows", "WRITE", "delete"],
  ["POST", "/graphql/v1", "graphql", "WRITE", "other"],

  ["GET", "/auth/v1/admin/users/**", "list_users", "READ", "export"],
  ["POST", "/auth/v1/admin/users", "create_user", "ADMIN", "identity", { principal: ["email", "phone"] }],
  ["PUT", ADMIN_USER, "update_user", "ADMIN", "identity", { role: ["role"] }],
  ["DELETE", ADMIN_USER, "delete_user", "ADMIN", "destroy"],
  ["POST", "/auth/v1/admin/generate_link", "generate_link", "ADMIN", "identity", {
    principal: ["email"],
    type: ["type"],
  }],
  ["POST", "/auth/v1/invite", "invite_user", "ADMIN", "share", { principal: ["email"] }],
  ["POST", "/auth/v1/token", "sign_in", "WRITE", "login", { grant: ["grant_type"] }],
  ["POST", "/auth/v1/signup", "sign_up", "WRITE", "login", { principal: ["email"] }],
  ["POST", "/auth/v1/{act}", "authenticate", "WRITE", "login", { principal: ["email"] }],
  ["PUT", "/auth/v1/user", "update_user", "ADMIN", "identity", { principal: ["email"] }],

  ["POST", "/storage/v1/bucket", "create_bucket", "WRITE", "other", { bucket: ["name"], public: ["public"] }],
  ["PUT", "/storage/v1/bucket/{bucket}", "update_bucket", "ADMIN", "config", { public: ["public"] }],
  ["POST", "/storage/v1/bucket/{bucket}/empty", "empty_bucket", "ADMIN", "destroy"],
  ["DELETE", "/storage/v1/bucket/{bucket}", "delete_bucket", "ADMIN", "destroy"],
  ["POST", `${OBJECT}/list/{bucket}`, "list_objects", "READ", "read"],
  ["POST", `${OBJECT}/sign/{bucket}/**`, "create_signed_url", "WRITE", "share"],
  ["POST", `${OBJECT}/{act}`, "change_object", "WRITE", "other"],
  ["GET", `${OBJECT}/**`, "get_object", "READ", "read"],
  ["POST|PUT", `${OBJECT}/{bucket}/**`, "put_object", "WRITE", "other"],
  ["DELETE", `${OBJECT}/{bucket}`, "delete_objects", "WRITE", "destroy"],
  ["DELETE", `${OBJECT}/{bucket}/**`, "delete_object", "WRITE", "delete"],
  ["POST", "/functions/v1/{function}/**", "invoke_function", "WRITE", "execute"],
];

/** Filters of PostgREST have an operator before the value (https://docs.postgrest.org/en/stable/references/api/tables_views.html#operators). */
const FILTER =
  /^(?:not\.)?(?:eq|gte?|lte?|neq|i?like|i?match|in|is|isdistinct|fts|plfts|phfts|wfts|cs|cd|ov|sl|sr|nxr|nxl|adj)[.(]/i;
/** Filters that nearly every row passes. */
const WIDE = /^(?:not\.is\.null|neq\.|gte?\.-?\d{1,2}$|i?like(?:\((?:any|all)\))?\.[{*%}]*$)/i;

/** Whether a filter picks rows out. */
function isNarrow({ location: { query } }: CallView): boolean {
  return query.some(([name, value]) =>
    /^(?:not\.)?(?:and|or)$/i.test(name) || (FILTER.test(value) && !WIDE.test(value))
  );
}

const outsiders = tellOutsiders();

function refineProject(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  const isOpen = !isNarrow(view);
  // Without a filter these go for every row of the table.
  if (operation === "delete_rows" && isOpen) {
    return { ...naming, operation: "delete_all_rows", category: "destroy" };
  }
  if (operation === "update_rows" && isOpen) {
    return { ...naming, operation: "update_all_rows", category: "destroy" };
  }
  if (operation === "call_function" && naming.verb !== "READ") {
    const { verb, category } = readName(facts["function"] ?? "");
    if (verb !== "READ" && (category === "destroy" || category === "payment" || category === "identity")) {
      return { ...naming, verb, category };
    }
    return naming;
  }
  if ((operation === "create_bucket" || operation === "update_bucket") && facts["public"] === "true") {
    return {
      ...naming,
      operation: "publish_bucket",
      verb: "ADMIN",
      category: "share",
      externalPrincipal: true,
    };
  }
  return outsiders(view, naming, home);
}

const REF = "/v1/projects/{project}";

const MANAGEMENT: readonly OperationRow[] = [
  ["GET", "/v1/projects", "list_projects", "READ", "read"],
  ["POST", "/v1/projects", "create_project", "WRITE", "other", { project: ["name"], region: ["region"] }],
  ["DELETE", REF, "delete_project", "ADMIN", "destroy"],
  ["POST", `${REF}/pause`, "pause_project", "ADMIN", "delete"],
  ["POST", `${REF}/database/query`, "run_sql", "WRITE", "execute", { sql: ["query"] }],
  ["POST", `${REF}/database/query/read-only`, "run_sql_read_only", "READ", "read", { sql: ["query"] }],
  ["POST|PUT", `${REF}/database/migrations/**`, "run_sql", "WRITE", "execute", { sql: ["query"] }],
  ["POST", `${REF}/database/backups/restore-pitr`, "restore_backup", "ADMIN", "destroy"],
  ["GET", `${REF}/api-keys/**`, "list_api_keys", "READ", "secret"],
  ["POST|PATCH|DELETE", `${REF}/api-keys/**`, "change_api_key", "ADMIN", "identity"],
  ["GET", `${REF}/secrets`, "list_secrets", "READ", "secret"],
  ["POST", `${REF}/secrets`, "put_secret", "ADMIN", "identity"],
  ["DELETE", `${REF}/secrets`, "delete_secret", "ADMIN", "identity"],
  ["PATCH", `${REF}/config/auth`, "update_auth_config", "ADMIN", "identity"],
  ["PATCH|PUT", `${REF}/config/**`, "update_config", "ADMIN", "config"],
  ["POST", `${REF}/network-restrictions/apply`, "update_network_restrictions", "ADMIN", "config"],
  ["POST", `${REF}/functions/deploy`, "deploy_function", "WRITE", "deploy", { function: ["slug"] }],
  ["POST", `${REF}/functions`, "deploy_function", "WRITE", "deploy", { function: ["slug"] }],
  ["PATCH", `${REF}/functions/{function}`, "deploy_function", "WRITE", "deploy"],
  ["DELETE", `${REF}/functions/{function}`, "delete_function", "WRITE", "destroy"],
  ["POST", "/v1/branches/{branch}/{act}", "change_branch", "WRITE", "deploy"],
  ["DELETE", "/v1/branches/{branch}", "delete_branch", "ADMIN", "destroy"],
];

export const SUPABASE: readonly Service[] = [
  {
    tool: "supabase",
    hosts: ["api.supabase.com"],
    operations: MANAGEMENT,
    fallback: restReader({ whole: ["projects", "organizations"] }),
  },
  {
    tool: "supabase",
    hosts: ["*.supabase.co"],
    selfHosted: ["/rest/v1", "/auth/v1", "/storage/v1"],
    operations: PROJECT,
    refine: refineProject,
    fallback: restReader(),
  },
];
