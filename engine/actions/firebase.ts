/**
 * Firebase: Realtime Database (https://firebase.google.com/docs/reference/rest/database), Firestore
 * (https://firebase.google.com/docs/firestore/reference/rest), messaging, sign-in, rules and hosting.
 */
import type { CallView } from "../call_view.ts";
import { withMethodParameter } from "./google_service.ts";
import { textsAt } from "./outsiders.ts";
import { actsOf, restReader } from "./rest.ts";
import type { Naming, OperationRow, Service } from "./service.ts";

const RTDB: readonly OperationRow[] = [
  ["GET", "/.settings/rules.json", "get_rules", "READ", "read"],
  ["PUT", "/.settings/rules.json", "put_rules", "ADMIN", "share"],
  ["GET", "/**", "get_data", "READ", "read"],
  ["PUT", "/**", "set_data", "WRITE", "other"],
  ["PATCH", "/**", "update_data", "WRITE", "other"],
  ["POST", "/**", "push_data", "WRITE", "other"],
  // A place goes with all that is below it.
  ["DELETE", "/**", "delete_data", "WRITE", "destroy"],
];

function refineRtdb(view: CallView, naming: Naming): Naming {
  const path = view.location.splitSegments.join("/").replace(/\.json$/i, "").slice(0, 256);
  const facts = path === "" ? naming.facts : { ...naming.facts, path };
  if (naming.operation === "set_data" && (view.text.trim() === "null" || path === "")) {
    return {
      ...naming,
      operation: view.text.trim() === "null" ? "delete_data" : "replace_data",
      category: "destroy",
      facts,
    };
  }
  // Rules that begin with an open door.
  if (naming.operation === "put_rules" && /"\.(?:read|write)"\s*:\s*(?:true|"true")/.test(view.text)) {
    return { ...naming, facts, externalPrincipal: true };
  }
  return { ...naming, facts };
}

const DATABASE = "/v1/projects/{account}/databases/{database}";

const FIRESTORE: readonly OperationRow[] = [
  ["POST", `${DATABASE}/documents:commit`, "commit", "WRITE", "other"],
  ["POST", `${DATABASE}/documents:batchWrite`, "commit", "WRITE", "other"],
  ["POST", `${DATABASE}/documents:batchGet`, "get_documents", "READ", "read"],
  ["POST", `${DATABASE}/documents:runQuery`, "query_documents", "READ", "read"],
  ["POST", `${DATABASE}/documents:runAggregationQuery`, "query_documents", "READ", "read"],
  ["POST", `${DATABASE}/documents:beginTransaction`, "begin_transaction", "WRITE", "other"],
  [
    "POST",
    "/v1/projects/{account}/databases/{database}:exportDocuments",
    "export_documents",
    "WRITE",
    "export",
    {
      destination: ["outputUriPrefix"],
    },
  ],
  [
    "POST",
    "/v1/projects/{account}/databases/{database}:importDocuments",
    "import_documents",
    "WRITE",
    "other",
  ],
  [
    "POST",
    "/v1/projects/{account}/databases/{database}:bulkDeleteDocuments",
    "delete_collection",
    "ADMIN",
    "destroy",
  ],
  ["GET", `${DATABASE}/documents/**`, "get_document", "READ", "read"],
  ["POST", `${DATABASE}/documents/**`, "create_document", "WRITE", "other"],
  ["PATCH", `${DATABASE}/documents/**`, "update_document", "WRITE", "other"],
  ["DELETE", `${DATABASE}/documents/**`, "delete_document", "WRITE", "delete"],
  ["DELETE", DATABASE, "delete_database", "ADMIN", "destroy"],
];

function refineFirestore(view: CallView, naming: Naming): Naming {
  if (
    naming.operation === "create_document" &&
    /:runQuery$|:runAggregationQuery$/i.test(view.location.segments.at(-1) ?? "")
  ) {
    return { ...naming, operation: "query_documents", verb: "READ", category: "read" };
  }
  if (naming.operation !== "commit") return naming;
  const deleted = textsAt(view, "writes[*].delete");
  if (deleted.length === 0) return naming;
  return { ...naming, operation: "delete_documents", category: deleted.length === 1 ? "delete" : "destroy" };
}

const PROJECT = "/{version}/projects/{account}";

const MESSAGING: readonly OperationRow[] = [
  ["POST", `${PROJECT}/messages:send`, "send_push", "WRITE", "message", {
    recipient: ["message.token", "message.topic", "message.condition"],
  }],
  ["POST", "/fcm/send", "send_push", "WRITE", "message", { recipient: ["to", "registration_ids"] }],
  ["POST", "/batch", "send_push", "WRITE", "message"],
];

const WHO = { principal: ["email", "phoneNumber", "localId"] };

/** Identity Platform (https://cloud.google.com/identity-platform/docs/reference/rest). */
const SIGN_IN: readonly OperationRow[] = ["/{version}", PROJECT].flatMap((base): OperationRow[] => [
  ["POST", `${base}/accounts:lookup`, "get_account", "READ", "read"],
  ["POST", `${base}/accounts:query`, "query_accounts", "READ", "export"],
  ["GET", `${base}/accounts:batchGet`, "download_accounts", "READ", "export"],
  ["POST", `${base}/accounts:batchCreate`, "upload_accounts", "ADMIN", "identity"],
  ["POST", `${base}/accounts:batchDelete`, "delete_accounts", "ADMIN", "destroy"],
  ["POST", `${base}/accounts:delete`, "delete_account", "ADMIN", "destroy"],
  ["POST", `${base}/accounts:update`, "update_account", "ADMIN", "identity", WHO],
  ["POST", `${base}/accounts:sendOobCode`, "send_sign_in_mail", "WRITE", "message", { recipient: ["email"] }],
  ["POST", `${base}/accounts:signUp`, "sign_up", "WRITE", "login", WHO],
  ["POST", `${base}/accounts:resetPassword`, "reset_password", "WRITE", "login", WHO],
  ["POST", `${base}/accounts:signInWithPassword`, "sign_in", "WRITE", "login", WHO],
  ["POST", `${base}/accounts:signInWithCustomToken`, "sign_in", "WRITE", "login"],
  ["POST", `${base}/accounts:signInWithIdp`, "sign_in", "WRITE", "login"],
  ["POST", `${base}/accounts`, "create_account", "ADMIN", "identity", WHO],
]);

const own = { tool: "firebase" };

export const FIREBASE: readonly Service[] = withMethodParameter([
  { ...own, hosts: ["*.firebaseio.com", "*.firebasedatabase.app"], operations: RTDB, refine: refineRtdb },
  {
    ...own,
    hosts: ["firestore.googleapis.com"],
    operations: FIRESTORE,
    refine: refineFirestore,
    fallback: restReader(),
  },
  { ...own, hosts: ["fcm.googleapis.com"], operations: MESSAGING, fallback: restReader() },
  {
    ...own,
    hosts: ["identitytoolkit.googleapis.com"],
    operations: SIGN_IN,
    fallback: restReader({
      kinds: { identity: ["config", "accounts", "tenants", "oauthIdpConfigs"] },
      whole: ["tenants"],
    }),
  },
  {
    ...own,
    hosts: ["firebaserules.googleapis.com"],
    operations: [
      ["POST", `${PROJECT}/rulesets`, "create_rules", "WRITE", "config"],
      ["POST|PATCH", `${PROJECT}/releases/**`, "put_rules", "ADMIN", "share"],
    ],
    fallback: restReader(),
  },
  {
    ...own,
    hosts: [
      "firebasehosting.googleapis.com",
      "firebase.googleapis.com",
      "firebaseremoteconfig.googleapis.com",
    ],
    operations: [],
    fallback: restReader({
      whole: ["sites", "projects", "webApps", "androidApps", "iosApps"],
      kinds: { deploy: ["releases", "versions"], config: ["remoteConfig", "domains"] },
      acts: actsOf("ADMIN", "identity", "addFirebase"),
    }),
  },
  {
    ...own,
    hosts: ["firebasestorage.googleapis.com"],
    operations: [
      ["GET", "/v0/b/{bucket}/o/**", "get_object", "READ", "read"],
      ["POST|PUT|PATCH", "/v0/b/{bucket}/o/**", "put_object", "WRITE", "other"],
      ["DELETE", "/v0/b/{bucket}/o/**", "delete_object", "WRITE", "delete"],
    ],
    fallback: restReader(),
  },
]);
