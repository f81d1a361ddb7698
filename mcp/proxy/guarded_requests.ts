/** Requests that are decided before the server sees them: what each is to the policy, and how it is refused. */
import type { ToolCall } from "../../engine/types.ts";
import { jsonBody, withArguments } from "./judged_call.ts";
import { errorFrame, type Frame, type JsonObject, type RequestId, resultFrame } from "./message.ts";

export interface CallNames {
  readonly serverName: string;
  readonly agentId: string;
  readonly sessionId: string;
}

/** MCP reserves -32000 to -32099 for implementations (JSON-RPC 2.0, section 5.1). */
const REFUSED = -32001;

export interface GuardedRequest {
  /** Undefined when the request says too little to be carried out. */
  callOf(params: JsonObject, names: CallNames): ToolCall | undefined;
  /** The name by which its definition is pinned; undefined when it has none. */
  toolOf(params: JsonObject): string | undefined;
  refuse(id: RequestId, result: JsonObject): Frame;
  /** The request with what policy made of its body; undefined where nothing can be rewritten. */
  rewrite(message: JsonObject, body: Uint8Array): JsonObject | undefined;
}

/** A tool's refusal is a result, so that the model sees it; for the others the protocol has only errors. */
const asError = (id: RequestId, result: JsonObject): Frame => {
  const [first] = Array.isArray(result["content"]) ? result["content"] as { text: string }[] : [];
  return errorFrame(id, REFUSED, first?.text ?? "Interven refused this request");
};

const nothing = (): undefined => undefined;

export const GUARDED_REQUESTS: Readonly<Record<string, GuardedRequest>> = {
  "tools/call": {
    callOf: ({ name, arguments: given }, names) =>
      typeof name === "string" && name !== ""
        ? callOf(name, encodeURIComponent(name), { args: given ?? {}, names })
        : undefined,
    toolOf: ({ name }) => typeof name === "string" ? name : undefined,
    refuse: resultFrame,
    rewrite: withArguments,
  },
  "resources/read": {
    callOf: ({ uri }, names) => callOf("resources/read", "resources/read", { args: { uri }, names }),
    toolOf: nothing,
    refuse: asError,
    rewrite: nothing,
  },
  "prompts/get": {
    callOf: ({ name, arguments: given }, names) =>
      callOf("prompts/get", "prompts/get", { args: { name, arguments: given ?? {} }, names }),
    toolOf: nothing,
    refuse: asError,
    rewrite: nothing,
  },
};

/** `mcp://<server>/<path>` with the arguments as a JSON body. */
function callOf(
  toolName: string,
  path: string,
  { args, names }: { args: unknown; names: CallNames },
): ToolCall {
  const { serverName, agentId, sessionId } = names;
  return {
    door: "mcp",
    method: "POST",
    url: `mcp://${serverName}/${path}`,
    headers: [],
    body: jsonBody(args),
    toolName,
    agentId,
    sessionId,
  };
}
