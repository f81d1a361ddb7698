/** Bitbucket Cloud's REST API, version 2 (https://developer.atlassian.com/cloud/bitbucket/rest/), and git over HTTPS. */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const REPO = "/repositories/{org}/{repo}";
const WORKSPACE = "/workspaces/{org}";
const PROJECT = `${WORKSPACE}/projects/{project}`;
const HOOK = { principal: ["url"] };

const OPERATIONS: readonly OperationRow[] = [
  ["GET", REPO, "get_repo", "READ", "code"],
  ["GET", "/repositories/{org}", "list_repos", "READ", "code"],
  ["POST", REPO, "create_repo", "ADMIN", "code", { private: ["is_private"] }],
  ["PUT", REPO, "update_repo", "ADMIN", "config", { private: ["is_private"] }],
  ["DELETE", REPO, "delete_repo", "ADMIN", "destroy"],
  ["POST", `${REPO}/forks`, "fork_repo", "WRITE", "code", { principal: ["workspace.slug"] }],
  ["GET", `${REPO}/src/**`, "get_contents", "READ", "code"],
  ["POST", `${REPO}/src`, "create_commit", "WRITE", "code", { branch: ["branch"] }],
  ["POST", `${REPO}/refs/branches`, "create_ref", "WRITE", "code", { branch: ["name"] }],
  ["POST", `${REPO}/refs/tags`, "create_ref", "WRITE", "code"],
  ["DELETE", `${REPO}/refs/**`, "delete_ref", "WRITE", "delete"],
  ["POST|PUT|DELETE", `${REPO}/branch-restrictions/**`, "change_branch_protection", "ADMIN", "identity"],
  ["PUT|POST|DELETE", `${REPO}/branching-model/**`, "change_branch_protection", "ADMIN", "config"],
  ["PUT|DELETE", `${REPO}/default-reviewers/{principal}`, "change_reviewers", "ADMIN", "config"],
  ["PUT", `${REPO}/permissions-config/users/{principal}`, "add_collaborator", "ADMIN", "share", {
    role: ["permission"],
  }],
  ["PUT", `${REPO}/permissions-config/groups/{principal}`, "add_group", "ADMIN", "share", {
    role: ["permission"],
  }],
  ["DELETE", `${REPO}/permissions-config/{kind}/{principal}`, "remove_collaborator", "ADMIN", "identity"],
  ["PUT", `${PROJECT}/permissions-config/users/{principal}`, "add_collaborator", "ADMIN", "share", {
    role: ["permission"],
  }],
  ["PUT", `${PROJECT}/permissions-config/groups/{principal}`, "add_group", "ADMIN", "share"],
  ["DELETE", `${PROJECT}/permissions-config/{kind}/{principal}`, "remove_collaborator", "ADMIN", "identity"],
  ["POST|PUT", `${REPO}/deploy-keys/**`, "add_deploy_key", "ADMIN", "identity"],
  ["DELETE", `${REPO}/deploy-keys/{key}`, "delete_deploy_key", "ADMIN", "identity"],
  ["POST", `${PROJECT}/deploy-keys`, "add_deploy_key", "ADMIN", "identity"],
  ["POST", `${REPO}/hooks`, "create_webhook", "ADMIN", "share", HOOK],
  ["PUT", `${REPO}/hooks/{hook}`, "update_webhook", "ADMIN", "share", HOOK],
  ["DELETE", `${REPO}/hooks/{hook}`, "delete_webhook", "ADMIN", "delete"],
  ["POST", `${WORKSPACE}/hooks`, "create_webhook", "ADMIN", "share", HOOK],
  ["PUT", `${WORKSPACE}/hooks/{hook}`, "update_webhook", "ADMIN", "share", HOOK],
  ["DELETE", `${WORKSPACE}/hooks/{hook}`, "delete_webhook", "ADMIN", "delete"],

  ["GET", `${REPO}/pullrequests/**`, "get_pr", "READ", "code"],
  ["POST", `${REPO}/pullrequests`, "create_pr", "WRITE", "code"],
  ["PUT", `${REPO}/pullrequests/{number}`, "update_pr", "WRITE", "code"],
  ["POST", `${REPO}/pullrequests/{number}/merge`, "merge_pr", "WRITE", "code"],
  ["POST", `${REPO}/pullrequests/{number}/decline`, "decline_pr", "WRITE", "code"],
  ["POST|DELETE", `${REPO}/pullrequests/{number}/approve`, "review_pr", "WRITE", "code"],
  ["POST|DELETE", `${REPO}/pullrequests/{number}/request-changes`, "review_pr", "WRITE", "code"],
  ["POST", `${REPO}/pullrequests/{number}/comments`, "add_comment", "WRITE", "message"],
  ["PUT", `${REPO}/pullrequests/{number}/comments/{comment}`, "update_comment", "WRITE", "message"],
  ["DELETE", `${REPO}/pullrequests/{number}/comments/{comment}`, "delete_comment", "WRITE", "delete"],
  ["POST|PUT", `${REPO}/pullrequests/{number}/tasks/**`, "write_task", "WRITE", "message"],
  ["POST", `${REPO}/commit/{sha}/comments`, "add_comment", "WRITE", "message"],
  ["POST|PUT", `${REPO}/commit/{sha}/statuses/**`, "set_commit_status", "WRITE", "code"],
  ["POST", `${REPO}/issues`, "create_issue", "WRITE", "message"],
  ["PUT", `${REPO}/issues/{number}`, "update_issue", "WRITE", "message"],
  ["DELETE", `${REPO}/issues/{number}`, "delete_issue", "WRITE", "delete"],
  ["POST", `${REPO}/issues/{number}/comments`, "add_comment", "WRITE", "message"],
  ["POST", `${REPO}/issues/export`, "export_issues", "WRITE", "export"],
  ["POST", `${REPO}/downloads`, "upload_download", "WRITE", "deploy"],
  ["DELETE", `${REPO}/downloads/{file}`, "delete_download", "WRITE", "delete"],

  ["POST", `${REPO}/pipelines`, "run_pipeline", "WRITE", "deploy", { branch: ["target.ref_name"] }],
  ["POST", `${REPO}/pipelines/{pipeline}/stoppipeline`, "cancel_pipeline", "WRITE", "execute"],
  ["POST|PUT", `${REPO}/pipelines_config/variables/**`, "put_variable", "ADMIN", "identity"],
  ["DELETE", `${REPO}/pipelines_config/variables/{variable}`, "delete_variable", "ADMIN", "identity"],
  ["POST|PUT|DELETE", `${REPO}/pipelines_config/ssh/**`, "change_pipeline_keys", "ADMIN", "identity"],
  ["POST|PUT|DELETE", `${REPO}/pipelines_config/schedules/**`, "change_schedule", "WRITE", "execute"],
  ["POST|PUT|DELETE", `${REPO}/pipelines_config/**`, "change_pipeline_settings", "ADMIN", "config"],
  ["POST|PUT|DELETE", `${WORKSPACE}/pipelines-config/variables/**`, "put_variable", "ADMIN", "identity"],
  [
    "POST|PUT|DELETE",
    `${REPO}/deployments_config/environments/{environment}/variables/**`,
    "put_variable",
    "ADMIN",
    "identity",
  ],
  ["POST", `${REPO}/environments`, "create_environment", "ADMIN", "config"],
  ["DELETE", `${REPO}/environments/{environment}`, "delete_environment", "ADMIN", "destroy"],

  ["POST", `${WORKSPACE}/projects`, "create_project", "ADMIN", "config", { private: ["is_private"] }],
  ["PUT", PROJECT, "update_project", "ADMIN", "config", { private: ["is_private"] }],
  ["DELETE", PROJECT, "delete_project", "ADMIN", "destroy"],
  ["POST|PUT", "/snippets/**", "write_snippet", "WRITE", "share", { private: ["is_private"] }],
  ["DELETE", "/snippets/{org}/{snippet}", "delete_snippet", "WRITE", "delete"],
  ["POST|PUT", "/users/{principal}/ssh-keys/**", "add_ssh_key", "ADMIN", "identity"],
  ["DELETE", "/users/{principal}/ssh-keys/{key}", "delete_ssh_key", "ADMIN", "identity"],
  ["POST", "/site/oauth2/access_token", "create_token", "ADMIN", "identity"],
  ["POST", "/{org}/{repo}/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-upload-pack", "fetch", "READ", "code"],
];

const outsiders = tellOutsiders({ strangers: ["add_collaborator"] });

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if (facts["private"] === "false" && naming.verb !== "READ") {
    if (operation === "update_repo" || operation === "update_project") {
      const opened = operation === "update_repo" ? "make_repo_public" : "make_project_public";
      return { ...naming, operation: opened, category: "share", externalPrincipal: true };
    }
    if (operation === "write_snippet") return { ...naming, externalPrincipal: true };
  }
  return outsiders(view, naming, home);
}

export const BITBUCKET: Service = {
  tool: "bitbucket",
  hosts: ["api.bitbucket.org", "bitbucket.org"],
  bases: ["/2.0", "/!api/2.0", "/1.0", ""],
  operations: OPERATIONS,
  refine,
};
