/** Microsoft Graph, versions 1.0 and beta (https://learn.microsoft.com/graph/api/overview), and the incoming webhooks of Teams. */
import type { CallView } from "../call_view.ts";
import { listOf, memberOf, readBatches } from "./batch.ts";
import { firstField } from "./fact_fields.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

/** National clouds are served under names of their own: https://learn.microsoft.com/graph/deployments */
const HOSTS = [
  "graph.microsoft.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "microsoftgraph.chinacloudapi.cn",
];
const BASES = ["/v1.0", "/beta"];

const TEAM = "/teams/{org}";
const CHANNEL = `${TEAM}/channels/{channel}`;
const MEMBER = { principal: ["user@odata.bind", "userId", "email"], role: ["roles"] };

const TEAMS: readonly OperationRow[] = [
  ["POST", "/teams", "create_team", "ADMIN", "identity", { org: ["displayName"] }],
  ["PATCH", TEAM, "update_team", "ADMIN", "config"],
  ["POST", `${TEAM}/archive`, "archive_team", "ADMIN", "delete"],
  ["POST", `${TEAM}/clone`, "clone_team", "ADMIN", "config"],
  ["POST", `${TEAM}/members/add`, "add_members", "ADMIN", "share"],
  ["POST", `${TEAM}/members/remove`, "remove_members", "ADMIN", "identity"],
  ["POST", `${TEAM}/members`, "add_member", "ADMIN", "share", MEMBER],
  ["PATCH", `${TEAM}/members/{principal}`, "update_member", "ADMIN", "identity", { role: ["roles"] }],
  ["DELETE", `${TEAM}/members/{principal}`, "remove_member", "ADMIN", "identity"],
  ["POST|DELETE", `${TEAM}/installedApps/**`, "change_apps", "ADMIN", "identity"],
  ["POST", `${TEAM}/sendActivityNotification`, "send_notification", "WRITE", "message"],
  ["POST", `${TEAM}/channels`, "create_channel", "WRITE", "config", { channel: ["displayName"] }],
  ["PATCH", CHANNEL, "update_channel", "WRITE", "config"],
  ["DELETE", CHANNEL, "delete_channel", "ADMIN", "destroy"],
  ["POST", `${CHANNEL}/members`, "add_member", "ADMIN", "share", MEMBER],
  ["DELETE", `${CHANNEL}/members/{principal}`, "remove_member", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", `${CHANNEL}/sharedWithTeams/**`, "share_channel", "ADMIN", "share"],
  ["POST|PATCH|DELETE", `${CHANNEL}/tabs/**`, "change_tabs", "WRITE", "config"],
  ["GET", `${CHANNEL}/messages/**`, "read_messages", "READ", "read"],
  ["POST", `${CHANNEL}/messages/{message}/softDelete`, "delete_message", "WRITE", "delete"],
  ["POST", `${CHANNEL}/messages/{message}/replies/{reply}/softDelete`, "delete_message", "WRITE", "delete"],
  ["POST", `${CHANNEL}/messages/**`, "send_message", "WRITE", "message"],
  ["PATCH", `${CHANNEL}/messages/**`, "update_message", "WRITE", "message"],
  ["GET", "/chats/{channel}/messages/**", "read_messages", "READ", "read"],
  ["POST", "/chats", "create_chat", "WRITE", "share", { principal: ["members[*].user@odata.bind"] }],
  ["DELETE", "/chats/{channel}", "delete_chat", "ADMIN", "destroy"],
  ["POST", "/chats/{channel}/messages", "send_message", "WRITE", "message"],
  ["PATCH", "/chats/{channel}/messages/{message}", "update_message", "WRITE", "message"],
  ["POST", "/chats/{channel}/members", "add_member", "WRITE", "share", MEMBER],
  ["DELETE", "/chats/{channel}/members/{principal}", "remove_member", "WRITE", "identity"],
  ["POST", "/chats/{channel}/sendActivityNotification", "send_notification", "WRITE", "message"],
  ["POST", "/me/chats/{channel}/messages", "send_message", "WRITE", "message"],
];

/** `https://<tenant>.webhook.office.com/webhookb2/…`, and the older `https://outlook.office.com/webhook/…`. */
const WEBHOOKS: readonly OperationRow[] = [
  ["POST", "/webhookb2/**", "send_message", "WRITE", "message"],
  ["POST", "/webhook/**", "send_message", "WRITE", "message"],
  ["POST", "/workflows/**", "send_message", "WRITE", "message"],
];

const TO = ["to", "cc", "bcc"].flatMap((field) => [
  `message.${field}Recipients[*].emailAddress.address`,
  `Message.${field[0]?.toUpperCase()}${field.slice(1)}Recipients[*].EmailAddress.Address`,
  `${field}Recipients[*].emailAddress.address`,
]);
const MAIL = { recipient: [...TO, "toRecipients[*].emailAddress.address"] };
const GUESTS = { recipient: ["attendees[*].emailAddress.address"] };
const FORWARD_TO = {
  principal: [
    "actions.forwardTo[*].emailAddress.address",
    "actions.redirectTo[*].emailAddress.address",
    "actions.forwardAsAttachmentTo[*].emailAddress.address",
  ],
};

const MAILBOXES: readonly OperationRow[] = ["/me", "/users/{account}"].flatMap((user): OperationRow[] => [
  ["POST", `${user}/sendMail`, "send_email", "WRITE", "message", MAIL],
  ["POST", `${user}/messages`, "create_draft", "WRITE", "other", MAIL],
  ["PATCH", `${user}/messages/{message}`, "update_draft", "WRITE", "other", MAIL],
  ["DELETE", `${user}/messages/{message}`, "delete_email", "WRITE", "delete"],
  ["POST", `${user}/messages/{message}/send`, "send_email", "WRITE", "message"],
  ["POST", `${user}/messages/{message}/reply`, "send_email", "WRITE", "message", MAIL],
  ["POST", `${user}/messages/{message}/replyAll`, "send_email", "WRITE", "message", MAIL],
  ["POST", `${user}/messages/{message}/forward`, "forward_email", "WRITE", "message", MAIL],
  ["POST", `${user}/messages/{message}/permanentDelete`, "delete_email", "WRITE", "delete"],
  ["POST", `${user}/messages/{message}/{act}`, "change_email", "WRITE", "other"],
  ["GET", `${user}/messages/**`, "read_email", "READ", "read"],
  ["GET", `${user}/mailFolders/**`, "read_email", "READ", "read"],
  [
    "POST|PATCH|PUT",
    `${user}/mailFolders/inbox/messageRules/**`,
    "create_mail_rule",
    "ADMIN",
    "share",
    FORWARD_TO,
  ],
  ["DELETE", `${user}/mailFolders/{folder}`, "delete_mail_folder", "WRITE", "destroy"],
  ["PATCH", `${user}/mailboxSettings`, "change_mail_settings", "WRITE", "config"],
  ["POST", `${user}/events`, "create_event", "WRITE", "message", GUESTS],
  ["POST", `${user}/calendar/events`, "create_event", "WRITE", "message", GUESTS],
  ["POST", `${user}/calendars/{calendar}/events`, "create_event", "WRITE", "message", GUESTS],
  ["PATCH", `${user}/events/{event}`, "update_event", "WRITE", "message", GUESTS],
  ["POST", `${user}/events/{event}/{act}`, "answer_event", "WRITE", "message", {
    recipient: ["toRecipients[*].emailAddress.address"],
  }],
  ["DELETE", `${user}/events/{event}`, "delete_event", "WRITE", "delete"],
  ["POST", `${user}/calendar/getSchedule`, "get_schedule", "READ", "read"],
  ["POST", `${user}/findMeetingTimes`, "get_schedule", "READ", "read"],
  ["POST|PATCH", `${user}/calendar/calendarPermissions/**`, "share_calendar", "ADMIN", "share", {
    principal: ["emailAddress.address"],
    role: ["role"],
  }],
  ["DELETE", `${user}/calendars/{calendar}`, "delete_calendar", "WRITE", "destroy"],
  ["POST", `${user}/contacts`, "create_contact", "WRITE", "other"],
  ["DELETE", `${user}/contacts/{contact}`, "delete_contact", "WRITE", "delete"],
  ["POST", `${user}/onlineMeetings`, "create_meeting", "WRITE", "message"],
  ["POST", `${user}/changePassword`, "change_password", "ADMIN", "identity"],
  ["POST", `${user}/revokeSignInSessions`, "revoke_sessions", "ADMIN", "identity"],
  ["POST|PATCH|PUT|DELETE", `${user}/authentication/**`, "change_sign_in", "ADMIN", "identity"],
  ["POST|DELETE", `${user}/appRoleAssignments/**`, "assign_role", "ADMIN", "identity"],
  ["POST", `${user}/assignLicense`, "assign_license", "ADMIN", "payment"],
  ["POST", `${user}/exportPersonalData`, "export_personal_data", "ADMIN", "export"],
]);

const SHARE = { principal: ["recipients[*].email", "recipients[*].alias", "recipients[*].objectId"] };

const DRIVES: readonly OperationRow[] = [
  "/me/drive",
  "/drives/{drive}",
  "/users/{account}/drive",
  "/groups/{group}/drive",
  "/sites/{site}/drive",
].flatMap((drive): OperationRow[] =>
  [`${drive}/items/{file}`, `${drive}/root`].flatMap((item): OperationRow[] => [
    ["GET", `${item}/content`, "download_file", "READ", "read"],
    ["PUT|PATCH", `${item}/content`, "upload_file", "WRITE", "other"],
    ["POST", `${item}/createUploadSession`, "upload_file", "WRITE", "other"],
    ["POST", `${item}/children`, "create_folder", "WRITE", "other"],
    ["POST", `${item}/createLink`, "share_file", "ADMIN", "share", { ...SHARE, type: ["scope"] }],
    ["POST", `${item}/invite`, "share_file", "ADMIN", "share", SHARE],
    ["POST|PATCH", `${item}/permissions/**`, "share_file", "ADMIN", "share", {
      principal: ["grantedToV2.user.email", "grantedTo.user.email"],
    }],
    ["DELETE", `${item}/permissions/{permission}`, "unshare_file", "ADMIN", "identity"],
    ["POST", `${item}/copy`, "copy_file", "WRITE", "other"],
    ["POST", `${item}/preview`, "preview_file", "READ", "read"],
    ["POST", `${item}/permanentDelete`, "delete_file", "WRITE", "destroy"],
    ["PATCH", item, "update_file", "WRITE", "other"],
    ["DELETE", item, "delete_file", "WRITE", "delete"],
    ["POST|PATCH|DELETE", `${item}/workbook/**`, "change_workbook", "WRITE", "other"],
  ])
);

const PERSON = { principal: ["@odata.id"] };

const DIRECTORY: readonly OperationRow[] = [
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["userPrincipalName", "mail"] }],
  ["PATCH|PUT", "/users/{principal}", "update_user", "ADMIN", "identity"],
  ["DELETE", "/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["POST", "/invitations", "invite_user", "ADMIN", "share", { principal: ["invitedUserEmailAddress"] }],
  ["POST", "/groups", "create_group", "ADMIN", "identity", { group: ["displayName"] }],
  ["PATCH", "/groups/{group}", "update_group", "ADMIN", "identity"],
  ["DELETE", "/groups/{group}", "delete_group", "ADMIN", "destroy"],
  ["POST", "/groups/{group}/members/**", "add_group_member", "ADMIN", "identity", PERSON],
  ["POST", "/groups/{group}/owners/**", "add_group_member", "ADMIN", "identity", PERSON],
  ["DELETE", "/groups/{group}/members/{principal}/**", "remove_group_member", "ADMIN", "identity"],
  ["DELETE", "/groups/{group}/owners/{principal}/**", "remove_group_member", "ADMIN", "identity"],
  ["POST", "/groups/{group}/threads/{thread}/reply", "send_email", "WRITE", "message"],
  ["POST", "/groups/{group}/conversations", "send_email", "WRITE", "message"],
  ["POST", "/directoryRoles/{role}/members/**", "assign_role", "ADMIN", "identity", PERSON],
  ["DELETE", "/directoryRoles/{role}/members/{principal}/**", "remove_role", "ADMIN", "identity"],
  ["POST|PATCH", "/directoryRoles", "change_roles", "ADMIN", "identity"],
  ["POST", "/roleManagement/directory/roleAssignments", "assign_role", "ADMIN", "identity", {
    principal: ["principalId"],
    role: ["roleDefinitionId"],
  }],
  ["DELETE", "/roleManagement/directory/roleAssignments/{id}", "remove_role", "ADMIN", "identity"],
  ["POST|PATCH|PUT|DELETE", "/roleManagement/**", "change_roles", "ADMIN", "identity"],
  ["DELETE", "/directory/deletedItems/{id}", "purge_deleted_item", "ADMIN", "destroy"],
  ["POST", "/directory/deletedItems/{id}/restore", "restore_deleted_item", "ADMIN", "identity"],
  ["POST|PATCH|PUT|DELETE", "/directory/**", "change_directory", "ADMIN", "identity"],
  ["POST", "/applications", "create_app", "ADMIN", "identity"],
  ["POST", "/applications/{app}/addPassword", "create_app_secret", "ADMIN", "identity"],
  ["POST", "/applications/{app}/addKey", "create_app_secret", "ADMIN", "identity"],
  ["DELETE", "/applications/{app}", "delete_app", "ADMIN", "destroy"],
  ["POST|PATCH|PUT|DELETE", "/applications/**", "update_app", "ADMIN", "identity"],
  ["POST", "/servicePrincipals/{app}/addPassword", "create_app_secret", "ADMIN", "identity"],
  ["POST", "/servicePrincipals/{app}/addKey", "create_app_secret", "ADMIN", "identity"],
  ["POST", "/servicePrincipals/{app}/appRoleAssignments", "assign_role", "ADMIN", "identity", {
    principal: ["principalId"],
  }],
  ["POST", "/servicePrincipals/{app}/appRoleAssignedTo", "assign_role", "ADMIN", "identity", {
    principal: ["principalId"],
  }],
  ["DELETE", "/servicePrincipals/{app}", "delete_app", "ADMIN", "destroy"],
  ["POST|PATCH|PUT|DELETE", "/servicePrincipals/**", "update_app", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/oauth2PermissionGrants/**", "grant_app_permission", "ADMIN", "identity", {
    principal: ["clientId"],
  }],
  ["POST|PATCH|PUT|DELETE", "/identity/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PATCH|PUT|DELETE", "/policies/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/domains/**", "change_domains", "ADMIN", "identity"],
  ["PATCH", "/organization/{org}", "update_org", "ADMIN", "config"],
  ["GET", "/auditLogs/**", "read_audit_log", "READ", "export"],
  ["POST", "/subscriptions", "create_webhook", "ADMIN", "share", { principal: ["notificationUrl"] }],
  ["PATCH", "/subscriptions/{id}", "update_webhook", "ADMIN", "share", { principal: ["notificationUrl"] }],
  ["DELETE", "/subscriptions/{id}", "delete_webhook", "ADMIN", "delete"],
];

const DEVICES: readonly OperationRow[] = [
  ["POST", "/deviceManagement/managedDevices/{device}/wipe", "wipe_device", "ADMIN", "destroy"],
  ["POST", "/deviceManagement/managedDevices/{device}/retire", "retire_device", "ADMIN", "destroy"],
  ["DELETE", "/deviceManagement/managedDevices/{device}", "delete_device", "ADMIN", "destroy"],
  ["POST|PATCH|PUT|DELETE", "/deviceManagement/**", "change_devices", "ADMIN", "config"],
  ["POST|PATCH|DELETE", "/devices/**", "change_devices", "ADMIN", "identity"],
  ["POST", "/sites/{site}/permissions", "share_site", "ADMIN", "share"],
  ["POST", "/sites/{site}/lists/{list}/items", "create_record", "WRITE", "other"],
  ["PATCH", "/sites/{site}/lists/{list}/items/**", "update_record", "WRITE", "other"],
  ["DELETE", "/sites/{site}/lists/{list}/items/{item}", "delete_record", "WRITE", "delete"],
  ["DELETE", "/sites/{site}/lists/{list}", "delete_list", "WRITE", "destroy"],
  ["POST", "/search/query", "search", "READ", "read"],
  ["POST", "/directoryObjects/{act}", "look_up_objects", "READ", "read"],
  ["POST", "/planner/tasks", "create_task", "WRITE", "other"],
  ["DELETE", "/planner/plans/{plan}", "delete_plan", "WRITE", "destroy"],
  ["POST", "/$batch", "batch", "WRITE", "other"],
];

const outsiders = tellOutsiders({ opens: ["share_file_public"] });

function refineOne(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "share_file" && naming.facts["type"]?.toLowerCase() === "anonymous") {
    return outsiders(view, { ...naming, operation: "share_file_public" }, home);
  }
  return outsiders(view, naming, home);
}

const ROOT = "/me/drive/root";

/** Files may be addressed by their path: `root:/folder/file.txt:/createLink`, `items/ID:/file.txt:/content`. */
function nameByPath(view: CallView): Naming | undefined {
  const segments = view.location.splitSegments.map((part) => part.toLowerCase());
  const start = segments.findIndex((part) => part.endsWith(":"));
  if (start < 0 || !segments.slice(0, start).some((part) => part === "drive" || part === "drives")) {
    return undefined;
  }
  const end = segments.findLastIndex((part) => part.endsWith(":"));
  const act = end > start ? segments[end + 1] ?? "" : "";
  const row = DRIVES.find(([methods, path]) => {
    if (!path.startsWith(ROOT) || !methods.split("|").includes(view.method)) return false;
    const [first = ""] = path.slice(ROOT.length + 1).split("/");
    return first.toLowerCase() === act;
  });
  return row === undefined
    ? undefined
    : { operation: row[2], verb: row[3], category: row[4], facts: readRowFacts(view, row), row };
}

function readRowFacts(view: CallView, [, , , , , places = {}]: OperationRow): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [name, fields] of Object.entries(places)) {
    const value = firstField(view, fields);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}

const GRAPH = [...MAILBOXES, ...DRIVES, ...DIRECTORY, ...DEVICES];
const readParts = readBatches({
  operations: [...TEAMS, ...GRAPH],
  bases: BASES,
  refine: refineOne,
  fallback: nameByPath,
});

/** Up to twenty calls in one: https://learn.microsoft.com/graph/json-batching */
function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation !== "batch") return refineOne(view, naming, home);
  const { fields } = view;
  const version = view.location.splitSegments[0] ?? "v1.0";
  const requests = listOf(memberOf(fields.kind === "json" ? fields.value : undefined, "requests"));
  const parts = requests.map((request) => ({
    method: String(memberOf(request, "method") ?? "POST"),
    path: `/${version}/${String(memberOf(request, "url") ?? "")}`,
    body: memberOf(request, "body"),
  }));
  return readParts(view, home, parts) ?? naming;
}

export const MICROSOFT_SERVICES: readonly Service[] = [
  {
    tool: "teams",
    hosts: HOSTS,
    pathPrefixes: BASES.flatMap((base) => [`${base}/teams`, `${base}/chats`, `${base}/me/chats`]),
    bases: BASES,
    operations: TEAMS,
    refine: refineOne,
  },
  {
    tool: "teams",
    hosts: ["*.webhook.office.com", "outlook.office.com", "*.webhook.office365.us"],
    operations: WEBHOOKS,
  },
  { tool: "microsoft_graph", hosts: HOSTS, bases: BASES, operations: GRAPH, refine, fallback: nameByPath },
];
