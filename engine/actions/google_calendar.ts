/** Google Calendar's API, version 3 (https://developers.google.com/workspace/calendar/api/v3/reference). */
import type { CallView } from "../call_view.ts";
import { withBatches } from "./google_batch.ts";
import { withMethodParameter } from "./google_service.ts";
import { textsAt } from "./outsiders.ts";
import { isExternalAddress } from "./principal.ts";
import { restReader } from "./rest.ts";
import type { HomeFacts, Naming, OperationRow, Service } from "./service.ts";

const CALENDAR = "/calendar/v3/calendars/{calendar}";
const EVENT = `${CALENDAR}/events/{event}`;
const WHO = { principal: ["scope.value"], type: ["scope.type"], role: ["role"] };

const OPERATIONS: readonly OperationRow[] = [
  ["GET", `${CALENDAR}/events`, "list_events", "READ", "read"],
  ["POST", `${CALENDAR}/events`, "create_event", "WRITE", "schedule"],
  ["POST", `${CALENDAR}/events/import`, "import_event", "WRITE", "schedule"],
  ["POST", `${CALENDAR}/events/quickAdd`, "create_event", "WRITE", "schedule"],
  ["POST", `${CALENDAR}/events/watch`, "watch_events", "ADMIN", "share", { principal: ["address"] }],
  ["GET", EVENT, "get_event", "READ", "read"],
  ["GET", `${EVENT}/instances`, "list_events", "READ", "read"],
  ["PUT|PATCH", EVENT, "update_event", "WRITE", "schedule"],
  ["DELETE", EVENT, "delete_event", "WRITE", "delete"],
  ["POST", `${EVENT}/move`, "move_event", "WRITE", "schedule", { destination: ["destination"] }],
  ["GET", `${CALENDAR}/acl/**`, "list_acl", "READ", "read"],
  ["POST", `${CALENDAR}/acl`, "share_calendar", "ADMIN", "share", WHO],
  ["POST", `${CALENDAR}/acl/watch`, "watch_acl", "ADMIN", "share", { principal: ["address"] }],
  ["PUT|PATCH", `${CALENDAR}/acl/{rule}`, "share_calendar", "ADMIN", "share", WHO],
  ["DELETE", `${CALENDAR}/acl/{rule}`, "remove_acl", "ADMIN", "identity"],
  ["POST", `${CALENDAR}/clear`, "clear_calendar", "ADMIN", "destroy"],
  ["GET", CALENDAR, "get_calendar", "READ", "read"],
  ["POST", "/calendar/v3/calendars", "create_calendar", "WRITE", "other"],
  ["PUT|PATCH", CALENDAR, "update_calendar", "WRITE", "config"],
  ["DELETE", CALENDAR, "delete_calendar", "ADMIN", "destroy"],
  ["GET", "/calendar/v3/users/me/calendarList/**", "list_calendars", "READ", "read"],
  ["POST", "/calendar/v3/freeBusy", "query_free_busy", "READ", "read"],
  ["GET", "/calendar/v3/users/me/settings/**", "get_settings", "READ", "read"],
];

const INVITES = new Set(["create_event", "update_event", "import_event"]);

function refine(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const { operation, facts } = naming;
  if (INVITES.has(operation)) return readAttendees(view, naming, home);
  if (operation !== "share_calendar") return naming;
  const { type, principal } = facts;
  const external = type === "default" ||
    (principal === undefined ? undefined : isExternalAddress(principal, home));
  return { ...naming, ...(external !== undefined && { externalPrincipal: external }) };
}

/** Guests get the whole event by mail: to write one is to write to them, and to invite outsiders is to share it. */
function readAttendees(view: CallView, naming: Naming, home: HomeFacts): Naming {
  const guests = textsAt(view, "attendees[*].email");
  if (guests.length === 0) return naming;
  const outside = guests.find((email) => isExternalAddress(email, home) === true);
  const facts = { ...naming.facts, recipient: outside ?? guests.join(",").slice(0, 256) };
  // Nobody said who is inside: that someone is outside cannot be told either.
  if (home.internalDomains.length === 0) return { ...naming, category: "message", facts };
  return {
    ...naming,
    category: outside === undefined ? "message" : "share",
    facts,
    externalPrincipal: outside !== undefined,
  };
}

export const GOOGLE_CALENDAR: readonly Service[] = withMethodParameter([withBatches({
  tool: "gcalendar",
  hosts: ["www.googleapis.com", "content.googleapis.com", "calendar-json.googleapis.com"],
  pathPrefixes: ["/calendar", "/batch/calendar"],
  operations: OPERATIONS,
  refine,
  fallback: restReader(),
}, "/batch/calendar/**")]);
