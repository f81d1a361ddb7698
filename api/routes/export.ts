/** `GET /v1/decisions/export?format=ndjson|csv&since=&until=`: everything that was decided, streamed page by page. */
import { Hono } from "hono";
import type { TraceQuery, TraceReader } from "../../engine/ports.ts";
import type { RecordedTrace } from "../../engine/types.ts";
import { traceQueryOf, wordOf } from "../query.ts";
import { traceToWire } from "../wire.ts";

const PAGE_SIZE = 200;

interface Format {
  readonly contentType: string;
  readonly head: string;
  readonly line: (trace: RecordedTrace) => string;
}

type Column = readonly [name: string, value: (trace: RecordedTrace) => string | number | null];

const COLUMNS: readonly Column[] = [
  ["at", (trace) => new Date(trace.at).toISOString()],
  ["trace_id", (trace) => trace.traceId],
  ["decision", (trace) => trace.decision],
  ["risk_score", (trace) => trace.riskScore],
  ["risk_band", (trace) => trace.riskBand],
  ["reason_codes", (trace) => trace.reasonCodes.join(" ")],
  ["door", (trace) => trace.door],
  ["mode", (trace) => trace.mode],
  ["agent_id", (trace) => trace.agentId],
  ["session_id", (trace) => trace.sessionId],
  ["tool_name", (trace) => trace.action.tool],
  ["operation", (trace) => trace.action.operation],
  ["verb", (trace) => trace.action.verb],
  ["method", (trace) => trace.method],
  ["url", (trace) => trace.url],
  ["policy_id", (trace) => trace.policyId],
  ["rule_id", (trace) => trace.ruleId],
  ["approval_id", (trace) => trace.approvalId],
  ["evaluate_ms", (trace) => trace.evaluateMs],
  ["forwarded", (trace) => trace.outcome?.forwarded ?? null],
  ["upstream_status", (trace) => trace.outcome?.upstreamStatus ?? null],
  ["error", (trace) => trace.outcome?.error ?? null],
];

const FORMATS = {
  ndjson: {
    contentType: "application/x-ndjson",
    head: "",
    line: (trace) => JSON.stringify(traceToWire(trace)) + "\n",
  },
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: COLUMNS.map(([name]) => name).join(",") + "\r\n",
    line: (trace) => COLUMNS.map(([, value]) => csvField(value(trace))).join(",") + "\r\n",
  },
} as const satisfies Record<string, Format>;

const FORMAT_NAMES = ["ndjson", "csv"] as const;

export function exportRoutes(traces: TraceReader): Hono {
  return new Hono().get("/", (context) => {
    const name = wordOf(context, "format", FORMAT_NAMES) ?? "ndjson";
    const { limit: _, cursor: __, ...query } = traceQueryOf(context);
    return new Response(exportStream(traces, query, FORMATS[name]), {
      headers: {
        "content-type": FORMATS[name].contentType,
        "content-disposition": `attachment; filename="interven-decisions.${name}"`,
        "cache-control": "no-store",
      },
    });
  });
}

/** One page for each pull: the reader sets the pace, and memory holds one page. */
function exportStream(traces: TraceReader, query: TraceQuery, format: Format): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (format.head !== "") controller.enqueue(encoder.encode(format.head));
    },
    pull(controller) {
      const page = traces.list({ ...query, limit: PAGE_SIZE, ...(cursor !== null && { cursor }) });
      if (page.traces.length > 0) controller.enqueue(encoder.encode(page.traces.map(format.line).join("")));
      cursor = page.nextCursor;
      if (cursor === null) controller.close();
    },
  });
}

/** RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"). */
function csvField(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
