/**
 * People and accounts: the People API, the Admin SDK's Directory and Cloud Identity
 * (https://developers.google.com/people/api/rest, https://developers.google.com/workspace/admin/directory/reference/rest).
 */
import { withMethodParameter } from "./google_service.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const PEOPLE: readonly OperationRow[] = [
  ["GET", "/v1/people/me/connections", "list_contacts", "READ", "export"],
  ["GET", "/v1/people:searchContacts", "search_contacts", "READ", "read"],
  ["GET", "/v1/people:listDirectoryPeople", "list_directory", "READ", "export"],
  ["GET", "/v1/people:searchDirectoryPeople", "search_directory", "READ", "read"],
  ["POST", "/v1/people:createContact", "create_contact", "WRITE", "other"],
  ["POST", "/v1/people:batchCreateContacts", "create_contacts", "WRITE", "other"],
  ["POST", "/v1/people:batchDeleteContacts", "delete_contacts", "WRITE", "destroy"],
  ["DELETE", "/v1/people/{person}:deleteContact", "delete_contact", "WRITE", "delete"],
  ["PATCH", "/v1/people/{person}:updateContact", "update_contact", "WRITE", "other"],
];

const USER = "/users/{principal}";
const GROUP = "/groups/{group}";

const DIRECTORY: readonly OperationRow[] = [
  ["GET", "/users", "list_users", "READ", "export"],
  ["GET", USER, "get_user", "READ", "read"],
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["primaryEmail"] }],
  ["PUT|PATCH", USER, "update_user", "ADMIN", "identity"],
  ["DELETE", USER, "delete_user", "ADMIN", "destroy"],
  ["POST", `${USER}/makeAdmin`, "make_admin", "ADMIN", "identity", { status: ["status"] }],
  ["POST", `${USER}/signOut`, "sign_out_user", "ADMIN", "identity"],
  ["POST", `${USER}/aliases`, "add_alias", "ADMIN", "identity", { alias: ["alias"] }],
  ["GET", `${USER}/tokens/**`, "list_tokens", "READ", "read"],
  ["DELETE", `${USER}/tokens/{token}`, "revoke_token", "ADMIN", "identity"],
  ["GET", `${USER}/verificationCodes`, "list_recovery_codes", "READ", "secret"],
  ["POST", `${USER}/verificationCodes/**`, "change_recovery_codes", "ADMIN", "identity"],
  ["GET", `${GROUP}/members/**`, "list_members", "READ", "read"],
  ["POST", `${GROUP}/members`, "add_member", "ADMIN", "share", {
    principal: ["email", "id"],
    role: ["role"],
  }],
  ["PUT|PATCH", `${GROUP}/members/{principal}`, "update_member", "ADMIN", "identity", { role: ["role"] }],
  ["DELETE", `${GROUP}/members/{principal}`, "remove_member", "ADMIN", "identity"],
  ["POST", "/groups", "create_group", "ADMIN", "identity", { group: ["email"] }],
  ["DELETE", GROUP, "delete_group", "ADMIN", "destroy"],
  ["POST", "/customer/{account}/roleassignments", "assign_role", "ADMIN", "identity", {
    principal: ["assignedTo"],
    role: ["roleId"],
  }],
  ["POST|PUT|PATCH|DELETE", "/customer/{account}/roles/**", "change_role", "ADMIN", "identity"],
  ["POST", "/customer/{account}/devices/**", "device_action", "ADMIN", "destroy"],
  ["POST|DELETE", "/customer/{account}/domains/**", "change_domain", "ADMIN", "identity"],
];

export const GOOGLE_DIRECTORY: readonly Service[] = withMethodParameter([
  { tool: "gpeople", hosts: ["people.googleapis.com"], operations: PEOPLE, fallback: restReader() },
  {
    tool: "gadmin",
    hosts: ["admin.googleapis.com", "www.googleapis.com"],
    pathPrefixes: ["/admin/directory"],
    bases: ["/admin/directory/v1"],
    operations: DIRECTORY,
    refine: tellOutsiders(),
    fallback: restReader({
      whole: ["users", "groups", "orgunits"],
      kinds: { identity: ["aliases", "roles", "roleassignments", "members", "tokens", "asps"] },
    }),
  },
]);
