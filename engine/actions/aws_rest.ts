/** Amazon's services that are called by method and path, by the name in their host (their API references at https://docs.aws.amazon.com/). */
import type { CallView } from "../call_view.ts";
import { restReader } from "./rest.ts";
import { compileOperations, type FindOperation, type Naming, type OperationRow } from "./service.ts";

const FUNCTION = "/*/functions/{function}";

const LAMBDA: readonly OperationRow[] = [
  ["POST", `${FUNCTION}/invocations`, "invoke", "WRITE", "execute"],
  ["POST", `${FUNCTION}/invoke-async`, "invoke", "WRITE", "execute"],
  ["POST", `${FUNCTION}/response-streaming-invocations`, "invoke", "WRITE", "execute"],
  ["POST", "/*/functions", "create_function", "WRITE", "deploy", {
    function: ["FunctionName"],
    role: ["Role"],
  }],
  ["PUT", `${FUNCTION}/code`, "update_function_code", "WRITE", "deploy"],
  ["PUT", `${FUNCTION}/configuration`, "update_function_configuration", "WRITE", "config", {
    role: ["Role"],
  }],
  ["DELETE", FUNCTION, "delete_function", "WRITE", "destroy"],
  ["POST", `${FUNCTION}/policy`, "add_permission", "ADMIN", "share", { principal: ["Principal"] }],
  ["DELETE", `${FUNCTION}/policy/{statement}`, "remove_permission", "ADMIN", "identity"],
  ["POST|PUT", `${FUNCTION}/url`, "create_function_url", "ADMIN", "share", { auth: ["AuthType"] }],
  ["POST", "/*/layers/{layer}/versions/{version}/policy", "add_permission", "ADMIN", "share", {
    principal: ["Principal"],
  }],
  ["GET", FUNCTION, "get_function", "READ", "secret"],
  ["GET", `${FUNCTION}/configuration`, "get_function_configuration", "READ", "secret"],
];

const CLUSTER = "/clusters/{cluster}";

const EKS: readonly OperationRow[] = [
  ["POST", "/clusters", "create_cluster", "WRITE", "deploy", { cluster: ["name"], role: ["roleArn"] }],
  ["DELETE", CLUSTER, "delete_cluster", "WRITE", "destroy"],
  ["POST", `${CLUSTER}/update-config`, "update_cluster_config", "ADMIN", "config"],
  ["POST", `${CLUSTER}/access-entries`, "create_access_entry", "ADMIN", "identity", {
    principal: ["principalArn"],
  }],
  ["DELETE", `${CLUSTER}/access-entries/{principal}`, "delete_access_entry", "ADMIN", "identity"],
  ["POST|DELETE", `${CLUSTER}/access-entries/{principal}/**`, "change_access_entry", "ADMIN", "identity"],
  ["DELETE", `${CLUSTER}/node-groups/{group}`, "delete_node_group", "WRITE", "destroy"],
  ["POST", `${CLUSTER}/pod-identity-associations`, "create_pod_identity", "ADMIN", "identity", {
    role: ["roleArn"],
  }],
];

const ROUTE53: readonly OperationRow[] = [
  ["POST", "/2013-04-01/hostedzone/{zone}/rrset", "change_records", "WRITE", "config"],
  ["POST", "/2013-04-01/hostedzone", "create_zone", "WRITE", "config"],
  ["DELETE", "/2013-04-01/hostedzone/{zone}", "delete_zone", "WRITE", "destroy"],
  ["POST", "/2013-04-01/hostedzone/{zone}/disable-dnssec", "disable_dnssec", "ADMIN", "config"],
];

const API_GATEWAY: readonly OperationRow[] = [
  ["GET", "/apikeys/**", "get_api_keys", "READ", "secret"],
  ["POST", "/apikeys", "create_api_key", "ADMIN", "identity"],
  ["DELETE", "/apikeys/{key}", "delete_api_key", "ADMIN", "identity"],
  ["DELETE", "/restapis/{api}", "delete_api", "WRITE", "destroy"],
  ["DELETE", "/v2/apis/{api}", "delete_api", "WRITE", "destroy"],
  ["POST", "/restapis/{api}/deployments", "create_deployment", "WRITE", "deploy"],
  ["POST", "/v2/apis/{api}/deployments", "create_deployment", "WRITE", "deploy"],
  ["POST|PATCH|DELETE", "/restapis/{api}/authorizers/**", "change_authorizer", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/v2/apis/{api}/authorizers/**", "change_authorizer", "ADMIN", "identity"],
];

const CLOUDFRONT: readonly OperationRow[] = [
  ["POST", "/*/distribution", "create_distribution", "WRITE", "deploy"],
  ["PUT", "/*/distribution/{distribution}/config", "update_distribution", "WRITE", "deploy"],
  ["POST", "/*/distribution/{distribution}/invalidation", "invalidate", "WRITE", "other"],
  ["DELETE", "/*/distribution/{distribution}", "delete_distribution", "WRITE", "destroy"],
  ["POST", "/*/function/{function}/publish", "publish_function", "WRITE", "deploy"],
];

const BEDROCK_RUNTIME: readonly OperationRow[] = [
  ["POST", "/model/{model}/invoke", "invoke_model", "READ", "inference"],
  ["POST", "/model/{model}/invoke-with-response-stream", "invoke_model", "READ", "inference"],
  ["POST", "/model/{model}/converse", "converse", "READ", "inference"],
  ["POST", "/model/{model}/converse-stream", "converse", "READ", "inference"],
  ["POST", "/model/{model}/count-tokens", "count_tokens", "READ", "inference"],
  ["POST", "/guardrail/{guardrail}/version/{version}/apply", "apply_guardrail", "READ", "inference"],
];

const BEDROCK_AGENT: readonly OperationRow[] = [
  [
    "POST",
    "/agents/{agent}/agentAliases/{alias}/sessions/{session}/text",
    "invoke_agent",
    "WRITE",
    "execute",
  ],
  ["POST", "/flows/{flow}/aliases/{alias}", "invoke_flow", "WRITE", "execute"],
  ["POST", "/knowledgebases/{base}/retrieve", "retrieve", "READ", "read"],
  ["POST", "/retrieveAndGenerate", "retrieve_and_generate", "READ", "inference"],
];

const RECIPIENT = {
  recipient: [
    "Destination.ToAddresses",
    "Destination.ToAddresses[*]",
    "Destination.CcAddresses[*]",
    "Destination.BccAddresses[*]",
  ],
};

const EMAIL: readonly OperationRow[] = [
  ["POST", "/v2/email/outbound-emails", "send_email", "WRITE", "message", RECIPIENT],
  ["POST", "/v2/email/outbound-bulk-emails", "send_email", "WRITE", "message"],
  ["POST", "/v2/email/outbound-custom-verification-emails", "send_email", "WRITE", "message"],
  ["DELETE", "/v2/email/identities/{identity}", "delete_identity", "WRITE", "destroy"],
  [
    "POST|PUT|DELETE",
    "/v2/email/identities/{identity}/policies/{policy}",
    "change_identity_policy",
    "ADMIN",
    "share",
  ],
  ["POST", "/v2/email/identities", "create_identity", "ADMIN", "identity", { principal: ["EmailIdentity"] }],
];

const RDS_DATA: readonly OperationRow[] = [
  ["POST", "/Execute", "execute_sql", "WRITE", "execute", { sql: ["sql"] }],
  ["POST", "/BatchExecute", "execute_sql", "WRITE", "execute", { sql: ["sql"] }],
  ["POST", "/ExecuteSql", "execute_sql", "WRITE", "execute", { sql: ["sqlStatements"] }],
];

const TABLES: Readonly<Record<string, readonly OperationRow[]>> = {
  "lambda": LAMBDA,
  "eks": EKS,
  "route53": ROUTE53,
  "apigateway": API_GATEWAY,
  "cloudfront": CLOUDFRONT,
  "bedrock-runtime": BEDROCK_RUNTIME,
  "bedrock-agent-runtime": BEDROCK_AGENT,
  "email": EMAIL,
  "rds-data": RDS_DATA,
};

const COMPILED = new Map<string, FindOperation>();

const readOther = restReader({
  whole:
    ("clusters functions distribution hostedzone restapis apis domains repositories vaults file-systems environments applications " +
      "knowledgebases agents guardrails provisioned-model-throughputs buckets stages configuration brokers layers domain " +
      "compute-environments job-queues replicators detector workspaces projects").split(" "),
  kinds: {
    identity: ["policy", "policies", "authorizers", "apikeys", "users"],
    execute: ["jobs", "invocations"],
  },
});

/** Names a call by its service's table, or by the words of its path. */
export function nameRestCall(view: CallView, service: string): Naming {
  const rows = TABLES[service];
  let find = COMPILED.get(service);
  if (find === undefined && rows !== undefined) {
    find = compileOperations(rows);
    COMPILED.set(service, find);
  }
  return find?.(view) ?? readOther(view) ??
    { operation: view.method.toLowerCase(), verb: "WRITE", category: "other", facts: {} };
}

/** Tables by service, for tests that every row is reached. */
export const AWS_TABLES = TABLES;
