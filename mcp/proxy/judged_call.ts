/** Bodies of calls, as the engine sees them and as the server gets them. */
import type { CallBody } from "../../engine/types.ts";
import { isObject, type JsonObject } from "./message.ts";

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
