import { isFieldValue, isToken } from "./header_syntax.ts";
import { protocolError } from "./upstream_error.ts";

/** Longest chunk-size line with its extensions, and longest trailer section, bytes. */
const MAX_LINE_BYTES = 4 * 1024;
const MAX_TRAILER_BYTES = 16 * 1024;
/** 13 hexadecimal digits keep the size a safe integer. */
const MAX_SIZE_DIGITS = 13;

type State = "size" | "data" | "data-end" | "trailer" | "done";

/**
 * Undoes the chunked transfer coding (RFC 9112 section 7.1) piece by piece, without copying. Chunk extensions are dropped, trailers are
 * checked and dropped. Bare LF is refused: a peer that reads it as a line end would see another message than we do.
 */
export class ChunkedDecoder {
  #state: State = "size";
  #line = "";
  #left = 0;
  #trailerBytes = 0;

  get done(): boolean {
    return this.#state === "done";
  }

  /**
   * Takes the next bytes of the wire and hands each run of body bytes to `emit` as a view of `bytes`.
   *
   * @returns how many bytes were taken; fewer than given only when the body has ended
   * @throws {UpstreamError} `UPSTREAM_PROTOCOL` for what is not a chunked body
   */
  decode(bytes: Uint8Array<ArrayBuffer>, emit: (data: Uint8Array<ArrayBuffer>) => void): number {
    let at = 0;
    while (at < bytes.length && this.#state !== "done") {
      if (this.#state === "data") {
        const take = Math.min(this.#left, bytes.length - at);
        emit(bytes.subarray(at, at + take));
        at += take;
        this.#left -= take;
        if (this.#left === 0) this.#state = "data-end";
      } else {
        at = this.#takeLine(bytes, at);
      }
    }
    return at;
  }

  /** Collects one line across pieces; on its CRLF hands it to the state that waits for it. */
  #takeLine(bytes: Uint8Array, from: number): number {
    const lf = bytes.indexOf(10, from);
    const end = lf === -1 ? bytes.length : lf;
    if (this.#line.length + end - from > MAX_LINE_BYTES) {
      throw protocolError("The upstream sent an endless chunk header or trailer");
    }
    for (let i = from; i < end; i++) this.#line += String.fromCharCode(bytes[i]!);
    if (lf === -1) return end;
    if (!this.#line.endsWith("\r")) {
      throw protocolError("The upstream ended a chunk line with a bare line feed");
    }
    const line = this.#line.slice(0, -1);
    this.#line = "";
    this.#endLine(line);
    return lf + 1;
  }

  #endLine(line: string): void {
    if (this.#state === "size") {
      const match = /^([0-9a-fA-F]+)[ \t]*(?:;[^\r\n\0]*)?$/.exec(line);
      if (match === null || match[1]!.length > MAX_SIZE_DIGITS) {
        throw protocolError("The upstream sent a malformed chunk size");
      }
      this.#left = parseInt(match[1]!, 16);
      this.#state = this.#left === 0 ? "trailer" : "data";
    } else if (this.#state === "data-end") {
      if (line !== "") throw protocolError("The upstream sent a chunk longer than it said");
      this.#state = "size";
    } else if (line === "") {
      this.#state = "done";
    } else {
      this.#checkTrailer(line);
    }
  }

  #checkTrailer(line: string): void {
    this.#trailerBytes += line.length;
    if (this.#trailerBytes > MAX_TRAILER_BYTES) throw protocolError("The upstream sent endless trailers");
    const colon = line.indexOf(":");
    if (colon < 1 || !isToken(line.slice(0, colon)) || !isFieldValue(line.slice(colon + 1))) {
      throw protocolError("The upstream sent a malformed trailer");
    }
  }
}

const encoder = new TextEncoder();

/** One chunk as it goes on the wire. An empty `data` would end the body, so it gives no bytes; `null` gives the last chunk. */
export function encodeChunk(data: Uint8Array | null): Uint8Array<ArrayBuffer> {
  if (data === null) return encoder.encode("0\r\n\r\n");
  if (data.length === 0) return new Uint8Array(0);
  const size = data.length.toString(16);
  const chunk = new Uint8Array(size.length + 2 + data.length + 2);
  encoder.encodeInto(size + "\r\n", chunk);
  chunk.set(data, size.length + 2);
  chunk.set([13, 10], chunk.length - 2);
  return chunk;
}
