/** One run of Claude Code's hook: reads the event, asks the engine, answers. */
import { answerAfter, answerBefore, answerUnjudged } from "../clients/hooks/claude_answer.ts";
import { type JudgedCall, judgedCall } from "../clients/hooks/claude_call.ts";
import { type ClaudeEvent, readClaudeEvent } from "../clients/hooks/claude_event.ts";
import { isMap, type JsonMap } from "../clients/files/change.ts";
import { canonicalJson } from "../engine/canonical_json.ts";
import { type Engine, EngineUnavailableError } from "../engine/ports.ts";
import type { CallBody, Evaluation, ToolCall, Verdict } from "../engine/types.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { within } from "../mcp/deadline.ts";
import { openEngine } from "./engine_parts.ts";
import { CommandError } from "./exit_codes.ts";
import { HookCalls } from "./hook_calls.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";

type HookSettings = Settings<
  | "apiKey"
  | "gatewayUrl"
  | "scanTimeoutMs"
  | "failOpen"
  | "policy"
  | "threatIntel"
  | "internalDomain"
  | "dataDir"
  | "workers"
  | "maxBody"
  | "port"
>;

/** The name that Claude Code gives itself as an MCP client: what it may do there and here is one history. */
const AGENT = "claude-code";

interface Run {
  readonly settings: HookSettings;
  readonly event: ClaudeEvent;
  readonly calls: HookCalls;
  readonly engine: Engine;
  readonly consoleUrl: string;
}

/**
 * What is to be printed; undefined for nothing.
 *
 * @throws {CommandError} when the event cannot be read.
 */
export async function runClaudeHook(settings: HookSettings, shell: Shell): Promise<JsonMap | undefined> {
  const event = readEvent(await shell.readStdin());
  if (event === undefined) return undefined;
  const judged = judgedCall(event.tool, event.input);
  if (judged === undefined) return undefined;
  try {
    const size = JSON.stringify(event.event === "PreToolUse" ? event.input : event.response ?? null).length;
    if (size > settings.maxBody) {
      throw new CommandError(`it has ${size} characters, want at most ${settings.maxBody} (--max-body)`);
    }
    const parts = await openEngine(settings);
    try {
      const calls = new HookCalls(settings.dataDir);
      const run: Run = { settings, event, calls, engine: parts.engine, consoleUrl: parts.consoleUrl };
      return event.event === "PreToolUse" ? await before(run, judged) : await after(run, judged);
    } finally {
      await parts.close();
    }
  } catch (error) {
    return unjudged(error, { event, failOpen: settings.failOpen });
  }
}

function readEvent(text: string): ClaudeEvent | undefined {
  // Of two members with one name, Claude Code may take the other: what is judged must be what is done.
  if (canonicalJson(text) === undefined) {
    throw new CommandError("Cannot read the event: want JSON on stdin, without a name twice in one object");
  }
  const read = readClaudeEvent(JSON.parse(text));
  if (!read.ok) throw new CommandError(`Cannot read the event: ${read.message}`);
  return read.event;
}

async function before(
  { engine, settings, event, calls, consoleUrl }: Run,
  judged: JudgedCall,
): Promise<JsonMap | undefined> {
  const { verdict } = await evaluated(engine, callOf(event, judged, settings), settings.scanTimeoutMs);
  const rewritten = rewrittenInput(verdict, judged);
  const answer = answerBefore({ verdict, rewritten, permissionMode: event.permissionMode, consoleUrl });
  if (verdict.decision === "DENY" || isDenied(answer)) {
    const { traceId } = verdict;
    engine.recordOutcome({
      traceId,
      forwarded: "none",
      upstreamStatus: null,
      error: null,
      totalMs: 0,
      responseBytes: 0,
    });
  } else {
    const forwarded = rewritten === undefined ? "original" : "redacted";
    calls.remember(event.sessionId, event.toolUseId, { traceId: verdict.traceId, forwarded, at: Date.now() });
  }
  return answer;
}

function isDenied(answer: JsonMap | undefined): boolean {
  const output = answer?.["hookSpecificOutput"];
  return isMap(output) && output["permissionDecision"] === "deny";
}

async function after(
  { engine, settings, event, calls }: Run,
  judged: JudgedCall,
): Promise<JsonMap | undefined> {
  if (event.response === undefined) return undefined;
  const body = bodyOf(event.response);
  const known = calls.take(event.sessionId, event.toolUseId);
  // Without the hook before the call there is no trace yet that the answer could belong to.
  const traceId = known?.traceId ??
    (await evaluated(engine, callOf(event, judged, settings), settings.scanTimeoutMs)).verdict.traceId;
  const report = await within(settings.scanTimeoutMs, engine.observeResponse({ traceId, body, status: 200 }));
  engine.recordOutcome({
    traceId,
    forwarded: known?.forwarded ?? "original",
    upstreamStatus: null,
    error: null,
    totalMs: known === undefined ? 0 : Math.max(0, Date.now() - known.at),
    responseBytes: body.bytes.length,
  });
  return report && answerAfter(report);
}

async function evaluated(engine: Engine, call: ToolCall, timeoutMs: number): Promise<Evaluation> {
  const evaluation = await within(timeoutMs, engine.evaluate(call));
  await evaluation.recorded;
  return evaluation;
}

function callOf(event: ClaudeEvent, { method, url, body }: JudgedCall, { apiKey }: HookSettings): ToolCall {
  const agentId = apiKey === undefined ? AGENT : agentFromApiKey(apiKey);
  return {
    door: "cli",
    method,
    url,
    headers: [],
    body: body === undefined ? null : bodyOf(body),
    toolName: event.tool,
    agentId,
    agentName: AGENT,
    sessionId: event.sessionId || agentId,
    runtime: AGENT,
  };
}

function bodyOf(value: unknown): CallBody {
  const isText = typeof value === "string";
  const bytes = new TextEncoder().encode(isText ? value : JSON.stringify(value));
  return { bytes, contentType: isText ? "text/plain" : "application/json", inspectable: true };
}

function rewrittenInput({ decision, sanitizedBody }: Verdict, judged: JudgedCall): JsonMap | undefined {
  if (sanitizedBody === null || (decision !== "SANITIZE" && decision !== "REQUIRE_APPROVAL")) {
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(sanitizedBody));
    return isMap(body) ? judged.restore?.(body) : undefined;
  } catch {
    return undefined;
  }
}

/** Before the call: not made, unless the user chose otherwise. After it, it can only be told. */
function unjudged(
  error: unknown,
  { event, failOpen }: { event: ClaudeEvent; failOpen: boolean },
): JsonMap {
  const code = error instanceof EngineUnavailableError ? error.code : "ENGINE_UNAVAILABLE";
  const why = error instanceof Error ? error.message : String(error);
  if (event.event === "PreToolUse" && !failOpen) return answerUnjudged(code, why);
  return { systemMessage: `Interven could not judge ${event.tool} (${code}: ${why})` };
}
