/** Names of requests of several clients that share one server: two of them may well choose the same. */
import { type Frame, idKey, isObject, type JsonObject, paramsOf, type RequestId } from "../message.ts";
import { META, metaOf } from "./request_route.ts";

/** What names one request on the way to the server and back. */
export interface Names {
  readonly id: RequestId;
  /** Undefined when its client wants to hear of no progress. */
  readonly progressToken: RequestId | undefined;
}

export function namesOf(message: JsonObject, id: RequestId): Names {
  const { progressToken: token } = metaOf(message);
  return { id, progressToken: typeof token === "string" || typeof token === "number" ? token : undefined };
}

/** The request under other names. */
export function renamedRequest({ text }: Frame, { id, progressToken }: Names): Frame {
  return rewritten(text, (message) => {
    const params = paramsOf(message);
    const meta = { ...metaOf(message), ...(progressToken !== undefined && { progressToken }) };
    return { ...message, id, params: { ...params, _meta: meta } };
  });
}

/** What the server says about a request, under the names that its client gave. */
export function renamedAnswer({ text }: Frame, { id, progressToken }: Names): Frame {
  return rewritten(text, (message) => {
    if (!("method" in message)) {
      const { result } = message;
      const meta = isObject(result) ? result["_meta"] : undefined;
      if (!isObject(result) || !isObject(meta) || !(META.subscriptionId in meta)) return { ...message, id };
      return { ...message, id, result: { ...result, _meta: { ...meta, [META.subscriptionId]: id } } };
    }
    const params = paramsOf(message);
    const meta = metaOf(message);
    return {
      ...message,
      params: {
        ...params,
        ...("progressToken" in params && { progressToken }),
        ...(META.subscriptionId in meta && { _meta: { ...meta, [META.subscriptionId]: id } }),
      },
    };
  });
}

/** TypeScript does not know of the source text yet: https://tc39.es/proposal-json-parse-with-source/ */
const exactJson = JSON as unknown as {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): JsonObject;
  rawJSON(text: string): unknown;
};

/** Numbers keep the digits they came in: JavaScript's own would lose some of long ones. */
function rewritten(text: string, change: (message: JsonObject) => JsonObject): Frame {
  const exact = exactJson.parse(
    text,
    (_, value, { source }) =>
      typeof value === "number" && source !== undefined && String(value) !== source
        ? exactJson.rawJSON(source)
        : value,
  );
  const changed = JSON.stringify(change(exact));
  return { text: changed, message: JSON.parse(changed) };
}

/** The request that a message of the server is about, by the key of its name; undefined when it does not say. */
export function aboutOf(message: JsonObject): { id: string } | { progressToken: string } | undefined {
  const key = (name: unknown) =>
    typeof name === "string" || typeof name === "number" ? idKey(name) : undefined;
  const { method, id } = message;
  if (method === undefined) return pick("id", key(id));
  const params = paramsOf(message);
  if (method === "notifications/progress") return pick("progressToken", key(params["progressToken"]));
  if (method === "notifications/cancelled") return pick("id", key(params["requestId"]));
  return pick("id", key(metaOf(message)[META.subscriptionId]));
}

function pick<Name extends "id" | "progressToken">(name: Name, key: string | undefined) {
  return key === undefined ? undefined : { [name]: key } as { id: string } | { progressToken: string };
}
