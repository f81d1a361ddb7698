/** Google Drive's API, version 3 (https://developers.google.com/workspace/drive/api/reference/rest/v3). */
import type { CallView } from "../call_view.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const FILE = "/drive/*/files/{file}";
const WHO = { principal: ["emailAddress", "domain", "value"], role: ["role"], type: ["type"] };

const OPERATIONS: readonly OperationRow[] = [
  ["DELETE", "/drive/*/files/trash", "empty_trash", "WRITE", "destroy"],
  ["GET", "/drive/*/files", "list_files", "READ", "read"],
  ["POST", "/drive/*/files", "create_file", "WRITE", "other"],
  ["POST|PUT", "/upload/drive/*/files", "upload", "WRITE", "other"],
  ["PATCH|PUT", "/upload/drive/*/files/{file}", "upload", "WRITE", "other"],
  ["GET", FILE, "get_file", "READ", "read"],
  ["PATCH|PUT", FILE, "update_file", "WRITE", "other"],
  ["DELETE", FILE, "delete_file", "WRITE", "delete"],
  ["POST", `${FILE}/copy`, "copy_file", "WRITE", "other"],
  ["GET", `${FILE}/export`, "export_file", "READ", "read"],
  ["GET", `${FILE}/permissions/**`, "list_permissions", "READ", "read"],
  ["POST", `${FILE}/permissions`, "share_file", "ADMIN", "share", WHO],
  ["PATCH|PUT", `${FILE}/permissions/{permission}`, "update_permission", "ADMIN", "share", WHO],
  ["DELETE", `${FILE}/permissions/{permission}`, "remove_permission", "ADMIN", "identity"],
  ["POST", `${FILE}/comments`, "add_comment", "WRITE", "message"],
  ["DELETE", "/drive/*/drives/{drive}", "delete_drive", "ADMIN", "destroy"],
  ["POST", "/batch/drive/**", "batch", "WRITE", "other"],
];

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "batch") return readBatch(view, naming);
  if (naming.operation !== "share_file") return naming;
  const { type, principal } = naming.facts;
  const external = type === "anyone" ||
    (principal === undefined ? undefined : isExternalAddress(principal, home));
  if (external === undefined) return naming;
  return {
    ...naming,
    operation: external ? "share_file_external" : "share_file",
    externalPrincipal: external,
  };
}

/** A batch holds whole requests as text; the gravest kind that stands in it names it. */
function readBatch(view: CallView, naming: Naming): Naming {
  const { text } = view;
  if (/^POST [^\n]{0,2000}\/permissions/m.test(text)) {
    return { ...naming, operation: "batch_share", verb: "ADMIN", category: "share", externalPrincipal: true };
  }
  if (/^DELETE /m.test(text)) return { ...naming, operation: "batch_delete", category: "destroy" };
  return naming;
}

export const GOOGLE_DRIVE: Service = {
  tool: "gdrive",
  hosts: ["www.googleapis.com", "content.googleapis.com", "drive.googleapis.com"],
  pathPrefixes: ["/drive", "/upload/drive", "/batch/drive"],
  operations: OPERATIONS,
  refine,
};
