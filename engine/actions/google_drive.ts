/** Google Drive's API, versions 2 and 3 (https://developers.google.com/workspace/drive/api/reference/rest/v3). */
import type { CallView } from "../call_view.ts";
import { withBatches } from "./google_batch.ts";
import { withMethodParameter } from "./google_service.ts";
import { isExternalAddress } from "./principal.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const FILE = "/drive/*/files/{file}";
const DRIVE = "/drive/*/drives/{drive}";
const WHO = { principal: ["emailAddress", "domain", "value"], role: ["role"], type: ["type"] };

const OPERATIONS: readonly OperationRow[] = [
  ["DELETE", "/drive/*/files/trash", "empty_trash", "WRITE", "destroy"],
  ["GET", "/drive/*/files/generateIds", "generate_ids", "READ", "read"],
  ["GET", "/drive/*/files", "list_files", "READ", "read"],
  ["POST", "/drive/*/files", "create_file", "WRITE", "other", { name: ["name", "title"] }],
  ["POST|PUT", "/upload/drive/*/files", "upload", "WRITE", "other", { name: ["name", "title"] }],
  ["PATCH|PUT", "/upload/drive/*/files/{file}", "upload", "WRITE", "other"],
  ["GET", FILE, "get_file", "READ", "read"],
  ["PATCH|PUT", FILE, "update_file", "WRITE", "other"],
  ["DELETE", FILE, "delete_file", "WRITE", "delete"],
  ["POST", `${FILE}/copy`, "copy_file", "WRITE", "other"],
  ["POST", `${FILE}/trash`, "trash_file", "WRITE", "delete"],
  ["POST", `${FILE}/untrash`, "untrash_file", "WRITE", "other"],
  ["GET", `${FILE}/export`, "export_file", "READ", "read", { mime_type: ["mimeType"] }],
  ["GET|POST", `${FILE}/download`, "download_file", "READ", "read"],
  ["GET", `${FILE}/listLabels`, "list_labels", "READ", "read"],
  ["POST", `${FILE}/modifyLabels`, "modify_labels", "WRITE", "other"],
  ["POST", `${FILE}/watch`, "watch_file", "ADMIN", "share", { principal: ["address"] }],
  ["POST", "/drive/*/changes/watch", "watch_changes", "ADMIN", "share", { principal: ["address"] }],
  ["POST", "/drive/*/channels/stop", "stop_channel", "WRITE", "config"],
  ["GET", `${FILE}/permissions/**`, "list_permissions", "READ", "read"],
  ["POST", `${FILE}/permissions`, "share_file", "ADMIN", "share", WHO],
  ["PATCH|PUT", `${FILE}/permissions/{permission}`, "update_permission", "ADMIN", "share", WHO],
  ["DELETE", `${FILE}/permissions/{permission}`, "remove_permission", "ADMIN", "identity"],
  ["GET", `${FILE}/comments/**`, "list_comments", "READ", "read"],
  ["POST", `${FILE}/comments`, "add_comment", "WRITE", "message"],
  ["POST", `${FILE}/comments/{comment}/replies`, "add_comment", "WRITE", "message"],
  ["PATCH", `${FILE}/comments/**`, "update_comment", "WRITE", "message"],
  ["DELETE", `${FILE}/comments/**`, "delete_comment", "WRITE", "delete"],
  ["DELETE", `${FILE}/revisions/{revision}`, "delete_revision", "WRITE", "delete"],
  // Publishing a revision puts a document on the web.
  ["PATCH|PUT", `${FILE}/revisions/{revision}`, "update_revision", "WRITE", "other", {
    published: ["published"],
    published_outside: ["publishedOutsideDomain"],
  }],
  ["GET", "/drive/*/drives", "list_drives", "READ", "read"],
  ["POST", "/drive/*/drives", "create_drive", "ADMIN", "other", { name: ["name"] }],
  ["PATCH|PUT", DRIVE, "update_drive", "ADMIN", "config"],
  ["DELETE", DRIVE, "delete_drive", "ADMIN", "destroy"],
  ["POST", `${DRIVE}/hide`, "hide_drive", "WRITE", "config"],
];

const SHARES = new Set(["share_file", "update_permission"]);

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if (operation === "update_revision" && facts["published"] === "true") {
    return {
      ...naming,
      operation: "publish_revision",
      verb: "ADMIN",
      category: "share",
      externalPrincipal: true,
    };
  }
  if (operation === "update_file" && isTrashed(view)) {
    return { ...naming, operation: "trash_file", category: "delete" };
  }
  if (!SHARES.has(operation)) return naming;
  const { type, principal } = facts;
  const external = type === "anyone" ||
    (principal === undefined ? undefined : isExternalAddress(principal, home));
  if (external === undefined) return naming;
  return {
    ...naming,
    operation: external ? `${operation}_external` : operation,
    externalPrincipal: external,
  };
}

function isTrashed({ fields }: CallView): boolean {
  return fields.kind === "json" && typeof fields.value === "object" && fields.value !== null &&
    (fields.value as Record<string, unknown>)["trashed"] === true;
}

export const GOOGLE_DRIVE: readonly Service[] = withMethodParameter([withBatches({
  tool: "gdrive",
  hosts: ["www.googleapis.com", "content.googleapis.com", "drive.googleapis.com"],
  pathPrefixes: ["/drive", "/upload/drive", "/batch/drive"],
  operations: OPERATIONS,
  refine,
  fallback: restReader(),
}, "/batch/drive/**")]);
