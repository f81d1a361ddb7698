/** npm's registry (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md and the client's own calls). */
import { valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

/** A scoped package is one segment (`@acme%2fweb`) or two. */
const PACKAGES = ["/{package}", "/{scope}/{package}"] as const;

const OPERATIONS: readonly OperationRow[] = [
  ["GET", "/-/ping", "ping", "READ", "read"],
  ["GET", "/-/whoami", "whoami", "READ", "read"],
  ["GET", "/-/v1/search", "search", "READ", "read", { query: ["text"] }],
  ["POST", "/-/npm/v1/security/**", "audit", "READ", "read"],
  ["GET", "/-/npm/v1/tokens/**", "list_tokens", "READ", "read"],
  ["POST", "/-/npm/v1/tokens", "create_token", "ADMIN", "identity"],
  ["DELETE", "/-/npm/v1/tokens/**", "delete_token", "ADMIN", "identity"],
  ["POST", "/-/npm/v1/user", "update_profile", "ADMIN", "identity"],
  ["POST", "/-/npm/v1/oidc/**", "exchange_token", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/-/npm/v1/hooks/**", "create_webhook", "ADMIN", "share", { principal: ["endpoint"] }],
  ["PUT", "/-/user/**", "log_in", "WRITE", "login"],
  ["POST", "/-/v1/login", "log_in", "WRITE", "login"],
  ["PUT", "/-/org/{org}/user", "add_org_member", "ADMIN", "share", { principal: ["user"], role: ["role"] }],
  ["DELETE", "/-/org/{org}/user", "remove_org_member", "ADMIN", "identity", { principal: ["user"] }],
  ["PUT", "/-/team/{org}/{team}/user", "add_team_member", "ADMIN", "share", { principal: ["user"] }],
  ["PUT", "/-/team/{org}/{team}/package", "grant_access", "ADMIN", "share", {
    package: ["package"],
    role: ["permissions"],
  }],
  ["DELETE", "/-/team/**", "change_team", "ADMIN", "identity"],
  ["PUT|POST", "/-/package/{package}/dist-tags/{tag}", "put_dist_tag", "WRITE", "deploy"],
  ["DELETE", "/-/package/{package}/dist-tags/{tag}", "delete_dist_tag", "WRITE", "delete"],
  ["PUT|POST", "/-/package/{scope}/{package}/dist-tags/{tag}", "put_dist_tag", "WRITE", "deploy"],
  ["POST", "/-/package/{package}/access", "change_access", "ADMIN", "share", { access: ["access"] }],
  ["POST", "/-/package/{scope}/{package}/access", "change_access", "ADMIN", "share", { access: ["access"] }],
  ["GET", "/-/**", "get", "READ", "read"],
  ...PACKAGES.flatMap((path): OperationRow[] => [
    ["DELETE", `${path}/-/*/-rev/*`, "unpublish_version", "ADMIN", "destroy"],
    ["DELETE", `${path}/-rev/*`, "unpublish", "ADMIN", "destroy"],
    ["PUT", `${path}/-rev/*`, "update_package", "ADMIN", "identity"],
    ["PUT", path, "publish", "WRITE", "deploy", { access: ["access"] }],
    ["GET", `${path}/-/*`, "download", "READ", "read"],
    ["GET", path, "get_package", "READ", "read"],
  ]),
];

const outsiders = tellOutsiders({ strangers: ["add_org_member", "add_team_member"] });

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  const scope = facts["scope"];
  const named = scope === undefined
    ? naming
    : { ...naming, facts: { ...facts, package: `${scope}/${facts["package"]}` } };
  if (operation === "change_access" && facts["access"] === "public") {
    return { ...named, externalPrincipal: true };
  }
  if (operation !== "publish" && operation !== "update_package") return outsiders(view, named, home);
  return refinePackage(view, named);
}

/** One call publishes, deprecates, and changes owners: its body tells which. */
function refinePackage({ fields }: CallView, naming: Naming): Naming {
  if (fields.kind !== "json") return naming;
  const { _attachments: files, maintainers } = Object(fields.value) as Record<string, unknown>;
  const hasFiles = typeof files === "object" && files !== null && Object.keys(files).length > 0;
  if (hasFiles) {
    const version = Object.keys(Object(valuesAt(fields.value, ["versions"])[0]))[0];
    const facts = version === undefined ? naming.facts : { ...naming.facts, version: version.slice(0, 256) };
    return { ...naming, operation: "publish", verb: "WRITE", category: "deploy", facts };
  }
  if (naming.operation === "update_package" && Array.isArray(maintainers)) {
    return {
      ...naming,
      operation: "change_owners",
      verb: "ADMIN",
      category: "share",
      externalPrincipal: true,
    };
  }
  return { ...naming, operation: "update_package", verb: "WRITE", category: "deploy" };
}

export const NPM_REGISTRY: Service = {
  tool: "npm",
  hosts: ["registry.npmjs.org", "registry.npmjs.com"],
  operations: OPERATIONS,
  refine,
  fallback: restReader(),
};
