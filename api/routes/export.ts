/** `GET /v1/decisions/export?format=ndjson|csv|ocsf&since=&until=`: everything that was decided, streamed page by page. */
import { Hono } from "hono";
import type { TraceQuery, TraceReader } from "../../engine/ports.ts";
import {
  DECISION_FORMATS,
  type DecisionFormat,
  EXPORT_FORMATS,
} from "../../engine/record_format/decision_formats.ts";
import { traceQueryOf, wordOf } from "../query.ts";

const PAGE_SIZE = 200;

export function exportRoutes(traces: TraceReader): Hono {
  return new Hono().get("/", (context) => {
    const format = DECISION_FORMATS[wordOf(context, "format", EXPORT_FORMATS) ?? "ndjson"];
    const { limit: _, cursor: __, ...query } = traceQueryOf(context);
    return new Response(exportStream(traces, query, format), {
      headers: {
        "content-type": format.contentType,
        "content-disposition": `attachment; filename="interven-decisions.${format.extension}"`,
        "cache-control": "no-store",
      },
    });
  });
}

/** One page for each pull: the reader sets the pace, and memory holds one page. */
function exportStream(
  traces: TraceReader,
  query: TraceQuery,
  format: DecisionFormat,
): ReadableStream<Uint8Array> {
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
