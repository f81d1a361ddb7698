/** Reads text that has no parts: in looks of a fixed size, each with the end of the one before it. */
import { ByteQueue, charBoundary, commonPrefix, commonSuffix, joinBytes } from "./byte_queue.ts";
import { type Extent, lookAt, type Observe, type Screen } from "./screen.ts";

export interface TextScreenOptions {
  readonly contentType: string;
  readonly observe: Observe;
  /** New bytes in one look. */
  readonly lookBytes: number;
  /** How much of what came before is looked at once more, and so how much is held back, bytes. */
  readonly windowBytes: number;
  /** Whether anything may be changed: else nothing is held back. */
  readonly holds: boolean;
}

const NOTHING: readonly Uint8Array[] = [];
/** Text in which value follows value goes on, written over, when so much of it has come. */
const MAX_HELD_BYTES = 64 * 1024;

export class TextScreen implements Screen {
  readonly #options: TextScreenOptions;
  readonly #new = new ByteQueue();
  /** Gone on already; looked at for what goes on in the next piece. */
  #context: Uint8Array = new Uint8Array();
  /** Looked at and held back, as it came: what ends a look may be the beginning of something, and is looked at once more. */
  #held: Uint8Array = new Uint8Array();
  /** The same as it would go on. */
  #heldWritten: Uint8Array = new Uint8Array();
  #offset: number;

  /** @param offset Bytes of the answer that were looked at elsewhere before. */
  constructor(options: TextScreenOptions, offset = 0) {
    this.#options = options;
    this.#offset = offset;
  }

  get unseenBytes(): number {
    return this.#new.size;
  }

  get heldBytes(): number {
    return this.#held.length;
  }

  push(bytes: Uint8Array): void {
    this.#new.push(bytes);
  }

  async advance(extent: Extent): Promise<readonly Uint8Array[]> {
    const gone: Uint8Array[] = [];
    const { lookBytes } = this.#options;
    while (this.#new.size > lookBytes) gone.push(...await this.#look(this.#takeLook(), false));
    if (extent === "full-looks") return gone;
    const isLast = extent === "last";
    const rest = isLast ? this.#new.take() : this.#takeWholeChars();
    if (rest.length > 0) gone.push(...await this.#look(rest, isLast));
    else if (isLast && this.#offset > 0) {
      // What was told of the pieces before is the whole of it now.
      await this.#options.observe(null, { offset: this.#offset, isLast });
    }
    if (isLast) gone.push(...this.release());
    return gone;
  }

  release(): readonly Uint8Array[] {
    if (this.#held.length === 0) return NOTHING;
    const written = this.#heldWritten;
    this.#held = this.#heldWritten = new Uint8Array();
    this.#remember(written);
    return [written];
  }

  /** Cut where the bytes say, never where they happened to be cut on their way. */
  #takeLook(): Uint8Array {
    const { lookBytes } = this.#options;
    const bytes = this.#new.take(lookBytes + 1);
    const cut = charBoundary(bytes, lookBytes);
    this.#new.putBack(bytes.subarray(cut));
    return bytes.subarray(0, cut);
  }

  /** All that came but a character whose end has not come yet. */
  #takeWholeChars(): Uint8Array {
    const bytes = this.#new.take();
    let cut = bytes.length;
    for (let back = 1; back <= 3 && back <= bytes.length; back++) {
      const byte = bytes[bytes.length - back]!;
      if ((byte & 0xc0) === 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      if (length > back) cut = bytes.length - back;
      break;
    }
    this.#new.putBack(bytes.subarray(cut));
    return bytes.subarray(0, cut);
  }

  async #look(bytes: Uint8Array, isLast: boolean): Promise<readonly Uint8Array[]> {
    const { contentType, observe, holds } = this.#options;
    const fresh = joinBytes([this.#held, bytes]);
    const body = { bytes: joinBytes([this.#context, fresh]), contentType, inspectable: true };
    const offset = this.#offset;
    const isWhole = offset === 0 && isLast;
    const replaced = await lookAt({ body, offset, isLast, isWhole }, observe);
    this.#offset += bytes.length;
    const shared = replaced === null ? 0 : commonPrefix(replaced, this.#context);
    // What has gone cannot be taken back: of a value that began in it only the rest is written over.
    const passes = replaced === null ? fresh : replaced.subarray(shared);
    const isWrittenFromHere = replaced === null || shared === this.#context.length;
    const { came, written } = holds && !isLast && isWrittenFromHere
      ? this.#keptOf(fresh, passes)
      : { came: 0, written: 0 };
    this.#held = fresh.slice(fresh.length - came);
    this.#heldWritten = passes.slice(passes.length - written);
    const goes = passes.subarray(0, passes.length - written);
    this.#remember(goes);
    return goes.length === 0 ? NOTHING : [goes];
  }

  /** How much of the end is held back: a window, or all from the first value on that reaches into it. */
  #keptOf(fresh: Uint8Array, passes: Uint8Array): { readonly came: number; readonly written: number } {
    const { windowBytes } = this.#options;
    const tail = fresh.length - charBoundary(fresh, Math.max(0, fresh.length - windowBytes));
    if (commonSuffix(fresh, passes) >= tail) return { came: tail, written: tail };
    const from = Math.min(commonPrefix(fresh, passes), fresh.length - tail);
    const came = fresh.length - from;
    return came > MAX_HELD_BYTES ? { came: 0, written: 0 } : { came, written: passes.length - from };
  }

  #remember(gone: Uint8Array): void {
    const { windowBytes } = this.#options;
    const all = gone.length >= windowBytes ? gone : joinBytes([this.#context, gone]);
    this.#context = all.slice(charBoundary(all, Math.max(0, all.length - windowBytes)));
  }
}
