/** `/v1/traces`: what happened, for the console. */
import { Hono } from "hono";
import type { TracePage, TraceQuery, TraceReader } from "../../engine/ports.ts";
import type { Policy } from "../../engine/policy/policy.ts";
import { explainRecorded } from "../../engine/policy/replay/explain_recorded.ts";
import type { RecordedTrace } from "../../engine/types.ts";
import { badField } from "../json_body.ts";
import { Problem } from "../problem.ts";
import { traceQueryOf, wordOf } from "../query.ts";
import { explanationToWire, traceSummaryToWire, traceToWire } from "../wire.ts";

/** How much of each call a list tells: everything, or what a row of the console shows. */
const DETAILS = ["whole", "summary"] as const;

/** @param policy The policy in force, by which calls are explained. Default: none, as with an engine elsewhere. */
export function traceRoutes(traces: TraceReader, policy?: () => Policy): Hono {
  const routes = new Hono();
  const known = (id: string): RecordedTrace => {
    const trace = traces.get(id);
    if (trace === undefined) throw new Problem("UNKNOWN_TRACE", `There is no trace "${id.slice(0, 100)}"`);
    return trace;
  };
  routes.get("/", (context) => {
    const detail = wordOf(context, "detail", DETAILS) ?? "whole";
    const page = listOrRefuse(traces, traceQueryOf(context));
    const toWire = detail === "summary" ? traceSummaryToWire : traceToWire;
    return context.json({ traces: page.traces.map(toWire), next_cursor: page.nextCursor });
  });
  routes.get("/:id", (context) => context.json(traceToWire(known(context.req.param("id")))));
  routes.get("/:id/explanation", (context) => {
    const trace = known(context.req.param("id"));
    const explanation = policy && explainRecorded(trace, policy());
    return context.json({ explanation: explanation === undefined ? null : explanationToWire(explanation) });
  });
  return routes;
}

function listOrRefuse(traces: TraceReader, query: TraceQuery): TracePage {
  try {
    return traces.list(query);
  } catch (error) {
    // The reader's word for a cursor that no page gave.
    if (error instanceof RangeError) throw badField("cursor", error.message);
    throw error;
  }
}
