/** Finds out whom a message concerns that is too long to be kept: reads its outermost members as it passes, in constant memory. */
import { idOf, type RequestId } from "./message.ts";

const QUOTE = 0x22, BACKSLASH = 0x5c, COLON = 0x3a, COMMA = 0x2c;
const OPENING = new Set([0x7b, 0x5b]), CLOSING = new Set([0x7d, 0x5d]);

/** Longer names and ids are none that anybody uses. */
const MAX_TOKEN_BYTES = 256;

export class IdFinder {
  id: RequestId | undefined;
  kind: "request" | "response" = "response";
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  /** Bytes of the outermost member's name or value that is being read. */
  #token: number[] = [];
  #name = "";

  /** Takes in the next bytes of the message. What is no JSON gives no sense, and never throws. */
  read(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#isString) this.#inString(byte);
      else this.#outside(byte);
    }
  }

  #inString(byte: number): void {
    this.#keep(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isString = false;
  }

  #outside(byte: number): void {
    if (byte === QUOTE) this.#isString = true;
    if (CLOSING.has(byte)) {
      if (this.#depth === 1) this.#endMember();
      this.#depth -= 1;
    } else if (OPENING.has(byte)) {
      this.#depth += 1;
      this.#token = [];
    } else if (this.#depth === 1 && byte === COLON) {
      this.#name = String(this.#parsed());
      this.#token = [];
    } else if (this.#depth === 1 && byte === COMMA) this.#endMember();
    else this.#keep(byte);
  }

  #keep(byte: number): void {
    // One byte over the limit makes it no JSON, so that a long token is none rather than another one.
    if (this.#depth === 1 && this.#token.length <= MAX_TOKEN_BYTES) this.#token.push(byte);
  }

  #endMember(): void {
    // Of two with one name the last counts, as everywhere in JSON.
    if (this.#name === "id") this.id = idOf({ id: this.#parsed() });
    if (this.#name === "method") this.kind = "request";
    [this.#token, this.#name] = [[], ""];
  }

  #parsed(): unknown {
    if (this.#token.length > MAX_TOKEN_BYTES) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(Uint8Array.from(this.#token)));
    } catch {
      return undefined;
    }
  }
}
