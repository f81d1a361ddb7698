/** `POST /v1/scan` and `POST /v1/scan/response`: what agents ask, and what a gateway with a remote engine asks. */
import { Hono } from "hono";
import { type Engine, EngineUnavailableError, StoreError } from "../../engine/ports.ts";
import type { ToolCall, Verdict } from "../../engine/types.ts";
import { parseResponseObservation, responseReportToWire } from "../../engine/wire/response_report.ts";
import { parseScanRequest } from "../../engine/wire/scan_request.ts";
import { verdictToWire } from "../../engine/wire/verdict.ts";
import type { AgentVariables } from "../agent_gate.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

export interface ScanRoutesOptions {
  readonly engine: Engine;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** Longest request, bytes. */
  readonly maxBodyBytes: number;
}

export function scanRoutes({ engine, consoleUrl, maxBodyBytes }: ScanRoutesOptions): Hono<AgentVariables> {
  const routes = new Hono<AgentVariables>();
  routes.post("/scan", async (context) => {
    const value = await readJson(context.req.raw, { maxBytes: maxBodyBytes });
    const parsed = parseScanRequest(
      value,
      defaultsOf(context.get("agentId"), context.req.header("x-interven-session")),
    );
    if (!parsed.ok) throw badField(parsed.field, parsed.message);
    const verdict = await recordedVerdict(engine, parsed.call);
    // A gateway that uses this engine needs the verdict with nothing left out, also when the call has no body.
    const body = context.req.query("answer") === "whole" ? "base64" : parsed.bodyForm;
    return context.json(verdictToWire(verdict, { consoleUrl, body }));
  });
  routes.post("/scan/response", async (context) => {
    const value = await readJson(context.req.raw, { maxBytes: maxBodyBytes });
    const parsed = parseResponseObservation(value);
    if (!parsed.ok) throw badField(parsed.field, parsed.message);
    const report = await engine.observeResponse(parsed.observation);
    if (report === undefined) {
      throw new Problem("UNKNOWN_TRACE", `There is no trace "${parsed.observation.traceId}"`);
    }
    return context.json(responseReportToWire(report, parsed.bodyForm));
  });
  return routes;
}

function defaultsOf(agentId: string, sessionId: string | undefined) {
  return { door: "api", agentId, ...(sessionId ? { sessionId: sessionId.slice(0, 256) } : {}) } as const;
}

/** No answer leaves before its trace is durable. */
async function recordedVerdict(engine: Engine, call: ToolCall): Promise<Verdict> {
  const { verdict, recorded } = await engine.evaluate(call);
  try {
    await recorded;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new EngineUnavailableError("ENGINE_UNAVAILABLE", error.message, { cause: error });
  }
  return verdict;
}
