/**
 * Parses a `text/event-stream` body piece by piece.
 * Format: WHATWG HTML Living Standard, section 9.2.6 "Interpreting an event stream".
 */

export interface StreamEvent {
  /** `message` when the stream named none. */
  readonly type: string;
  readonly data: string;
  /** The last id seen up to and including this event; empty when there was none. */
  readonly id: string;
}

/** A stream that sends no line end for this long is broken or hostile. */
const MAX_PENDING_CHARS = 4 * 1024 * 1024;

export class SseParser {
  #pending = "";
  #data: string[] = [];
  #type = "";
  #id = "";
  #atStart = true;

  /**
   * Takes the next piece of text and returns the events it completes.
   *
   * @throws {RangeError} when one line is longer than 4 Mi characters.
   */
  push(text: string): StreamEvent[] {
    if (this.#atStart && text !== "") {
      if (text.startsWith("\uFEFF")) text = text.slice(1);
      this.#atStart = false;
    }
    this.#pending += text;
    const events: StreamEvent[] = [];
    // A carriage return at the very end may be half of a CRLF: it waits for the next piece.
    const lineEnd = /\r\n|\n|\r(?!$)/g;
    let from = 0;
    for (let match = lineEnd.exec(this.#pending); match; match = lineEnd.exec(this.#pending)) {
      const event = this.#takeLine(this.#pending.slice(from, match.index));
      if (event) events.push(event);
      from = lineEnd.lastIndex;
    }
    this.#pending = this.#pending.slice(from);
    if (this.#pending.length > MAX_PENDING_CHARS) {
      throw new RangeError(
        `Cannot read the event stream: a line is longer than ${MAX_PENDING_CHARS} characters`,
      );
    }
    return events;
  }

  #takeLine(line: string): StreamEvent | undefined {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return undefined;
    const field = colon === -1 ? line : line.slice(0, colon);
    const rest = colon === -1 ? "" : line.slice(colon + 1);
    const value = rest.startsWith(" ") ? rest.slice(1) : rest;
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#type = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return undefined;
  }

  #dispatch(): StreamEvent | undefined {
    const event = this.#data.length === 0
      ? undefined
      : { type: this.#type || "message", data: this.#data.join("\n"), id: this.#id };
    this.#data = [];
    this.#type = "";
    return event;
  }
}
