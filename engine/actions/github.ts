/** GitHub's REST API (https://docs.github.com/rest), its GraphQL endpoint, and git over HTTPS. */
import type { CallView } from "../call_view.ts";
import { readName, snakeCase } from "./names.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const REPO = "/repos/{org}/{repo}";

const OPERATIONS: readonly OperationRow[] = [
  ["GET", `${REPO}/pulls`, "list_prs", "READ", "code"],
  ["POST", `${REPO}/pulls`, "create_pr", "WRITE", "code"],
  ["GET", `${REPO}/pulls/{number}`, "get_pr", "READ", "code"],
  ["PATCH", `${REPO}/pulls/{number}`, "update_pr", "WRITE", "code"],
  ["PUT", `${REPO}/pulls/{number}/merge`, "merge_pr", "WRITE", "code"],
  ["POST", `${REPO}/pulls/{number}/reviews`, "review_pr", "WRITE", "code"],
  ["POST", `${REPO}/pulls/{number}/comments`, "add_comment", "WRITE", "message"],
  ["POST", `${REPO}/merges`, "merge_branch", "WRITE", "code"],

  ["GET", `${REPO}/issues`, "list_issues", "READ", "code"],
  ["POST", `${REPO}/issues`, "create_issue", "WRITE", "message"],
  ["GET", `${REPO}/issues/{number}`, "get_issue", "READ", "code"],
  ["PATCH", `${REPO}/issues/{number}`, "update_issue", "WRITE", "message"],
  ["POST", `${REPO}/issues/{number}/comments`, "add_comment", "WRITE", "message"],
  ["PATCH", `${REPO}/issues/comments/{comment}`, "update_comment", "WRITE", "message"],
  ["DELETE", `${REPO}/issues/comments/{comment}`, "delete_comment", "WRITE", "delete"],

  ["PUT", `${REPO}/collaborators/{principal}`, "add_collaborator", "ADMIN", "share"],
  ["DELETE", `${REPO}/collaborators/{principal}`, "remove_collaborator", "ADMIN", "identity"],
  ["GET", `${REPO}/collaborators`, "list_collaborators", "READ", "read"],
  ["POST", "/orgs/{org}/invitations", "invite_member", "ADMIN", "share", {
    principal: ["email", "invitee_id"],
  }],
  ["PUT", "/orgs/{org}/memberships/{principal}", "invite_member", "ADMIN", "share"],
  ["DELETE", "/orgs/{org}/members/{principal}", "remove_member", "ADMIN", "identity"],
  ["PUT", "/orgs/{org}/teams/{team}/memberships/{principal}", "add_team_member", "ADMIN", "identity"],
  ["PUT", "/orgs/{org}/outside_collaborators/{principal}", "add_collaborator", "ADMIN", "share"],
  ["POST", `${REPO}/forks`, "fork_repo", "WRITE", "code"],
  ["POST", `${REPO}/transfer`, "transfer_repo", "ADMIN", "share", { principal: ["new_owner"] }],

  ["DELETE", REPO, "delete_repo", "ADMIN", "destroy"],
  ["DELETE", "/orgs/{org}", "delete_org", "ADMIN", "destroy"],
  ["PATCH", REPO, "update_repo", "ADMIN", "other", { visibility: ["visibility"], private: ["private"] }],
  ["GET", REPO, "get_repo", "READ", "code"],
  ["GET", "/orgs/{org}/repos", "list_repos", "READ", "code"],
  ["GET", "/user/repos", "list_repos", "READ", "code"],
  ["POST", "/orgs/{org}/repos", "create_repo", "ADMIN", "code", { repo: ["name"] }],
  ["POST", "/user/repos", "create_repo", "ADMIN", "code", { repo: ["name"] }],

  ["GET", `${REPO}/contents/**`, "get_contents", "READ", "code"],
  ["PUT", `${REPO}/contents/**`, "put_contents", "WRITE", "code", { branch: ["branch"] }],
  ["DELETE", `${REPO}/contents/**`, "delete_contents", "WRITE", "delete", { branch: ["branch"] }],
  ["POST", `${REPO}/git/commits`, "create_commit", "WRITE", "code"],
  ["POST", `${REPO}/git/refs`, "create_ref", "WRITE", "code", { branch: ["ref"] }],
  ["PATCH", `${REPO}/git/refs/**`, "update_ref", "WRITE", "code", { force: ["force"] }],
  ["DELETE", `${REPO}/git/refs/**`, "delete_ref", "WRITE", "delete"],
  [
    "PUT|DELETE|PATCH|POST",
    `${REPO}/branches/{branch}/protection/**`,
    "change_branch_protection",
    "ADMIN",
    "identity",
  ],

  ["PUT", `${REPO}/actions/secrets/{secret}`, "put_secret", "ADMIN", "identity"],
  ["DELETE", `${REPO}/actions/secrets/{secret}`, "delete_secret", "ADMIN", "identity"],
  ["POST", `${REPO}/actions/workflows/{workflow}/dispatches`, "run_workflow", "WRITE", "deploy"],
  ["POST", `${REPO}/dispatches`, "run_workflow", "WRITE", "deploy"],
  ["POST", `${REPO}/deployments`, "create_deployment", "WRITE", "deploy"],
  ["POST", `${REPO}/releases`, "create_release", "WRITE", "deploy"],
  ["DELETE", `${REPO}/releases/{release}`, "delete_release", "WRITE", "delete"],
  ["POST", `${REPO}/keys`, "add_deploy_key", "ADMIN", "identity"],
  ["POST", "/user/keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/user/ssh_signing_keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/user/gpg_keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", `${REPO}/hooks`, "create_webhook", "ADMIN", "share", { principal: ["config.url"] }],
  ["POST", "/orgs/{org}/hooks", "create_webhook", "ADMIN", "share", { principal: ["config.url"] }],

  ["POST", "/gists", "create_gist", "WRITE", "share"],
  ["PATCH", "/gists/{gist}", "update_gist", "WRITE", "share"],
  ["DELETE", "/gists/{gist}", "delete_gist", "WRITE", "delete"],
  ["GET", "/search/**", "search", "READ", "read"],
  ["POST", "/graphql", "graphql", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-receive-pack", "push", "WRITE", "code"],
  ["POST", "/{org}/{repo}/git-upload-pack", "fetch", "READ", "code"],
];

/** Operations that bring someone in; whether a login is outside cannot be told from its name, so it is taken to be. */
const BRINGS_IN = new Set(["add_collaborator", "invite_member", "transfer_repo"]);

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "graphql") return readGraphql(view, naming);
  if (naming.operation === "update_repo" && makesPublic(view)) {
    return { ...naming, operation: "make_repo_public", category: "share", externalPrincipal: true };
  }
  if (!BRINGS_IN.has(naming.operation)) return naming;
  const principal = naming.facts["principal"];
  const external = principal?.includes("@") ? isExternalAddress(principal, home) : true;
  return { ...naming, ...(external !== undefined && { externalPrincipal: external }) };
}

function makesPublic({ fields }: CallView): boolean {
  if (fields.kind !== "json" || typeof fields.value !== "object" || fields.value === null) return false;
  const { visibility, private: isPrivate } = fields.value as Record<string, unknown>;
  return visibility === "public" || isPrivate === false;
}

/** Mutations are named after what they do (`deleteRepository`, `addComment`); the gravest of a document counts. */
function readGraphql(view: CallView, naming: Naming): Naming {
  const { fields } = view;
  const document = fields.kind === "json" && typeof fields.value === "object" && fields.value !== null
    ? (fields.value as Record<string, unknown>)["query"]
    : undefined;
  if (typeof document !== "string") return naming;
  if (!/\bmutation\b/.test(document)) {
    return { ...naming, operation: "graphql_query", verb: "READ", category: "read" };
  }
  const names = document.match(/\b[a-z]+(?:[A-Z][A-Za-z0-9]*)+(?=\s{0,20}\()/g) ?? [];
  const readings = names.slice(0, 200).map((name) => ({ name, ...readName(name) }));
  const gravest = readings.find(({ category }) => category === "destroy") ??
    readings.find(({ verb }) => verb === "ADMIN") ??
    readings.find(({ category }) => category === "delete" || category === "share") ??
    readings[0];
  if (gravest === undefined) return { ...naming, operation: "graphql_mutation" };
  return { ...naming, operation: snakeCase(gravest.name), verb: gravest.verb, category: gravest.category };
}

export const GITHUB: Service = {
  tool: "github",
  hosts: ["api.github.com", "uploads.github.com", "github.com", "raw.githubusercontent.com"],
  operations: OPERATIONS,
  refine,
};
