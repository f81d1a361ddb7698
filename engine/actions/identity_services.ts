/** Services that hold who may sign in: Okta and Auth0. Nearly every change is one of identity. */
import type { CallView } from "../call_view.ts";
import { tellOutsiders } from "./outsiders.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const USER = "/users/{principal}";

/** https://developer.okta.com/docs/api/ */
const OKTA: readonly OperationRow[] = [
  ["GET", "/users/**", "get_user", "READ", "read"],
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["profile.email", "profile.login"] }],
  ["POST", `${USER}/lifecycle/activate`, "activate_user", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/deactivate`, "deactivate_user", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/suspend`, "suspend_user", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/reset_password`, "reset_password", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/expire_password/**`, "reset_password", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/reset_factors`, "reset_mfa", "ADMIN", "identity"],
  ["POST", `${USER}/lifecycle/{act}`, "change_user_state", "ADMIN", "identity"],
  ["POST", `${USER}/credentials/**`, "change_password", "ADMIN", "identity"],
  ["POST", `${USER}/roles`, "assign_role", "ADMIN", "identity", { role: ["type", "role"] }],
  ["DELETE", `${USER}/roles/**`, "remove_role", "ADMIN", "identity"],
  ["PUT", `${USER}/roles/**`, "assign_role", "ADMIN", "identity"],
  ["POST", `${USER}/factors/**`, "change_mfa", "ADMIN", "identity"],
  ["DELETE", `${USER}/factors/**`, "reset_mfa", "ADMIN", "identity"],
  ["DELETE", `${USER}/sessions`, "reset_sessions", "ADMIN", "identity"],
  ["DELETE", `${USER}/grants/**`, "revoke_token", "ADMIN", "identity"],
  ["DELETE", `${USER}/clients/**`, "revoke_token", "ADMIN", "identity"],
  ["POST|PUT", USER, "update_user", "ADMIN", "identity", {
    email: ["profile.email"],
  }],
  ["DELETE", USER, "delete_user", "ADMIN", "destroy"],
  ["POST", "/groups", "create_group", "ADMIN", "identity", { group: ["profile.name"] }],
  ["POST", "/groups/rules/**", "change_group_rules", "ADMIN", "identity"],
  ["PUT", "/groups/rules/{rule}", "change_group_rules", "ADMIN", "identity"],
  ["DELETE", "/groups/rules/{rule}", "change_group_rules", "ADMIN", "identity"],
  ["PUT", "/groups/{group}/users/{principal}", "add_group_member", "ADMIN", "identity"],
  ["DELETE", "/groups/{group}/users/{principal}", "remove_group_member", "ADMIN", "identity"],
  ["POST", "/groups/{group}/roles", "assign_role", "ADMIN", "identity", { role: ["type", "role"] }],
  ["DELETE", "/groups/{group}/roles/**", "remove_role", "ADMIN", "identity"],
  ["PUT|POST", "/groups/{group}/**", "update_group", "ADMIN", "identity"],
  ["DELETE", "/groups/{group}", "delete_group", "ADMIN", "destroy"],
  ["POST", "/apps", "create_app", "ADMIN", "identity", { app: ["label", "name"] }],
  ["PUT|POST", "/apps/{app}/users/**", "assign_app", "ADMIN", "identity", { principal: ["id"] }],
  ["PUT", "/apps/{app}/groups/{group}", "assign_app", "ADMIN", "identity"],
  ["DELETE", "/apps/{app}/users/{principal}", "unassign_app", "ADMIN", "identity"],
  ["DELETE", "/apps/{app}/groups/{group}", "unassign_app", "ADMIN", "identity"],
  ["POST", "/apps/{app}/credentials/**", "create_app_secret", "ADMIN", "identity"],
  ["POST", "/apps/{app}/lifecycle/{act}", "change_app_state", "ADMIN", "identity"],
  ["PUT|POST", "/apps/{app}/**", "update_app", "ADMIN", "identity"],
  ["DELETE", "/apps/{app}", "delete_app", "ADMIN", "destroy"],
  ["POST|PUT|DELETE", "/policies/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/authenticators/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/zones/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/behaviors/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/trustedOrigins/**", "change_access_policies", "ADMIN", "identity"],
  ["POST|PUT|DELETE", "/authorizationServers/**", "change_authorization_server", "ADMIN", "identity"],
  ["POST", "/idps", "create_identity_provider", "ADMIN", "identity"],
  ["PUT|POST|DELETE", "/idps/**", "change_identity_provider", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", "/iam/**", "change_roles", "ADMIN", "identity"],
  ["POST", "/api-tokens", "create_token", "ADMIN", "identity"],
  ["DELETE", "/api-tokens/{token}", "revoke_token", "ADMIN", "identity"],
  ["POST", "/eventHooks", "create_webhook", "ADMIN", "share", { principal: ["channel.config.uri"] }],
  ["PUT|POST|DELETE", "/eventHooks/{hook}/**", "update_webhook", "ADMIN", "share", {
    principal: ["channel.config.uri"],
  }],
  ["POST", "/inlineHooks", "create_webhook", "ADMIN", "share", { principal: ["channel.config.uri"] }],
  ["PUT|POST|DELETE", "/inlineHooks/{hook}/**", "update_webhook", "ADMIN", "share", {
    principal: ["channel.config.uri"],
  }],
  ["POST|PUT|DELETE", "/logStreams/**", "change_log_streams", "ADMIN", "share"],
  ["GET", "/logs", "read_audit_log", "READ", "export"],
  ["POST|PUT|DELETE", "/mappings/**", "change_mappings", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/meta/**", "change_schema", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/brands/**", "change_brand", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/domains/**", "change_domains", "ADMIN", "config"],
  ["POST|PUT|DELETE", "/org/**", "update_org", "ADMIN", "config"],
  ["POST", "/sessions", "create_session", "WRITE", "identity"],
  ["DELETE", "/sessions/**", "end_session", "WRITE", "identity"],
  ["POST", "/authn/**", "sign_in", "WRITE", "identity"],
];

/** OAuth endpoints lie beside the management API. */
const OKTA_OAUTH: readonly OperationRow[] = ["/oauth2/v1", "/oauth2/{server}/v1"].flatMap((
  base,
): OperationRow[] => [
  ["POST", `${base}/token`, "create_token", "ADMIN", "identity"],
  ["POST", `${base}/introspect`, "check_token", "READ", "read"],
  ["POST", `${base}/revoke`, "revoke_token", "ADMIN", "identity"],
  ["POST|PUT|DELETE", `${base}/clients/**`, "change_app", "ADMIN", "identity"],
]);

const MEMBERS = { principal: ["members[*]", "users[*]"] };

/** https://auth0.com/docs/api/management/v2 and https://auth0.com/docs/api/authentication */
const AUTH0: readonly OperationRow[] = [
  ["GET", "/users/**", "get_user", "READ", "read"],
  ["GET", "/users-by-email", "get_user", "READ", "read"],
  ["POST", "/users", "create_user", "ADMIN", "identity", { principal: ["email", "username"] }],
  ["POST", `${USER}/roles`, "assign_role", "ADMIN", "identity", { role: ["roles[0]"] }],
  ["DELETE", `${USER}/roles`, "remove_role", "ADMIN", "identity"],
  ["POST", `${USER}/permissions`, "assign_permissions", "ADMIN", "identity"],
  ["DELETE", `${USER}/permissions`, "remove_permissions", "ADMIN", "identity"],
  ["POST|DELETE", `${USER}/identities/**`, "link_account", "ADMIN", "identity"],
  ["POST", `${USER}/recovery-code-regeneration`, "reset_mfa", "ADMIN", "secret"],
  ["DELETE", `${USER}/multifactor/**`, "reset_mfa", "ADMIN", "identity"],
  ["DELETE", `${USER}/authenticators`, "reset_mfa", "ADMIN", "identity"],
  ["POST|PUT|PATCH|DELETE", `${USER}/authentication-methods/**`, "change_mfa", "ADMIN", "identity"],
  ["DELETE", `${USER}/sessions`, "reset_sessions", "ADMIN", "identity"],
  ["POST", `${USER}/revoke-access`, "revoke_token", "ADMIN", "identity"],
  ["PATCH", USER, "update_user", "ADMIN", "identity", { email: ["email"] }],
  ["DELETE", USER, "delete_user", "ADMIN", "destroy"],
  ["DELETE", "/users", "delete_users", "ADMIN", "destroy"],
  ["POST", "/jobs/users-exports", "export_users", "ADMIN", "export"],
  ["POST", "/jobs/users-imports", "import_users", "ADMIN", "identity"],
  ["POST", "/jobs/verification-email", "send_email", "WRITE", "message", { recipient: ["user_id"] }],
  ["POST", "/tickets/password-change", "create_password_ticket", "ADMIN", "identity", {
    principal: ["email", "user_id"],
  }],
  ["POST", "/tickets/email-verification", "create_verification_ticket", "ADMIN", "identity"],
  ["GET", "/clients/**", "get_app", "READ", "secret"],
  ["POST", "/clients", "create_app", "ADMIN", "identity", { app: ["name"] }],
  ["POST", "/clients/{app}/rotate-secret", "create_app_secret", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/clients/{app}/credentials/**", "create_app_secret", "ADMIN", "identity"],
  ["PATCH", "/clients/{app}", "update_app", "ADMIN", "identity"],
  ["DELETE", "/clients/{app}", "delete_app", "ADMIN", "destroy"],
  ["POST|PATCH|DELETE", "/client-grants/**", "grant_app_permission", "ADMIN", "identity", {
    principal: ["client_id"],
  }],
  ["POST|PATCH|DELETE", "/connections/{connection}/users", "delete_users", "ADMIN", "destroy"],
  ["POST", "/connections", "create_identity_provider", "ADMIN", "identity"],
  ["DELETE", "/connections/{connection}", "delete_identity_provider", "ADMIN", "destroy"],
  ["PATCH|POST|PUT", "/connections/{connection}/**", "change_identity_provider", "ADMIN", "identity"],
  ["POST", "/roles", "create_role", "ADMIN", "identity", { role: ["name"] }],
  ["POST", "/roles/{role}/users", "assign_role", "ADMIN", "identity", MEMBERS],
  ["POST|PATCH|DELETE", "/roles/{role}/**", "change_roles", "ADMIN", "identity"],
  ["POST", "/organizations/{org}/invitations", "invite_user", "ADMIN", "share", {
    principal: ["invitee.email"],
  }],
  ["POST", "/organizations/{org}/members", "add_member", "ADMIN", "share", MEMBERS],
  ["DELETE", "/organizations/{org}/members", "remove_member", "ADMIN", "identity", MEMBERS],
  ["POST", "/organizations/{org}/members/{principal}/roles", "assign_role", "ADMIN", "identity"],
  ["DELETE", "/organizations/{org}", "delete_org", "ADMIN", "destroy"],
  ["POST|PATCH|DELETE", "/organizations/**", "update_org", "ADMIN", "identity"],
  ["POST|PATCH|DELETE", "/resource-servers/**", "change_api", "ADMIN", "identity"],
  ["POST", "/actions/actions/{act}/deploy", "deploy_action", "ADMIN", "deploy"],
  ["POST|PATCH|PUT|DELETE", "/actions/**", "change_action", "ADMIN", "code"],
  ["POST|PATCH|PUT|DELETE", "/rules/**", "change_action", "ADMIN", "code"],
  ["POST|PATCH|PUT|DELETE", "/hooks/**", "change_action", "ADMIN", "code"],
  ["POST|PATCH|DELETE", "/log-streams/**", "change_log_streams", "ADMIN", "share", {
    principal: ["sink.httpEndpoint"],
  }],
  ["GET", "/logs/**", "read_audit_log", "READ", "export"],
  ["PUT|PATCH|POST", "/guardian/**", "change_mfa_policy", "ADMIN", "identity"],
  ["PATCH", "/attack-protection/**", "change_access_policies", "ADMIN", "identity"],
  ["PATCH", "/tenants/settings", "update_org", "ADMIN", "config"],
  ["POST|PATCH|PUT|DELETE", "/emails/**", "change_email_provider", "ADMIN", "config"],
  ["POST|PATCH|PUT|DELETE", "/email-templates/**", "write_template", "ADMIN", "config"],
  ["POST|PUT|PATCH|DELETE", "/branding/**", "change_brand", "ADMIN", "config"],
  ["POST|DELETE", "/custom-domains/**", "change_domains", "ADMIN", "config"],
  ["POST|DELETE", "/grants/**", "revoke_token", "ADMIN", "identity"],
  ["DELETE", "/device-credentials/{id}", "revoke_token", "ADMIN", "identity"],
  ["POST", "/device-credentials", "create_token", "ADMIN", "identity"],
  ["POST", "/keys/signing/{act}", "rotate_keys", "ADMIN", "identity"],
  ["PUT", "/keys/signing/{key}/revoke", "rotate_keys", "ADMIN", "identity"],
  ["POST", "/oauth/token", "create_token", "ADMIN", "identity"],
  ["POST", "/oauth/revoke", "revoke_token", "ADMIN", "identity"],
  ["POST", "/dbconnections/change_password", "reset_password", "WRITE", "identity", { principal: ["email"] }],
  ["POST", "/dbconnections/signup", "create_user", "WRITE", "identity", { principal: ["email"] }],
  ["POST", "/passwordless/start", "send_code", "WRITE", "message", { recipient: ["email", "phone_number"] }],
];

const outsiders = tellOutsiders();

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  return outsiders(view, naming, home);
}

export const IDENTITY_SERVICES: readonly Service[] = [
  {
    tool: "okta",
    hosts: ["*.okta.com", "*.oktapreview.com", "*.okta-emea.com", "*.okta-gov.com", "*.okta.mil"],
    bases: ["/api/v1", ""],
    operations: [...OKTA, ...OKTA_OAUTH],
    refine,
  },
  { tool: "auth0", hosts: ["*.auth0.com"], bases: ["/api/v2", ""], operations: AUTH0, refine },
];
