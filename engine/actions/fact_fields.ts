/** Facts that stand in the body or the query. */
import { type BodyPath, parseBodyPath, valuesAt } from "../body_path.ts";
import type { CallView } from "../call_view.ts";

/** A fact is a name or a number; longer values are cut. */
const MAX_FACT_CHARS = 256;

const PATHS = new Map<string, BodyPath>();

/**
 * The first of the named fields that is there, in the body before the query. Names are dotted paths (`permission.email`, `emails[0]`);
 * the catalogue's and so few.
 */
export function firstField(view: CallView, places: readonly string[]): string | undefined {
  for (const place of places) {
    const value = bodyField(view, place) ?? view.query(place);
    if (value !== undefined && value !== "") return value.slice(0, MAX_FACT_CHARS);
  }
  return undefined;
}

function bodyField(view: CallView, place: string): string | undefined {
  const fields = view.fields;
  if (fields.kind !== "json" && fields.kind !== "form") return undefined;
  let path = PATHS.get(place);
  if (path === undefined) {
    path = parseBodyPath(place.startsWith("[") ? `$${place}` : `$.${place}`) ?? [place];
    PATHS.set(place, path);
  }
  const value = valuesAt(fields.value, path)[0];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" || typeof first === "number" || typeof first === "boolean"
    ? String(first)
    : undefined;
}
