/**
 * Azure's management API and Key Vault: `/subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME/…`
 * (https://learn.microsoft.com/rest/api/azure/, https://learn.microsoft.com/rest/api/keyvault/).
 */
import type { CallView } from "../call_view.ts";
import { gravest } from "./categories.ts";
import { readName, snakeCase } from "./names.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";
import { spellings } from "./spellings.ts";

const SCOPE = "/subscriptions/{account}";
const GROUP = `${SCOPE}/resourceGroups/{group}`;

const OPERATIONS: readonly OperationRow[] = [
  ["GET", "/subscriptions", "list_subscriptions", "READ", "read"],
  ["POST", `${SCOPE}/providers/Microsoft.Subscription/cancel`, "cancel_subscription", "ADMIN", "destroy"],
  ["DELETE", GROUP, "delete_resource_group", "ADMIN", "destroy"],
  ["PUT|PATCH", GROUP, "update_resource_group", "WRITE", "other"],
  ["POST", `${GROUP}/exportTemplate`, "export_template", "READ", "export"],
  ["POST", `${GROUP}/moveResources`, "move_resources", "ADMIN", "other"],
  ["POST", "/providers/Microsoft.ResourceGraph/resources", "query_resources", "READ", "read"],
  // A batch names its requests in full; they are not taken apart, so the whole counts as a change of access.
  ["POST", "/batch", "batch", "ADMIN", "identity"],
];

/** What resources of a type are, in lower case, wherever in the path they stand; the last that fits counts. */
const TYPES: Readonly<Record<string, Naming["category"]>> = {
  roleassignments: "identity",
  roledefinitions: "identity",
  roleeligibilityschedulerequests: "identity",
  roleassignmentschedulerequests: "identity",
  denyassignments: "identity",
  policyassignments: "identity",
  federatedidentitycredentials: "identity",
  userassignedidentities: "identity",
  accesspolicies: "identity",
  locks: "identity",
  credentials: "identity",
  deployments: "deploy",
  securityrules: "config",
  firewallrules: "config",
  diagnosticsettings: "config",
};

/** Acts at the end of a path, in lower case. */
const ACTS: Readonly<Record<string, readonly [verb: Naming["verb"], category: Naming["category"]]>> = {
  listkeys: ["ADMIN", "secret"],
  listadminkeys: ["ADMIN", "secret"],
  listsecrets: ["ADMIN", "secret"],
  listconnectionstrings: ["ADMIN", "secret"],
  listcredentials: ["ADMIN", "secret"],
  listclusteradmincredential: ["ADMIN", "secret"],
  listclusterusercredential: ["ADMIN", "secret"],
  listaccountsas: ["ADMIN", "secret"],
  listservicesas: ["ADMIN", "secret"],
  listcallbackurl: ["ADMIN", "secret"],
  publishxml: ["ADMIN", "secret"],
  // Application settings, which hold connection strings and keys.
  list: ["READ", "secret"],
  listquerykeys: ["READ", "secret"],
  regeneratekey: ["ADMIN", "identity"],
  regeneratekeys: ["ADMIN", "identity"],
  resetpassword: ["ADMIN", "identity"],
  elevateaccess: ["ADMIN", "identity"],
  begingetaccess: ["ADMIN", "share"],
  runcommand: ["WRITE", "execute"],
  run: ["WRITE", "execute"],
  deallocate: ["WRITE", "delete"],
  poweroff: ["WRITE", "delete"],
  stop: ["WRITE", "delete"],
  restart: ["WRITE", "deploy"],
  start: ["WRITE", "deploy"],
  validate: ["READ", "read"],
  whatif: ["READ", "read"],
  checknameavailability: ["READ", "read"],
  query: ["READ", "read"],
  purge: ["ADMIN", "destroy"],
  wipe: ["ADMIN", "destroy"],
};

function nameByPath(view: CallView): Naming | undefined {
  return gravest(spellings(view.location).map((path) => readPath(view.method, path)));
}

function readPath(method: string, path: readonly string[]): Naming {
  const types = typesOf(path);
  const last = types.at(-1);
  const act = method === "POST" ? path.at(-1)?.toLowerCase() : undefined;
  if (method === "GET" || method === "HEAD") {
    return { operation: `get_${snakeCase(last ?? "resource")}`, verb: "READ", category: "read", facts: {} };
  }
  if (act !== undefined) {
    const known = ACTS[act];
    const { verb, category } = readName(path.at(-1) ?? "");
    const isMild = verb === "READ" || category === "other";
    const [actVerb, actCategory] = known ?? [isMild ? "WRITE" : verb, isMild ? "other" : category];
    return {
      operation: snakeCase(path.at(-1) ?? "") || "post",
      verb: actVerb,
      category: actCategory,
      facts: {},
    };
  }
  const kind = types.map((type) => TYPES[type.toLowerCase()]).findLast((one) => one !== undefined);
  const noun = singular(snakeCase(last ?? "resource"));
  if (method === "DELETE") {
    const isIdentity = kind === "identity";
    return {
      operation: `delete_${noun}`,
      verb: "ADMIN",
      category: isIdentity ? "identity" : kind === "config" ? "delete" : "destroy",
      facts: {},
    };
  }
  const verb = kind === "identity" || kind === "config" ? "ADMIN" : "WRITE";
  return { operation: `put_${noun}`, verb, category: kind ?? "other", facts: {} };
}

/** The types of a resource and of those it is part of: every other segment behind the provider's namespace. */
function typesOf(path: readonly string[]): readonly string[] {
  const at = path.findLastIndex((part) => part.toLowerCase() === "providers");
  if (at < 0) return path.filter((_, i) => i % 2 === 0);
  return path.slice(at + 2).filter((_, i) => i % 2 === 0);
}

function singular(noun: string): string {
  return noun.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

const outsiders = tellOutsiders();

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { splitSegments } = view.location;
  const after = (name: string) => {
    const at = splitSegments.findIndex((part) => part.toLowerCase() === name);
    return at < 0 ? undefined : splitSegments[at + 1];
  };
  const facts: Record<string, string> = { ...naming.facts };
  const account = after("subscriptions");
  const group = after("resourcegroups");
  const provider = after("providers");
  if (account !== undefined) facts["account"] = account;
  if (group !== undefined) facts["group"] = group;
  if (provider !== undefined) facts["provider"] = provider;
  if (naming.operation === "put_role_assignment" && view.fields.kind === "json") {
    const { properties } = Object(view.fields.value) as { properties?: unknown };
    const { principalId, roleDefinitionId } = Object(properties) as Record<string, unknown>;
    if (typeof principalId === "string") facts["principal"] = principalId.slice(0, 256);
    if (typeof roleDefinitionId === "string") facts["role"] = roleDefinitionId.slice(-256);
  }
  return outsiders(view, { ...naming, facts }, home);
}

const VAULT: readonly OperationRow[] = [
  ["GET", "/secrets", "list_secrets", "READ", "read"],
  ["GET", "/secrets/{secret}/versions", "list_secret_versions", "READ", "read"],
  ["GET", "/secrets/{secret}/**", "get_secret", "READ", "secret"],
  ["PUT|PATCH", "/secrets/{secret}/**", "put_secret", "ADMIN", "identity"],
  ["DELETE", "/secrets/{secret}", "delete_secret", "ADMIN", "destroy"],
  ["POST", "/secrets/{secret}/backup", "backup_secret", "READ", "secret"],
  ["DELETE", "/deletedsecrets/{secret}", "purge_secret", "ADMIN", "destroy"],
  ["GET", "/keys/**", "get_key", "READ", "read"],
  ["POST", "/keys/{key}/{version}/{act}", "use_key", "READ", "secret"],
  ["POST|PUT|PATCH", "/keys/**", "change_key", "ADMIN", "identity"],
  ["DELETE", "/keys/{key}", "delete_key", "ADMIN", "destroy"],
  ["POST|PUT|PATCH|DELETE", "/certificates/**", "change_certificate", "ADMIN", "identity"],
];

export const AZURE: readonly Service[] = [
  { tool: "azure", hosts: ["management.azure.com"], operations: OPERATIONS, refine, fallback: nameByPath },
  { tool: "azure_key_vault", hosts: ["*.vault.azure.net"], operations: VAULT },
];
