/**
 * Platforms that run one's programs: Heroku (https://devcenter.heroku.com/articles/platform-api-reference), Render
 * (https://api-docs.render.com/), Fly.io (https://fly.io/docs/machines/api/) and DigitalOcean
 * (https://docs.digitalocean.com/reference/api/).
 */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const HEROKU: readonly OperationRow[] = [
  ["GET", "/apps", "list_apps", "READ", "read"],
  ["DELETE", "/apps/{project}", "delete_app", "ADMIN", "destroy"],
  ["GET", "/apps/{project}/config-vars", "get_config_vars", "READ", "secret"],
  ["PATCH", "/apps/{project}/config-vars", "put_config_vars", "ADMIN", "identity"],
  ["POST", "/apps/{project}/builds", "deploy", "WRITE", "deploy"],
  ["POST", "/apps/{project}/releases", "rollback", "WRITE", "deploy", { release: ["release"] }],
  ["POST", "/apps/{project}/dynos", "run_command", "WRITE", "execute", { command: ["command"] }],
  ["DELETE", "/apps/{project}/dynos/**", "restart", "WRITE", "deploy"],
  ["POST", "/apps/{project}/collaborators", "add_collaborator", "ADMIN", "share", { principal: ["user"] }],
  ["POST", "/teams/apps/{project}/collaborators", "add_collaborator", "ADMIN", "share", {
    principal: ["user"],
  }],
  ["POST", "/teams/{org}/invitations", "invite_member", "ADMIN", "share", {
    principal: ["email"],
    role: ["role"],
  }],
  ["PUT", "/teams/{org}/invitations", "invite_member", "ADMIN", "share", {
    principal: ["email"],
    role: ["role"],
  }],
  ["PUT", "/teams/{org}/members", "add_member", "ADMIN", "share", { principal: ["email"], role: ["role"] }],
  ["POST", "/account/app-transfers", "transfer_app", "ADMIN", "share", {
    principal: ["recipient"],
    project: ["app"],
  }],
  ["POST", "/account/keys", "add_ssh_key", "ADMIN", "identity"],
  ["POST", "/oauth/authorizations/**", "create_token", "ADMIN", "identity"],
  ["POST", "/apps/{project}/log-drains", "create_log_drain", "ADMIN", "share", { principal: ["url"] }],
  ["POST", "/apps/{project}/addons", "create_addon", "WRITE", "payment", { plan: ["plan"] }],
  ["DELETE", "/apps/{project}/addons/{addon}", "delete_addon", "ADMIN", "destroy"],
  ["GET", "/addons/{addon}/config", "get_addon_config", "READ", "secret"],
];

const SERVICE = "/services/{project}";

const RENDER: readonly OperationRow[] = [
  ["POST", "/services", "create_service", "WRITE", "deploy", { project: ["name"] }],
  ["DELETE", SERVICE, "delete_service", "ADMIN", "destroy"],
  ["POST", `${SERVICE}/deploys`, "deploy", "WRITE", "deploy"],
  ["POST", `${SERVICE}/rollback`, "rollback", "WRITE", "deploy"],
  ["POST", `${SERVICE}/suspend`, "suspend", "WRITE", "delete"],
  ["POST", `${SERVICE}/jobs`, "run_job", "WRITE", "execute", { command: ["startCommand"] }],
  ["GET", `${SERVICE}/env-vars/**`, "get_env", "READ", "secret"],
  ["PUT", `${SERVICE}/env-vars/**`, "put_env", "ADMIN", "identity"],
  ["DELETE", `${SERVICE}/env-vars/{key}`, "delete_env", "ADMIN", "identity"],
  ["GET", `${SERVICE}/secret-files/**`, "get_secret_file", "READ", "secret"],
  ["PUT", `${SERVICE}/secret-files/**`, "put_secret_file", "ADMIN", "identity"],
  ["GET", "/postgres/{database}/connection-info", "get_connection_info", "READ", "secret"],
  ["DELETE", "/postgres/{database}", "delete_database", "ADMIN", "destroy"],
  ["DELETE", "/disks/{disk}", "delete_disk", "ADMIN", "destroy"],
  ["POST", "/webhooks", "create_webhook", "ADMIN", "share", { principal: ["url"] }],
];

const MACHINE = "/apps/{project}/machines/{machine}";

const FLY: readonly OperationRow[] = [
  ["DELETE", "/apps/{project}", "delete_app", "ADMIN", "destroy"],
  ["POST", "/apps/{project}/machines", "create_machine", "WRITE", "deploy", { image: ["config.image"] }],
  ["POST", MACHINE, "update_machine", "WRITE", "deploy", { image: ["config.image"] }],
  ["DELETE", MACHINE, "delete_machine", "WRITE", "destroy"],
  ["POST", `${MACHINE}/exec`, "run_command", "WRITE", "execute", { command: ["cmd", "command"] }],
  ["POST", `${MACHINE}/stop`, "stop_machine", "WRITE", "delete"],
  ["DELETE", "/apps/{project}/volumes/{volume}", "delete_volume", "ADMIN", "destroy"],
  ["GET", "/apps/{project}/secrets/**", "list_secrets", "READ", "secret"],
  ["POST|DELETE", "/apps/{project}/secrets/**", "put_secret", "ADMIN", "identity"],
  ["POST", "/apps/{project}/deploy_token", "create_token", "ADMIN", "identity"],
];

const DIGITALOCEAN: readonly OperationRow[] = [
  ["POST", "/droplets", "create_droplet", "WRITE", "deploy", { region: ["region"], name: ["name"] }],
  ["DELETE", "/droplets/{droplet}", "delete_droplet", "ADMIN", "destroy"],
  ["DELETE", "/droplets", "delete_droplets", "ADMIN", "destroy", { tag: ["tag_name"] }],
  ["POST", "/droplets/{droplet}/actions", "droplet_action", "WRITE", "execute", { act: ["type"] }],
  [
    "DELETE",
    "/droplets/{droplet}/destroy_with_associated_resources/**",
    "delete_droplet",
    "ADMIN",
    "destroy",
  ],
  ["DELETE", "/kubernetes/clusters/**", "delete_cluster", "ADMIN", "destroy"],
  ["GET", "/kubernetes/clusters/{cluster}/kubeconfig", "get_kubeconfig", "READ", "secret"],
  ["GET", "/kubernetes/clusters/{cluster}/credentials", "get_credentials", "READ", "secret"],
  ["DELETE", "/databases/{database}", "delete_database", "ADMIN", "destroy"],
  ["PUT", "/databases/{database}/firewall", "update_database_firewall", "ADMIN", "config"],
  ["POST", "/databases/{database}/users", "create_database_user", "ADMIN", "identity", {
    principal: ["name"],
  }],
  ["POST", "/databases/{database}/users/{principal}/reset_auth", "reset_password", "ADMIN", "identity"],
  ["POST", "/apps/{project}/deployments", "deploy", "WRITE", "deploy"],
  ["POST", "/apps/{project}/rollback", "rollback", "WRITE", "deploy"],
  ["PUT", "/apps/{project}", "update_app", "WRITE", "deploy"],
  ["DELETE", "/apps/{project}", "delete_app", "ADMIN", "destroy"],
  ["DELETE", "/domains/{domain}", "delete_domain", "ADMIN", "destroy"],
  ["POST", "/domains/{domain}/records", "create_record", "WRITE", "config", {
    name: ["name"],
    type: ["type"],
  }],
  ["DELETE", "/domains/{domain}/records/{record}", "delete_record", "WRITE", "delete"],
  ["POST", "/account/keys", "add_ssh_key", "ADMIN", "identity"],
  ["DELETE", "/account/keys/{key}", "delete_ssh_key", "ADMIN", "identity"],
  ["POST", "/spaces/keys", "create_access_key", "ADMIN", "identity", { name: ["name"] }],
  ["PUT", "/cdn/endpoints/{endpoint}/**", "update_cdn", "WRITE", "config"],
];

const kinds = {
  identity: ["keys", "tokens", "members", "users", "certificates", "secrets", "collaborators"],
  deploy: ["deployments", "deploys", "builds", "releases", "machines"],
  config: ["firewalls", "domains"],
};
const fallback = restReader({
  whole:
    ("apps teams services databases postgres key-value disks machines volumes droplets clusters registries vpcs load_balancers " +
      "snapshots images projects environments env-groups node_pools floating_ips reserved_ips").split(" "),
  kinds,
});

export const APP_PLATFORMS: readonly Service[] = [
  { tool: "heroku", hosts: ["api.heroku.com"], operations: HEROKU, refine: tellOutsiders(), fallback },
  {
    tool: "render",
    hosts: ["api.render.com"],
    bases: ["/v1"],
    operations: RENDER,
    refine: tellOutsiders(),
    fallback,
  },
  { tool: "fly", hosts: ["api.machines.dev"], bases: ["/v1"], operations: FLY, fallback },
  {
    tool: "fly",
    hosts: ["api.fly.io"],
    operations: [["POST", "/graphql", "graphql", "WRITE", "other"]],
    fallback,
  },
  {
    tool: "digitalocean",
    hosts: ["api.digitalocean.com"],
    bases: ["/v2"],
    operations: DIGITALOCEAN,
    fallback,
  },
];
