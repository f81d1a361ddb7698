/** Box (https://developer.box.com/reference/). */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const FILE = "/files/{file}";
const FOLDER = "/folders/{folder}";
const LINK = { access: ["shared_link.access"] };

const OPERATIONS: readonly OperationRow[] = [
  ["GET", `${FILE}/content`, "download", "READ", "read"],
  ["GET", FILE, "get_file", "READ", "read"],
  ["POST", "/files/content", "upload", "WRITE", "other"],
  ["POST", "/files/upload_sessions/**", "upload", "WRITE", "other"],
  ["POST", `${FILE}/content`, "upload", "WRITE", "other"],
  ["POST", `${FILE}/copy`, "copy_file", "WRITE", "other"],
  ["PUT", FILE, "update_file", "WRITE", "other", LINK],
  ["DELETE", FILE, "delete_file", "WRITE", "delete"],
  ["GET", `${FOLDER}/items`, "list_folder", "READ", "read"],
  ["POST", "/folders", "create_folder", "WRITE", "other", { name: ["name"] }],
  ["PUT", FOLDER, "update_folder", "WRITE", "other", LINK],
  ["DELETE", FOLDER, "delete_folder", "WRITE", "destroy"],
  ["DELETE", `${FILE}/trash`, "delete_permanently", "WRITE", "destroy"],
  ["DELETE", `${FOLDER}/trash`, "delete_permanently", "WRITE", "destroy"],
  ["POST", "/collaborations", "add_collaboration", "ADMIN", "share", {
    principal: ["accessible_by.login", "accessible_by.id"],
    role: ["role"],
    file: ["item.id"],
  }],
  ["PUT", "/collaborations/{collaboration}", "update_collaboration", "ADMIN", "share", { role: ["role"] }],
  ["DELETE", "/collaborations/{collaboration}", "remove_collaboration", "ADMIN", "identity"],
  ["POST", "/comments", "add_comment", "WRITE", "message"],
  ["POST", "/sign_requests", "send_sign_request", "WRITE", "message", { recipient: ["signers[*].email"] }],
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["login"] }],
  ["PUT", "/users/{principal}", "update_user", "ADMIN", "identity"],
  ["DELETE", "/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["PUT", "/users/{principal}/folders/0", "transfer_content", "ADMIN", "share"],
  ["POST", "/group_memberships", "add_group_member", "ADMIN", "identity", { principal: ["user.id"] }],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["address"] }],
  ["GET", "/events", "list_events", "READ", "export"],
  ["POST", "/ai/{act}", "ask_ai", "READ", "inference"],
  ["GET", "/search", "search", "READ", "read", { query: ["query"] }],
];

const outsiders = tellOutsiders();

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if ((operation === "update_file" || operation === "update_folder") && view.text.includes("shared_link")) {
    if (view.fields.kind !== "json" || Object(view.fields.value).shared_link === undefined) return naming;
    // A link without an access level takes the company's default, which may be open.
    const isClosed = facts["access"] === "company" || facts["access"] === "collaborators";
    return {
      ...naming,
      operation: "create_shared_link",
      verb: "ADMIN",
      category: "share",
      ...(!isClosed && { externalPrincipal: true }),
    };
  }
  return outsiders(view, naming, home);
}

export const BOX: readonly Service[] = [
  { hosts: ["api.box.com"], bases: ["/2.0"] },
  { hosts: ["upload.box.com"], bases: ["/api/2.0"] },
].map((at) => ({
  ...at,
  tool: "box",
  operations: OPERATIONS,
  refine,
  fallback: restReader({
    whole: ["folders", "users", "groups"],
    kinds: { identity: ["users", "groups", "group_memberships"] },
  }),
}));
