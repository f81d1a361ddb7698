/** `GET /v1/stats?window=1h&buckets=60`: counts, latency and a time series for the console. */
import { Hono } from "hono";
import type { Clock, TraceReader } from "../../engine/ports.ts";
import { badField } from "../json_body.ts";
import { textOf, windowOf } from "../query.ts";
import { statsToWire } from "../wire.ts";

const DEFAULT_WINDOW_MS = 3_600_000;
const DEFAULT_BUCKETS = 60;
const MAX_BUCKETS = 500;

export function statsRoutes(traces: TraceReader, clock: Clock): Hono {
  return new Hono().get("/", (context) => {
    const windowMs = windowOf(context, "window", DEFAULT_WINDOW_MS);
    // One millisecond beyond now: the end is exclusive, and a call of this very moment counts.
    const untilMs = clock.now() + 1;
    const stats = traces.stats({
      sinceMs: untilMs - windowMs,
      untilMs,
      buckets: bucketsOf(textOf(context, "buckets")),
    });
    return context.json({ window_ms: windowMs, ...statsToWire(stats) });
  });
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
