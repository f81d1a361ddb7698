/** `GET /v1/stats?window=1h&buckets=60`: counts, latency and a time series for the console. */
import { Hono } from "hono";
import type { Clock, TraceReader } from "../../engine/ports.ts";
import { badField } from "../json_body.ts";
import { textOf, windowOf } from "../query.ts";
import { statsToWire } from "../wire.ts";

const DEFAULT_WINDOW_MS = 3_600_000;
const DEFAULT_BUCKETS = 60;
const MAX_BUCKETS = 500;

const MINUTE_MS = 60_000;

export function statsRoutes(traces: TraceReader, clock: Clock): Hono {
  return new Hono().get("/", (context) => {
    const windowMs = windowOf(context, "window", DEFAULT_WINDOW_MS);
    const span = spanOf(clock.now(), windowMs, bucketsOf(textOf(context, "buckets")));
    return context.json({ window_ms: span.untilMs - span.sinceMs, ...statsToWire(traces.stats(span)) });
  });
}

/**
 * The window that ends now. Buckets of a minute or more begin on whole minutes: bars of a chart then stay where they
 * are from one look to the next, and the store counts by the minute. The window may grow by less than a bucket for it.
 */
function spanOf(now: number, windowMs: number, buckets: number): Parameters<TraceReader["stats"]>[0] {
  // One millisecond beyond now: the end is exclusive, and a call of this very moment counts.
  if (windowMs / buckets < MINUTE_MS) return { sinceMs: now + 1 - windowMs, untilMs: now + 1, buckets };
  const widthMs = Math.ceil(windowMs / buckets / MINUTE_MS) * MINUTE_MS;
  const count = Math.ceil(windowMs / widthMs);
  const untilMs = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
  return { sinceMs: untilMs - count * widthMs, untilMs, buckets: count };
}

function bucketsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_BUCKETS;
  const buckets = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (buckets >= 1 && buckets <= MAX_BUCKETS) return buckets;
  throw badField(
    "buckets",
    `Cannot read "buckets": found "${text}", wanted a number from 1 to ${MAX_BUCKETS}`,
  );
}
