/** GitHub's REST API (https://docs.github.com/rest), its GraphQL endpoint, and git over HTTPS. */
import type { CallView } from "../call_view.ts";
import { GITHUB_OPERATIONS } from "./github_operations.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, Service } from "./service.ts";

/** Whether a login is outside cannot be told from its name, so it is taken to be. */
const outsiders = tellOutsiders({
  opens: ["make_repo_public"],
  strangers: ["add_collaborator", "invite_member", "transfer_repo"],
});

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "update_repo" && makesPublic(view)) {
    return outsiders(view, { ...naming, operation: "make_repo_public", category: "share" }, home);
  }
  if (naming.operation === "create_gist" && naming.facts["public"] === "true") {
    return { ...naming, externalPrincipal: true };
  }
  const { repo } = naming.facts;
  // Over git's own protocol a repository may be called by the name of its folder.
  const named = repo?.endsWith(".git")
    ? { ...naming, facts: { ...naming.facts, repo: repo.slice(0, -4) } }
    : naming;
  return outsiders(view, named, home);
}

function makesPublic({ fields }: CallView): boolean {
  if (fields.kind !== "json" || typeof fields.value !== "object" || fields.value === null) return false;
  const { visibility, private: isPrivate } = fields.value as Record<string, unknown>;
  return visibility === "public" || isPrivate === false;
}

export const GITHUB: Service = {
  tool: "github",
  hosts: [
    "api.github.com",
    "uploads.github.com",
    "github.com",
    "gist.github.com",
    "codeload.github.com",
    "raw.githubusercontent.com",
    "*.ghe.com",
  ],
  // Enterprise Server has its API below a path: https://docs.github.com/enterprise-server/rest
  bases: ["", "/api/v3", "/api/uploads", "/api"],
  selfHosted: ["/api/v3", "/api/graphql", "/api/uploads"],
  operations: GITHUB_OPERATIONS,
  refine,
};
