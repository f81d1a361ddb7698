/** Linear's GraphQL API (https://linear.app/developers/graphql); files go up to a signed address of its store. */
import { type MutationTable, refineGraphql } from "./graphql_service.ts";
import type { OperationRow, Service } from "./service.ts";

const OPERATIONS: readonly OperationRow[] = [
  ["*", "/graphql", "graphql", "WRITE", "other"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
  ["POST", "/oauth/revoke", "revoke_token", "ADMIN", "identity"],
  ["PUT|POST", "/{org}/**", "upload_file", "WRITE", "other"],
];

/** Linear names the thing before the act: `teamDelete`. */
const MUTATIONS: MutationTable = {
  team_delete: ["ADMIN", "destroy"],
  project_delete: ["WRITE", "destroy"],
  organization_delete: ["ADMIN", "destroy"],
  organization_update: ["ADMIN", "config"],
  organization_invite_create: ["ADMIN", "share"],
  organization_domain_create: ["ADMIN", "identity"],
  team_membership_create: ["ADMIN", "share"],
  user_promote_admin: ["ADMIN", "identity"],
  user_change_role: ["ADMIN", "identity"],
  user_suspend: ["ADMIN", "identity"],
  api_key_create: ["ADMIN", "identity"],
  webhook_create: ["ADMIN", "share"],
  webhook_update: ["ADMIN", "share"],
  integration_slack: ["ADMIN", "config"],
  issue_create: ["WRITE", "message"],
  issue_update: ["WRITE", "other"],
  issue_batch_update: ["WRITE", "other"],
  issue_archive: ["WRITE", "delete"],
  issue_delete: ["WRITE", "delete"],
  comment_create: ["WRITE", "message"],
  comment_update: ["WRITE", "message"],
  document_create: ["WRITE", "message"],
  project_create: ["WRITE", "config"],
  project_update: ["WRITE", "other"],
  attachment_create: ["WRITE", "other"],
  attachment_link_url: ["WRITE", "other"],
  file_upload: ["WRITE", "other"],
};

export const LINEAR: Service = {
  tool: "linear",
  hosts: ["api.linear.app", "uploads.linear.app"],
  operations: OPERATIONS,
  refine: refineGraphql(MUTATIONS),
};
