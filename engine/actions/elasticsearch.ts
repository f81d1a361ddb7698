/**
 * Elasticsearch and OpenSearch, by path (https://www.elastic.co/docs/api/doc/elasticsearch, https://docs.opensearch.org/latest/api-reference/).
 */
import type { CallView } from "../call_view.ts";
import type { Naming, OperationRow, Service } from "./service.ts";

const READS = [
  "_search",
  "_msearch",
  "_mget",
  "_count",
  "_validate",
  "_explain",
  "_field_caps",
  "_termvectors",
  "_mtermvectors",
  "_analyze",
  "_rank_eval",
  "_search_template",
  "_async_search",
  "_eql",
  "_terms_enum",
  "_knn_search",
];

const OPERATIONS: readonly OperationRow[] = [
  ["DELETE", "/_search/scroll", "clear_scroll", "WRITE", "other"],
  ["DELETE", "/_async_search/{id}", "delete_search", "WRITE", "other"],
  ["POST", "/_reindex", "reindex", "WRITE", "other", {
    principal: ["dest.remote.host"],
    source: ["source.remote.host"],
  }],
  ["POST", "/_bulk", "bulk", "WRITE", "other"],
  ["PUT|POST", "/{index}/_bulk", "bulk", "WRITE", "other"],
  ["POST", "/_aliases", "update_aliases", "WRITE", "config"],
  ["POST", "/_sql/**", "query_sql", "READ", "read", { sql: ["query"] }],
  ["POST", "/_query/**", "query", "READ", "read", { query: ["query"] }],
  ["POST", "/_plugins/_sql", "query_sql", "WRITE", "execute", { sql: ["query"] }],
  ["POST", "/_inference/**", "infer", "READ", "inference"],
  ["POST", "/_scripts/painless/_execute", "run_script", "WRITE", "execute"],
  ["PUT|POST|DELETE", "/_scripts/{script}", "change_script", "ADMIN", "config"],

  ["POST", "/_security/user/_has_privileges", "has_privileges", "READ", "read"],
  ["POST", "/_security/api_key/**", "create_api_key", "ADMIN", "identity", { name: ["name"] }],
  ["PUT|POST|DELETE", "/_security/user/{principal}/**", "change_user", "ADMIN", "identity"],
  ["PUT|POST|DELETE", "/_security/role/{role}", "change_role", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/_security/**", "change_security", "ADMIN", "identity"],
  ["POST|PUT|DELETE|PATCH", "/_plugins/_security/**", "change_security", "ADMIN", "identity"],
  ["PUT|POST", "/_cluster/settings", "update_cluster_settings", "ADMIN", "config"],
  ["POST", "/_cluster/**", "change_cluster", "ADMIN", "config"],
  ["PUT|POST", "/_snapshot/{repository}", "create_snapshot_repository", "ADMIN", "share", {
    principal: ["settings.url", "settings.bucket", "settings.location"],
  }],
  ["PUT|POST", "/_snapshot/{repository}/{snapshot}", "create_snapshot", "WRITE", "export"],
  ["POST", "/_snapshot/{repository}/{snapshot}/_restore", "restore_snapshot", "ADMIN", "destroy"],
  ["DELETE", "/_snapshot/**", "delete_snapshot", "ADMIN", "destroy"],
  ["PUT|POST|DELETE", "/_watcher/watch/**", "change_watch", "ADMIN", "config"],
  ["PUT|DELETE", "/_ingest/pipeline/{pipeline}", "change_pipeline", "ADMIN", "config"],
  ["PUT|POST|DELETE", "/_index_template/{template}", "change_template", "ADMIN", "config"],
  ["DELETE", "/_data_stream/{stream}", "delete_data_stream", "ADMIN", "destroy"],
  ["PUT", "/_ilm/policy/{policy}", "change_lifecycle", "ADMIN", "config"],
  ["DELETE", "/_all", "delete_all_indices", "ADMIN", "destroy"],

  ["POST", "/{index}/_delete_by_query", "delete_by_query", "WRITE", "destroy"],
  ["POST", "/{index}/_update_by_query", "update_by_query", "WRITE", "destroy"],
  ["POST", "/{index}/_close", "close_index", "WRITE", "delete"],
  ["PUT", "/{index}/_settings", "update_index_settings", "ADMIN", "config"],
  ["PUT|POST", "/{index}/_mapping", "update_mapping", "WRITE", "config"],
  ["POST", "/{index}/_refresh", "refresh", "WRITE", "other"],
  ["POST|PUT", "/{index}/_doc/**", "index_document", "WRITE", "other"],
  ["PUT|POST", "/{index}/_create/{id}", "index_document", "WRITE", "other"],
  ["POST", "/{index}/_update/{id}", "update_document", "WRITE", "other"],
  ["GET", "/{index}/_doc/{id}", "get_document", "READ", "read"],
  ["DELETE", "/{index}/_doc/{id}", "delete_document", "WRITE", "delete"],
  ...READS.flatMap((name): OperationRow[] => [
    ["GET|POST", `/{index}/${name}/**`, name.slice(1), "READ", "read"],
    ["GET|POST", `/${name}/**`, name.slice(1), "READ", "read"],
  ]),
  ["PUT", "/{index}", "create_index", "WRITE", "config"],
  ["DELETE", "/{index}", "delete_index", "ADMIN", "destroy"],
  ["GET", "/**", "get", "READ", "read"],
];

function refine({ text }: CallView, naming: Naming): Naming {
  if (naming.operation !== "bulk") return naming;
  // Lines of acts and documents; an act is a line with one key.
  const deletes = text.match(/^\s{0,9}\{\s{0,9}"delete"\s{0,9}:/gm)?.length ?? 0;
  if (deletes === 0) return naming;
  return { ...naming, operation: "bulk_delete", category: deletes === 1 ? "delete" : "destroy" };
}

export const ELASTICSEARCH: Service = {
  tool: "elasticsearch",
  hosts: [
    "*.es.io",
    "*.elastic-cloud.com",
    "*.found.io",
    "*.bonsaisearch.net",
    ...[
      "eu-west-1",
      "eu-central-1",
      "us-east-1",
      "us-east-2",
      "us-west-1",
      "us-west-2",
      "ap-southeast-1",
      "ap-northeast-1",
    ]
      .flatMap((region) => [`*.${region}.es.amazonaws.com`, `*.${region}.aoss.amazonaws.com`]),
  ],
  selfHosted: [
    "/_bulk",
    "/_search",
    "/_msearch",
    "/_cluster",
    "/_nodes",
    "/_snapshot",
    "/_security",
    "/_all",
    "/_reindex",
    "/_aliases",
  ],
  operations: OPERATIONS,
  refine,
};
