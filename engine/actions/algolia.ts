/** Algolia's search API (https://www.algolia.com/doc/rest-api/search/). */
import { valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";
import { restReader } from "./rest.ts";
import type { Naming, OperationRow, Service } from "./service.ts";

const INDEX = "/1/indexes/{index}";

const OPERATIONS: readonly OperationRow[] = [
  ["GET", "/1/indexes", "list_indexes", "READ", "read"],
  ["POST", "/1/indexes/*/queries", "search", "READ", "read"],
  ["POST", "/1/indexes/*/objects", "get_objects", "READ", "read"],
  ["POST", `${INDEX}/query`, "search", "READ", "read"],
  ["GET|POST", `${INDEX}/browse`, "browse", "READ", "export"],
  ["POST", `${INDEX}/facets/{facet}/query`, "search", "READ", "read"],
  ["POST", `${INDEX}/batch`, "batch", "WRITE", "other"],
  ["POST", `${INDEX}/deleteByQuery`, "delete_by_query", "WRITE", "destroy"],
  ["POST", `${INDEX}/clear`, "clear_index", "WRITE", "destroy"],
  ["POST", `${INDEX}/operation`, "copy_or_move_index", "WRITE", "destroy", {
    act: ["operation"],
    destination: ["destination"],
  }],
  ["PUT", `${INDEX}/settings`, "update_settings", "WRITE", "config"],
  ["POST", `${INDEX}/rules/search`, "search_rules", "READ", "read"],
  ["POST", `${INDEX}/synonyms/search`, "search_synonyms", "READ", "read"],
  ["PUT|POST|DELETE", `${INDEX}/rules/**`, "change_rules", "WRITE", "config"],
  ["PUT|POST|DELETE", `${INDEX}/synonyms/**`, "change_synonyms", "WRITE", "config"],
  ["POST", `${INDEX}/{object}/partial`, "update_object", "WRITE", "other"],
  ["POST", INDEX, "save_object", "WRITE", "other"],
  ["PUT", `${INDEX}/{object}`, "save_object", "WRITE", "other"],
  ["DELETE", `${INDEX}/{object}`, "delete_object", "WRITE", "delete"],
  ["DELETE", INDEX, "delete_index", "ADMIN", "destroy"],
  ["GET", `${INDEX}/**`, "get", "READ", "read"],
  ["GET", "/1/keys/**", "list_keys", "READ", "secret"],
  ["POST|PUT|DELETE", "/1/keys/**", "change_key", "ADMIN", "identity"],
  ["GET", "/1/logs", "list_logs", "READ", "read"],
  ["POST|DELETE", "/1/clusters/mapping/**", "change_mapping", "ADMIN", "config"],
];

function refine({ fields }: CallView, naming: Naming): Naming {
  if (naming.operation !== "batch" || fields.kind !== "json") return naming;
  const acts = valuesAt(fields.value, ["requests"]).flat().map((request) => Object(request).action);
  if (acts.includes("delete") || acts.includes("clear")) {
    return { ...naming, operation: "batch_delete", category: "destroy" };
  }
  const deletes = acts.filter((act) => act === "deleteObject").length;
  if (deletes === 0) return naming;
  return { ...naming, operation: "batch_delete", category: deletes === 1 ? "delete" : "destroy" };
}

export const ALGOLIA: Service = {
  tool: "algolia",
  hosts: ["*.algolia.net", "*.algolianet.com"],
  operations: OPERATIONS,
  refine,
  fallback: restReader(),
};
