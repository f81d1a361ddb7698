/** GitLab's REST API, version 4 (https://docs.gitlab.com/api/rest/), its GraphQL endpoint, and git over HTTPS. */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

/** A project by number, or by its path in one encoded segment: `group%2Fproject`. */
const PROJECT = "/projects/{project}";
const GROUP = "/groups/{group}";
const REF = { branch: ["branch"] };
const MEMBER = { principal: ["user_id", "username"], role: ["access_level"] };
const INVITED = { principal: ["email", "user_id"], role: ["access_level"] };

const MEMBERS: readonly OperationRow[] = [PROJECT, GROUP].flatMap((owner): OperationRow[] => [
  ["POST", `${owner}/members`, "add_member", "ADMIN", "share", MEMBER],
  ["PUT", `${owner}/members/{principal}`, "update_member", "ADMIN", "identity", { role: ["access_level"] }],
  ["DELETE", `${owner}/members/{principal}`, "remove_member", "ADMIN", "identity"],
  ["POST", `${owner}/invitations`, "invite_member", "ADMIN", "share", INVITED],
  ["PUT", `${owner}/invitations/{principal}`, "update_invitation", "ADMIN", "share"],
  ["DELETE", `${owner}/invitations/{principal}`, "cancel_invitation", "ADMIN", "identity"],
  ["PUT", `${owner}/access_requests/{principal}/approve`, "add_member", "ADMIN", "share"],
  ["POST", `${owner}/share`, "share_with_group", "ADMIN", "share", { principal: ["group_id"] }],
  ["DELETE", `${owner}/share/{principal}`, "unshare_with_group", "ADMIN", "identity"],
  ["POST", `${owner}/access_tokens/**`, "create_token", "ADMIN", "identity"],
  ["DELETE", `${owner}/access_tokens/{token}`, "revoke_token", "ADMIN", "identity"],
  ["POST", `${owner}/deploy_tokens`, "create_token", "ADMIN", "identity"],
  ["DELETE", `${owner}/deploy_tokens/{token}`, "revoke_token", "ADMIN", "identity"],
  ["POST", `${owner}/hooks`, "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["PUT", `${owner}/hooks/{hook}`, "update_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["DELETE", `${owner}/hooks/{hook}`, "delete_webhook", "ADMIN", "delete"],
  ["GET", `${owner}/variables/**`, "read_variables", "READ", "secret"],
  ["POST|PUT", `${owner}/variables/**`, "put_variable", "ADMIN", "identity"],
  ["DELETE", `${owner}/variables/{variable}`, "delete_variable", "ADMIN", "identity"],
  ["POST", `${owner}/export`, "export_project", "WRITE", "export"],
  ["GET", `${owner}/export/download`, "download_export", "READ", "export"],
]);

const PROJECTS: readonly OperationRow[] = [
  ["GET", "/projects", "list_projects", "READ", "code"],
  ["POST", "/projects", "create_project", "ADMIN", "code", {
    project: ["name", "path"],
    visibility: ["visibility"],
  }],
  ["POST", "/projects/import", "import_project", "ADMIN", "code"],
  ["GET", PROJECT, "get_project", "READ", "code"],
  ["PUT", PROJECT, "update_project", "ADMIN", "config", { visibility: ["visibility"] }],
  ["DELETE", PROJECT, "delete_project", "ADMIN", "destroy"],
  ["POST", `${PROJECT}/fork`, "fork_project", "WRITE", "code", {
    principal: ["namespace", "namespace_path"],
  }],
  ["PUT", `${PROJECT}/transfer`, "transfer_project", "ADMIN", "share", { principal: ["namespace"] }],
  ["POST", `${PROJECT}/archive`, "archive_project", "ADMIN", "delete"],
  ["POST", `${PROJECT}/unarchive`, "unarchive_project", "ADMIN", "config"],
  ["POST", `${PROJECT}/restore`, "restore_project", "ADMIN", "config"],
  ["POST", `${PROJECT}/remote_mirrors`, "create_mirror", "ADMIN", "share", { principal: ["url"] }],
  ["PUT", `${PROJECT}/remote_mirrors/{mirror}`, "update_mirror", "ADMIN", "share", { principal: ["url"] }],
  ["POST", `${PROJECT}/deploy_keys`, "add_deploy_key", "ADMIN", "identity"],
  ["PUT|POST", `${PROJECT}/deploy_keys/**`, "add_deploy_key", "ADMIN", "identity"],
  ["DELETE", `${PROJECT}/deploy_keys/{key}`, "delete_deploy_key", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", `${PROJECT}/protected_branches/**`, "change_branch_protection", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", `${PROJECT}/protected_tags/**`, "change_branch_protection", "ADMIN", "identity"],
  [
    "POST|PUT|DELETE",
    `${PROJECT}/protected_environments/**`,
    "change_branch_protection",
    "ADMIN",
    "identity",
  ],
  ["POST|PUT|DELETE", `${PROJECT}/push_rule`, "change_branch_protection", "ADMIN", "identity"],
  ["POST|PUT|DELETE", `${PROJECT}/approval_rules/**`, "change_approval_rules", "ADMIN", "identity"],
  ["POST", `${PROJECT}/approvals`, "change_approval_rules", "ADMIN", "identity"],
  ["PUT|DELETE", `${PROJECT}/integrations/{name}`, "change_integration", "ADMIN", "config"],
  ["PUT|DELETE", `${PROJECT}/services/{name}`, "change_integration", "ADMIN", "config"],
];

const REPOSITORY: readonly OperationRow[] = [
  ...["archive", "archive.zip", "archive.tar", "archive.tar.gz", "archive.tar.bz2"].map((
    file,
  ): OperationRow => ["GET", `${PROJECT}/repository/${file}`, "download_repo", "READ", "export"]),
  ["GET", `${PROJECT}/repository/**`, "get_repository", "READ", "code"],
  ["POST|PUT", `${PROJECT}/repository/files/**`, "put_file", "WRITE", "code", REF],
  ["DELETE", `${PROJECT}/repository/files/**`, "delete_file", "WRITE", "delete", REF],
  ["POST", `${PROJECT}/repository/commits`, "create_commit", "WRITE", "code", { ...REF, force: ["force"] }],
  ["POST", `${PROJECT}/repository/commits/{sha}/comments`, "add_comment", "WRITE", "message"],
  ["POST", `${PROJECT}/repository/commits/{sha}/{act}`, "pick_commit", "WRITE", "code", REF],
  ["POST", `${PROJECT}/repository/branches`, "create_branch", "WRITE", "code", REF],
  ["DELETE", `${PROJECT}/repository/branches/{branch}`, "delete_branch", "WRITE", "delete"],
  ["DELETE", `${PROJECT}/repository/merged_branches`, "delete_merged_branches", "WRITE", "destroy"],
  ["POST", `${PROJECT}/repository/tags`, "create_tag", "WRITE", "code"],
  ["DELETE", `${PROJECT}/repository/tags/{tag}`, "delete_tag", "WRITE", "delete"],
  ["POST", `${PROJECT}/statuses/{sha}`, "set_commit_status", "WRITE", "code"],
  ["GET", `${PROJECT}/merge_requests/**`, "get_merge_request", "READ", "code"],
  ["POST", `${PROJECT}/merge_requests`, "create_merge_request", "WRITE", "code"],
  ["PUT", `${PROJECT}/merge_requests/{number}/merge`, "merge_request", "WRITE", "code"],
  ["POST", `${PROJECT}/merge_requests/{number}/approve`, "approve_merge_request", "WRITE", "code"],
  ["POST", `${PROJECT}/merge_requests/{number}/notes`, "add_comment", "WRITE", "message"],
  ["POST", `${PROJECT}/merge_requests/{number}/discussions/**`, "add_comment", "WRITE", "message"],
  ["PUT", `${PROJECT}/merge_requests/{number}/**`, "update_merge_request", "WRITE", "code"],
  ["DELETE", `${PROJECT}/merge_requests/{number}`, "delete_merge_request", "WRITE", "delete"],
  ["GET", `${PROJECT}/issues/**`, "get_issue", "READ", "code"],
  ["POST", `${PROJECT}/issues`, "create_issue", "WRITE", "message"],
  ["POST", `${PROJECT}/issues/{number}/notes`, "add_comment", "WRITE", "message"],
  ["POST", `${PROJECT}/issues/{number}/discussions/**`, "add_comment", "WRITE", "message"],
  ["POST", `${PROJECT}/issues/{number}/move`, "move_issue", "WRITE", "share", {
    principal: ["to_project_id"],
  }],
  ["PUT", `${PROJECT}/issues/{number}`, "update_issue", "WRITE", "message"],
  ["DELETE", `${PROJECT}/issues/{number}`, "delete_issue", "WRITE", "delete"],
  ["POST", `${PROJECT}/snippets`, "create_snippet", "WRITE", "share", { visibility: ["visibility"] }],
  ["PUT", `${PROJECT}/snippets/{snippet}`, "update_snippet", "WRITE", "share", {
    visibility: ["visibility"],
  }],
  ["POST|PUT", `${PROJECT}/wikis/**`, "write_wiki", "WRITE", "message"],
  ["DELETE", `${PROJECT}/wikis/{page}`, "delete_wiki", "WRITE", "delete"],
];

const PIPELINES: readonly OperationRow[] = [
  ["POST", `${PROJECT}/pipeline`, "run_pipeline", "WRITE", "deploy", { branch: ["ref"] }],
  ["POST", `${PROJECT}/trigger/pipeline`, "run_pipeline", "WRITE", "deploy", { branch: ["ref"] }],
  ["POST", `${PROJECT}/ref/{branch}/trigger/pipeline`, "run_pipeline", "WRITE", "deploy"],
  ["POST", `${PROJECT}/pipelines/{pipeline}/retry`, "rerun_pipeline", "WRITE", "execute"],
  ["POST", `${PROJECT}/pipelines/{pipeline}/cancel`, "cancel_pipeline", "WRITE", "execute"],
  ["DELETE", `${PROJECT}/pipelines/{pipeline}`, "delete_pipeline", "WRITE", "delete"],
  ["POST", `${PROJECT}/jobs/{job}/play`, "run_job", "WRITE", "deploy"],
  ["POST", `${PROJECT}/jobs/{job}/{act}`, "change_job", "WRITE", "execute"],
  ["POST|PUT|DELETE", `${PROJECT}/pipeline_schedules/**`, "change_schedule", "WRITE", "execute"],
  ["POST|PUT|DELETE", `${PROJECT}/triggers/**`, "change_trigger", "ADMIN", "identity"],
  ["GET", `${PROJECT}/triggers/**`, "read_triggers", "READ", "secret"],
  ["POST", `${PROJECT}/deployments`, "create_deployment", "WRITE", "deploy"],
  ["POST", `${PROJECT}/deployments/{deployment}/approval`, "approve_deployment", "ADMIN", "deploy"],
  ["PUT", `${PROJECT}/deployments/{deployment}`, "set_deployment_status", "WRITE", "deploy"],
  ["DELETE", `${PROJECT}/deployments/{deployment}`, "delete_deployment", "WRITE", "delete"],
  ["POST", `${PROJECT}/environments/{environment}/stop`, "stop_environment", "WRITE", "deploy"],
  ["POST|PUT", `${PROJECT}/environments/**`, "change_environment", "WRITE", "config"],
  ["DELETE", `${PROJECT}/environments/review_apps`, "delete_environments", "ADMIN", "destroy"],
  ["DELETE", `${PROJECT}/environments/{environment}`, "delete_environment", "ADMIN", "destroy"],
  ["POST", `${PROJECT}/releases`, "create_release", "WRITE", "deploy", { tag: ["tag_name"] }],
  ["PUT", `${PROJECT}/releases/{tag}`, "update_release", "WRITE", "deploy"],
  ["DELETE", `${PROJECT}/releases/{tag}`, "delete_release", "WRITE", "delete"],
  ["DELETE", `${PROJECT}/packages/{package}`, "delete_package", "WRITE", "destroy"],
  ["PUT", `${PROJECT}/packages/**`, "publish_package", "WRITE", "deploy"],
  ["DELETE", `${PROJECT}/registry/repositories/{id}`, "delete_registry", "ADMIN", "destroy"],
  ["DELETE", `${PROJECT}/registry/repositories/{id}/tags`, "delete_images", "ADMIN", "destroy"],
  ["DELETE", `${PROJECT}/registry/repositories/{id}/tags/{tag}`, "delete_image", "WRITE", "delete"],
  ["POST", `${PROJECT}/runners`, "add_runner", "ADMIN", "config"],
  ["POST", `${PROJECT}/runners/reset_registration_token`, "create_runner_token", "ADMIN", "identity"],
  ["POST", `${GROUP}/runners/reset_registration_token`, "create_runner_token", "ADMIN", "identity"],
  ["POST", "/user/runners", "create_runner_token", "ADMIN", "identity"],
  ["DELETE", "/runners/**", "delete_runner", "ADMIN", "delete"],
  ["PUT", "/runners/{runner}", "update_runner", "ADMIN", "config"],
];

const ACCOUNTS: readonly OperationRow[] = [
  ["POST", "/groups", "create_group", "ADMIN", "identity", { group: ["name"] }],
  ["PUT", GROUP, "update_group", "ADMIN", "config", { visibility: ["visibility"] }],
  ["DELETE", GROUP, "delete_group", "ADMIN", "destroy"],
  ["POST", `${GROUP}/transfer`, "transfer_group", "ADMIN", "share", { principal: ["group_id"] }],
  ["POST", `${GROUP}/projects/{project}`, "transfer_project", "ADMIN", "share"],
  ["POST|DELETE", `${GROUP}/saml_group_links/**`, "change_group_links", "ADMIN", "identity"],
  ["POST|DELETE", `${GROUP}/ldap_group_links/**`, "change_group_links", "ADMIN", "identity"],
  ["GET", `${GROUP}/audit_events`, "read_audit_log", "READ", "export"],
  ["GET", "/audit_events", "read_audit_log", "READ", "export"],
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["email"] }],
  ["PUT", "/users/{principal}", "update_user", "ADMIN", "identity"],
  ["DELETE", "/users/{principal}", "delete_user", "ADMIN", "destroy"],
  ["POST", "/users/{principal}/personal_access_tokens", "create_token", "ADMIN", "identity"],
  ["POST", "/users/{principal}/impersonation_tokens", "create_token", "ADMIN", "identity"],
  ["POST", "/users/{principal}/keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/users/{principal}/gpg_keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/users/{principal}/emails", "add_email", "ADMIN", "identity"],
  ["POST", "/users/{principal}/{act}", "change_user_state", "ADMIN", "identity"],
  ["POST", "/user/keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/user/gpg_keys", "add_ssh_key", "ADMIN", "identity"],
  ["DELETE", "/user/keys/{key}", "delete_ssh_key", "ADMIN", "identity"],
  ["POST", "/user/emails", "add_email", "ADMIN", "identity", { principal: ["email"] }],
  ["POST", "/user/personal_access_tokens", "create_token", "ADMIN", "identity"],
  ["POST", "/personal_access_tokens/{token}/rotate", "create_token", "ADMIN", "identity"],
  ["DELETE", "/personal_access_tokens/{token}", "revoke_token", "ADMIN", "identity"],
  ["POST", "/applications/**", "create_app", "ADMIN", "identity"],
  ["DELETE", "/applications/{app}", "delete_app", "ADMIN", "identity"],
  ["PUT", "/application/settings", "change_instance_settings", "ADMIN", "identity"],
  ["GET", "/admin/ci/variables/**", "read_variables", "READ", "secret"],
  ["POST|PUT|DELETE", "/admin/**", "change_instance_settings", "ADMIN", "identity"],
  ["POST", "/hooks", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/hooks/{hook}", "test_webhook", "WRITE", "other"],
  ["DELETE", "/hooks/{hook}", "delete_webhook", "ADMIN", "delete"],
  ["POST", "/snippets", "create_snippet", "WRITE", "share", { visibility: ["visibility"] }],
  ["PUT", "/snippets/{snippet}", "update_snippet", "WRITE", "share", { visibility: ["visibility"] }],
  ["DELETE", "/snippets/{snippet}", "delete_snippet", "WRITE", "delete"],
  ["POST", "/markdown", "render_markdown", "READ", "read"],
  ["POST", "/ci/lint", "lint_pipeline", "READ", "read"],
  ["POST", `${PROJECT}/ci/lint`, "lint_pipeline", "READ", "read"],
];

/** What lies outside `/api/v4`: GraphQL, tokens, and git itself. */
const OUTSIDE_REST: readonly OperationRow[] = [
  ["POST", "/graphql", "graphql", "WRITE", "code"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
  ["POST", "/oauth/revoke", "revoke_token", "ADMIN", "identity"],
  ["POST", "/{org}/{repo}/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{group}/{repo}/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-upload-pack", "fetch", "READ", "code"],
  ["POST", "/{org}/{group}/{repo}/git-upload-pack", "fetch", "READ", "code"],
];

const outsiders = tellOutsiders({
  opens: ["make_project_public"],
  strangers: ["add_member", "invite_member", "transfer_project", "transfer_group", "share_with_group"],
});

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { visibility, project } = naming.facts;
  if (visibility === "public") {
    if (naming.operation === "update_project" || naming.operation === "update_group") {
      const operation = naming.operation === "update_project" ? "make_project_public" : "make_group_public";
      return { ...naming, operation, category: "share", externalPrincipal: true };
    }
    if (naming.operation.endsWith("_snippet")) return { ...naming, externalPrincipal: true };
  }
  const slash = project?.lastIndexOf("/") ?? -1;
  const named = project !== undefined && slash > 0
    ? { ...naming, facts: { ...naming.facts, org: project.slice(0, slash), repo: project.slice(slash + 1) } }
    : naming;
  return outsiders(view, named, home);
}

export const GITLAB: Service = {
  tool: "gitlab",
  hosts: ["gitlab.com", "*.gitlab.com"],
  bases: ["/api/v4", "/api", ""],
  selfHosted: ["/api/v4", "/api/graphql"],
  operations: [...MEMBERS, ...PROJECTS, ...REPOSITORY, ...PIPELINES, ...ACCOUNTS, ...OUTSIDE_REST],
  refine,
};
