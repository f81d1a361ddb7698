/** WebSocket frames as a client reads and writes them (RFC 6455, section 5). */
import { ByteQueue, joinBytes } from "../answers/byte_queue.ts";

export const Opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a server may send to a client, put together. */
export type Incoming =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "ping"; readonly bytes: Uint8Array }
  | { readonly kind: "pong" }
  /** `code` null: the server named none. */
  | { readonly kind: "close"; readonly code: number | null; readonly reason: string };

/** The other side breaks the protocol; `code` is what it is told (section 7.4.1). */
export class FrameError extends Error {
  override name = "FrameError";
  constructor(readonly code: 1002 | 1007 | 1009, message: string) {
    super(message);
  }
}

const MAX_CONTROL_BYTES = 125;
/** Frames of one message: each costs a little, whatever it holds. */
const MAX_FRAGMENTS = 65_536;

interface Head {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly length: number;
}

/** Takes bytes as they come and gives back messages and control frames, in order. */
export class FrameReader {
  readonly #maxMessageBytes: number;
  readonly #bytes = new ByteQueue();
  #head: Head | null = null;
  /** The message that is under way. */
  #opcode: number | null = null;
  #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  push(bytes: Uint8Array): void {
    this.#bytes.push(bytes);
  }

  /**
   * The next message or control frame; null when more bytes are wanted.
   *
   * @throws {FrameError}
   */
  next(): Incoming | null {
    while (true) {
      this.#head ??= this.#readHead();
      if (this.#head === null || this.#bytes.size < this.#head.length) return null;
      const payload = this.#bytes.take(this.#head.length);
      const { opcode, isFinal } = this.#head;
      this.#head = null;
      const incoming = opcode >= Opcode.close
        ? control(opcode, payload)
        : this.#data(opcode, isFinal, payload);
      if (incoming !== null) return incoming;
    }
  }

  #readHead(): Head | null {
    if (this.#bytes.size < 2) return null;
    const two = this.#bytes.take(2);
    const [first, second] = [two[0]!, two[1]!];
    const short = second & 0x7f;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (this.#bytes.size < extended) {
      this.#bytes.putBack(two);
      return null;
    }
    const length = extended === 0 ? short : lengthOf(this.#bytes.take(extended));
    const opcode = first & 0x0f;
    const isFinal = (first & 0x80) !== 0;
    this.#check({ opcode, isFinal, length }, { first, second });
    return { opcode, isFinal, length };
  }

  #check(
    { opcode, isFinal, length }: Head,
    { first, second }: { first: number; second: number },
  ): void {
    if ((first & 0x70) !== 0) {
      throw new FrameError(1002, "The server used an extension that was not agreed on");
    }
    if ((second & 0x80) !== 0) throw new FrameError(1002, "The server masked a frame");
    if (opcode > 2 && (opcode < Opcode.close || opcode > Opcode.pong)) {
      throw new FrameError(1002, `The server sent a frame of the unknown kind ${opcode}`);
    }
    if (opcode >= Opcode.close) {
      if (isFinal && length <= MAX_CONTROL_BYTES) return;
      throw new FrameError(1002, "The server sent a control frame that is too long or cut");
    }
    if ((opcode === Opcode.continuation) === (this.#opcode === null)) {
      throw new FrameError(1002, "The server mixed up the pieces of its messages");
    }
    if (this.#size + length > this.#maxMessageBytes || this.#pieces.length >= MAX_FRAGMENTS) {
      throw new FrameError(1009, `The server sent a message of more than ${this.#maxMessageBytes} bytes`);
    }
  }

  #data(opcode: number, isFinal: boolean, payload: Uint8Array): Incoming | null {
    if (opcode !== Opcode.continuation) this.#opcode = opcode;
    this.#pieces.push(payload);
    this.#size += payload.length;
    if (!isFinal) return null;
    const bytes = joinBytes(this.#pieces);
    const isText = this.#opcode === Opcode.text;
    this.#opcode = null;
    this.#pieces = [];
    this.#size = 0;
    return isText ? { kind: "text", text: utf8(bytes) } : { kind: "binary", bytes };
  }
}

function lengthOf(bytes: Uint8Array): number {
  let length = 0;
  for (const byte of bytes) length = length * 256 + byte;
  if (Number.isSafeInteger(length)) return length;
  throw new FrameError(1002, "The server sent a frame of impossible length");
}

function control(opcode: number, payload: Uint8Array): Incoming {
  if (opcode === Opcode.ping) return { kind: "ping", bytes: payload };
  if (opcode === Opcode.pong) return { kind: "pong" };
  if (payload.length === 0) return { kind: "close", code: null, reason: "" };
  if (payload.length === 1) throw new FrameError(1002, "The server closed with half a code");
  const code = payload[0]! * 256 + payload[1]!;
  if (!mayBeSent(code)) {
    throw new FrameError(1002, `The server closed with the code ${code}, which must not be sent`);
  }
  return { kind: "close", code, reason: utf8(payload.subarray(2)) };
}

/** Codes that may stand in a close frame (section 7.4 and the registry of IANA). */
export function mayBeSent(code: number): boolean {
  return (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) ||
    (code >= 3000 && code <= 4999);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FrameError(1007, "The server sent text that is no UTF-8");
  }
}

/** One frame of a client: final and masked (section 5.3). */
export function encodeFrame(opcode: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = new Uint8Array(2 + extended + 4 + length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) view.setUint16(2, length);
  if (extended === 8) view.setBigUint64(2, BigInt(length));
  const mask = frame.subarray(2 + extended, 6 + extended);
  crypto.getRandomValues(mask);
  for (let i = 0, at = 6 + extended; i < length; i++, at++) frame[at] = payload[i]! ^ mask[i & 3]!;
  return frame;
}

export function encodeClose(code: number | null, reason: string): Uint8Array<ArrayBuffer> {
  if (code === null) return encodeFrame(Opcode.close, new Uint8Array());
  const text = new TextEncoder().encode(shortReason(reason));
  return encodeFrame(Opcode.close, joinBytes([Uint8Array.of(code >> 8, code & 0xff), text]));
}

/** Reasons have room for 123 bytes (section 5.5). */
export function shortReason(reason: string): string {
  const encoder = new TextEncoder();
  let short = reason.slice(0, 123);
  while (encoder.encode(short).length > 123) short = short.slice(0, -1);
  return short.toWellFormed();
}
