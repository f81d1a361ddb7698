/** `POST /v1/playground`: a call is judged as if it came now, and is neither recorded nor remembered, and nobody is asked. */
import { Hono } from "hono";
import type { CallBody, ToolCall } from "../../engine/types.ts";
import type { PlaygroundWire } from "../../engine/wire/policy_console.ts";
import { parseScanRequest } from "../../engine/wire/scan_request.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";

/** What a person pastes; larger calls are tried through the gateway itself. */
const MAX_REQUEST_BYTES = 2 * 1024 * 1024;
/** Who calls when the request names nobody: an agent of whom nothing is known. */
const AGENT = "playground";

export interface PlaygroundRequest {
  readonly call: ToolCall;
  /** What the service answers, and the agent would read. */
  readonly answer?: { readonly body: CallBody; readonly status: number };
}

/** @throws {EngineUnavailableError} when there is no verdict. */
export type Playground = (request: PlaygroundRequest) => Promise<PlaygroundWire>;

/** @param playground Default: none, as with an engine elsewhere. */
export function playgroundRoutes(playground?: Playground): Hono {
  return new Hono().post("/", async (context) => {
    if (playground === undefined) {
      throw new Problem(
        "ENGINE_UNAVAILABLE",
        "Cannot try out a call: the engine is elsewhere, wanted one in this process",
      );
    }
    const value = await readJson(context.req.raw, { maxBytes: MAX_REQUEST_BYTES });
    const parsed = parseScanRequest(value, { door: "proxy", agentId: AGENT });
    if (!parsed.ok) throw badField(parsed.field, parsed.message);
    const answer = readAnswer(value);
    const verdict = await playground({ call: parsed.call, ...(answer && { answer }) });
    return context.json(verdict, 200, { "cache-control": "no-store" });
  });
}

/** `answer: {body, content_type, status}`; a body that is no text is JSON. */
function readAnswer(value: unknown): PlaygroundRequest["answer"] {
  const answer = typeof value === "object" && value !== null && "answer" in value ? value.answer : undefined;
  if (answer === undefined || answer === null) return undefined;
  if (typeof answer !== "object" || !("body" in answer)) {
    throw badField("answer", `Cannot read "answer": wanted {"body": …}`);
  }
  const { body, content_type: type = "", status = 200 } = answer as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || typeof status !== "number" || !Number.isInteger(status)) {
    throw badField("answer", `Cannot read "answer": wanted "content_type" as text and "status" as a number`);
  }
  const text = typeof body === "string" ? body : JSON.stringify(body ?? null);
  const contentType = type === "" && typeof body !== "string" ? "application/json" : type;
  return { body: { bytes: new TextEncoder().encode(text), contentType, inspectable: true }, status };
}
