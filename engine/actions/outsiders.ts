/** Whom a call lets in or writes to, and whether they are outside. */
import { type BodyPath, MAX_PATH_VALUES, parseBodyPath, valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming, OperationRow } from "./service.ts";

export interface OutsiderRules {
  /** Operations that open something to everyone. */
  readonly opens?: readonly string[];
  /** Operations whose principal is taken to be outside when it is no address, as a login or an account's number. */
  readonly strangers?: readonly string[];
}

/** More addresses than this in one call are not looked at one by one: they are taken to be outside. */
const MAX_ADDRESSES = 1_000;

const GIVES =
  /^(?:add|invite|create|assign|grant|share|transfer|update|publish|forward|enable|set|put|register)/;

/**
 * A `refine` for services that name in the fact `principal` who gets access and in `recipient` who gets a message. All the places
 * that a row names for these are read, with all their values: one outsider among many is one.
 *
 * Who gets a message is told only when the owner has said which domains are inside: without that, everyone would be outside.
 */
export function tellOutsiders(
  { opens = [], strangers = [] }: OutsiderRules = {},
): (view: CallView, naming: Naming, home: HomeFacts) => Naming {
  const open = new Set(opens);
  const strange = new Set(strangers);
  return (view, naming, home) => {
    if (naming.verb === "READ") return naming;
    if (open.has(naming.operation)) return { ...naming, externalPrincipal: true };
    const fact = roleOf(naming);
    if (fact === undefined) return naming;
    if (fact === "recipient" && home.internalDomains.length === 0) return naming;
    const all = addressesOf(view, naming, fact);
    if (all === undefined) return { ...naming, externalPrincipal: true };
    const outside = all.find((one) => isExternalAddress(addressIn(one), home) === true);
    if (outside !== undefined) {
      return { ...naming, facts: { ...naming.facts, [fact]: outside }, externalPrincipal: true };
    }
    if (all.some((one) => isExternalAddress(addressIn(one), home) === false)) {
      return { ...naming, externalPrincipal: false };
    }
    return strange.has(naming.operation) ? { ...naming, externalPrincipal: true } : naming;
  };
}

function roleOf({ operation, category }: Naming): "principal" | "recipient" | undefined {
  if (category === "share" || category === "identity") return GIVES.test(operation) ? "principal" : undefined;
  return category === "message" ? "recipient" : undefined;
}

/** Undefined when there are more than are looked at. */
function addressesOf(view: CallView, { facts, row }: Naming, fact: string): readonly string[] | undefined {
  const first = facts[fact];
  const found = new Set(first === undefined ? [] : [first]);
  for (const place of placesOf(row, fact)) {
    const texts = textsAt(view, place);
    if (texts.length >= MAX_PATH_VALUES) return undefined;
    for (const text of texts) {
      for (const one of text.split(/[,;]/)) if (one.trim() !== "") found.add(one.trim());
      if (found.size > MAX_ADDRESSES) return undefined;
    }
  }
  // A field with several addresses is itself none.
  if (first !== undefined && /[,;]/.test(first)) found.delete(first);
  return [...found];
}

function placesOf(row: OperationRow | undefined, fact: string): readonly string[] {
  return row?.[5]?.[fact] ?? [];
}

const PATHS = new Map<string, BodyPath>();

/** Every text at the place, in the body and in the query. */
export function textsAt(view: CallView, place: string): readonly string[] {
  const { fields } = view;
  const inQuery = view.location.query.filter(([name]) => name === place).map(([, value]) => value);
  if (fields.kind !== "json" && fields.kind !== "form") return inQuery;
  let path = PATHS.get(place);
  if (path === undefined) {
    path = parseBodyPath(place.startsWith("[") ? `$${place}` : `$.${place}`) ?? [place];
    PATHS.set(place, path);
  }
  const inBody = valuesAt(fields.value, path).flat()
    .filter((value) => typeof value === "string" || typeof value === "number").map(String);
  return [...inBody, ...inQuery];
}

/** `Name <a@b.example>` is `a@b.example`, and a URL is its host. */
function addressIn(text: string): string {
  const bare = /<([^<>]{1,320})>\s*$/.exec(text)?.[1] ?? text;
  const url = /^https?:/i.test(bare) ? URL.parse(bare) : null;
  return url === null ? bare : url.hostname;
}
