/** A `tools/call` as the engine sees it. */
import type { CallBody, ToolCall } from "../../engine/types.ts";
import { isObject, type JsonObject } from "./message.ts";

export interface CallNames {
  readonly serverName: string;
  readonly agentId: string;
  readonly sessionId: string;
  /** What speaks against the tool's definition. */
  readonly signals: readonly string[];
}

/** `mcp://<server>/<tool>` with the arguments as a JSON body. Undefined when no tool is named. */
export function toolCallOf(
  params: JsonObject,
  { serverName, agentId, sessionId, signals }: CallNames,
): ToolCall | undefined {
  const name = params["name"];
  if (typeof name !== "string" || name === "") return undefined;
  return {
    door: "mcp",
    method: "POST",
    url: `mcp://${serverName}/${encodeURIComponent(name)}`,
    headers: [],
    body: jsonBody(params["arguments"] ?? {}),
    toolName: name,
    agentId,
    sessionId,
    ...(signals.length > 0 && { mcpSignals: signals }),
  };
}

/** What policy rewrote, put in the place of the arguments. Undefined when it is no object any more. */
export function withArguments(message: JsonObject, body: Uint8Array): JsonObject | undefined {
  const params = message["params"];
  let rewritten: unknown;
  try {
    rewritten = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  if (!isObject(params) || !isObject(rewritten)) return undefined;
  return { ...message, params: { ...params, arguments: rewritten } };
}

export function jsonBody(value: unknown): CallBody {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { bytes, contentType: "application/json", inspectable: true };
}
