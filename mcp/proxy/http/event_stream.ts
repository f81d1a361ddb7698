/** Server-sent events, read and written. https://html.spec.whatwg.org/multipage/server-sent-events.html */

export interface ServerEvent {
  /** Default `message`. */
  readonly event: string;
  readonly data: string;
  readonly id?: string;
  /** Milliseconds that the server asks for before the next try. */
  readonly retryMs?: number;
}

/** One event, or more, would take more memory than allowed. */
export class EventTooLargeError extends Error {
  override name = "EventTooLargeError";
  constructor(maxChars: number) {
    super(`An event is longer than ${maxChars} characters`);
  }
}

/**
 * The events of a stream, also those without data: their id counts. A last event without an empty line after it is none.
 *
 * @throws {EventTooLargeError} once one grows over `maxChars`.
 */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  { maxChars }: { maxChars: number },
): AsyncGenerator<ServerEvent> {
  let fields: string[] = [];
  let size = 0;
  for await (const line of readEventLines(stream, { maxChars })) {
    if (line !== "") {
      size += line.length;
      if (size > maxChars) throw new EventTooLargeError(maxChars);
      fields.push(line);
      continue;
    }
    const event = eventOf(fields);
    [fields, size] = [[], 0];
    if (event !== undefined) yield event;
  }
}

/** Lines end with CR LF, LF or CR. Pieces of a long line are joined once, at its end. */
async function* readEventLines(
  stream: ReadableStream<Uint8Array>,
  { maxChars }: { maxChars: number },
): AsyncGenerator<string> {
  let pieces: string[] = [];
  let size = 0;
  let endedWithCr = false;
  for await (
    const chunk of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
  ) {
    // The LF of a CR LF that two chunks share ends no line of its own.
    const text = endedWithCr && chunk.startsWith("\n") ? chunk.slice(1) : chunk;
    if (chunk !== "") endedWithCr = chunk.endsWith("\r");
    const lines = text.split(/\r\n|\n|\r/);
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      yield pieces.length === 0 ? line : pieces.join("") + line;
      [pieces, size] = [[], 0];
    }
    size += rest.length;
    if (size > maxChars) throw new EventTooLargeError(maxChars);
    if (rest !== "") pieces.push(rest);
  }
}

function eventOf(lines: readonly string[]): ServerEvent | undefined {
  if (lines.length === 0) return undefined;
  let event = "message";
  let id: string | undefined;
  let retryMs: number | undefined;
  const data: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") data.push(value);
    else if (name === "event") event = value || "message";
    else if (name === "id" && !value.includes("\0")) id = value;
    else if (name === "retry" && /^\d{1,9}$/.test(value)) retryMs = Number(value);
  }
  return {
    event,
    data: data.join("\n"),
    ...(id !== undefined && { id }),
    ...(retryMs !== undefined && { retryMs }),
  };
}

/** One event as it goes over the wire. `data` has no line breaks but such as may stand between two tokens of JSON. */
export function writeEvent({ id, data, retryMs }: { id?: string; data: string; retryMs?: number }): string {
  const lines = data.split(/\r\n|\n|\r/).map((line) => `data: ${line}\n`);
  return `${id === undefined ? "" : `id: ${id}\n`}${retryMs === undefined ? "" : `retry: ${retryMs}\n`}${
    lines.join("")
  }\n`;
}
