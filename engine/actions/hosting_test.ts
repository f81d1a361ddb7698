import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const CLOUDFLARE = "https://api.cloudflare.com/client/v4";

testNaming("Cloudflare", [
  [`GET ${CLOUDFLARE}/zones`, "cloudflare list_zones READ read"],
  [`DELETE ${CLOUDFLARE}/zones/z`, "cloudflare delete_zone ADMIN destroy"],
  [`POST ${CLOUDFLARE}/zones/z/dns_records`, "cloudflare create_record WRITE config"],
  [`DELETE ${CLOUDFLARE}/zones/z/dns_records/r`, "cloudflare delete_record WRITE delete"],
  [`POST ${CLOUDFLARE}/zones/z/purge_cache`, "cloudflare purge_cache WRITE other"],
  [`POST ${CLOUDFLARE}/user/tokens`, "cloudflare create_token ADMIN identity"],
  [`GET ${CLOUDFLARE}/user/tokens/verify`, "cloudflare verify_token READ read"],
  [`PUT ${CLOUDFLARE}/accounts/a/workers/scripts/s`, "cloudflare deploy_worker WRITE deploy"],
  [`PUT ${CLOUDFLARE}/accounts/a/workers/scripts/s/secrets`, "cloudflare put_secret ADMIN identity"],
  [`POST ${CLOUDFLARE}/accounts/a/members`, "cloudflare invite_member ADMIN share +external", {
    body: { email: "x@other.example" },
  }],
  [`POST ${CLOUDFLARE}/accounts/a/d1/database/d/query`, "cloudflare query_sql WRITE execute"],
  [`POST ${CLOUDFLARE}/accounts/a/d1/database/d/query`, "cloudflare query_sql WRITE destroy", {
    body: { sql: "select 1; drop/**/table users" },
  }],
  [`POST ${CLOUDFLARE}/accounts/a/d1/database/d/query`, "cloudflare query_sql WRITE execute", {
    body: { sql: "select 'drop table users'" },
  }],
  [`POST ${CLOUDFLARE}/accounts/a/ai/run/@cf/meta/llama`, "cloudflare run_model READ inference"],
  [
    `PUT ${CLOUDFLARE}/accounts/a/r2/buckets/b/domains/managed`,
    "cloudflare publish_bucket ADMIN share +external",
  ],
  [`POST ${CLOUDFLARE}/graphql`, "cloudflare graphql_query READ read", {
    body: { query: "{ viewer { zones { id } } }" },
  }],
]);

const VERCEL = "https://api.vercel.com";

testNaming("Vercel", [
  [`POST ${VERCEL}/v13/deployments`, "vercel deploy WRITE deploy"],
  [`GET ${VERCEL}/v6/deployments`, "vercel list_deployments READ read"],
  [`DELETE ${VERCEL}/v9/projects/p`, "vercel delete_project ADMIN destroy"],
  [`POST ${VERCEL}/v10/projects/p/env`, "vercel put_env ADMIN identity"],
  [`GET ${VERCEL}/v1/projects/p/env/e`, "vercel get_env READ secret"],
  [`POST ${VERCEL}/v2/teams/t/members`, "vercel invite_member ADMIN share -external", {
    body: { email: "x@acme.example" },
  }],
  [`POST ${VERCEL}/v3/user/tokens`, "vercel create_token ADMIN identity"],
  [`POST ${VERCEL}/v5/domains/buy`, "vercel buy_domain WRITE payment"],
  [`DELETE ${VERCEL}/v2/domains/d/records/r`, "vercel delete_record WRITE delete"],
]);

const NETLIFY = "https://api.netlify.com/api/v1";

testNaming("Netlify", [
  [`POST ${NETLIFY}/sites/s/deploys`, "netlify deploy WRITE deploy"],
  [`GET ${NETLIFY}/sites`, "netlify list_sites READ read"],
  [`DELETE ${NETLIFY}/sites/s`, "netlify delete_site ADMIN destroy"],
  [`GET ${NETLIFY}/accounts/a/env`, "netlify list_env READ secret"],
  [`POST ${NETLIFY}/accounts/a/env`, "netlify put_env ADMIN identity"],
  [`POST ${NETLIFY}/acme/members`, "netlify invite_member ADMIN share +external", {
    body: { email: "x@other.example" },
  }],
  [`POST ${NETLIFY}/sites/s/deploys/d/restore`, "netlify rollback WRITE deploy"],
  [`DELETE ${NETLIFY}/submissions/s`, "netlify delete_submission WRITE delete"],
]);

testNaming("Heroku, Render, Fly.io and DigitalOcean", [
  ["DELETE https://api.heroku.com/apps/a", "heroku delete_app ADMIN destroy"],
  ["GET https://api.heroku.com/apps/a/config-vars", "heroku get_config_vars READ secret"],
  ["GET https://api.heroku.com/apps/a/dynos", "heroku list_dynos READ read"],
  ["POST https://api.heroku.com/apps/a/dynos", "heroku run_command WRITE execute"],
  ["POST https://api.heroku.com/apps/a/collaborators", "heroku add_collaborator ADMIN share +external", {
    body: { user: "x@other.example" },
  }],
  ["POST https://api.heroku.com/apps/a/builds", "heroku deploy WRITE deploy"],
  // A member of a collection may be called like another collection.
  ["DELETE https://api.heroku.com/apps/deals", "heroku delete_app ADMIN destroy"],
  ["DELETE https://api.heroku.com/apps/a/webhooks/w", "heroku delete_webhook WRITE delete"],
  ["DELETE https://api.digitalocean.com/v2/volumes/deals", "digitalocean delete_volume ADMIN destroy"],
  ["POST https://api.heroku.com/apps", "heroku create_app WRITE other"],
  ["PATCH https://api.heroku.com/apps/a/formation", "heroku update_app WRITE other"],
  ["POST https://api.render.com/v1/services/s/deploys", "render deploy WRITE deploy"],
  ["GET https://api.render.com/v1/services", "render list_services READ read"],
  ["GET https://api.render.com/v1/services/s/env-vars", "render get_env READ secret"],
  ["PUT https://api.render.com/v1/services/s/env-vars", "render put_env ADMIN identity"],
  ["DELETE https://api.render.com/v1/services/s", "render delete_service ADMIN destroy"],
  ["DELETE https://api.render.com/v1/postgres/p", "render delete_database ADMIN destroy"],
  ["POST https://api.render.com/v1/services/s/jobs", "render run_job WRITE execute"],
  ["POST https://api.render.com/v1/services/s/restart", "render create_service WRITE other"],
  ["POST https://api.machines.dev/v1/apps/a/machines", "fly create_machine WRITE deploy"],
  ["DELETE https://api.machines.dev/v1/apps/a", "fly delete_app ADMIN destroy"],
  ["POST https://api.machines.dev/v1/apps/a/machines/m/exec", "fly run_command WRITE execute"],
  ["GET https://api.machines.dev/v1/apps/a/machines", "fly list_machines READ read"],
  ["DELETE https://api.machines.dev/v1/apps/a/volumes/v", "fly delete_volume ADMIN destroy"],
  ["POST https://api.fly.io/graphql", "fly delete_volume WRITE destroy", {
    body: { query: "mutation { deleteVolume(id: 1) { id } }" },
  }],
  ["POST https://api.fly.io/graphql", "fly graphql_query READ read", { body: { query: "{ apps { id } }" } }],
  ["POST https://api.fly.io/graphql", "fly graphql WRITE other", { body: {} }],
  ["DELETE https://api.digitalocean.com/v2/droplets/1", "digitalocean delete_droplet ADMIN destroy"],
  ["POST https://api.digitalocean.com/v2/droplets", "digitalocean create_droplet WRITE deploy"],
  ["GET https://api.digitalocean.com/v2/droplets", "digitalocean list_droplets READ read"],
  ["POST https://api.digitalocean.com/v2/account/keys", "digitalocean add_ssh_key ADMIN identity"],
  [
    "GET https://api.digitalocean.com/v2/kubernetes/clusters/c/kubeconfig",
    "digitalocean get_kubeconfig READ secret",
  ],
  ["DELETE https://api.digitalocean.com/v2/domains/d/records/1", "digitalocean delete_record WRITE delete"],
  ["DELETE https://api.digitalocean.com/v2/volumes/v", "digitalocean delete_volume ADMIN destroy"],
  ["POST https://api.digitalocean.com/v2/firewalls", "digitalocean create_firewall WRITE config"],
]);

const GROUP = "https://management.azure.com/subscriptions/s1/resourceGroups/g1";

testNaming("Azure", [
  [`GET ${GROUP}/providers/Microsoft.Compute/virtualMachines`, "azure get_virtual_machines READ read"],
  [`DELETE ${GROUP}`, "azure delete_resource_group ADMIN destroy"],
  [
    `DELETE ${GROUP}/providers/Microsoft.Compute/virtualMachines/v`,
    "azure delete_virtual_machine ADMIN destroy",
  ],
  [
    `PUT https://management.azure.com/subscriptions/s1/providers/Microsoft.Authorization/roleAssignments/r`,
    "azure put_role_assignment ADMIN identity",
  ],
  [
    `DELETE ${GROUP}/providers/Microsoft.Compute/virtualMachines/v/providers/Microsoft.Authorization/roleAssignments/r`,
    "azure delete_role_assignment ADMIN identity",
  ],
  [`POST ${GROUP}/providers/Microsoft.Storage/storageAccounts/a/listKeys`, "azure list_keys ADMIN secret"],
  [`POST ${GROUP}/providers/Microsoft.Storage/storageAccounts/a/LISTKEYS`, "azure listkeys ADMIN secret"],
  [`POST ${GROUP}/providers/Microsoft.Web/sites/w/config/appsettings/list`, "azure list READ secret"],
  [
    `POST ${GROUP}/providers/Microsoft.Compute/virtualMachines/v/runCommand`,
    "azure run_command WRITE execute",
  ],
  [`POST ${GROUP}/providers/Microsoft.Compute/virtualMachines/v/deallocate`, "azure deallocate WRITE delete"],
  [`PUT ${GROUP}/providers/Microsoft.Resources/deployments/d`, "azure put_deployment WRITE deploy"],
  [`PUT ${GROUP}/providers/Microsoft.Storage/storageAccounts/a`, "azure put_storage_account WRITE other"],
  [
    `PUT ${GROUP}/providers/Microsoft.Network/networkSecurityGroups/n/securityRules/r`,
    "azure put_security_rule ADMIN config",
  ],
  [`DELETE ${GROUP}/providers/Microsoft.Authorization/locks/l`, "azure delete_lock ADMIN identity"],
  [
    "POST https://management.azure.com/providers/Microsoft.ResourceGraph/resources",
    "azure query_resources READ read",
  ],
  ["GET https://kv.vault.azure.net/secrets/s/v", "azure_key_vault get_secret READ secret"],
  ["GET https://kv.vault.azure.net/secrets", "azure_key_vault list_secrets READ read"],
  ["DELETE https://kv.vault.azure.net/secrets/s", "azure_key_vault delete_secret ADMIN destroy"],
]);

Deno.test("Facts of an Azure role assignment: who gets which role where", () => {
  const facts = factsOf(`PUT ${GROUP}/providers/Microsoft.Authorization/roleAssignments/r`, {
    body: { properties: { principalId: "p1", roleDefinitionId: "/x/roleDefinitions/owner" } },
  });
  assert.deepEqual(facts, {
    account: "s1",
    group: "g1",
    provider: "Microsoft.Authorization",
    principal: "p1",
    role: "/x/roleDefinitions/owner",
  });
});
