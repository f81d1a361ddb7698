/** Linear's GraphQL API (https://linear.app/developers/graphql); files go up to a signed address of its store. */
import { nameGraphql } from "./graphql.ts";
import type { OperationRow, Service } from "./service.ts";

const OPERATIONS: readonly OperationRow[] = [
  ["*", "/graphql", "graphql", "WRITE", "other"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
  ["POST", "/oauth/revoke", "revoke_token", "ADMIN", "identity"],
  ["PUT|POST", "/{org}/**", "upload_file", "WRITE", "other"],
];

export const LINEAR: Service = {
  tool: "linear",
  hosts: ["api.linear.app", "uploads.linear.app"],
  operations: OPERATIONS,
  refine: (view, naming) =>
    naming.operation === "graphql" ? nameGraphql(view, { isKnownEndpoint: true }) ?? naming : naming,
};
