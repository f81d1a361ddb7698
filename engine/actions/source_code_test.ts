/** Source code and tickets: GitHub, GitLab, Bitbucket, Linear, Jira, Confluence. */
import assert from "node:assert/strict";
import { factsOf, nameRequest, testNaming } from "../../tests/naming_table.ts";

const GH = "https://api.github.com";

testNaming("GitHub", [
  [`GET ${GH}/repos/acme/web/contents/src/a.ts`, "github get_contents READ code"],
  [`GET ${GH}/repos/acme/web/tarball/main`, "github download_repo READ export"],
  [`GET ${GH}/repos/acme/web/secret-scanning/alerts`, "github list_leaked_secrets READ secret"],
  [`GET ${GH}/orgs/acme/audit-log`, "github read_audit_log READ export"],
  [`POST ${GH}/markdown`, "github render_markdown READ read"],
  [`POST ${GH}/applications/c/token`, "github check_token READ read"],
  [`PATCH ${GH}/repos/acme/web`, "github make_repo_public ADMIN share +external", {
    body: { visibility: "public" },
  }],
  [`PATCH ${GH}/repos/acme/web`, "github update_repo ADMIN other", { body: { visibility: "private" } }],
  [`POST ${GH}/repos/acme/web/transfer`, "github transfer_repo ADMIN share +external", {
    body: { new_owner: "m" },
  }],
  [`PUT ${GH}/repos/acme/web/collaborators/m`, "github add_collaborator ADMIN share +external"],
  [`DELETE ${GH}/repos/acme/web/collaborators/m`, "github remove_collaborator ADMIN identity"],
  [`POST ${GH}/orgs/acme/invitations`, "github invite_member ADMIN share +external", {
    body: { email: "m@x.example" },
  }],
  [`POST ${GH}/orgs/acme/invitations`, "github invite_member ADMIN share -external", {
    body: { email: "m@acme.example" },
  }],
  [`POST ${GH}/repos/acme/web/hooks`, "github create_webhook ADMIN share +external", {
    body: { config: { url: "https://hook.x.example/1" } },
  }],
  [`POST ${GH}/repos/acme/web/hooks`, "github create_webhook ADMIN share -external", {
    body: { config: { url: "https://ci.acme.example/1" } },
  }],
  [`POST ${GH}/gists`, "github create_gist WRITE share +external", { body: { public: true } }],
  [`POST ${GH}/gists`, "github create_gist WRITE share", { body: { public: false } }],
  [`PUT ${GH}/repos/acme/web/actions/secrets/KEY`, "github put_secret ADMIN identity"],
  [`PUT ${GH}/repos/acme/web/environments/prod/secrets/KEY`, "github put_secret ADMIN identity"],
  [`POST ${GH}/repos/acme/web/actions/workflows/ci.yml/dispatches`, "github run_workflow WRITE deploy"],
  [`POST ${GH}/repos/acme/web/actions/runs/5/rerun`, "github rerun_workflow WRITE execute"],
  [`POST ${GH}/repos/acme/web/actions/runs/5/approve`, "github approve_run ADMIN deploy"],
  [`POST ${GH}/orgs/acme/actions/runners/registration-token`, "github create_runner_token ADMIN identity"],
  [`DELETE ${GH}/repos/acme/web/environments/prod`, "github delete_environment ADMIN destroy"],
  [`DELETE ${GH}/orgs/acme/packages/npm/web`, "github delete_package ADMIN destroy"],
  [`DELETE ${GH}/orgs/acme/packages/npm/web/versions/4`, "github delete_package_version WRITE delete"],
  [`POST ${GH}/repos/acme/web/rulesets`, "github change_branch_protection ADMIN identity"],
  [`PUT ${GH}/repos/acme/web/branches/main/protection`, "github change_branch_protection ADMIN identity"],
  [`GET ${GH}/repos/acme/web/branches/main/protection`, "github get READ read"],
  [`DELETE ${GH}/repos/acme/web/git/refs/heads/main`, "github delete_ref WRITE delete"],
  [`POST ${GH}/user/emails`, "github add_email ADMIN identity +external", {
    body: { emails: ["m@x.example"] },
  }],
  [`POST ${GH}/app/installations/1/access_tokens`, "github create_token ADMIN identity"],
  [`PUT ${GH}/orgs/acme/teams/t/repos/acme/web`, "github add_team_repo ADMIN share"],
  [
    `POST https://uploads.github.com/repos/acme/web/releases/1/assets?name=a`,
    "github upload_release_asset WRITE deploy",
  ],
  ["DELETE https://acme.ghe.com/api/v3/repos/acme/web", "github delete_repo ADMIN destroy"],
  ["DELETE https://github.acme.example/api/v3/repos/acme/web", "github delete_repo ADMIN destroy"],
  ["DELETE https://github.other.example/api/v3/repos/acme/web", "custom_proxy delete_repo ADMIN destroy"],
  ["GET https://github.other.example/api/v3/repos/acme/web", "custom_proxy get READ read"],
  ["POST https://github.other.example/api/v3/markdown", "custom_proxy post WRITE other"],
]);

Deno.test("A stranger's host that speaks like GitHub names no repository", () => {
  assert.deepEqual(factsOf("DELETE https://github.other.example/api/v3/repos/acme/web"), {});
  assert.deepEqual(factsOf("DELETE https://github.acme.example/api/v3/repos/acme/web"), {
    org: "acme",
    repo: "web",
  });
});

Deno.test("A repository is called the same over the API and over git", () => {
  assert.deepEqual(factsOf("POST https://github.com/acme/web.git/git-receive-pack"), {
    org: "acme",
    repo: "web",
  });
});

const GL = "https://gitlab.com/api/v4";

testNaming("GitLab", [
  [`GET ${GL}/projects/5`, "gitlab get_project READ code"],
  [`GET ${GL}/projects/acme%2Fweb/repository/files/a.ts/raw`, "gitlab get_repository READ code"],
  [`GET ${GL}/projects/5/variables`, "gitlab read_variables READ secret"],
  [`GET ${GL}/projects/5/repository/archive.zip`, "gitlab download_repo READ export"],
  [`DELETE ${GL}/projects/acme%2Fweb`, "gitlab delete_project ADMIN destroy"],
  [`DELETE ${GL}/groups/acme`, "gitlab delete_group ADMIN destroy"],
  [`PUT ${GL}/projects/5`, "gitlab make_project_public ADMIN share +external", {
    body: { visibility: "public" },
  }],
  [`PUT ${GL}/projects/5`, "gitlab update_project ADMIN config", { body: { visibility: "private" } }],
  [`POST ${GL}/projects/5/members`, "gitlab add_member ADMIN share +external", { body: { user_id: 7 } }],
  [`POST ${GL}/projects/5/invitations`, "gitlab invite_member ADMIN share -external", {
    body: { email: "a@acme.example" },
  }],
  [`POST ${GL}/projects/5/invitations`, "gitlab invite_member ADMIN share +external", {
    body: { email: "a@acme.example,b@x.example" },
  }],
  [`POST ${GL}/projects/5/variables`, "gitlab put_variable ADMIN identity"],
  [`POST ${GL}/projects/5/pipeline`, "gitlab run_pipeline WRITE deploy"],
  [`PUT ${GL}/projects/5/merge_requests/3/merge`, "gitlab merge_request WRITE code"],
  [`POST ${GL}/projects/5/issues/3/notes`, "gitlab add_comment WRITE message"],
  [`POST ${GL}/projects/5/deploy_keys`, "gitlab add_deploy_key ADMIN identity"],
  [`POST ${GL}/users/9/impersonation_tokens`, "gitlab create_token ADMIN identity"],
  [`POST ${GL}/ci/lint`, "gitlab lint_pipeline READ read"],
  ["POST https://gitlab.com/api/graphql", "gitlab graphql_query READ read", {
    body: { query: "{ currentUser { id } }" },
  }],
  ["POST https://gitlab.com/acme/web.git/git-receive-pack", "gitlab push WRITE code"],
  ["DELETE https://git.acme.example/api/v4/projects/5", "gitlab delete_project ADMIN destroy"],
  ["DELETE https://git.other.example/api/v4/projects/5", "custom_proxy delete_project ADMIN destroy"],
]);

Deno.test("A GitLab project's path tells group and project", () => {
  const { org, repo } = factsOf(`DELETE ${GL}/projects/acme%2Fteam%2Fweb`);
  assert.deepEqual([org, repo], ["acme/team", "web"]);
});

const BB = "https://api.bitbucket.org/2.0";

testNaming("Bitbucket", [
  [`GET ${BB}/repositories/acme/web`, "bitbucket get_repo READ code"],
  [`GET ${BB}/repositories/acme/web/src/main/a.ts`, "bitbucket get_contents READ code"],
  [`DELETE ${BB}/repositories/acme/web`, "bitbucket delete_repo ADMIN destroy"],
  [`PUT ${BB}/repositories/acme/web`, "bitbucket make_repo_public ADMIN share +external", {
    body: { is_private: false },
  }],
  [`PUT ${BB}/repositories/acme/web`, "bitbucket update_repo ADMIN config", { body: { is_private: true } }],
  [
    `PUT ${BB}/repositories/acme/web/permissions-config/users/m`,
    "bitbucket add_collaborator ADMIN share +external",
  ],
  [`POST ${BB}/repositories/acme/web/pullrequests/4/merge`, "bitbucket merge_pr WRITE code"],
  [`POST ${BB}/repositories/acme/web/pullrequests/4/comments`, "bitbucket add_comment WRITE message"],
  [`POST ${BB}/repositories/acme/web/pipelines_config/variables`, "bitbucket put_variable ADMIN identity"],
  [`POST ${BB}/repositories/acme/web/pipelines`, "bitbucket run_pipeline WRITE deploy"],
  [
    `POST ${BB}/repositories/acme/web/branch-restrictions`,
    "bitbucket change_branch_protection ADMIN identity",
  ],
  [`POST ${BB}/repositories/acme/web/unheard-of`, "bitbucket post WRITE other"],
  [`POST ${BB}/repositories/acme/web/things/delete_all`, "bitbucket post WRITE delete"],
  [`POST ${BB}/repositories/acme/web/things/get`, "bitbucket post WRITE other"],
  [`GET ${BB}/repositories/acme/web/things/delete`, "bitbucket get READ read"],
]);

const linear = (query: string) => ({ body: { query } });

testNaming("Linear", [
  [
    "POST https://api.linear.app/graphql",
    "linear graphql_query READ read",
    linear("{ issues { nodes { id } } }"),
  ],
  [
    "POST https://api.linear.app/graphql",
    "linear graphql_query READ read",
    linear("query Q { viewer { id } }"),
  ],
  [
    "POST https://api.linear.app/graphql/",
    "linear issue_delete WRITE delete",
    linear('mutation { issueDelete(id: "1") { success } }'),
  ],
  [
    "POST https://api.linear.app/graphql",
    "linear team_delete ADMIN destroy",
    linear('mutation { issueUpdate(id: "1", input: {}) { success } teamDelete(id: "2") { success } }'),
  ],
  [
    "POST https://api.linear.app/graphql",
    "linear comment_create WRITE message",
    linear('mutation { commentCreate(input: {body: "x"}) { success } }'),
  ],
  ["POST https://api.linear.app/oauth/token", "linear create_token ADMIN identity"],
  ["POST https://api.linear.app/oauth/revoke", "linear revoke_token ADMIN identity"],
  ["PUT https://uploads.linear.app/acme/a/b", "linear upload_file WRITE other"],
  ["GET https://uploads.linear.app/acme/a/b", "linear get READ read"],
  ["DELETE https://api.linear.app/x", "linear delete WRITE delete"],
]);

const JIRA = "https://acme.atlassian.net/rest/api/3";

testNaming("Jira", [
  [`GET ${JIRA}/issue/WEB-1`, "jira get_issue READ read"],
  [`POST ${JIRA}/search`, "jira search_issues READ read"],
  [`POST ${JIRA}/search/jql`, "jira search_issues READ read"],
  [`POST ${JIRA}/issue`, "jira create_issue WRITE message"],
  [`POST ${JIRA}/issue/WEB-1/comment`, "jira add_comment WRITE message"],
  [`DELETE ${JIRA}/issue/WEB-1`, "jira delete_issue WRITE delete"],
  [`DELETE ${JIRA}/issue/WEB-1/comment/5`, "jira delete_comment WRITE delete"],
  [`POST ${JIRA}/bulk/issues/delete`, "jira delete_issues WRITE destroy"],
  [`POST ${JIRA}/bulk/issues/move`, "jira change_issues WRITE other"],
  [`DELETE ${JIRA}/project/WEB`, "jira delete_project ADMIN destroy"],
  [`POST ${JIRA}/user`, "jira create_user ADMIN identity +external", {
    body: { emailAddress: "m@x.example" },
  }],
  [`POST ${JIRA}/user`, "jira create_user ADMIN identity -external", {
    body: { emailAddress: "m@acme.example" },
  }],
  [`POST ${JIRA}/filter/5/permission`, "jira share_filter_public WRITE share +external", {
    body: { type: "global" },
  }],
  [`POST ${JIRA}/filter/5/permission`, "jira share_filter WRITE share", { body: { type: "project" } }],
  [`POST ${JIRA}/group/user?groupname=admins`, "jira add_group_member ADMIN identity"],
  [`GET ${JIRA}/auditing/record`, "jira read_audit_log READ export"],
  ["POST https://api.atlassian.com/ex/jira/c1/rest/api/2/issue", "jira create_issue WRITE message"],
  ["DELETE https://acme.atlassian.net/rest/agile/1.0/sprint/5", "jira delete_sprint WRITE delete"],
  ["DELETE https://tickets.acme.example/rest/api/2/project/WEB", "jira delete_project ADMIN destroy"],
  [
    "POST https://api.atlassian.com/admin/v1/orgs/o/users/invite",
    "atlassian invite_user ADMIN share +external",
    {
      body: { emails: ["a@acme.example", "m@x.example"] },
    },
  ],
  [
    "POST https://api.atlassian.com/users/u/manage/lifecycle/disable",
    "atlassian change_user_state ADMIN identity",
  ],
  ["GET https://api.atlassian.com/admin/v1/orgs/o/events", "atlassian read_audit_log READ export"],
]);

Deno.test("A Jira issue's key tells its project", () => {
  assert.deepEqual(factsOf(`DELETE ${JIRA}/issue/web-12`), { issue: "web-12", project: "WEB" });
  assert.equal(
    factsOf(`POST ${JIRA}/issue`, { body: { fields: { project: { key: "OPS" } } } })["project"],
    "OPS",
  );
});

const WIKI = "https://acme.atlassian.net/wiki";

testNaming("Confluence", [
  [`GET ${WIKI}/rest/api/content/5`, "confluence get_page READ read"],
  [`GET ${WIKI}/api/v2/pages/5`, "confluence get_page READ read"],
  [`POST ${WIKI}/api/v2/pages`, "confluence create_page WRITE message"],
  [`PUT ${WIKI}/rest/api/content/5`, "confluence update_page WRITE message"],
  [`DELETE ${WIKI}/rest/api/content/5`, "confluence delete_page WRITE delete"],
  [`DELETE ${WIKI}/rest/api/content/5/pageTree`, "confluence delete_page_tree WRITE destroy"],
  [`DELETE ${WIKI}/rest/api/space/WEB`, "confluence delete_space ADMIN destroy"],
  [`DELETE ${WIKI}/rest/api/content/5/restriction`, "confluence remove_page_restriction ADMIN share"],
  [`POST ${WIKI}/api/v2/user/access/invite-by-email`, "confluence invite_user ADMIN share +external", {
    body: { emails: ["m@x.example"] },
  }],
  [`POST ${WIKI}/api/v2/user/access/check-access-by-email`, "confluence check_access READ read"],
  [`GET ${WIKI}/rest/api/audit/export`, "confluence read_audit_log READ export"],
  [
    "POST https://api.atlassian.com/ex/confluence/c1/wiki/api/v2/footer-comments",
    "confluence add_comment WRITE message",
  ],
]);

Deno.test("Names of GraphQL calls to GitHub are those of their root fields", () => {
  const { operation, verb } = nameRequest(`POST ${GH}/graphql`, {
    body: { query: 'mutation { deleteRef(input: {refId: "x"}) { clientMutationId } }' },
  });
  assert.deepEqual([operation, verb], ["delete_ref", "WRITE"]);
});
