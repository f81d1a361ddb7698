/** JSON-RPC 2.0 messages as they pass by: read as far as needed, forwarded as the text they came in. https://www.jsonrpc.org/specification */

export type JsonObject = Readonly<Record<string, unknown>>;

/** Requests are told apart by number and text: 1 and "1" are two ids. */
export type RequestId = string | number;

/** One message, and the very text that is forwarded when nothing in it changes. */
export interface Frame {
  readonly text: string;
  readonly message: JsonObject;
  /** The text as it came in a line, in UTF-8 and without a line break; absent for what came otherwise. */
  readonly bytes?: Uint8Array;
  /** Forgets text and message, for whoever holds a large frame longer than it is needed; nobody may read it afterwards. */
  letGo?(): void;
}

export type MessageKind = "request" | "notification" | "response";

/** JSON-RPC's own codes, and the one that MCP servers use for a call that was not carried out. */
export const ERROR = { parse: -32700, invalidRequest: -32600, internal: -32603 } as const;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined for what is none of the three: nobody can be asked to answer it. */
export function kindOf(message: JsonObject): MessageKind | undefined {
  if (typeof message["method"] === "string") return idOf(message) === undefined ? "notification" : "request";
  return idOf(message) !== undefined && ("result" in message || "error" in message) ? "response" : undefined;
}

/** What a side says that could not tell whose request it is that fails: an answer to nobody, which may still be told (JSON-RPC 2.0, section 5). */
export function isErrorToNobody(message: JsonObject): boolean {
  return kindOf(message) === undefined && message["id"] === null && isObject(message["error"]);
}

export function idOf({ id }: JsonObject): RequestId | undefined {
  return typeof id === "string" || typeof id === "number" ? id : undefined;
}

/** Keeps ids of different types apart in a map. */
export function idKey(id: RequestId): string {
  return JSON.stringify(id);
}

export function paramsOf({ params }: JsonObject): JsonObject {
  return isObject(params) ? params : {};
}

/** From so many bytes on a frame keeps its text only once, and decodes it for whoever asks. */
const LARGE_BYTES = 64 * 1024;

/** A frame of a line that nobody has to hold twice. */
class LargeFrame implements Frame {
  constructor(public bytes: Uint8Array, public message: JsonObject) {}

  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  letGo(): void {
    [this.bytes, this.message] = [new Uint8Array(0), {}];
  }
}

/** How much of a line or body a frame takes, in bytes (characters, for a frame of our own). */
export function sizeOf(frame: Frame): number {
  return frame.bytes?.length ?? frame.text.length;
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** As {@linkcode parseFrames}, for the bytes of a line. An empty line has no messages. */
export function frameOfLine(bytes: Uint8Array): readonly Frame[] | undefined {
  let text: string;
  try {
    text = STRICT_UTF8.decode(bytes);
  } catch {
    // What each reader would make of it is its own guess: passed on is what was read here.
    return parseFrames(new TextDecoder().decode(bytes));
  }
  const frames = text.trim() === ""
    ? []
    : parseFrames(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  const [frame] = frames ?? [];
  if (frames?.length !== 1 || frame?.text !== text) return frames;
  return [bytes.length > LARGE_BYTES ? new LargeFrame(bytes, frame.message) : { ...frame, bytes }];
}

const BYTE_ORDER_MARK = "\ufeff";

/** A frame of our own making. */
export function frameOf(message: JsonObject): Frame {
  return { text: JSON.stringify(message), message };
}

export function resultFrame(id: RequestId, result: JsonObject): Frame {
  return frameOf({ jsonrpc: "2.0", id, result });
}

export function errorFrame(id: RequestId | null, code: number, message: string): Frame {
  return frameOf({ jsonrpc: "2.0", id, error: { code, message } });
}

/**
 * The messages in a line: one, or several when they come as a batch (revision 2025-03-26), each then as a frame of its own.
 * Undefined for what is no JSON or no message.
 */
export function parseFrames(text: string): readonly Frame[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isObject(value)) return [{ text, message: value }];
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return undefined;
  return value.map(frameOf);
}
