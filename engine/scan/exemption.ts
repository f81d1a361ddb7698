/** A secret has a home: where a value is authentication, and no leak. */
import type { ScanPart } from "../ports.ts";
import type { Rule } from "../rules/rule.ts";
import type { Leaf } from "../text/layer.ts";

/** Headers whose purpose is to carry a credential that the caller chose. */
const AUTH_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "api-key",
  "apikey",
  "x-api-key",
  "x-api-token",
  "x-auth-token",
  "x-auth-key",
  "x-auth-email",
  "x-access-token",
  "x-csrf-token",
  "x-xsrf-token",
  "x-goog-api-key",
  "x-amz-security-token",
  "x-amz-content-sha256",
  "x-functions-key",
  "x-figma-token",
  "x-gitlab-token",
  "x-vault-token",
  "x-shopify-access-token",
  "x-subscription-token",
  "ocp-apim-subscription-key",
  "private-token",
  "job-token",
  "deploy-token",
  "dd-api-key",
  "dd-application-key",
  "circle-token",
  "mcp-session-id",
]);

/** Names of fields by which a request authenticates itself. */
const AUTH_FIELDS: ReadonlySet<string> = new Set([
  "token",
  "key",
  "api_key",
  "apikey",
  "api-key",
  "access_token",
  "accesstoken",
  "refresh_token",
  "client_secret",
  "app_secret",
  "secret",
  "auth",
  "auth_token",
  "code",
  "assertion",
  "client_assertion",
  "subject_token",
  "actor_token",
  "id_token",
  "sig",
  "signature",
  "x-amz-signature",
  "x-amz-credential",
  "x-amz-security-token",
  "x-goog-signature",
  "x-goog-credential",
]);

/** Fields of a service's own API that are there to take a secret of this kind, which is no leak. */
const TAKEN: readonly { host: string; label: string; takes: (rule: Rule) => boolean }[] = [
  // The token that says where a deployment comes from: https://docs.github.com/en/rest/pages/pages#create-a-github-pages-deployment
  { host: "api.github.com", label: "oidc_token", takes: ({ id }) => id === "jwt" },
  // Leaked credentials of GitHub's own, to be revoked: https://docs.github.com/en/rest/credentials/revoke
  {
    host: "api.github.com",
    label: "credentials",
    takes: ({ homes }) => homes.some((home) => isHome(home, "api.github.com")),
  },
  // The password of a shared link: https://developer.box.com/reference/put-files-id--add-shared-link/
  { host: "api.box.com", label: "shared_link.password", takes: ({ rank }) => rank === 1 },
];

function isTaken(rule: Rule, leaf: Leaf, host: string): boolean {
  if (rule.class !== "SECRETS") return false;
  const fields = TAKEN.filter((field) => field.host === host && field.takes(rule));
  if (fields.length === 0) return false;
  const label = leaf.place.labelOf(leaf.index).toLowerCase();
  return fields.some((field) => label === field.label || label.endsWith(`.${field.label}`));
}

export function isAuthHeader(part: ScanPart): boolean {
  return part.kind === "header" && AUTH_HEADERS.has((part.name ?? "").toLowerCase());
}

/**
 * Whether a value that a rule found is authentication where it stands:
 * 1. a provider's own secret that goes to the provider, in a header, the URL, or a token field of the body;
 * 2. a credential of no known provider in a header or query field that is there for credentials;
 * 3. a secret in a field of the body by which the service's own API takes it.
 */
export function isAuthentication(
  rule: Rule,
  leaf: Leaf,
  call: { readonly part: ScanPart; readonly host: string },
): boolean {
  const { part, host } = call;
  if (part.kind === "body" && isTaken(rule, leaf, host)) return true;
  if (rule.homes.length > 0) {
    if (host === "" || !rule.homes.some((home) => isHome(home, host))) return false;
    return part.kind !== "body" || AUTH_FIELDS.has(fieldName(leaf));
  }
  if (isAuthHeader(part)) return true;
  return part.kind === "url" && rule.class === "SECRETS" && AUTH_FIELDS.has(fieldName(leaf));
}

/** Whether `host` is the home `pattern`: the same name, or for `*.example.com` any name below it. */
export function isHome(pattern: string, host: string): boolean {
  return pattern.startsWith("*.")
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
}

function fieldName(leaf: Leaf): string {
  const label = leaf.place.labelOf(leaf.index).toLowerCase();
  return label.slice(label.lastIndexOf(".") + 1);
}
