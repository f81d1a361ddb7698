/** A decoded text that knows where each of its units came from. */
export interface MappedText {
  readonly text: string;
  /** `offsets[i]` is where unit `i` begins in the source; the last entry is the end of the source. */
  readonly offsets: Int32Array;
}

/** Builds a {@linkcode MappedText}: copies stretches of the source and puts decoded units in between. */
export class MappedTextBuilder {
  readonly #source: string;
  readonly #to: number;
  readonly #offsets: Int32Array;
  readonly #pieces: string[] = [];
  #length = 0;
  #copied: number;

  /** Decodes `[from, to)` of `source`. Decoded text must never be longer than its source. */
  constructor(source: string, from: number, to: number) {
    this.#source = source;
    this.#to = to;
    this.#copied = from;
    this.#offsets = new Int32Array(to - from + 1);
  }

  /** Replaces source `[from, to)` by `text`; what lies between the last replacement and `from` is copied. */
  replace(from: number, to: number, text: string): void {
    this.#copyUntil(from);
    this.#pieces.push(text);
    for (let i = 0; i < text.length; i++) this.#offsets[this.#length++] = from;
    this.#copied = to;
  }

  finish(): MappedText {
    this.#copyUntil(this.#to);
    this.#offsets[this.#length] = this.#to;
    return { text: this.#pieces.join(""), offsets: this.#offsets.subarray(0, this.#length + 1) };
  }

  #copyUntil(end: number): void {
    if (end <= this.#copied) return;
    this.#pieces.push(this.#source.slice(this.#copied, end));
    for (let i = this.#copied; i < end; i++) this.#offsets[this.#length++] = i;
    this.#copied = end;
  }
}
