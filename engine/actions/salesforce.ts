/**
 * Salesforce's REST, Composite, Tooling, Metadata and Bulk APIs (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/).
 */
import type { CallView } from "../call_view.ts";
import { type BatchPart, listOf, memberOf, readBatches } from "./batch.ts";
import { isGraver } from "./categories.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const OBJECT = "/sobjects/{object}";
const RECORD = `${OBJECT}/{record}`;
const EMAIL = { principal: ["Email", "Username"], role: ["ProfileId", "PermissionSetId"] };

const DATA: readonly OperationRow[] = [
  ["GET", "/query/**", "query", "READ", "read"],
  ["GET", "/queryAll/**", "query", "READ", "read"],
  ["GET|POST", "/search/**", "search", "READ", "read"],
  ["POST", "/parameterizedSearch/**", "search", "READ", "read"],
  ["POST", "/composite/sobjects/{object}", "get_records", "READ", "read"],
  ["POST", "/composite/sobjects", "create_records", "WRITE", "other", {
    object: ["records[0].attributes.type"],
  }],
  ["PATCH", "/composite/sobjects/**", "update_records", "WRITE", "other", {
    object: ["records[0].attributes.type"],
  }],
  ["DELETE", "/composite/sobjects/**", "delete_records", "WRITE", "destroy"],
  ["POST", "/composite/tree/{object}", "create_records", "WRITE", "other"],
  ["POST", "/composite/batch/**", "batch", "WRITE", "other"],
  ["POST", "/composite/graph", "batch", "WRITE", "other"],
  ["POST", "/composite", "batch", "WRITE", "other"],
  ["POST", "/graphql", "graphql", "WRITE", "other"],

  ["POST", "/sobjects/User/{record}/password", "change_password", "ADMIN", "identity"],
  ["DELETE", "/sobjects/User/{record}/password", "reset_password", "ADMIN", "identity"],
  ["POST", "/sobjects/User", "create_user", "ADMIN", "identity", EMAIL],
  ["POST|PATCH", "/sobjects/User/{record}/**", "update_user", "ADMIN", "identity", EMAIL],
  ["POST", "/sobjects/PermissionSetAssignment", "assign_role", "ADMIN", "identity", {
    principal: ["AssigneeId"],
    role: ["PermissionSetId"],
  }],
  ["POST", "/sobjects/GroupMember", "add_group_member", "ADMIN", "identity", {
    principal: ["UserOrGroupId"],
  }],
  ["POST", "/sobjects/ContentDistribution", "share_file_public", "ADMIN", "share"],
  ["POST", "/sobjects/ContentDocumentLink", "share_file", "WRITE", "share", {
    principal: ["LinkedEntityId"],
    type: ["Visibility"],
  }],
  ["POST", "/sobjects/EmailMessage", "send_email", "WRITE", "message", { recipient: ["ToAddress"] }],
  ["POST", "/sobjects/FeedItem", "post_message", "WRITE", "message"],
  ["POST", "/sobjects/FeedComment", "add_comment", "WRITE", "message"],
  ["POST", OBJECT, "create_record", "WRITE", "other"],
  ["GET", "/sobjects/**", "get_record", "READ", "read"],
  ["POST|PATCH", RECORD, "update_record", "WRITE", "other"],
  ["DELETE", RECORD, "delete_record", "WRITE", "delete"],
  ["PATCH|POST", `${RECORD}/{key}`, "update_record", "WRITE", "other"],
  ["DELETE", `${RECORD}/{key}`, "delete_record", "WRITE", "delete"],
];

const JOBS: readonly OperationRow[] = [
  ["POST", "/jobs/query", "export_records", "READ", "export"],
  ["GET", "/jobs/query/{job}/results", "export_records", "READ", "export"],
  ["POST", "/jobs/ingest", "create_bulk_job", "WRITE", "other", { object: ["object"], act: ["operation"] }],
  ["PUT|PATCH", "/jobs/ingest/**", "update_bulk_job", "WRITE", "other"],
  ["DELETE", "/jobs/**", "delete_job", "WRITE", "delete"],
];

const ACTIONS: readonly OperationRow[] = [
  ["POST", "/actions/standard/emailSimple", "send_email", "WRITE", "message", {
    recipient: ["inputs[*].emailAddresses", "inputs[*].emailAddressesArray"],
  }],
  ["POST", "/actions/standard/{act}", "run_action", "WRITE", "execute"],
  ["POST", "/actions/custom/**", "run_action", "WRITE", "execute"],
  ["POST", "/process/rules/**", "run_rules", "WRITE", "execute"],
  ["POST", "/process/approvals", "approve_record", "WRITE", "identity"],
  ["POST", "/chatter/feed-elements/**", "post_message", "WRITE", "message"],
  ["POST", "/connect/communities/*/chatter/feed-elements/**", "post_message", "WRITE", "message"],
  ["POST|PATCH|PUT", "/chatter/**", "post_message", "WRITE", "message"],
  ["DELETE", "/chatter/**", "delete_message", "WRITE", "delete"],
  ["POST", "/analytics/reports/query", "run_report", "READ", "read"],
  ["POST", "/analytics/reports/{report}", "run_report", "READ", "read"],
  ["DELETE", "/analytics/**", "delete_report", "WRITE", "delete"],
  ["GET", "/tooling/executeAnonymous/**", "run_code", "ADMIN", "execute"],
  ["POST", "/tooling/runTestsAsynchronous", "run_tests", "WRITE", "execute"],
  ["POST", "/tooling/runTestsSynchronous", "run_tests", "WRITE", "execute"],
  ["POST|PATCH", "/tooling/sobjects/**", "change_code", "ADMIN", "code"],
  ["DELETE", "/tooling/sobjects/**", "delete_code", "ADMIN", "delete"],
  ["POST", "/metadata/deployRequest/**", "deploy_metadata", "ADMIN", "deploy"],
  ["PATCH", "/metadata/deployRequest/**", "deploy_metadata", "ADMIN", "deploy"],
  ["POST|PATCH|PUT|DELETE", "/settings/**", "change_settings", "ADMIN", "config"],
];

/** Outside `/services/data/vNN.0`. */
const ELSEWHERE: readonly OperationRow[] = [
  ["POST", "/services/oauth2/token", "create_token", "ADMIN", "identity"],
  ["POST", "/services/oauth2/revoke", "revoke_token", "ADMIN", "identity"],
  ["POST", "/services/Soap/**", "soap", "WRITE", "other"],
  ["POST|PUT|PATCH|DELETE", "/services/apexrest/**", "run_code", "WRITE", "execute"],
  ["POST", "/services/async/{version}/job/**", "create_bulk_job", "WRITE", "other"],
  ["POST", "/services/data/{version}/jobs/ingest/{job}/batches", "update_bulk_job", "WRITE", "other"],
];

const OPERATIONS: readonly OperationRow[] = [...DATA, ...JOBS, ...ACTIONS, ...ELSEWHERE];
const BASES = ["/services/data/*", ""];

const outsiders = tellOutsiders({ opens: ["share_file_public"] });

/** What whole objects mean more than records of customers do. */
const POWERFUL =
  /^(?:permissionset\w*|profile|userrole|group|connectedapp\w*|setupentityaccess|objectpermissions|fieldpermissions|.*share)$/i;

function refineOne(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  // A POST may stand for another method: `?_HttpMethod=PATCH`.
  const method = view.method === "POST" ? view.query("_HttpMethod")?.toUpperCase() : undefined;
  if (method === "DELETE" && operation === "update_record") {
    return { ...naming, operation: "delete_record", category: "delete" };
  }
  if (operation === "create_bulk_job" && /delete$/i.test(facts["act"] ?? "")) {
    return { ...naming, operation: "delete_records", category: "destroy" };
  }
  if (operation === "share_file" && facts["type"] === "AllUsers") {
    return { ...naming, operation: "share_file_public", verb: "ADMIN", externalPrincipal: true };
  }
  if (POWERFUL.test(facts["object"] ?? "") && naming.verb !== "READ" && isGraver(IDENTITY, naming)) {
    return { ...naming, ...IDENTITY };
  }
  if (operation === "soap") return readSoap(view, naming);
  return outsiders(view, naming, home);
}

const IDENTITY = { verb: "ADMIN", category: "identity" } as const;

/** The first element of a SOAP body names the act. */
function readSoap(view: CallView, naming: Naming): Naming {
  const act = /<(?:\w+:)?Body[^>]{0,500}>\s*<(?:\w+:)?(\w{1,64})/.exec(view.text)?.[1] ?? "";
  if (/^(?:query|search|retrieve|describe|get)/.test(act)) {
    return { ...naming, operation: "query", verb: "READ", category: "read" };
  }
  if (/^(?:delete|emptyRecycleBin|merge)/.test(act)) {
    return { ...naming, operation: "delete_records", category: "destroy" };
  }
  if (act === "sendEmail") return { ...naming, operation: "send_email", category: "message" };
  if (/password/i.test(act)) return { ...naming, operation: "change_password", ...IDENTITY };
  return naming;
}

const readParts = readBatches({ operations: OPERATIONS, bases: BASES, refine: refineOne });

/** `composite` lists calls with whole paths, `composite/batch` with paths from the version on, `composite/graph` lists of lists. */
function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation !== "batch") return refineOne(view, naming, home);
  const { fields } = view;
  const body = fields.kind === "json" ? fields.value : undefined;
  const calls = [
    ...listOf(memberOf(body, "compositeRequest")),
    ...listOf(memberOf(body, "batchRequests")),
    ...listOf(memberOf(body, "graphs")).flatMap((graph) => listOf(memberOf(graph, "compositeRequest"))),
  ];
  return readParts(view, home, calls.map(toPart)) ?? naming;
}

function toPart(call: unknown): BatchPart {
  const path = String(memberOf(call, "url") ?? "").replace(/^\/+/, "");
  return {
    method: String(memberOf(call, "method") ?? "POST"),
    path: path.startsWith("services/") ? `/${path}` : `/services/data/${path}`,
    body: memberOf(call, "body") ?? memberOf(call, "richInput"),
  };
}

export const SALESFORCE: Service = {
  tool: "salesforce",
  hosts: ["*.salesforce.com", "*.force.com", "*.salesforce.mil", "*.cloudforce.com"],
  bases: BASES,
  operations: OPERATIONS,
  refine,
};
