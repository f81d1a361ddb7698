/** What a deletion, a share or a message is aimed at, so that many can be told from one that is done again. */
import type { CallView } from "../call_view.ts";
import { nameDigest } from "../habits/habits.ts";
import type { SeenCall } from "../history.ts";

/** Targets that are told apart in one call. */
export const MAX_TARGETS_OF_CALL = 64;
/** Of a body that names its target in a way of its own, so much is compared. */
const MAX_COMPARED_CHARS = 4_096;

/** Fields that hold those a message or share goes to; SendGrid keeps them one level deeper. */
const RECIPIENT_FIELDS = [
  ...["to", "cc", "bcc", "recipients", "emails", "users", "user_ids", "channels", "personalizations"],
  ...["toRecipients", "ccRecipients", "bccRecipients", "attendees", "invitees", "members"],
] as const;
/** Fields that hold what is deleted at once. */
const BATCH_FIELDS = [
  "ids",
  "keys",
  "objects",
  "entries",
  "items",
  "messages",
  "files",
  "paths",
  "records",
] as const;

/** Digests, each once; empty for calls of other kinds. */
export function targetsOf({ action, view }: SeenCall): readonly string[] {
  switch (action.category) {
    case "delete":
    case "destroy": {
      const batch = listed(view, BATCH_FIELDS);
      return digests(batch.length > 0 ? batch.map((item) => `${action.host} ${item}`) : [wholeCall(view)]);
    }
    case "share": {
      // One file for ten people is as many as ten files for one.
      const people = recipients(view, action.facts);
      return digests(people.length > 0 ? people.map((who) => `${pathOf(view)} ${who}`) : [wholeCall(view)]);
    }
    case "message": {
      const people = recipients(view, action.facts);
      const { org = "", repo = "" } = action.facts;
      // A reply in one tracker, however many there are, reaches the same people.
      return digests(people.length > 0 ? people : [`${action.host} ${org}/${repo}`]);
    }
    default:
      return [];
  }
}

function digests(names: readonly string[]): readonly string[] {
  return [...new Set(names.slice(0, MAX_TARGETS_OF_CALL))].map(nameDigest);
}

function recipients(view: CallView, facts: Readonly<Record<string, string>>): readonly string[] {
  const many = listed(view, RECIPIENT_FIELDS);
  if (many.length > 0) return many;
  const one = facts["principal"] ?? facts["channel"];
  return one === undefined ? [] : [one];
}

/** The items of the first level of lists, as text. */
function listed(view: CallView, names: readonly string[]): readonly string[] {
  const { fields } = view;
  if (fields.kind !== "json" && fields.kind !== "form") return [];
  const { value } = fields;
  const items: unknown[] = Array.isArray(value) ? value : listsOf(value, names);
  return items.slice(0, MAX_TARGETS_OF_CALL).flatMap((item) => {
    const inner = isMap(item) ? listsOf(item, names) : [];
    return (inner.length > 0 ? inner : [item]).map(textOf);
  });
}

function listsOf(value: unknown, names: readonly string[]): unknown[] {
  if (!isMap(value)) return [];
  return names.flatMap((name) => {
    const items = Object.hasOwn(value, name) ? value[name] : undefined;
    return Array.isArray(items) ? items.slice(0, MAX_TARGETS_OF_CALL) : [];
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(item: unknown): string {
  if (typeof item === "string") return item.trim().toLowerCase();
  return (JSON.stringify(item) ?? "").slice(0, MAX_COMPARED_CHARS);
}

function pathOf({ location }: CallView): string {
  return `${location.host}/${location.splitSegments.join("/")}`;
}

function wholeCall(view: CallView): string {
  const query = view.location.query.slice(0, 32).map((pair) => pair.join("=")).join("&");
  return `${pathOf(view)}?${query} ${view.bodyBytes === 0 ? "" : view.text.slice(0, MAX_COMPARED_CHARS)}`;
}
