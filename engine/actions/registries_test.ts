import assert from "node:assert/strict";
import { factsOf, testNaming } from "../../tests/naming_table.ts";

const NPM = "https://registry.npmjs.org";
const published = { name: "web", versions: { "1.2.3": {} }, _attachments: { "web-1.2.3.tgz": { data: "" } } };

testNaming("npm's registry", [
  [`GET ${NPM}/hono`, "npm get_package READ read"],
  [`GET ${NPM}/@acme%2fweb`, "npm get_package READ read"],
  [`GET ${NPM}/hono/-/hono-1.0.0.tgz`, "npm download READ read"],
  [`PUT ${NPM}/web`, "npm publish WRITE deploy", { body: published }],
  [`PUT ${NPM}/@acme%2fweb`, "npm publish WRITE deploy", { body: published }],
  [`PUT ${NPM}/web`, "npm update_package WRITE deploy", {
    body: { versions: { "1.0.0": { deprecated: "x" } } },
  }],
  [`PUT ${NPM}/web/-rev/1-a`, "npm change_owners ADMIN share +external", {
    body: { maintainers: [{ name: "x" }] },
  }],
  [`DELETE ${NPM}/web/-rev/1-a`, "npm unpublish ADMIN destroy"],
  [`DELETE ${NPM}/@acme/web/-/web-1.0.0.tgz/-rev/1-a`, "npm unpublish_version ADMIN destroy"],
  [`POST ${NPM}/-/npm/v1/tokens`, "npm create_token ADMIN identity"],
  [`GET ${NPM}/-/npm/v1/tokens`, "npm list_tokens READ read"],
  [`POST ${NPM}/-/npm/v1/security/advisories/bulk`, "npm audit READ read"],
  [`POST ${NPM}/-/package/@acme%2fweb/access`, "npm change_access ADMIN share +external", {
    body: { access: "public" },
  }],
  [`PUT ${NPM}/-/org/acme/user`, "npm add_org_member ADMIN share +external", {
    body: { user: "mallory", role: "owner" },
  }],
  [`PUT ${NPM}/-/package/web/dist-tags/latest`, "npm put_dist_tag WRITE deploy"],
]);

testNaming("PyPI and images", [
  ["POST https://upload.pypi.org/legacy/", "pypi publish WRITE deploy"],
  ["GET https://pypi.org/simple/requests/", "pypi get_package READ read"],
  ["GET https://pypi.org/pypi/requests/json", "pypi get_package READ read"],
  ["POST https://pypi.org/manage/project/web/delete_project/", "pypi delete_project ADMIN destroy"],
  ["POST https://pypi.org/manage/account/token/", "pypi change_token ADMIN identity"],
  ["POST https://pypi.org/manage/project/web/collaboration/", "pypi change_collaborators ADMIN share"],
  ["POST https://pypi.org/_/oidc/mint-token", "pypi create_token ADMIN identity"],
  ["POST https://pypi.org/manage/project/web/settings/", "pypi change_project ADMIN config"],
  ["DELETE https://hub.docker.com/v2/repositories/acme/web/", "docker_hub delete_repo ADMIN destroy"],
  [
    "POST https://hub.docker.com/v2/repositories/acme/web/privacy/",
    "docker_hub make_repo_public ADMIN share +external",
    {
      body: { is_private: false },
    },
  ],
  ["POST https://hub.docker.com/v2/access-tokens", "docker_hub change_token ADMIN identity"],
  ["GET https://hub.docker.com/v2/repositories/acme/web/tags", "docker_hub list_tags READ read"],
  ["POST https://hub.docker.com/v2/users/login", "docker_hub log_in WRITE login"],
  ["PUT https://registry-1.docker.io/v2/acme/web/manifests/latest", "docker_hub push WRITE deploy"],
  ["GET https://registry-1.docker.io/v2/library/alpine/manifests/3", "docker_hub pull READ read"],
  ["DELETE https://ghcr.io/v2/acme/web/manifests/1", "ghcr delete_image WRITE destroy"],
]);

const ES = "https://c1.eu-west-1.aws.found.io";

testNaming("Elasticsearch and OpenSearch", [
  [`POST ${ES}/logs/_search`, "elasticsearch search READ read"],
  [`GET ${ES}/_cat/indices`, "elasticsearch get READ read"],
  [`DELETE ${ES}/logs`, "elasticsearch delete_index ADMIN destroy"],
  [`DELETE ${ES}/logs/_doc/1`, "elasticsearch delete_document WRITE delete"],
  [`POST ${ES}/logs/_delete_by_query`, "elasticsearch delete_by_query WRITE destroy"],
  [`PUT ${ES}/logs/_doc/1`, "elasticsearch index_document WRITE other"],
  [`POST ${ES}/_bulk`, "elasticsearch bulk_delete WRITE destroy", {
    text: '{"delete":{"_id":"1"}}\n{ "delete" : {"_id":"2"}}\n',
  }],
  [`POST ${ES}/_bulk`, "elasticsearch bulk WRITE other", {
    text: '{"index":{"_id":"1"}}\n{"text":"delete"}\n',
  }],
  [`POST ${ES}/_security/api_key`, "elasticsearch create_api_key ADMIN identity"],
  [`PUT ${ES}/_snapshot/r`, "elasticsearch create_snapshot_repository ADMIN share"],
  ["DELETE https://search-x.eu-west-1.es.amazonaws.com/logs", "elasticsearch delete_index ADMIN destroy"],
  ["POST https://es.eu-west-1.amazonaws.com/2021-01-01/opensearch/domain", "aws create_domain WRITE other"],
  ["DELETE https://search.acme.example/_all", "elasticsearch delete_all_indices ADMIN destroy"],
  ["POST https://search.stranger.example/_search", "custom_proxy post WRITE other"],
]);

testNaming("Sentry, Segment, Mixpanel and PostHog", [
  ["POST https://o1.ingest.sentry.io/api/1/envelope/", "sentry send_event WRITE other"],
  ["GET https://sentry.io/api/0/organizations/acme/issues/", "sentry list_issues READ read"],
  ["DELETE https://sentry.io/api/0/projects/acme/web/", "sentry delete_project ADMIN destroy"],
  ["PUT https://sentry.io/api/0/issues/1/", "sentry update_issue WRITE other"],
  ["DELETE https://sentry.io/api/0/projects/acme/web/issues/", "sentry delete_issues WRITE destroy"],
  ["POST https://sentry.io/api/0/organizations/acme/members/", "sentry invite_member ADMIN share +external", {
    body: { email: "x@other.example" },
  }],
  ["GET https://sentry.io/api/0/projects/acme/web/keys/", "sentry list_client_keys READ secret"],
  ["POST https://sentry.io/api/0/issues/1/comments/", "sentry add_comment WRITE message"],
  ["POST https://api.segment.io/v1/track", "segment track_event WRITE other"],
  ["POST https://api.segment.io/v1/identify", "segment identify_user WRITE other"],
  ["DELETE https://api.segmentapis.com/sources/s", "segment delete_source ADMIN destroy"],
  ["GET https://api.segmentapis.com/sources", "segment list_sources READ read"],
  ["GET https://api.mixpanel.com/track?data=x", "mixpanel track_event WRITE other"],
  ["GET https://data.mixpanel.com/api/2.0/export", "mixpanel export_events READ export"],
  ["POST https://mixpanel.com/api/app/data-deletions/v3.0/", "mixpanel delete_user_data ADMIN destroy"],
  ["GET https://mixpanel.com/api/query/insights", "mixpanel query READ read"],
  ["POST https://us.i.posthog.com/capture/", "posthog track_event WRITE other"],
  ["POST https://us.posthog.com/api/projects/1/query/", "posthog query READ read"],
  ["POST https://us.i.posthog.com/flags", "posthog get_flags READ read"],
  ["PATCH https://us.posthog.com/api/projects/1/feature_flags/2/", "posthog change_flag WRITE deploy"],
  ["POST https://us.posthog.com/api/projects/1/batch_exports/", "posthog create_export ADMIN share"],
]);

const ALGOLIA = "https://a1-dsn.algolia.net/1";

testNaming("Algolia", [
  [`POST ${ALGOLIA}/indexes/products/query`, "algolia search READ read"],
  [`POST ${ALGOLIA}/indexes/*/queries`, "algolia search READ read"],
  [`POST ${ALGOLIA}/indexes/products`, "algolia save_object WRITE other"],
  [`DELETE ${ALGOLIA}/indexes/products`, "algolia delete_index ADMIN destroy"],
  [`DELETE ${ALGOLIA}/indexes/products/1`, "algolia delete_object WRITE delete"],
  [`POST ${ALGOLIA}/indexes/products/clear`, "algolia clear_index WRITE destroy"],
  [`POST ${ALGOLIA}/indexes/products/batch`, "algolia batch_delete WRITE delete", {
    body: { requests: [{ action: "addObject" }, { action: "deleteObject" }] },
  }],
  [`POST ${ALGOLIA}/indexes/products/batch`, "algolia batch WRITE other", {
    body: { requests: [{ action: "addObject" }] },
  }],
  [`GET ${ALGOLIA}/indexes/products/browse`, "algolia browse READ export"],
  [`POST ${ALGOLIA}/keys`, "algolia change_key ADMIN identity"],
]);

Deno.test("What is published is a fact, with its version", () => {
  const npm = factsOf(`PUT ${NPM}/@acme%2fweb`, { body: published });
  assert.deepEqual([npm["package"], npm["version"]], ["@acme/web", "1.2.3"]);
  const form = '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nweb\r\n' +
    '--b\r\nContent-Disposition: form-data; name="version"\r\n\r\n1.2.3\r\n--b--\r\n';
  const pypi = factsOf("POST https://upload.pypi.org/legacy/", {
    text: form,
    headers: { "content-type": "multipart/form-data; boundary=b" },
  });
  assert.deepEqual(pypi, { package: "web", version: "1.2.3" });
});
