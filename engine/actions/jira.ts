/**
 * Jira Cloud's REST API, versions 2 and 3 (https://developer.atlassian.com/cloud/jira/platform/rest/v3/), Jira Software's
 * (https://developer.atlassian.com/cloud/jira/software/rest/), Service Management's, and the administration of the organisation
 * (https://developer.atlassian.com/cloud/admin/).
 */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const ISSUE = "/issue/{issue}";
const PROJECT = { project: ["fields.project.key", "fields.project.id"] };
const WHO = { principal: ["emailAddress", "accountId", "name"] };

const ISSUES: readonly OperationRow[] = [
  ["POST", "/search/**", "search_issues", "READ", "read"],
  ["POST", "/jql/**", "search_issues", "READ", "read"],
  ["POST", "/expression/**", "evaluate_expression", "READ", "read"],
  ["POST", "/issue/bulkfetch", "get_issues", "READ", "read"],
  ["POST", "/issue/picker", "search_issues", "READ", "read"],
  ["POST", "/comment/list", "get_comments", "READ", "read"],
  ["POST", "/worklog/list", "get_worklogs", "READ", "read"],
  ["POST", "/permissions/**", "check_permissions", "READ", "read"],
  ["POST", "/changelog/bulkfetch", "get_changelogs", "READ", "read"],
  ["POST", "/issue", "create_issue", "WRITE", "message", PROJECT],
  ["POST", "/issue/bulk", "create_issues", "WRITE", "message", {
    project: ["issueUpdates[0].fields.project.key"],
  }],
  ["POST", "/bulk/issues/delete", "delete_issues", "WRITE", "destroy"],
  ["POST", "/bulk/issues/{act}", "change_issues", "WRITE", "other"],
  ["POST|PUT", "/issue/archive", "archive_issues", "WRITE", "delete"],
  ["PUT", "/issue/unarchive", "unarchive_issues", "WRITE", "other"],
  ["PUT|DELETE", "/issue/properties/{property}", "change_properties", "WRITE", "other"],
  ["PUT", ISSUE, "update_issue", "WRITE", "message"],
  ["DELETE", ISSUE, "delete_issue", "WRITE", "delete"],
  ["GET", ISSUE, "get_issue", "READ", "read"],
  ["PUT", `${ISSUE}/assignee`, "assign_issue", "WRITE", "other"],
  ["POST", `${ISSUE}/transitions`, "transition_issue", "WRITE", "other"],
  ["POST", `${ISSUE}/comment`, "add_comment", "WRITE", "message"],
  ["PUT", `${ISSUE}/comment/{comment}`, "update_comment", "WRITE", "message"],
  ["DELETE", `${ISSUE}/comment/{comment}`, "delete_comment", "WRITE", "delete"],
  ["POST", `${ISSUE}/notify`, "send_email", "WRITE", "message", {
    recipient: ["to.users[*].emailAddress", "to.users[*].accountId", "to.groups[*].name"],
  }],
  ["POST", `${ISSUE}/attachments`, "upload_file", "WRITE", "message"],
  ["DELETE", "/attachment/{attachment}", "delete_file", "WRITE", "delete"],
  ["GET", "/attachment/content/{attachment}", "download_file", "READ", "read"],
  ["POST", `${ISSUE}/watchers`, "add_watcher", "WRITE", "share"],
  ["DELETE", `${ISSUE}/watchers`, "remove_watcher", "WRITE", "other"],
  ["POST|DELETE", `${ISSUE}/votes`, "vote", "WRITE", "other"],
  ["POST|PUT", `${ISSUE}/worklog/**`, "log_work", "WRITE", "other"],
  ["DELETE", `${ISSUE}/worklog/**`, "delete_worklog", "WRITE", "delete"],
  ["POST", `${ISSUE}/remotelink`, "link_issue", "WRITE", "message", { url: ["object.url"] }],
  ["POST", "/issuelink", "link_issue", "WRITE", "other"],
  ["DELETE", "/issuelink/{link}", "unlink_issue", "WRITE", "other"],
  ["POST", "/request", "create_request", "WRITE", "message", { project: ["serviceDeskId"] }],
  ["POST", "/request/{issue}/comment", "add_comment", "WRITE", "message"],
  ["POST", "/request/{issue}/participant", "add_participant", "WRITE", "share", WHO],
  ["POST", "/request/{issue}/approval/{approval}", "approve_request", "WRITE", "identity"],
  ["POST", "/servicedesk/{project}/customer", "add_customer", "ADMIN", "share"],
  ["POST", "/customer", "create_customer", "ADMIN", "share", { principal: ["email"] }],
];

const BOARDS: readonly OperationRow[] = [
  ["POST", "/board", "create_board", "WRITE", "config"],
  ["DELETE", "/board/{board}", "delete_board", "WRITE", "destroy"],
  ["POST", "/sprint", "create_sprint", "WRITE", "other"],
  ["POST|PUT", "/sprint/{sprint}", "update_sprint", "WRITE", "other"],
  ["DELETE", "/sprint/{sprint}", "delete_sprint", "WRITE", "delete"],
  ["POST", "/sprint/{sprint}/{act}", "update_sprint", "WRITE", "other"],
  ["POST", "/epic/{epic}/issue", "update_epic", "WRITE", "other"],
  ["PUT|POST", "/backlog/**", "rank_issues", "WRITE", "other"],
];

const PROJECTS: readonly OperationRow[] = [
  ["POST", "/project", "create_project", "ADMIN", "config", { project: ["key"] }],
  ["PUT", "/project/{project}", "update_project", "ADMIN", "config"],
  ["DELETE", "/project/{project}", "delete_project", "ADMIN", "destroy"],
  ["POST", "/project/{project}/delete", "delete_project", "ADMIN", "destroy"],
  ["POST", "/project/{project}/archive", "archive_project", "ADMIN", "delete"],
  ["POST", "/project/{project}/restore", "restore_project", "ADMIN", "config"],
  ["POST|PUT", "/project/{project}/role/{role}", "add_project_member", "ADMIN", "share", {
    principal: ["user[*]", "group[*]", "categorisedActors.atlassian-user-role-actor[*]"],
  }],
  ["DELETE", "/project/{project}/role/{role}", "remove_project_member", "ADMIN", "identity"],
  ["PUT", "/project/{project}/permissionscheme", "change_permissions", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/permissionscheme/**", "change_permissions", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/issuesecurityschemes/**", "change_permissions", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/role/**", "change_roles", "ADMIN", "identity"],
  ["POST", "/filter/{filter}/permission", "share_filter", "WRITE", "share", {
    principal: ["accountId", "groupname", "type"],
  }],
  ["POST", "/filter", "create_filter", "WRITE", "other"],
  ["PUT", "/filter/{filter}/owner", "transfer_filter", "ADMIN", "share", WHO],
  ["DELETE", "/filter/{filter}", "delete_filter", "WRITE", "delete"],
  ["POST|PUT", "/dashboard/**", "write_dashboard", "WRITE", "share"],
  ["DELETE", "/dashboard/{dashboard}", "delete_dashboard", "WRITE", "delete"],
  ["POST|PUT|DELETE", "/workflow/**", "change_workflow", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/workflows/**", "change_workflow", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/workflowscheme/**", "change_workflow", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/field/**", "change_fields", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/webhook/**", "change_webhooks", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/version", "create_version", "WRITE", "other"],
  ["PUT", "/version/{version}", "update_version", "WRITE", "other"],
  ["DELETE", "/version/{version}", "delete_version", "WRITE", "delete"],
  ["POST", "/version/{version}/removeandswap", "delete_version", "WRITE", "delete"],
];

const PEOPLE: readonly OperationRow[] = [
  ["POST", "/user", "create_user", "ADMIN", "identity", WHO],
  ["DELETE", "/user", "delete_user", "ADMIN", "destroy", { principal: ["accountId"] }],
  ["POST", "/group", "create_group", "ADMIN", "identity", { group: ["name"] }],
  ["DELETE", "/group", "delete_group", "ADMIN", "destroy", { group: ["groupname", "groupId"] }],
  ["POST", "/group/user", "add_group_member", "ADMIN", "identity", {
    principal: ["accountId"],
    group: ["groupname", "groupId"],
  }],
  ["DELETE", "/group/user", "remove_group_member", "ADMIN", "identity", {
    principal: ["accountId"],
    group: ["groupname", "groupId"],
  }],
  ["GET", "/auditing/record", "read_audit_log", "READ", "export"],
  ["PUT", "/application-properties/{property}", "change_settings", "ADMIN", "config"],
  ["PUT|POST|DELETE", "/configuration/**", "change_settings", "ADMIN", "config"],
  ["PUT", "/applicationrole/**", "change_roles", "ADMIN", "identity"],
];

const outsiders = tellOutsiders({ opens: ["share_filter_public"] });

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { issue, project, principal } = naming.facts;
  if (naming.operation === "share_filter" && (principal === "global" || principal === "loggedin")) {
    return outsiders(view, { ...naming, operation: "share_filter_public" }, home);
  }
  // `ABC-12` is an issue of project `ABC`.
  const key = /^([A-Za-z][A-Za-z0-9_]{1,254})-\d+$/.exec(issue ?? "")?.[1];
  const named = project === undefined && key !== undefined
    ? { ...naming, facts: { ...naming.facts, project: key.toUpperCase() } }
    : naming;
  return outsiders(view, named, home);
}

/** Each family of paths, on the site itself and through the gateway for apps. */
const BASES = ["/rest/api/*", "/rest/agile/*", "/rest/servicedeskapi", "/rest/webhooks/*"]
  .flatMap((path) => [path, `/ex/jira/{cloud}${path}`, `/jira${path}`]);

export const JIRA: Service = {
  tool: "jira",
  hosts: ["*.atlassian.net", "*.jira.com", "api.atlassian.com"],
  pathPrefixes: ["/rest", "/ex/jira", "/jira/rest"],
  bases: BASES,
  selfHosted: [
    "/rest/api/2",
    "/rest/api/3",
    "/rest/api/latest",
    "/rest/agile",
    "/jira/rest",
    "/rest/servicedeskapi",
  ],
  operations: [...ISSUES, ...BOARDS, ...PROJECTS, ...PEOPLE],
  refine,
};

const ORG = "/admin/*/orgs/{org}";

/** People and policies of a whole organisation, over all its products. */
const ADMINISTRATION: readonly OperationRow[] = [
  ["GET", `${ORG}/events/**`, "read_audit_log", "READ", "export"],
  ["POST", `${ORG}/users/invite`, "invite_user", "ADMIN", "share", { principal: ["emails[*]", "email"] }],
  ["POST", `${ORG}/directory/users/{principal}/suspend-access`, "suspend_user", "ADMIN", "identity"],
  ["POST", `${ORG}/directory/users/{principal}/restore-access`, "restore_user", "ADMIN", "identity"],
  ["DELETE", `${ORG}/directory/users/{principal}`, "delete_user", "ADMIN", "destroy"],
  ["POST", `${ORG}/directory/groups/{group}/memberships`, "add_group_member", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", `${ORG}/policies/**`, "change_policies", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", `${ORG}/**`, "change_organisation", "ADMIN", "identity"],
  ["POST", "/users/{principal}/manage/lifecycle/delete", "delete_user", "ADMIN", "destroy"],
  ["POST", "/users/{principal}/manage/lifecycle/{act}", "change_user_state", "ADMIN", "identity"],
  ["PUT", "/users/{principal}/manage/email", "change_email", "ADMIN", "identity"],
  ["DELETE", "/users/{principal}/manage/api-tokens/{token}", "revoke_token", "ADMIN", "identity"],
  ["POST", "/scim/directory/{org}/users", "create_user", "ADMIN", "identity", {
    principal: ["emails[*].value", "userName"],
  }],
  ["DELETE", "/scim/directory/{org}/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["POST|PUT|PATCH|DELETE", "/scim/directory/{org}/**", "change_directory", "ADMIN", "identity"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
];

export const ATLASSIAN: Service = {
  tool: "atlassian",
  hosts: ["api.atlassian.com", "auth.atlassian.com", "*.atlassian.net"],
  operations: [...ADMINISTRATION, ["POST", "/gateway/api/graphql", "graphql", "WRITE", "other"]],
  refine: outsiders,
};
