/**
 * Google Cloud: each service has a host of its own, resources have paths, and what is no create, read, update or delete stands behind
 * a colon or, in Compute Engine, as the last segment (https://cloud.google.com/apis/docs/overview, https://google.aip.dev/136).
 */
import type { CallView } from "../call_view.ts";
import { nameObjectStore } from "./aws_s3.ts";
import { withMethodParameter } from "./google_service.ts";
import { textsAt } from "./outsiders.ts";
import { isExternalAddress } from "./principal.ts";
import { actsOf, restReader, type RestWords } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const list = (names: string) => names.split(" ");

const WORDS: RestWords = {
  whole: list(
    "projects folders organizations instances disks snapshots images networks clusters nodePools databases backups datasets tables " +
      "topics subscriptions buckets keyRings cryptoKeys secrets services functions repositories managedZones environments apps " +
      "versions queues instanceGroups instanceGroupManagers workflows",
  ),
  kinds: {
    identity: list("serviceAccounts keys roles workloadIdentityPools hmacKeys users oauthClients"),
    share: list("acl defaultObjectAcl accessPolicies accessLevels"),
    config: list("firewalls routes sinks alertPolicies metricDescriptors policies"),
    deploy: list("functions services deployments revisions builds releases"),
    execute: list("executions jobs"),
  },
  acts: {
    ...actsOf(
      "READ",
      "read",
      "getIamPolicy testIamPermissions queryGrantableRoles search searchAllResources searchAllIamPolicies getAncestry pull " +
        "asymmetricVerify runQuery batchGet runAggregationQuery getSerialPortOutput analyzeIamPolicy",
    ),
    ...actsOf("READ", "secret", "access decrypt asymmetricDecrypt"),
    ...actsOf("READ", "export", "exportAssets exportDocuments"),
    ...actsOf(
      "READ",
      "inference",
      "predict rawPredict streamRawPredict generateContent streamGenerateContent countTokens embedContent annotateText recognize " +
        "synthesize translateText",
    ),
    ...actsOf(
      "ADMIN",
      "identity",
      "signBlob signJwt generateAccessToken generateIdToken setMetadata setCommonInstanceMetadata setServiceAccount enable " +
        "disable undelete addVersion",
    ),
    ...actsOf("ADMIN", "share", "setIamPolicy addAccessConfig"),
    ...actsOf("ADMIN", "destroy", "destroy"),
    ...actsOf("WRITE", "delete", "stop suspend cancel detachDisk"),
    ...actsOf("WRITE", "message", "publish"),
    ...actsOf("WRITE", "execute", "run"),
  },
};

const BUCKET = "/storage/v1/b/{bucket}";
const OBJECT = `${BUCKET}/o/{object}`;
const ENTITY = { principal: ["entity"], role: ["role"] };

/** https://cloud.google.com/storage/docs/json_api/v1 */
const STORAGE: readonly OperationRow[] = [
  ["GET", "/storage/v1/b", "list_buckets", "READ", "read", { account: ["project"] }],
  ["POST", "/storage/v1/b", "create_bucket", "WRITE", "other", { bucket: ["name"], account: ["project"] }],
  ["GET", BUCKET, "get_bucket", "READ", "read"],
  ["PATCH|PUT", BUCKET, "update_bucket", "ADMIN", "config"],
  ["DELETE", BUCKET, "delete_bucket", "ADMIN", "destroy"],
  ["GET", `${BUCKET}/iam/**`, "get_bucket_iam", "READ", "read"],
  ["PUT", `${BUCKET}/iam`, "set_iam_policy", "ADMIN", "share"],
  ["POST", `${BUCKET}/acl`, "put_bucket_acl", "ADMIN", "share", ENTITY],
  ["PUT|PATCH", `${BUCKET}/acl/{principal}`, "put_bucket_acl", "ADMIN", "share", { role: ["role"] }],
  ["POST", `${BUCKET}/defaultObjectAcl`, "put_default_acl", "ADMIN", "share", ENTITY],
  ["PUT|PATCH", `${BUCKET}/defaultObjectAcl/{principal}`, "put_default_acl", "ADMIN", "share"],
  ["POST", `${BUCKET}/notificationConfigs`, "create_notification", "ADMIN", "config", {
    principal: ["topic"],
  }],
  ["GET", `${BUCKET}/o`, "list_objects", "READ", "read"],
  ["POST|PUT", `/upload${BUCKET}/o`, "upload_object", "WRITE", "other", {
    object: ["name"],
    acl: ["predefinedAcl"],
  }],
  ["POST", `${OBJECT}/acl`, "put_object_acl", "ADMIN", "share", ENTITY],
  ["PUT|PATCH", `${OBJECT}/acl/{principal}`, "put_object_acl", "ADMIN", "share", { role: ["role"] }],
  ["POST", `${OBJECT}/copyTo/b/{destination}/o/*`, "copy_object", "WRITE", "other"],
  ["POST", `${OBJECT}/rewriteTo/b/{destination}/o/*`, "copy_object", "WRITE", "other"],
  ["POST", `${BUCKET}/o/{object}/compose`, "compose_object", "WRITE", "other"],
  ["GET", `${BUCKET}/o/**`, "get_object", "READ", "read"],
  ["GET", "/download/storage/v1/b/{bucket}/o/**", "get_object", "READ", "read"],
  ["PATCH|PUT", `${BUCKET}/o/**`, "update_object", "WRITE", "other", { acl: ["predefinedAcl"] }],
  ["DELETE", `${BUCKET}/o/**`, "delete_object", "WRITE", "delete"],
  ["POST", "/storage/v1/projects/{account}/hmacKeys", "create_hmac_key", "ADMIN", "identity", {
    principal: ["serviceAccountEmail"],
  }],
];

/** https://cloud.google.com/iam/docs/reference/rest and https://cloud.google.com/resource-manager/reference/rest */
const IAM: readonly OperationRow[] = [
  ["POST", "/v1/projects/{account}/serviceAccounts", "create_service_account", "ADMIN", "identity", {
    principal: ["accountId"],
  }],
  [
    "DELETE",
    "/v1/projects/{account}/serviceAccounts/{principal}",
    "delete_service_account",
    "ADMIN",
    "destroy",
  ],
  [
    "POST",
    "/v1/projects/{account}/serviceAccounts/{principal}/keys",
    "create_service_account_key",
    "ADMIN",
    "identity",
  ],
  [
    "POST",
    "/v1/projects/{account}/serviceAccounts/{principal}/keys:upload",
    "upload_service_account_key",
    "ADMIN",
    "identity",
  ],
];

const DATASET = "/bigquery/v2/projects/{account}/datasets/{dataset}";

/** https://cloud.google.com/bigquery/docs/reference/rest */
const BIGQUERY: readonly OperationRow[] = [
  ["POST", "/bigquery/v2/projects/{account}/queries", "query_sql", "WRITE", "execute", { sql: ["query"] }],
  ["POST", "/bigquery/v2/projects/{account}/jobs", "run_job", "WRITE", "execute", {
    sql: ["configuration.query.query"],
    destination: ["configuration.extract.destinationUri", "configuration.extract.destinationUris"],
  }],
  ["POST", "/bigquery/v2/projects/{account}/jobs/{job}/cancel", "cancel_job", "WRITE", "delete"],
  ["DELETE", DATASET, "delete_dataset", "ADMIN", "destroy"],
  ["PUT|PATCH", DATASET, "update_dataset", "ADMIN", "config", { principal: ["access[*].userByEmail"] }],
  ["GET", `${DATASET}/tables/{table}/data`, "list_table_data", "READ", "read"],
  ["POST", `${DATASET}/tables/{table}/insertAll`, "insert_rows", "WRITE", "other"],
  ["DELETE", `${DATASET}/tables/{table}`, "delete_table", "ADMIN", "destroy"],
];

/** https://cloud.google.com/secret-manager/docs/reference/rest */
const SECRETS: readonly OperationRow[] = [
  [
    "GET",
    "/v1/projects/{account}/secrets/{secret}/versions/{version}:access",
    "access_secret",
    "READ",
    "secret",
  ],
  ["POST", "/v1/projects/{account}/secrets/{secret}:addVersion", "add_secret_version", "ADMIN", "identity"],
  ["POST", "/v1/projects/{account}/secrets", "create_secret", "ADMIN", "identity", { secret: ["secretId"] }],
  ["DELETE", "/v1/projects/{account}/secrets/{secret}", "delete_secret", "ADMIN", "destroy"],
  [
    "POST",
    "/v1/projects/{account}/secrets/{secret}/versions/{version}:destroy",
    "destroy_secret",
    "ADMIN",
    "destroy",
  ],
];

/** Where members of a policy stand in the bodies of `setIamPolicy`, of buckets, datasets and access lists. */
const MEMBERS = [
  "policy.bindings[*].members[*]",
  "bindings[*].members[*]",
  "access[*].userByEmail",
  "access[*].iamMember",
];
const EVERYONE = /^(?:allUsers|allAuthenticatedUsers)$/;

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const place = placeOf(view);
  const facts = { ...place, ...naming.facts };
  if (naming.verb === "READ") return { ...naming, facts };
  if (facts["acl"] !== undefined && /^(?:publicRead|authenticatedRead)/i.test(facts["acl"])) {
    return {
      ...naming,
      operation: "put_object_acl",
      verb: "ADMIN",
      category: "share",
      facts,
      externalPrincipal: true,
    };
  }
  if (naming.operation === "add_access_config") return { ...naming, facts, externalPrincipal: true };
  const isGrant = naming.category === "share" || naming.operation === "update_dataset";
  if (!isGrant) return { ...naming, facts };
  const named = naming.facts["principal"];
  const members = [
    ...(named === undefined ? [] : [named]),
    ...MEMBERS.flatMap((path) => textsAt(view, path)),
  ];
  const outside = members.find((member) => EVERYONE.test(member) || isOutside(member, home));
  if (outside === undefined) return { ...naming, facts };
  return { ...naming, category: "share", facts: { ...facts, principal: outside }, externalPrincipal: true };
}

/** `user:x@other.example`, `user-x@other.example`, `domain:other.example`. The service accounts of Google's own names are inside some project. */
function isOutside(member: string, home: HomeFacts): boolean {
  const address = member.replace(/^(?:deleted:)?(?:user|group|domain|serviceAccount)[:-]/i, "");
  if (/\.gserviceaccount\.com$/i.test(address)) return false;
  return isExternalAddress(address, home) === true;
}

/** Project and region stand in every path. */
function placeOf({ location: { splitSegments } }: CallView): Record<string, string> {
  const after = (name: string) => splitSegments[splitSegments.indexOf(name) + 1];
  const place: Record<string, string> = {};
  const account = splitSegments.includes("projects") ? after("projects") : undefined;
  const region =
    ["locations", "regions", "zones"].filter((name) => splitSegments.includes(name)).map(after)[0];
  if (account !== undefined) place["account"] = account.replace(/:.*$/, "");
  if (region !== undefined) place["region"] = region;
  return place;
}

const STORAGE_PATHS = ["/storage/v1", "/upload/storage/v1", "/download/storage/v1"];

function bucketOf(host: string): string | undefined {
  return /^(.+)\.storage\.googleapis\.com$/.exec(host)?.[1];
}

/** Hosts whose calls are named by their resources alone. */
const PLAIN_HOSTS = list(
  "compute cloudresourcemanager run cloudfunctions container sqladmin pubsub cloudkms logging monitoring dns artifactregistry " +
    "cloudbuild cloudscheduler cloudtasks dataflow dataproc spanner redis servicemanagement serviceusage apikeys iamcredentials " +
    "orgpolicy accesscontextmanager deploymentmanager appengine aiplatform language translation speech vision workflows " +
    "workflowexecutions cloudasset cloudidentity notebooks cloudbilling storagetransfer datastore",
).map((name) => `${name}.googleapis.com`);

const own = { tool: "gcp", refine, fallback: restReader(WORDS) };

export const GOOGLE_CLOUD: readonly Service[] = withMethodParameter([
  {
    ...own,
    hosts: ["storage.googleapis.com", "www.googleapis.com"],
    pathPrefixes: STORAGE_PATHS,
    operations: STORAGE,
  },
  // https://cloud.google.com/storage/docs/xml-api/reference-methods
  {
    ...own,
    hosts: ["storage.googleapis.com", "*.storage.googleapis.com"],
    operations: [],
    fallback: (view) => nameObjectStore(view, bucketOf(view.location.host), "xml_"),
  },
  { ...own, hosts: ["iam.googleapis.com"], operations: IAM },
  {
    ...own,
    hosts: ["bigquery.googleapis.com", "www.googleapis.com", "content-bigquery.googleapis.com"],
    pathPrefixes: ["/bigquery", "/upload/bigquery"],
    operations: BIGQUERY,
  },
  { ...own, hosts: ["secretmanager.googleapis.com", "*.secretmanager.googleapis.com"], operations: SECRETS },
  { ...own, hosts: ["www.googleapis.com"], pathPrefixes: ["/compute"], operations: [] },
  { ...own, hosts: PLAIN_HOSTS, operations: [] },
  // The rest of Google's interfaces, and regional hosts such as `europe-west1-aiplatform`, follow the same manner.
  { ...own, tool: "google", hosts: ["*.googleapis.com"], operations: [] },
]);
