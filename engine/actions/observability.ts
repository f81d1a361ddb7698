/**
 * What programs tell about themselves and their users: Sentry (https://docs.sentry.io/api/), Segment
 * (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/), Mixpanel
 * (https://developer.mixpanel.com/reference/overview) and PostHog (https://posthog.com/docs/api).
 */
import { tellOutsiders } from "./outsiders.ts";
import { restReader } from "./rest.ts";
import type { OperationRow, Service } from "./service.ts";

const ORG = "/api/0/organizations/{org}";
const PROJECT = "/api/0/projects/{org}/{project}";

const SENTRY: readonly OperationRow[] = [
  ["POST", "/api/{project}/envelope", "send_event", "WRITE", "other"],
  ["POST", "/api/{project}/store", "send_event", "WRITE", "other"],
  ["GET", `${PROJECT}/events/**`, "list_events", "READ", "read"],
  ["GET", `${PROJECT}/keys/**`, "list_client_keys", "READ", "secret"],
  ["POST|PUT|DELETE", `${PROJECT}/keys/**`, "change_client_key", "ADMIN", "identity"],
  ["PUT", `${PROJECT}/issues`, "update_issues", "WRITE", "other"],
  ["DELETE", `${PROJECT}/issues`, "delete_issues", "WRITE", "destroy"],
  ["POST", `${PROJECT}/hooks`, "create_webhook", "ADMIN", "share", { principal: ["url"] }],
  ["PUT", PROJECT, "update_project", "ADMIN", "config"],
  ["DELETE", PROJECT, "delete_project", "ADMIN", "destroy"],
  ["PUT", "/api/0/issues/{issue}", "update_issue", "WRITE", "other"],
  ["DELETE", "/api/0/issues/{issue}", "delete_issue", "WRITE", "delete"],
  ["PUT", `${ORG}/issues/{issue}`, "update_issue", "WRITE", "other"],
  ["DELETE", `${ORG}/issues/{issue}`, "delete_issue", "WRITE", "delete"],
  ["POST", "/api/0/issues/{issue}/comments", "add_comment", "WRITE", "message"],
  ["POST", `${ORG}/members`, "invite_member", "ADMIN", "share", { principal: ["email"], role: ["orgRole"] }],
  ["PUT|DELETE", `${ORG}/members/{member}`, "change_member", "ADMIN", "identity"],
  ["POST", `${ORG}/releases/**`, "create_release", "WRITE", "deploy"],
  ["POST", "/api/0/api-tokens", "create_token", "ADMIN", "identity"],
  ["POST|DELETE", "/api/0/teams/{org}/{team}/projects", "create_project", "WRITE", "config"],
];

const SEGMENT: readonly OperationRow[] = [
  ...["track", "identify", "page", "screen", "group", "alias", "batch", "import"].map((
    name,
  ): OperationRow => [
    "POST",
    `/v1/${name}`,
    name === "batch" || name === "import"
      ? "track_events"
      : name === "identify"
      ? "identify_user"
      : "track_event",
    "WRITE",
    "other",
    { event: ["event"] },
  ]),
];

const MIXPANEL: readonly OperationRow[] = [
  // These take their events in the URL as well: a GET writes.
  ["GET|POST", "/track", "track_event", "WRITE", "other"],
  ["POST", "/import", "track_events", "WRITE", "other"],
  ["GET|POST", "/engage", "update_profile", "WRITE", "other"],
  ["GET|POST", "/groups", "update_group", "WRITE", "other"],
  ["GET", "/api/2.0/export", "export_events", "READ", "export"],
  ["POST", "/api/{version}/engage", "query_profiles", "READ", "export"],
  ["GET|POST", "/api/query/{report}", "query", "READ", "read"],
  ["POST", "/api/app/data-deletions/**", "delete_user_data", "ADMIN", "destroy"],
  ["POST|PATCH|DELETE", "/api/app/**", "change_project", "ADMIN", "config"],
];

const HOG = "/api/{kind}/{project}";

const POSTHOG: readonly OperationRow[] = [
  ...["/capture", "/e", "/i/v0/e", "/track", "/batch", "/s"].map((path): OperationRow => [
    "GET|POST",
    path,
    "track_event",
    "WRITE",
    "other",
    { event: ["event"] },
  ]),
  ["POST", "/decide", "get_flags", "READ", "read"],
  ["POST", "/flags", "get_flags", "READ", "read"],
  ["POST", `${HOG}/query`, "query", "READ", "read"],
  ["POST", `${HOG}/persons/bulk_delete`, "delete_persons", "ADMIN", "destroy"],
  ["DELETE", `${HOG}/persons/{person}`, "delete_person", "WRITE", "delete"],
  ["POST|PATCH|DELETE", `${HOG}/feature_flags/**`, "change_flag", "WRITE", "deploy"],
  ["POST", `${HOG}/batch_exports/**`, "create_export", "ADMIN", "share"],
  ["POST|PATCH", `${HOG}/hog_functions/**`, "change_destination", "ADMIN", "share"],
  ["POST", "/api/organizations/{org}/invites/**", "invite_member", "ADMIN", "share", {
    principal: ["target_email"],
  }],
  ["PATCH|DELETE", "/api/organizations/{org}/members/**", "change_member", "ADMIN", "identity"],
  ["DELETE", "/api/projects/{project}", "delete_project", "ADMIN", "destroy"],
  ["POST|PATCH|DELETE", "/api/personal_api_keys/**", "change_api_key", "ADMIN", "identity"],
];

const refine = tellOutsiders({ opens: [], strangers: [] });
const fallback = restReader({
  whole: ["projects", "organizations", "teams", "workspaces", "sources", "warehouses", "spaces"],
  kinds: {
    identity: ["members", "keys", "tokens", "roles", "users", "invites"],
    config: ["rules", "dashboards", "insights", "destinations"],
  },
});

export const OBSERVABILITY: readonly Service[] = [
  { tool: "sentry", hosts: ["sentry.io", "*.sentry.io"], operations: SENTRY, refine, fallback },
  {
    tool: "segment",
    hosts: ["api.segment.io", "events.eu1.segmentapis.com"],
    operations: SEGMENT,
    refine,
    fallback,
  },
  {
    tool: "segment",
    hosts: ["api.segmentapis.com", "eu1.api.segmentapis.com"],
    operations: [],
    refine,
    fallback,
  },
  {
    tool: "mixpanel",
    hosts: [
      "api.mixpanel.com",
      "api-eu.mixpanel.com",
      "mixpanel.com",
      "eu.mixpanel.com",
      "data.mixpanel.com",
      "data-eu.mixpanel.com",
    ],
    operations: MIXPANEL,
    refine,
    fallback,
  },
  {
    tool: "posthog",
    hosts: ["app.posthog.com", "us.posthog.com", "eu.posthog.com", "us.i.posthog.com", "eu.i.posthog.com"],
    operations: POSTHOG,
    refine,
    fallback,
  },
];
