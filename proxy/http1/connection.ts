import { protocolError, UpstreamError } from "./upstream_error.ts";
import { findHeadEnd, MAX_HEAD_BYTES } from "./response_head.ts";

/** The part of `Deno.Conn` that is needed; tests put a script in its place. */
export interface Wire {
  read(into: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}

const HEAD_BUFFER_BYTES = 16 * 1024;
const BODY_BUFFER_BYTES = 64 * 1024;

/**
 * One connection to an upstream: a read buffer, at most one read under way, and a deadline that the pool's sweeper watches.
 *
 * While the connection idles, a read stays pending, so that the end of the connection (or bytes nobody asked for) is noticed at once.
 * The next response simply goes on with that read. A pending read of `Deno.Conn` is not ended by `close()` and keeps the socket open
 * (Deno 2.8.3); so `destroy` first shuts the write side, which makes the peer close, and lets go of the read without waiting for it.
 */
export class Connection {
  /** Monotonic milliseconds after which the sweeper destroys the connection with `timeoutError`. */
  deadline = Infinity;
  timeoutError = "";
  /** Asked by the sweeper: true when nobody waits for the answer any more. */
  abandoned: (() => boolean) | null = null;
  /** How many responses were read to their end. */
  served = 0;
  /** Told once, when the connection is destroyed. */
  onDestroy: () => void = () => {};
  /** Told when something arrives while nobody reads: the connection must not be used again. */
  onUnasked: () => void = () => {};

  readonly #wire: Wire;
  #buffer = new Uint8Array(HEAD_BUFFER_BYTES);
  #start = 0;
  #end = 0;
  #eof = false;
  #reading = false;
  #destroyed = false;
  #failure: unknown = null;
  #waiter: { resolve: (open: boolean) => void; reject: (reason: unknown) => void } | null = null;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  /** Whether nothing arrived that was not asked for. */
  get clean(): boolean {
    return !this.#destroyed && !this.#eof && this.#failure === null && this.#start === this.#end;
  }

  /** Whether any byte has arrived that was not taken yet. */
  get hasBytes(): boolean {
    return this.#end > this.#start;
  }

  /** Starts a read without waiting for it. */
  listen(): void {
    if (this.#reading || this.#destroyed || this.#eof || this.#failure !== null) return;
    this.#reading = true;
    this.#wire.read(this.#buffer.subarray(this.#end)).then(this.#onRead, this.#onReadError);
  }

  readonly #onRead = (count: number | null): void => {
    this.#reading = false;
    if (this.#destroyed) return;
    if (count === null) this.#eof = true;
    else this.#end += count;
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null) waiter.resolve(count !== null);
    else this.onUnasked();
  };

  readonly #onReadError = (reason: unknown): void => {
    this.#reading = false;
    if (this.#destroyed) return;
    this.#failure = reason;
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter !== null) waiter.reject(brokenConnection(reason));
    else this.onUnasked();
  };

  /** Waits until more bytes are in the buffer; false at the end of the connection. */
  fill(): Promise<boolean> {
    if (this.#failure !== null) return Promise.reject(brokenConnection(this.#failure));
    if (this.#eof) return Promise.resolve(false);
    if (this.#destroyed) {
      return Promise.reject(new UpstreamError("UPSTREAM_UNREACHABLE", "The connection was closed"));
    }
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
      this.listen();
    });
  }

  /**
   * Reads one response head and takes it out of the buffer. Null when the connection ended before its first byte.
   *
   * @throws {UpstreamError} `UPSTREAM_PROTOCOL` for a head that is too large or cut off
   */
  async readHead(): Promise<string | null> {
    let searched = 0;
    while (true) {
      const length = this.#end - this.#start;
      const end = findHeadEnd(this.#buffer.subarray(this.#start, this.#end), length, searched);
      if (end !== -1) {
        const text = latin1(this.#buffer, this.#start, this.#start + end);
        this.#start += end;
        return text;
      }
      if (length >= MAX_HEAD_BYTES) {
        throw protocolError(`The upstream sent a response head of more than ${MAX_HEAD_BYTES} bytes`);
      }
      searched = length;
      this.#makeRoom();
      if (!(await this.fill())) {
        if (length === 0) return null;
        throw protocolError("The upstream closed the connection in the middle of a response head");
      }
    }
  }

  #makeRoom(): void {
    if (this.#reading || this.#end < this.#buffer.length) return;
    const grown = new Uint8Array(Math.min(MAX_HEAD_BYTES + 1, (this.#end - this.#start) * 2));
    grown.set(this.#buffer.subarray(this.#start, this.#end));
    this.#buffer = grown;
    this.#end -= this.#start;
    this.#start = 0;
  }

  /** A copy of the next `count` bytes when all of them are here; otherwise null and nothing is taken. */
  takeExactly(count: number): Uint8Array<ArrayBuffer> | null {
    if (this.#end - this.#start < count) return null;
    const bytes = this.#buffer.slice(this.#start, this.#start + count);
    this.#start += count;
    this.#rewind();
    return bytes;
  }

  /** The next bytes of the wire, waiting when none are here; null at the end of the connection. They belong to the caller. */
  async take(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (!this.hasBytes) {
      if (!this.#reading) {
        if (this.#buffer.length < BODY_BUFFER_BYTES) this.#buffer = new Uint8Array(BODY_BUFFER_BYTES);
        this.#start = this.#end = 0;
      }
      if (!(await this.fill())) return null;
    }
    const bytes = this.#buffer.subarray(this.#start, this.#end);
    // The caller keeps these bytes, so the next read needs other memory.
    this.#buffer = new Uint8Array(
      bytes.length > HEAD_BUFFER_BYTES / 2 ? BODY_BUFFER_BYTES : HEAD_BUFFER_BYTES,
    );
    this.#start = this.#end = 0;
    return bytes;
  }

  /** Puts back what `take` gave too much of. */
  putBack(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0) return;
    const buffer = new Uint8Array(Math.max(HEAD_BUFFER_BYTES, bytes.length));
    buffer.set(bytes);
    this.#buffer = buffer;
    this.#start = 0;
    this.#end = bytes.length;
  }

  #rewind(): void {
    if (this.#start === this.#end && !this.#reading) this.#start = this.#end = 0;
  }

  /** Makes the buffer ready for the next response. */
  reset(): void {
    this.#rewind();
    if (this.#buffer.length > HEAD_BUFFER_BYTES && !this.#reading) {
      this.#buffer = new Uint8Array(HEAD_BUFFER_BYTES);
    }
  }

  /**
   * Writes all of `bytes`; `onProgress` is told after each part that the kernel took.
   *
   * @throws {UpstreamError} `UPSTREAM_UNREACHABLE` when the other side takes no more
   */
  async write(bytes: Uint8Array, onProgress?: () => void): Promise<void> {
    try {
      let written = await this.#wire.write(bytes);
      while (written < bytes.length) {
        onProgress?.();
        written += await this.#wire.write(bytes.subarray(written));
      }
    } catch (error) {
      throw brokenConnection(error);
    }
  }

  /** Ends the connection for good; whoever waits on it gets `reason`. Safe to call twice. */
  destroy(reason?: UpstreamError): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    const close = () => {
      try {
        this.#wire.close();
      } catch {
        // It was closed by the other side of a race; closed is what is wanted.
      }
    };
    if (this.#reading) this.#wire.closeWrite().catch(() => {}).finally(close);
    else close();
    const waiter = this.#waiter;
    this.#waiter = null;
    waiter?.reject(reason ?? new UpstreamError("UPSTREAM_UNREACHABLE", "The connection was closed"));
    this.onDestroy();
  }
}

function brokenConnection(reason: unknown): UpstreamError {
  if (reason instanceof UpstreamError) return reason;
  return new UpstreamError("UPSTREAM_UNREACHABLE", "The connection to the upstream broke", { cause: reason });
}

const decoder = new TextDecoder("latin1");

/** Bytes as one UTF-16 unit each. TextDecoder's `latin1` is windows-1252, which differs at 0x80 to 0x9f: those go the slow way. */
function latin1(bytes: Uint8Array, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x80 && byte <= 0x9f) {
      let text = "";
      for (let j = start; j < end; j++) text += String.fromCharCode(bytes[j]!);
      return text;
    }
  }
  return decoder.decode(bytes.subarray(start, end));
}
