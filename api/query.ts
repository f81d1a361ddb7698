/** Reading a URL's query: a value of the wrong form is refused with its name, never guessed at. */
import type { Context } from "hono";
import type { TraceQuery } from "../engine/ports.ts";
import { DATA_CLASSES, DECISIONS, RISK_BANDS } from "../engine/types.ts";
import { badField } from "./json_body.ts";

const MAX_LIMIT = 500;
const MAX_TEXT_CHARS = 500;

/** A value of the query; undefined when it is absent or empty. */
export function textOf(context: Context, name: string): string | undefined {
  const text = context.req.query(name);
  if (text !== undefined && text.length > MAX_TEXT_CHARS) {
    throw badField(
      name,
      `Cannot read "${name}": found ${text.length} characters, wanted at most ${MAX_TEXT_CHARS}`,
    );
  }
  return text || undefined;
}

export function wordOf<Word extends string>(
  context: Context,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(context, name);
  const word = words.find((each) => each === text);
  if (text === undefined || word !== undefined) return word;
  throw badField(name, `Cannot read "${name}": found "${text}", wanted ${words.join(", ")}`);
}

export function limitOf(context: Context, fallback: number): number {
  const text = textOf(context, "limit");
  if (text === undefined) return fallback;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw badField("limit", `Cannot read "limit": found "${text}", wanted a number from 1 to ${MAX_LIMIT}`);
}

/**
 * Reads a page.
 *
 * @throws {Problem} BAD_REQUEST for a cursor that no page gave.
 */
export function pageOf<Page>(read: () => Page): Page {
  try {
    return read();
  } catch (error) {
    // The reader's word for such a cursor.
    if (error instanceof RangeError) throw badField("cursor", error.message);
    throw error;
  }
}

/** Epoch milliseconds, from digits or from RFC 3339 text such as `2026-03-01T12:00:00Z`. */
export function timeOf(context: Context, name: string): number | undefined {
  const text = textOf(context, name);
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(time)) return time;
  throw badField(name, `Cannot read "${name}": found "${text}", wanted a time such as 2026-03-01T12:00:00Z`);
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_WINDOW_MS = 366 * 86_400_000;

/** A length of time such as `30m`, `24h` or `7d`, in milliseconds. */
export function windowOf(context: Context, name: string, fallbackMs: number): number {
  const text = textOf(context, name);
  if (text === undefined) return fallbackMs;
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const windowMs = Number(count ?? 0) * (UNIT_MS[unit ?? ""] ?? 0);
  if (windowMs > 0 && windowMs <= MAX_WINDOW_MS) return windowMs;
  throw badField(name, `Cannot read "${name}": found "${text}", wanted a window such as 30m, 24h or 7d`);
}

/** Filters of the list of traces. */
export function traceQueryOf(context: Context): TraceQuery {
  const query = {
    decision: wordOf(context, "decision", DECISIONS),
    band: wordOf(context, "band", RISK_BANDS),
    class: wordOf(context, "class", DATA_CLASSES),
    tool: textOf(context, "tool"),
    agent: textOf(context, "agent"),
    session: textOf(context, "session"),
    reason: textOf(context, "reason"),
    q: textOf(context, "q"),
    since: timeOf(context, "since"),
    until: timeOf(context, "until"),
    cursor: textOf(context, "cursor"),
    limit: limitOf(context, 50),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
