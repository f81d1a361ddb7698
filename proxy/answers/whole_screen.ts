/** Reads a document at its end, when it is all there; one that grows too large is read on as text. */
import { ByteQueue } from "./byte_queue.ts";
import { type Extent, lookAt, type Screen } from "./screen.ts";
import { TextScreen, type TextScreenOptions } from "./text_screen.ts";

export interface WholeScreenOptions extends TextScreenOptions {
  /** Largest document that is read as a whole, bytes. */
  readonly maxWholeBytes: number;
}

export class WholeScreen implements Screen {
  readonly #options: WholeScreenOptions;
  readonly #bytes = new ByteQueue();
  /** From when on it was too large, or took too long. */
  #text: TextScreen | undefined;

  constructor(options: WholeScreenOptions) {
    this.#options = options;
  }

  get unseenBytes(): number {
    return this.#text?.unseenBytes ?? this.#bytes.size;
  }

  get heldBytes(): number {
    return this.#text?.heldBytes ?? 0;
  }

  push(bytes: Uint8Array): void {
    if (this.#text !== undefined) return this.#text.push(bytes);
    this.#bytes.push(bytes);
    if (this.#bytes.size > this.#options.maxWholeBytes) this.#goOnAsText();
  }

  async advance(extent: Extent): Promise<readonly Uint8Array[]> {
    if (this.#text !== undefined) return await this.#text.advance(extent);
    if (extent === "full-looks") return [];
    if (extent === "all") {
      this.#goOnAsText();
      return await this.advance(extent);
    }
    const bytes = this.#bytes.take();
    if (bytes.length === 0) return [];
    const { contentType, observe } = this.#options;
    const body = { bytes, contentType, inspectable: true };
    return [await lookAt({ body, offset: 0, isLast: true, isWhole: true }, observe) ?? bytes];
  }

  release(): readonly Uint8Array[] {
    return this.#text?.release() ?? [];
  }

  #goOnAsText(): void {
    this.#text = new TextScreen({ ...this.#options, contentType: "text/plain" });
    this.#text.push(this.#bytes.take());
  }
}
