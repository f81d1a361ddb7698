/**
 * Aho-Corasick over code units: finds every literal in one pass whatever their number (Aho and Corasick, 1975). ASCII letters
 * match in either case. As a full transition table over the characters that literals use, so that a step is two array reads.
 */

/** Literals that one pass found: their ids and where each begins. Reused from pass to pass. */
export class LiteralHits {
  count = 0;
  ids = new Int32Array(64);
  starts = new Int32Array(64);

  add(id: number, start: number): void {
    if (this.count === this.ids.length) {
      this.ids = grown(this.ids);
      this.starts = grown(this.starts);
    }
    this.ids[this.count] = id;
    this.starts[this.count++] = start;
  }
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

export class Automaton {
  /** ASCII code unit to column of the table; column 0 is "in no literal". */
  readonly #columns = new Uint8Array(128);
  #width = 1;
  #table = new Uint16Array(0);
  /** Per state: 0, or where its list of literals begins in `#outputs`. */
  #outputAt = new Uint32Array(0);
  readonly #outputs: number[] = [0];
  readonly #lengths: number[];

  /**
   * @throws {RangeError} when a literal is empty or not lower-case ASCII, or when there are too many for a 16-bit table.
   */
  constructor(literals: readonly string[]) {
    this.#lengths = literals.map((literal) => literal.length);
    for (const literal of literals) this.#addColumns(literal);
    const states = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
    if (states > 0xffff) throw new RangeError(`Cannot build automaton: ${states} states, at most 65535 fit`);
    this.#table = new Uint16Array(states * this.#width);
    const ends: number[][] = Array.from({ length: states }, () => []);
    let used = 1;
    literals.forEach((literal, id) => {
      let state = 0;
      for (let i = 0; i < literal.length; i++) {
        const cell = state * this.#width + this.#columns[literal.charCodeAt(i)]!;
        if (this.#table[cell] === 0) this.#table[cell] = used++;
        state = this.#table[cell]!;
      }
      ends[state]!.push(id);
    });
    this.#link(used, ends);
  }

  /** Appends to `hits` every literal in `[from, to)` of `text`, by end position. */
  scan(text: string, span: { from: number; to: number }, hits: LiteralHits): void {
    const table = this.#table;
    const columns = this.#columns;
    const width = this.#width;
    const outputAt = this.#outputAt;
    let state = 0;
    for (let i = span.from; i < span.to; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 127) {
        state = 0;
        continue;
      }
      state = table[state * width + columns[unit]!]!;
      if (outputAt[state] !== 0) this.#report(state, i, hits);
    }
  }

  #report(state: number, end: number, hits: LiteralHits): void {
    const outputs = this.#outputs;
    for (let at = this.#outputAt[state]!; outputs[at] !== -1; at++) {
      const id = outputs[at]!;
      hits.add(id, end - this.#lengths[id]! + 1);
    }
  }

  #addColumns(literal: string): void {
    if (literal.length === 0) throw new RangeError("Cannot build automaton: a literal is empty");
    for (let i = 0; i < literal.length; i++) {
      const unit = literal.charCodeAt(i);
      if (unit > 127 || (unit >= 0x41 && unit <= 0x5a)) {
        throw new RangeError(`Cannot build automaton: "${literal}" is not lower-case ASCII`);
      }
      if (this.#columns[unit] !== 0) continue;
      this.#columns[unit] = this.#width++;
      if (unit >= 0x61 && unit <= 0x7a) this.#columns[unit - 0x20] = this.#columns[unit]!;
    }
  }

  /** Breadth first: fills in the transitions that the trie lacks, and gathers outputs along failure links. */
  #link(states: number, ends: number[][]): void {
    const width = this.#width;
    const table = this.#table;
    const fail = new Uint16Array(states);
    const queue: number[] = [];
    for (let column = 1; column < width; column++) {
      if (table[column] !== 0) queue.push(table[column]!);
    }
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head]!;
      const fallback = fail[state]!;
      ends[state]!.push(...ends[fallback]!);
      for (let column = 1; column < width; column++) {
        const cell = state * width + column;
        const next = table[cell]!;
        const other = table[fallback * width + column]!;
        if (next === 0) {
          table[cell] = other;
        } else {
          fail[next] = other;
          queue.push(next);
        }
      }
    }
    this.#outputAt = new Uint32Array(states);
    for (let state = 1; state < states; state++) {
      if (ends[state]!.length === 0) continue;
      this.#outputAt[state] = this.#outputs.length;
      this.#outputs.push(...ends[state]!, -1);
    }
  }
}
