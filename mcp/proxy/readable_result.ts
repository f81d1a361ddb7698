/** A result as its reader will have it. */
import type { CallBody } from "../../engine/types.ts";
import { toBase64 } from "../../engine/wire/base64.ts";
import { jsonBody } from "./judged_call.ts";
import { isObject, type JsonObject } from "./message.ts";

/** What a client shows as text, so that a model reads it. */
const TEXTUAL = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|yaml|javascript)\b)/i;

/**
 * The body that is read for instructions. Texts that the protocol packs in base64 (`blob` of a resource, when its type is a text's)
 * are unpacked: packing is the rule there and hides nothing, so it must be no sign of hiding.
 */
export function readableBody(result: unknown): CallBody {
  return jsonBody(unpacked(result));
}

/** What was made of {@linkcode readableBody}, as the protocol has it: texts that were unpacked for it are packed again. */
export function repacked(changed: unknown, original: unknown): unknown {
  return eachResource(changed, (resource, path) => {
    const before = path.reduce<unknown>((at, key) => (at as JsonObject | undefined)?.[key], original);
    const text = isObject(before) ? textOfBlob(before) : undefined;
    const { blob } = resource;
    if (!isObject(before) || text === undefined || typeof blob !== "string") return resource;
    // There is more than one way to pack a text: what was not written over stays as it came.
    return { ...resource, blob: blob === text ? before["blob"] : base64Of(blob) };
  });
}

/** The same as a value. */
export function unpacked(result: unknown): unknown {
  return eachResource(result, (resource) => {
    const text = textOfBlob(resource);
    // What cannot be unpacked is read as it is.
    return text === undefined ? resource : { ...resource, blob: text };
  });
}

type Path = readonly (string | number)[];
type Change = (resource: JsonObject, path: Path) => JsonObject;

/** The same value with other resources, wherever results and prompts have them. `path` leads to each. */
function eachResource(value: unknown, change: Change, path: Path = []): unknown {
  if (!isObject(value)) return value;
  const { content, contents, messages, resource, result } = value;
  const within = (member: unknown, name: string) =>
    Array.isArray(member)
      ? member.map((each, i) => eachResource(each, change, [...path, name, i]))
      : eachResource(member, change, [...path, name]);
  return {
    ...value,
    ...(content !== undefined && { content: within(content, "content") }),
    ...(messages !== undefined && { messages: within(messages, "messages") }),
    // Of a task: what the call has come to.
    ...(result !== undefined && { result: within(result, "result") }),
    ...(isObject(resource) && { resource: change(resource, [...path, "resource"]) }),
    ...(Array.isArray(contents) && {
      contents: contents.map((each, i) => isObject(each) ? change(each, [...path, "contents", i]) : each),
    }),
  };
}

/** The text that a resource holds in base64; undefined for one that holds none. */
function textOfBlob({ blob, mimeType }: JsonObject): string | undefined {
  if (typeof blob !== "string" || typeof mimeType !== "string" || !TEXTUAL.test(mimeType)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(blob), (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function base64Of(text: string): string {
  return toBase64(new TextEncoder().encode(text));
}
