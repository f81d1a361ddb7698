/** A result as its reader will have it. */
import type { CallBody } from "../../engine/types.ts";
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

/** The same as a value. */
export function unpacked(result: unknown): unknown {
  if (!isObject(result)) return result;
  const { content, contents } = result;
  return {
    ...result,
    ...(Array.isArray(content) && { content: content.map(unpackedBlock) }),
    ...(Array.isArray(contents) && { contents: contents.map(unpackedResource) }),
  };
}

function unpackedBlock(block: unknown): unknown {
  if (!isObject(block) || !isObject(block["resource"])) return block;
  return { ...block, resource: unpackedResource(block["resource"]) };
}

function unpackedResource(resource: unknown): unknown {
  if (!isObject(resource)) return resource;
  const { blob, mimeType } = resource;
  if (typeof blob !== "string" || typeof mimeType !== "string" || !TEXTUAL.test(mimeType)) return resource;
  const text = textOf(blob);
  // What cannot be unpacked is read as it is.
  return text === undefined ? resource : { ...resource, blob: text } satisfies JsonObject;
}

function textOf(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}
