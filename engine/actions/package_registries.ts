/**
 * PyPI (https://docs.pypi.org/api/upload/) and Docker Hub (https://docs.docker.com/reference/api/hub/latest/), with the registry protocol
 * that images are pushed by (https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
 */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const PYPI_UPLOAD: readonly OperationRow[] = [["POST", "/legacy", "publish", "WRITE", "deploy"]];

const PYPI: readonly OperationRow[] = [
  ["POST", "/_/oidc/mint-token", "create_token", "ADMIN", "identity"],
  ["POST", "/_/oidc/{provider}/mint-token", "create_token", "ADMIN", "identity"],
  ["POST", "/manage/account/token/**", "change_token", "ADMIN", "identity"],
  ["POST", "/manage/account/**", "change_account", "ADMIN", "identity"],
  ["POST", "/manage/project/{package}/collaboration/**", "change_collaborators", "ADMIN", "share"],
  ["POST", "/manage/project/{package}/delete_project", "delete_project", "ADMIN", "destroy"],
  ["POST", "/manage/project/{package}/release/**", "change_release", "ADMIN", "destroy"],
  ["POST", "/manage/project/**", "change_project", "ADMIN", "config"],
  ["POST", "/pypi", "xmlrpc", "READ", "read"],
  ["GET", "/simple/**", "get_package", "READ", "read"],
  ["GET", "/pypi/{package}/**", "get_package", "READ", "read"],
];

/** The form of an upload has the package's name and version among its fields. */
function refineUpload({ text }: CallView, naming: Naming): Naming {
  const field = (name: string) =>
    new RegExp(`name="${name}"\\r?\\n\\r?\\n([^\\r\\n]{1,200})`).exec(text.slice(0, 65_536))?.[1];
  const [name, version] = [field("name"), field("version")];
  return {
    ...naming,
    facts: {
      ...naming.facts,
      ...(name !== undefined && { package: name }),
      ...(version !== undefined && { version }),
    },
  };
}

const REPO = "/v2/repositories/{org}/{repo}";
const NAMESPACE_REPO = "/v2/namespaces/{org}/repositories/{repo}";

const HUB: readonly OperationRow[] = [
  ["POST", "/v2/users/login", "log_in", "WRITE", "login"],
  ["POST", "/v2/auth/token", "log_in", "WRITE", "login"],
  ["GET", "/v2/access-tokens/**", "list_tokens", "READ", "read"],
  ["POST|PATCH|DELETE", "/v2/access-tokens/**", "change_token", "ADMIN", "identity"],
  ["POST", "/v2/orgs/{org}/access-tokens/**", "change_token", "ADMIN", "identity"],
  ["POST", "/v2/repositories", "create_repo", "WRITE", "other", { repo: ["name"], org: ["namespace"] }],
  ["POST", "/v2/namespaces/{org}/repositories", "create_repo", "WRITE", "other", { repo: ["name"] }],
  ["PATCH", REPO, "update_repo", "WRITE", "config"],
  ["POST|PATCH", `${REPO}/privacy`, "update_repo_privacy", "ADMIN", "share", { private: ["is_private"] }],
  ["DELETE", REPO, "delete_repo", "ADMIN", "destroy"],
  ["DELETE", NAMESPACE_REPO, "delete_repo", "ADMIN", "destroy"],
  ["DELETE", `${REPO}/tags/{tag}`, "delete_tag", "WRITE", "delete"],
  ["POST|PUT", `${REPO}/groups`, "grant_access", "ADMIN", "share"],
  ["PUT|POST", `${REPO}/collaborators/**`, "add_collaborator", "ADMIN", "share", { principal: ["user"] }],
  ["POST", `${REPO}/webhooks`, "create_webhook", "ADMIN", "share", { principal: ["webhooks[0].hook_url"] }],
  ["POST", "/v2/invites/bulk", "invite_members", "ADMIN", "share", { principal: ["invitees[*]"] }],
  ["PUT|DELETE", "/v2/orgs/{org}/members/{principal}", "change_member", "ADMIN", "identity"],
  ["POST", "/v2/orgs/{org}/groups/**", "change_group", "ADMIN", "identity"],
];

function refineHub(view: CallView, naming: Naming, home: HomeFacts): Naming {
  if (naming.operation === "update_repo_privacy") {
    return naming.facts["private"] === "false"
      ? { ...naming, operation: "make_repo_public", externalPrincipal: true }
      : naming;
  }
  return hubOutsiders(view, naming, home);
}

const hubOutsiders = tellOutsiders({ strangers: ["add_collaborator", "invite_members"] });

/** Images under two names (`acme/web`), one, or three. */
const IMAGES = ["/v2/{org}/{repo}", "/v2/{repo}", "/v2/{org}/*/{repo}"] as const;

const IMAGE_REGISTRY: readonly OperationRow[] = [
  ["GET", "/v2", "ping", "READ", "read"],
  ["GET", "/v2/_catalog", "list_repos", "READ", "read"],
  ["GET", "/token", "get_pull_token", "READ", "read"],
  ...IMAGES.flatMap((path): OperationRow[] => [
    ["GET", `${path}/manifests/{tag}`, "pull", "READ", "read"],
    ["GET", `${path}/blobs/{digest}`, "pull", "READ", "read"],
    ["GET", `${path}/tags/list`, "list_tags", "READ", "read"],
    ["PUT", `${path}/manifests/{tag}`, "push", "WRITE", "deploy"],
    ["POST|PATCH|PUT", `${path}/blobs/uploads/**`, "upload_layer", "WRITE", "code"],
    ["DELETE", `${path}/manifests/{tag}`, "delete_image", "WRITE", "destroy"],
    ["DELETE", `${path}/blobs/{digest}`, "delete_layer", "WRITE", "delete"],
  ]),
];

export const PACKAGE_REGISTRIES: readonly Service[] = [
  {
    tool: "pypi",
    hosts: ["upload.pypi.org", "test.pypi.org"],
    pathPrefixes: ["/legacy"],
    operations: PYPI_UPLOAD,
    refine: refineUpload,
  },
  { tool: "pypi", hosts: ["pypi.org", "test.pypi.org"], operations: PYPI, fallback: restReader() },
  {
    tool: "docker_hub",
    hosts: ["hub.docker.com"],
    operations: HUB,
    refine: refineHub,
    fallback: restReader({ whole: ["repositories", "orgs"] }),
  },
  {
    tool: "docker_hub",
    hosts: ["registry-1.docker.io", "index.docker.io", "auth.docker.io"],
    operations: IMAGE_REGISTRY,
    fallback: restReader(),
  },
  { tool: "ghcr", hosts: ["ghcr.io"], operations: IMAGE_REGISTRY, fallback: restReader() },
];
