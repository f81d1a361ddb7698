/** Dropbox: every call is a POST, and its path names the act (https://www.dropbox.com/developers/documentation/http/documentation). */
import { valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";
import { gravest } from "./categories.ts";
import { readName, snakeCase } from "./names.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";
import { spellings } from "./spellings.ts";

const PATH = { path: ["path", "from_path"] };
const MEMBERS = {
  principal: ["members[*].member.email", "members[*].email"],
  file: ["file", "shared_folder_id"],
};

const OPERATIONS: readonly OperationRow[] = [
  ["POST", "/files/list_folder/**", "list_folder", "READ", "read", PATH],
  ["POST", "/files/get_metadata", "get_metadata", "READ", "read", PATH],
  ["POST", "/files/search_v2", "search_files", "READ", "read", { query: ["query"] }],
  ["GET|POST", "/files/download", "download", "READ", "read"],
  ["GET|POST", "/files/download_zip", "download_zip", "READ", "export"],
  ["GET|POST", "/files/export", "export_file", "READ", "read"],
  ["POST", "/files/get_temporary_link", "create_temporary_link", "WRITE", "share", PATH],
  ["POST", "/files/upload", "upload", "WRITE", "other"],
  ["POST", "/files/upload_session/**", "upload", "WRITE", "other"],
  ["POST", "/files/save_url", "save_url", "WRITE", "other", { ...PATH, url: ["url"] }],
  ["POST", "/files/delete_v2", "delete_file", "WRITE", "delete", PATH],
  ["POST", "/files/delete", "delete_file", "WRITE", "delete", PATH],
  ["POST", "/files/delete_batch", "delete_files", "WRITE", "destroy"],
  ["POST", "/files/permanently_delete", "delete_permanently", "WRITE", "destroy", PATH],
  ["POST", "/files/copy_v2", "copy_file", "WRITE", "other", PATH],
  ["POST", "/files/move_v2", "move_file", "WRITE", "other", PATH],
  ["POST", "/files/create_folder_v2", "create_folder", "WRITE", "other", PATH],
  ["POST", "/files/restore", "restore_file", "WRITE", "other", PATH],
  ["POST", "/sharing/list_shared_links", "list_shares", "READ", "read"],
  ["POST", "/sharing/list_folders", "list_shares", "READ", "read"],
  ["POST", "/sharing/list_file_members", "list_shares", "READ", "read"],
  ["POST", "/sharing/list_folder_members", "list_shares", "READ", "read"],
  ["POST", "/sharing/create_shared_link_with_settings", "create_shared_link", "ADMIN", "share", {
    ...PATH,
    audience: ["settings.audience", "settings.requested_visibility"],
  }],
  ["POST", "/sharing/create_shared_link", "create_shared_link", "ADMIN", "share", PATH],
  ["POST", "/sharing/modify_shared_link_settings", "update_shared_link", "ADMIN", "share", {
    audience: ["settings.audience", "settings.requested_visibility"],
  }],
  ["POST", "/sharing/revoke_shared_link", "revoke_shared_link", "ADMIN", "identity"],
  ["POST", "/sharing/add_file_member", "add_member", "ADMIN", "share", MEMBERS],
  ["POST", "/sharing/add_folder_member", "add_member", "ADMIN", "share", MEMBERS],
  ["POST", "/sharing/update_folder_policy", "update_folder_policy", "ADMIN", "share"],
  ["POST", "/sharing/share_folder", "share_folder", "ADMIN", "share", PATH],
  ["POST", "/sharing/transfer_folder", "transfer_folder", "ADMIN", "share"],
  ["POST", "/sharing/remove_file_member_2", "remove_member", "ADMIN", "identity"],
  ["POST", "/sharing/remove_folder_member", "remove_member", "ADMIN", "identity"],
  ["POST", "/file_requests/create", "create_file_request", "WRITE", "share"],
  ["POST", "/team/members/add_v2", "add_team_member", "ADMIN", "share", {
    principal: ["new_members[*].member_email"],
  }],
  ["POST", "/team/members/add", "add_team_member", "ADMIN", "share", {
    principal: ["new_members[*].member_email"],
  }],
  ["POST", "/team/members/remove", "remove_team_member", "ADMIN", "destroy"],
  ["POST", "/team/members/set_admin_permissions_v2", "set_admin", "ADMIN", "identity"],
  ["POST", "/team_log/get_events", "get_team_log", "READ", "export"],
  ["POST", "/auth/token/revoke", "revoke_token", "ADMIN", "identity"],
  ["POST", "/users/{act}", "get_account", "READ", "read"],
];

/** What no row names: `/files/tags/add`, `/paper/docs/create`. */
function nameByPath(view: CallView): Naming | undefined {
  return gravest(
    spellings(view.location).map((path): Naming => {
      const act = path.at(-1) ?? "";
      const operation = snakeCase(path.slice(-2).join("_").replace(/_v?\d$/, "")) || "call";
      const { verb, category } = readName(act);
      return { operation, verb: path[1] === "team" && verb !== "READ" ? "ADMIN" : verb, category, facts: {} };
    }),
  );
}

const outsiders = tellOutsiders();

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { facts, operation } = naming;
  const path = facts["path"] ?? pathInHeader(view);
  const known = { ...naming, facts: path === undefined ? facts : { ...facts, path } };
  const audience = facts["audience"];
  // A link is for everyone who has it, unless its settings say otherwise.
  if (operation === "create_shared_link" || operation === "update_shared_link") {
    const isOpen = audience === undefined ? operation === "create_shared_link" : audience === "public";
    return isOpen ? { ...known, externalPrincipal: true } : known;
  }
  return outsiders(view, known, home);
}

/** Calls whose body is a file have their arguments in a header. */
function pathInHeader(view: CallView): string | undefined {
  try {
    const path = valuesAt(JSON.parse(view.header("dropbox-api-arg") ?? "null"), ["path"])[0];
    return typeof path === "string" ? path.slice(0, 256) : undefined;
  } catch {
    return undefined;
  }
}

export const DROPBOX: Service = {
  tool: "dropbox",
  hosts: ["api.dropboxapi.com", "content.dropboxapi.com", "notify.dropboxapi.com"],
  bases: ["/2"],
  operations: OPERATIONS,
  refine,
  fallback: nameByPath,
};
