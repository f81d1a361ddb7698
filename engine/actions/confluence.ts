/**
 * Confluence Cloud's REST API, versions 1 (https://developer.atlassian.com/cloud/confluence/rest/v1/) and 2
 * (https://developer.atlassian.com/cloud/confluence/rest/v2/).
 */
import { tellOutsiders } from "./outsiders.ts";
import type { OperationRow, Service } from "./service.ts";

const SPACE_IN_BODY = { space: ["space.key", "spaceId"] };

const CONTENT: readonly OperationRow[] = [
  ["GET", "/content/search", "search", "READ", "read"],
  ["POST", "/content", "create_page", "WRITE", "message", SPACE_IN_BODY],
  ["POST", "/content/archive", "archive_pages", "WRITE", "delete"],
  ["POST", "/content/blueprint/instance/{draft}", "publish_page", "WRITE", "message"],
  ["GET", "/content/{page}", "get_page", "READ", "read"],
  ["PUT", "/content/{page}", "update_page", "WRITE", "message", SPACE_IN_BODY],
  ["DELETE", "/content/{page}", "delete_page", "WRITE", "delete"],
  ["DELETE", "/content/{page}/pageTree", "delete_page_tree", "WRITE", "destroy"],
  ["POST", "/content/{page}/copy", "copy_page", "WRITE", "message"],
  ["POST", "/content/{page}/pagehierarchy/copy", "copy_page_tree", "WRITE", "message"],
  ["PUT", "/content/{page}/move/{position}/{target}", "move_page", "WRITE", "other"],
  ["POST|PUT", "/content/{page}/child/attachment/**", "upload_file", "WRITE", "message"],
  ["DELETE", "/content/{page}/child/attachment/{file}", "delete_file", "WRITE", "delete"],
  ["POST", "/content/{page}/child/comment", "add_comment", "WRITE", "message"],
  ["POST|PUT", "/content/{page}/restriction/**", "change_page_access", "ADMIN", "share", {
    principal: ["[0].restrictions.user[*].accountId", "accountId"],
  }],
  ["DELETE", "/content/{page}/restriction/**", "remove_page_restriction", "ADMIN", "share"],
  ["POST", "/content/{page}/label", "label_page", "WRITE", "other"],
  ["DELETE", "/content/{page}/label/**", "unlabel_page", "WRITE", "other"],
  ["PUT|POST|DELETE", "/content/{page}/property/**", "change_properties", "WRITE", "other"],
  ["DELETE", "/content/{page}/version/{version}", "delete_version", "WRITE", "delete"],
  ["POST", "/content/{page}/version", "restore_version", "WRITE", "message"],

  ["GET", "/pages/{page}", "get_page", "READ", "read"],
  ["POST", "/pages", "create_page", "WRITE", "message", SPACE_IN_BODY],
  ["PUT", "/pages/{page}/**", "update_page", "WRITE", "message", SPACE_IN_BODY],
  ["DELETE", "/pages/{page}", "delete_page", "WRITE", "delete"],
  ["POST", "/blogposts", "create_blogpost", "WRITE", "message", SPACE_IN_BODY],
  ["PUT", "/blogposts/{page}", "update_blogpost", "WRITE", "message", SPACE_IN_BODY],
  ["DELETE", "/blogposts/{page}", "delete_blogpost", "WRITE", "delete"],
  ["POST", "/whiteboards", "create_page", "WRITE", "message", SPACE_IN_BODY],
  ["DELETE", "/whiteboards/{page}", "delete_page", "WRITE", "delete"],
  ["POST", "/databases", "create_database", "WRITE", "other", SPACE_IN_BODY],
  ["DELETE", "/databases/{page}", "delete_database", "WRITE", "destroy"],
  ["POST", "/footer-comments", "add_comment", "WRITE", "message"],
  ["POST", "/inline-comments", "add_comment", "WRITE", "message"],
  ["PUT", "/footer-comments/{comment}", "update_comment", "WRITE", "message"],
  ["PUT", "/inline-comments/{comment}", "update_comment", "WRITE", "message"],
  ["DELETE", "/footer-comments/{comment}", "delete_comment", "WRITE", "delete"],
  ["DELETE", "/inline-comments/{comment}", "delete_comment", "WRITE", "delete"],
  ["DELETE", "/attachments/{file}", "delete_file", "WRITE", "delete"],
];

const SPACES: readonly OperationRow[] = ["/space", "/spaces"].flatMap((spaces): OperationRow[] => [
  ["POST", spaces, "create_space", "ADMIN", "config", { space: ["key"] }],
  ["POST", `${spaces}/_private`, "create_space", "ADMIN", "config", { space: ["key"] }],
  ["PUT", `${spaces}/{space}`, "update_space", "ADMIN", "config"],
  ["DELETE", `${spaces}/{space}`, "delete_space", "ADMIN", "destroy"],
  ["POST", `${spaces}/{space}/permission/**`, "change_space_access", "ADMIN", "share", {
    principal: ["subject.identifier"],
  }],
  ["DELETE", `${spaces}/{space}/permission/{permission}`, "remove_space_access", "ADMIN", "identity"],
  ["POST|PUT|DELETE", `${spaces}/{space}/role-assignments`, "change_space_access", "ADMIN", "share"],
  ["POST|PUT|DELETE", `${spaces}/{space}/property/**`, "change_properties", "WRITE", "other"],
]);

const PEOPLE: readonly OperationRow[] = [
  ["POST", "/group", "create_group", "ADMIN", "identity", { group: ["name"] }],
  ["DELETE", "/group/by-id", "delete_group", "ADMIN", "destroy", { group: ["id"] }],
  ["POST", "/group/userByGroupId", "add_group_member", "ADMIN", "identity", { principal: ["accountId"] }],
  ["DELETE", "/group/userByGroupId", "remove_group_member", "ADMIN", "identity", {
    principal: ["accountId"],
  }],
  ["POST", "/user/access/invite-by-email", "invite_user", "ADMIN", "share", { principal: ["emails[*]"] }],
  ["POST", "/user/access/check-access-by-email", "check_access", "READ", "read"],
  ["POST", "/user/bulk", "list_users", "READ", "read"],
  ["POST", "/users-bulk", "list_users", "READ", "read"],
  ["POST|DELETE", "/user/watch/**", "watch", "WRITE", "other"],
  ["GET", "/audit/**", "read_audit_log", "READ", "export"],
  ["POST|PUT", "/audit/**", "change_audit_log", "ADMIN", "config"],
  ["PUT|POST", "/settings/**", "change_settings", "ADMIN", "config"],
  ["POST|PUT", "/template", "write_template", "WRITE", "config"],
  ["DELETE", "/template/{template}", "delete_template", "WRITE", "delete"],
  ["POST", "/admin-key", "enable_admin_key", "ADMIN", "identity"],
  ["DELETE", "/admin-key", "disable_admin_key", "ADMIN", "identity"],
];

const BASES = ["/wiki/rest/api", "/wiki/api/v2"]
  .flatMap((path) => [path, `/ex/confluence/{cloud}${path}`])
  .concat("/rest/api", "/confluence/rest/api", "/ex/confluence/{cloud}/rest/api");

export const CONFLUENCE: Service = {
  tool: "confluence",
  hosts: ["*.atlassian.net", "api.atlassian.com"],
  pathPrefixes: ["/wiki", "/ex/confluence"],
  bases: BASES,
  selfHosted: ["/wiki/rest", "/confluence/rest", "/rest/api/content", "/rest/api/space"],
  operations: [...CONTENT, ...SPACES, ...PEOPLE],
  refine: tellOutsiders(),
};
