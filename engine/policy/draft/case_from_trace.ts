/** A case for `interven policy test` from a recorded call: what it was, what came before, and the verdict that it got. */
import { stringify } from "yaml";
import type { CallerFacts } from "../../history.ts";
import type { Trace } from "../../types.ts";
import { isAltered } from "../replay/recorded_call.ts";
import { recordedDecision } from "../replay/replay.ts";

export interface CaseDraft {
  /** As it stands in a `*.cases.yaml`. */
  readonly text: string;
  /** Sentences: what of the call is not in the case. */
  readonly lacks: readonly string[];
}

/** Undefined when no policy was asked about the call. */
export function caseFromTrace(trace: Trace): CaseDraft | undefined {
  const { grounds } = trace;
  if (grounds === undefined) return undefined;
  const one = {
    note: `${trace.action.tool}.${trace.action.operation}, call ${trace.traceId}`,
    input: inputOf(trace),
    ...(grounds.caller !== undefined && { caller: callerOf(grounds.caller) }),
    now: new Date(trace.at).toISOString(),
    expect: {
      decision: recordedDecision(trace),
      ...(trace.ruleId !== null && { rule_id: trace.ruleId }),
    },
  };
  return { text: stringify([one], { lineWidth: 0 }), lacks: [...lacksOf(trace)] };
}

function inputOf(trace: Trace): Record<string, unknown> {
  const { request, grounds } = trace;
  const headers = request.headers.filter(([name, value]) => !IDLE_HEADER.test(name) && !isAltered(value));
  return {
    method: trace.method,
    url: trace.url,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(request.body !== null && { body: bodyOf(request.body) }),
    agent_id: trace.agentId,
    ...(trace.agentName !== null && { agent_name: trace.agentName }),
    ...(trace.sessionId !== trace.agentId && { session_id: trace.sessionId }),
    ...(trace.runtime !== null && { runtime_type: trace.runtime }),
    ...(trace.env !== null && { env: trace.env }),
    ...(grounds?.toolName !== undefined && { tool_name: grounds.toolName }),
  };
}

/** Headers on which no verdict rests: they would only fill the file. */
const IDLE_HEADER =
  /^(?:host|connection|content-length|accept|accept-.*|user-agent|x-interven-.*|traceparent|tracestate|date|via|x-forwarded-.*|sec-.*)$/;

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What is the same when it is left out is left out. */
function callerOf({ session, baseline, trust, intel, sequences, mcpSignals }: CallerFacts) {
  return {
    ...(session && {
      session: {
        ...Object.fromEntries(session.holds.map((name) => [name, true])),
        ...(session.overlap > 0 && { overlap: session.overlap }),
        ...(session.taint > 0 && { taint: session.taint }),
        ...(session.injection > 0 && { injection: session.injection }),
      },
    }),
    ...(baseline && {
      baseline: {
        calls: baseline.calls,
        ...(baseline.isNewDestination && { new_destination: true }),
        ...(baseline.isNewOperation && { new_operation: true }),
        ...(baseline.isUnusualSize && { unusual_size: true }),
        ...(baseline.isUnusualHour && { unusual_hour: true }),
        ...(baseline.isBurst && { burst: true }),
      },
    }),
    ...(trust !== undefined && trust < 1 && { trust }),
    ...(intel && { intel }),
    ...(sequences && { sequences: sequences.map(({ name }) => name) }),
    ...(mcpSignals && { mcp_signals: mcpSignals }),
  };
}

function* lacksOf({ findings, request, url }: Trace): Iterable<string> {
  if (findings.length > 0 || isAltered(request.body ?? "") || isAltered(url)) {
    yield "Values that were found are not stored, so placeholders stand in their place and find nothing: put made-up ones there, such as {{card}} or {{github_pat}}.";
  }
  if (request.bodyCut) yield "The body was cut when it was stored; the case holds its beginning.";
  if (request.body === null && request.bodyBytes > 0) yield "The body is no text and was not stored.";
}
