/** Services in which teams keep their work: Notion, Asana, Monday, Airtable, Trello. */
import type { CallView } from "../call_view.ts";
import { listOf, memberOf, readBatches } from "./batch.ts";
import { type MutationTable, refineGraphql } from "./graphql_service.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const PARENT = { workspace: ["parent.database_id", "parent.page_id", "parent.data_source_id"] };

/** https://developers.notion.com/reference; `archived` and `in_trash` delete. */
const NOTION: readonly OperationRow[] = [
  ["POST", "/search", "search", "READ", "read"],
  ["POST", "/databases/{database}/query", "query_database", "READ", "read"],
  ["POST", "/data_sources/{database}/query", "query_database", "READ", "read"],
  ["GET", "/pages/**", "get_page", "READ", "read"],
  ["GET", "/blocks/**", "get_page", "READ", "read"],
  ["GET", "/databases/**", "get_database", "READ", "read"],
  ["POST", "/pages", "create_page", "WRITE", "message", PARENT],
  ["POST", "/pages/{page}/move", "move_page", "WRITE", "share", PARENT],
  ["PATCH", "/pages/{page}", "update_page", "WRITE", "message"],
  ["DELETE", "/pages/{page}", "delete_page", "WRITE", "delete"],
  ["PATCH", "/blocks/{block}/children", "append_blocks", "WRITE", "message"],
  ["PATCH", "/blocks/{block}", "update_block", "WRITE", "message"],
  ["DELETE", "/blocks/{block}", "delete_block", "WRITE", "delete"],
  ["POST", "/databases", "create_database", "WRITE", "config", PARENT],
  ["PATCH", "/databases/{database}", "update_database", "WRITE", "config"],
  ["DELETE", "/databases/{database}", "delete_database", "WRITE", "destroy"],
  ["POST|PATCH", "/data_sources/**", "update_database", "WRITE", "config"],
  ["POST", "/comments", "add_comment", "WRITE", "message"],
  ["PATCH", "/comments/{comment}", "update_comment", "WRITE", "message"],
  ["DELETE", "/comments/{comment}", "delete_comment", "WRITE", "delete"],
  ["POST", "/file_uploads/**", "upload_file", "WRITE", "other"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
  ["POST", "/oauth/introspect", "check_token", "READ", "read"],
  ["POST", "/oauth/revoke", "revoke_token", "ADMIN", "identity"],
];

const notionOutsiders = tellOutsiders();

function refineNotion(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { fields } = view;
  const body = fields.kind === "json" ? fields.value : undefined;
  const trashes = memberOf(body, "archived") === true || memberOf(body, "in_trash") === true;
  if (trashes && view.method === "PATCH") {
    if (naming.operation === "update_page") {
      return { ...naming, operation: "delete_page", category: "delete" };
    }
    if (naming.operation === "update_block") {
      return { ...naming, operation: "delete_block", category: "delete" };
    }
    if (naming.operation === "update_database") {
      return { ...naming, operation: "delete_database", category: "destroy" };
    }
  }
  return notionOutsiders(view, naming, home);
}

const TASK = "/tasks/{task}";
const PEOPLE = { principal: ["data.members", "data.followers", "data.user"] };

/** https://developers.asana.com/reference/rest-api-reference */
const ASANA: readonly OperationRow[] = [
  ["GET", "/workspaces/{workspace}/tasks/search", "search_tasks", "READ", "read"],
  ["GET", "/tasks/**", "get_task", "READ", "read"],
  ["POST", "/tasks", "create_task", "WRITE", "other", {
    project: ["data.projects[0]"],
    workspace: ["data.workspace"],
  }],
  ["PUT", TASK, "update_task", "WRITE", "other"],
  ["DELETE", TASK, "delete_task", "WRITE", "delete"],
  ["POST", `${TASK}/stories`, "add_comment", "WRITE", "message"],
  ["POST", `${TASK}/addFollowers`, "add_followers", "WRITE", "share", PEOPLE],
  ["POST", `${TASK}/removeFollowers`, "remove_followers", "WRITE", "other", PEOPLE],
  ["POST", `${TASK}/{act}`, "update_task", "WRITE", "other"],
  ["PUT", "/stories/{story}", "update_comment", "WRITE", "message"],
  ["DELETE", "/stories/{story}", "delete_comment", "WRITE", "delete"],
  ["POST", "/attachments", "upload_file", "WRITE", "other"],
  ["DELETE", "/attachments/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/projects", "create_project", "WRITE", "config"],
  ["PUT", "/projects/{project}", "update_project", "WRITE", "config", { privacy: ["data.privacy_setting"] }],
  ["DELETE", "/projects/{project}", "delete_project", "ADMIN", "destroy"],
  ["POST", "/projects/{project}/addMembers", "add_member", "ADMIN", "share", PEOPLE],
  ["POST", "/projects/{project}/removeMembers", "remove_member", "ADMIN", "identity", PEOPLE],
  ["POST", "/projects/{project}/addFollowers", "add_followers", "WRITE", "share", PEOPLE],
  ["POST", "/projects/{project}/project_statuses", "post_status_update", "WRITE", "message"],
  ["POST", "/projects/{project}/**", "update_project", "WRITE", "other"],
  ["POST", "/status_updates", "post_status_update", "WRITE", "message"],
  ["POST", "/memberships", "add_member", "ADMIN", "share", {
    principal: ["data.member"],
    project: ["data.parent"],
  }],
  ["PUT", "/memberships/{id}", "update_member", "ADMIN", "identity"],
  ["DELETE", "/memberships/{id}", "remove_member", "ADMIN", "identity"],
  ["POST|PUT", "/sections/**", "change_section", "WRITE", "other"],
  ["DELETE", "/sections/{section}", "delete_section", "WRITE", "delete"],
  ["POST|PUT", "/goals/**", "change_goal", "WRITE", "other"],
  ["DELETE", "/goals/{goal}", "delete_goal", "WRITE", "delete"],
  ["POST|PUT", "/portfolios/**", "change_portfolio", "WRITE", "other"],
  ["DELETE", "/portfolios/{portfolio}", "delete_portfolio", "WRITE", "destroy"],
  ["POST", "/workspaces/{workspace}/addUser", "invite_user", "ADMIN", "share", PEOPLE],
  ["POST", "/workspaces/{workspace}/removeUser", "remove_user", "ADMIN", "identity", PEOPLE],
  ["PUT", "/workspaces/{workspace}", "update_workspace", "ADMIN", "config"],
  ["GET", "/workspaces/{workspace}/audit_log_events", "read_audit_log", "READ", "export"],
  ["POST", "/teams", "create_team", "ADMIN", "identity"],
  ["POST", "/teams/{team}/addUser", "add_team_member", "ADMIN", "share", PEOPLE],
  ["POST", "/teams/{team}/removeUser", "remove_team_member", "ADMIN", "identity", PEOPLE],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["data.target"] }],
  ["PUT", "/webhooks/{hook}", "update_webhook", "ADMIN", "config"],
  ["DELETE", "/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["POST", "/organization_exports", "export_workspace", "ADMIN", "export"],
  ["GET", "/organization_exports/{id}", "export_workspace", "READ", "export"],
  ["POST", "/batch", "batch", "WRITE", "other"],
  ["POST", "/-/oauth_token", "create_token", "ADMIN", "identity"],
];

const ASANA_BASES = ["/api/1.0", ""];
const asanaOutsiders = tellOutsiders({ strangers: ["invite_user"] });
const readAsana = readBatches({ operations: ASANA, bases: ASANA_BASES, refine: asanaOutsiders });

/** Up to ten calls in one: https://developers.asana.com/docs/batch-requests */
function refineAsana(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation !== "batch") return asanaOutsiders(view, naming, home);
  const { fields } = view;
  const actions = listOf(
    memberOf(memberOf(fields.kind === "json" ? fields.value : undefined, "data"), "actions"),
  );
  const parts = actions.map((action) => ({
    method: String(memberOf(action, "method") ?? "POST"),
    path: `/api/1.0/${String(memberOf(action, "relative_path") ?? "").replace(/^\/+/, "")}`,
    body: { data: memberOf(action, "data") },
  }));
  return readAsana(view, home, parts) ?? naming;
}

/** https://developer.monday.com/api-reference/reference/about-the-api-reference; all of it is GraphQL. */
const MONDAY: readonly OperationRow[] = [
  ["*", "/v2/file", "upload_file", "WRITE", "other"],
  ["POST", "/v2/get_schema", "get_schema", "READ", "read"],
  ["*", "/v2", "graphql", "WRITE", "other"],
  ["POST", "/oauth2/token", "create_token", "ADMIN", "identity"],
];

const MONDAY_MUTATIONS: MutationTable = {
  create_item: ["WRITE", "other"],
  create_subitem: ["WRITE", "other"],
  duplicate_item: ["WRITE", "other"],
  change_column_value: ["WRITE", "other"],
  change_simple_column_value: ["WRITE", "other"],
  change_multiple_column_values: ["WRITE", "other"],
  move_item_to_group: ["WRITE", "other"],
  move_item_to_board: ["WRITE", "share"],
  archive_item: ["WRITE", "delete"],
  delete_item: ["WRITE", "delete"],
  create_update: ["WRITE", "message"],
  edit_update: ["WRITE", "message"],
  create_notification: ["WRITE", "message"],
  create_board: ["WRITE", "config"],
  update_board: ["WRITE", "config"],
  archive_board: ["WRITE", "destroy"],
  delete_board: ["WRITE", "destroy"],
  delete_group: ["WRITE", "destroy"],
  delete_column: ["WRITE", "destroy"],
  delete_workspace: ["ADMIN", "destroy"],
  delete_folder: ["WRITE", "destroy"],
  add_users_to_board: ["ADMIN", "share"],
  add_subscribers_to_board: ["ADMIN", "share"],
  add_teams_to_board: ["ADMIN", "share"],
  add_users_to_workspace: ["ADMIN", "share"],
  add_teams_to_workspace: ["ADMIN", "share"],
  add_users_to_team: ["ADMIN", "identity"],
  invite_users: ["ADMIN", "share"],
  activate_users: ["ADMIN", "identity"],
  deactivate_users: ["ADMIN", "identity"],
  update_users_role: ["ADMIN", "identity"],
  update_email_domain: ["ADMIN", "identity"],
  create_webhook: ["ADMIN", "share"],
};

const RECORDS = "/{workspace}/{table}";

/** https://airtable.com/developers/web/api/introduction */
const AIRTABLE: readonly OperationRow[] = [
  ["GET", "/meta/whoami", "whoami", "READ", "read"],
  ["GET", "/meta/enterpriseAccounts/{org}/auditLogEvents", "read_audit_log", "READ", "export"],
  ["POST", "/meta/bases", "create_base", "ADMIN", "config"],
  ["DELETE", "/meta/bases/{workspace}", "delete_base", "ADMIN", "destroy"],
  ["POST", "/meta/bases/{workspace}/tables", "create_table", "WRITE", "config"],
  ["PATCH", "/meta/bases/{workspace}/tables/{table}", "update_table", "WRITE", "config"],
  ["POST|PATCH", "/meta/bases/{workspace}/tables/{table}/fields/**", "change_fields", "WRITE", "config"],
  ["DELETE", "/meta/bases/{workspace}/views/{view}", "delete_view", "WRITE", "delete"],
  ["POST", "/meta/bases/{workspace}/collaborators", "add_collaborator", "ADMIN", "share", {
    principal: ["collaborators[*].user.email", "collaborators[*].user.id", "collaborators[*].group.id"],
    role: ["collaborators[0].permissionLevel"],
  }],
  ["PATCH", "/meta/bases/{workspace}/collaborators/{principal}", "update_collaborator", "ADMIN", "identity"],
  ["DELETE", "/meta/bases/{workspace}/collaborators/{principal}", "remove_collaborator", "ADMIN", "identity"],
  ["DELETE", "/meta/bases/{workspace}/invites/{id}", "cancel_invitation", "ADMIN", "identity"],
  ["PATCH", "/meta/bases/{workspace}/shares/{share}", "change_share", "ADMIN", "share"],
  ["DELETE", "/meta/bases/{workspace}/shares/{share}", "remove_share", "ADMIN", "identity"],
  ["POST", "/meta/bases/{workspace}/interfaces/{page}/collaborators", "add_collaborator", "ADMIN", "share"],
  ["POST", "/meta/workspaces/{workspace}/collaborators", "add_collaborator", "ADMIN", "share", {
    principal: ["collaborators[*].user.email", "collaborators[*].user.id"],
  }],
  [
    "DELETE",
    "/meta/workspaces/{workspace}/collaborators/{principal}",
    "remove_collaborator",
    "ADMIN",
    "identity",
  ],
  ["DELETE", "/meta/workspaces/{workspace}", "delete_workspace", "ADMIN", "destroy"],
  ["POST|PATCH|DELETE", "/meta/enterpriseAccounts/{org}/users/**", "change_users", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/meta/enterpriseAccounts/**", "change_org", "ADMIN", "identity"],
  ["POST|PUT|PATCH", "/scim/v2/**", "change_directory", "ADMIN", "identity"],
  ["DELETE", "/scim/v2/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["DELETE", "/scim/v2/groups/{group}", "delete_group", "ADMIN", "destroy"],
  ["POST", "/bases/{workspace}/webhooks", "create_webhook", "ADMIN", "share", {
    principal: ["notificationUrl"],
  }],
  ["POST", "/bases/{workspace}/webhooks/{hook}/{act}", "update_webhook", "ADMIN", "config"],
  ["DELETE", "/bases/{workspace}/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["POST", "/bases/{workspace}/**", "sync_table", "WRITE", "other"],
  ["POST", `${RECORDS}/listRecords`, "list_records", "READ", "read"],
  ["POST", `${RECORDS}/sync/{sync}`, "sync_table", "WRITE", "other"],
  ["GET", `${RECORDS}/**`, "get_records", "READ", "read"],
  ["POST", RECORDS, "create_records", "WRITE", "other"],
  ["PATCH|PUT", RECORDS, "update_records", "WRITE", "other"],
  ["DELETE", RECORDS, "delete_records", "WRITE", "delete"],
  ["POST", `${RECORDS}/{record}/comments`, "add_comment", "WRITE", "message"],
  ["PATCH", `${RECORDS}/{record}/comments/{comment}`, "update_comment", "WRITE", "message"],
  ["DELETE", `${RECORDS}/{record}/comments/{comment}`, "delete_comment", "WRITE", "delete"],
  ["POST", "/{workspace}/{record}/{field}/uploadAttachment", "upload_file", "WRITE", "other"],
  ["PATCH|PUT", `${RECORDS}/{record}`, "update_record", "WRITE", "other"],
  ["DELETE", `${RECORDS}/{record}`, "delete_record", "WRITE", "delete"],
];

/** https://developer.atlassian.com/cloud/trello/rest/; arguments stand in the query as often as in the body. */
const TRELLO: readonly OperationRow[] = [
  ["GET", "/search/**", "search", "READ", "read"],
  ["GET", "/boards/**", "get_board", "READ", "read"],
  ["GET", "/cards/**", "get_card", "READ", "read"],
  ["POST", "/cards", "create_card", "WRITE", "other"],
  ["PUT", "/cards/{card}", "update_card", "WRITE", "other", { closed: ["closed"] }],
  ["DELETE", "/cards/{card}", "delete_card", "WRITE", "delete"],
  ["POST", "/cards/{card}/actions/comments", "add_comment", "WRITE", "message"],
  ["PUT", "/cards/{card}/actions/{comment}/comments", "update_comment", "WRITE", "message"],
  ["DELETE", "/cards/{card}/actions/{comment}/comments", "delete_comment", "WRITE", "delete"],
  ["POST", "/cards/{card}/attachments", "upload_file", "WRITE", "other", { url: ["url"] }],
  ["DELETE", "/cards/{card}/attachments/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/cards/{card}/idMembers", "assign_card", "WRITE", "other", { principal: ["value"] }],
  ["POST|PUT|DELETE", "/cards/{card}/**", "update_card", "WRITE", "other"],
  ["PUT", "/actions/{comment}", "update_comment", "WRITE", "message"],
  ["DELETE", "/actions/{comment}", "delete_comment", "WRITE", "delete"],
  ["POST", "/boards", "create_board", "WRITE", "config", { visibility: ["prefs_permissionLevel"] }],
  ["PUT", "/boards/{board}/members", "add_member", "ADMIN", "share", {
    principal: ["email"],
    role: ["type"],
  }],
  ["PUT", "/boards/{board}/members/{principal}", "add_member", "ADMIN", "share", { role: ["type"] }],
  ["DELETE", "/boards/{board}/members/{principal}", "remove_member", "ADMIN", "identity"],
  ["PUT", "/boards/{board}", "update_board", "ADMIN", "config", {
    visibility: ["prefs/permissionLevel", "prefs_permissionLevel"],
    closed: ["closed"],
  }],
  ["PUT", "/boards/{board}/prefs/permissionLevel", "update_board", "ADMIN", "config", {
    visibility: ["value"],
  }],
  ["DELETE", "/boards/{board}", "delete_board", "ADMIN", "destroy"],
  ["POST|PUT", "/boards/{board}/**", "update_board", "WRITE", "config"],
  ["POST", "/lists", "create_list", "WRITE", "other"],
  ["POST", "/lists/{list}/archiveAllCards", "archive_cards", "WRITE", "destroy"],
  ["POST|PUT", "/lists/{list}/**", "update_list", "WRITE", "other"],
  ["POST|PUT|DELETE", "/checklists/**", "change_checklist", "WRITE", "other"],
  ["POST|PUT|DELETE", "/labels/**", "change_label", "WRITE", "other"],
  ["POST", "/organizations", "create_workspace", "ADMIN", "config"],
  ["PUT", "/organizations/{org}/members", "invite_user", "ADMIN", "share", {
    principal: ["email"],
    role: ["type"],
  }],
  ["PUT", "/organizations/{org}/members/{principal}", "invite_user", "ADMIN", "share", { role: ["type"] }],
  ["DELETE", "/organizations/{org}/members/{principal}/**", "remove_user", "ADMIN", "identity"],
  ["POST", "/organizations/{org}/exports", "export_workspace", "ADMIN", "export"],
  ["PUT", "/organizations/{org}/**", "update_workspace", "ADMIN", "config"],
  ["DELETE", "/organizations/{org}", "delete_workspace", "ADMIN", "destroy"],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["callbackURL"] }],
  ["POST", "/tokens/{token}/webhooks", "create_webhook", "ADMIN", "share", { principal: ["callbackURL"] }],
  ["PUT", "/webhooks/{hook}", "update_webhook", "ADMIN", "share", { principal: ["callbackURL"] }],
  ["DELETE", "/webhooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["DELETE", "/tokens/{token}", "revoke_token", "ADMIN", "identity"],
  ["PUT", "/members/{principal}", "update_profile", "WRITE", "identity"],
  ["PUT", "/enterprises/{org}/admins/{principal}", "assign_role", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/enterprises/{org}/**", "change_org", "ADMIN", "identity"],
];

const trelloOutsiders = tellOutsiders({ opens: ["make_board_public"] });

function refineTrello(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if (operation === "update_board" && facts["visibility"] === "public") {
    return trelloOutsiders(view, { ...naming, operation: "make_board_public", category: "share" }, home);
  }
  if (operation === "update_card" && facts["closed"] === "true") {
    return { ...naming, operation: "archive_card", category: "delete" };
  }
  return trelloOutsiders(view, naming, home);
}

export const WORK_SERVICES: readonly Service[] = [
  { tool: "notion", hosts: ["api.notion.com"], bases: ["/*"], operations: NOTION, refine: refineNotion },
  { tool: "asana", hosts: ["app.asana.com"], bases: ASANA_BASES, operations: ASANA, refine: refineAsana },
  {
    tool: "monday",
    hosts: ["api.monday.com", "auth.monday.com"],
    operations: MONDAY,
    refine: refineGraphql(MONDAY_MUTATIONS),
  },
  {
    tool: "airtable",
    hosts: ["api.airtable.com", "content.airtable.com", "*.airtable.com"],
    bases: ["/v0", ""],
    operations: AIRTABLE,
    refine: tellOutsiders(),
  },
  {
    tool: "trello",
    hosts: ["api.trello.com", "trello.com"],
    bases: ["/*"],
    operations: TRELLO,
    refine: refineTrello,
  },
];
