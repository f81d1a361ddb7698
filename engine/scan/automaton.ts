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

/** How common letters are in English, roughly: the columns of these lie together, so that most steps read the same few lines of memory. */
const COMMON = "etaoinsrhldcumfpgwybvkxjqz";

export class Automaton {
  /** ASCII code unit to column of the table; column 0 is "in no literal". */
  readonly #columns = new Uint8Array(128);
  #width = 1;
  /** A row takes two to the power of this. */
  #rowBits = 0;
  /** Per state a row of the states that follow. Those nearest to the start come first, for they are where most steps lead. */
  #table = new Uint16Array(0);
  /** Per state: 1 when literals end there. */
  #isEnd = new Uint8Array(0);
  /** Per state: ids of the literals that end there. */
  readonly #ends: (readonly number[])[] = [];
  readonly #lengths: number[];

  /**
   * @throws {RangeError} when a literal is empty or not lower-case ASCII, or when there are too many for a 16-bit table.
   */
  constructor(literals: readonly string[]) {
    this.#lengths = literals.map((literal) => literal.length);
    for (const literal of literals) checkLiteral(literal);
    const states = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
    if (states > 0xffff) throw new RangeError(`Cannot build automaton: ${states} states, at most 65535 fit`);
    this.#addColumns(literals.join(""));
    this.#link(this.#trieOf(literals, states));
  }

  /** Appends to `hits` every literal in `[from, to)` of `text`, by end position. */
  scan(text: string, span: { from: number; to: number }, hits: LiteralHits): void {
    const table = this.#table;
    const columns = this.#columns;
    const isEnd = this.#isEnd;
    const rowBits = this.#rowBits;
    let state = 0;
    for (let i = span.from; i < span.to; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 127) {
        state = 0;
        continue;
      }
      state = table[(state << rowBits) | columns[unit]!]!;
      if (isEnd[state] !== 0) this.#report(state, i, hits);
    }
  }

  #report(state: number, end: number, hits: LiteralHits): void {
    for (const id of this.#ends[state]!) hits.add(id, end - this.#lengths[id]! + 1);
  }

  #addColumns(used: string): void {
    const units = new Set(used);
    for (const character of new Set([...COMMON, ...units])) {
      if (!units.has(character)) continue;
      const unit = character.charCodeAt(0);
      this.#columns[unit] = this.#width++;
      if (unit >= 0x61 && unit <= 0x7a) this.#columns[unit - 0x20] = this.#columns[unit]!;
    }
    this.#rowBits = Math.ceil(Math.log2(this.#width));
  }

  #trieOf(literals: readonly string[], states: number): Trie {
    const firstChild = new Uint16Array(states);
    const sibling = new Uint16Array(states);
    const column = new Uint8Array(states);
    const ends = new Map<number, number[]>();
    let used = 1;
    literals.forEach((literal, id) => {
      let node = 0;
      for (let i = 0; i < literal.length; i++) {
        const wanted = this.#columns[literal.charCodeAt(i)]!;
        let child = firstChild[node]!;
        while (child !== 0 && column[child] !== wanted) child = sibling[child]!;
        if (child === 0) {
          child = used++;
          column[child] = wanted;
          sibling[child] = firstChild[node]!;
          firstChild[node] = child;
        }
        node = child;
      }
      const here = ends.get(node);
      if (here === undefined) ends.set(node, [id]);
      else here.push(id);
    });
    return { used, firstChild, sibling, column, ends };
  }

  /** Breadth first: a state leads where the longest of its endings that begins a literal leads, but where it has a child of its own. */
  #link({ used, firstChild, sibling, column, ends }: Trie): void {
    const rowBits = this.#rowBits;
    const table = new Uint16Array(used << rowBits);
    const fallbacks = new Uint16Array(used);
    const nodes = new Uint16Array(used);
    let seen = 1;
    for (let state = 0; state < used; state++) {
      const row = state << rowBits;
      const fallback = fallbacks[state]!;
      if (state > 0) table.copyWithin(row, fallback << rowBits, (fallback + 1) << rowBits);
      const inherited = state > 0 ? this.#ends[fallback]! : NONE;
      const own = ends.get(nodes[state]!);
      this.#ends.push(own === undefined ? inherited : [...own, ...inherited]);
      for (let child = firstChild[nodes[state]!]!; child !== 0; child = sibling[child]!) {
        const next = seen++;
        nodes[next] = child;
        fallbacks[next] = table[row + column[child]!]!;
        table[row + column[child]!] = next;
      }
    }
    this.#table = table;
    this.#isEnd = Uint8Array.from(this.#ends, (ends) => (ends.length > 0 ? 1 : 0));
  }
}

/** Nodes are numbers, and 0, the root, is also "no node". */
interface Trie {
  readonly used: number;
  readonly firstChild: Uint16Array;
  readonly sibling: Uint16Array;
  readonly column: Uint8Array;
  /** Ids of the literals that end in a node. */
  readonly ends: ReadonlyMap<number, readonly number[]>;
}

const NONE: readonly number[] = [];

function checkLiteral(literal: string): void {
  if (literal.length === 0) throw new RangeError("Cannot build automaton: a literal is empty");
  for (let i = 0; i < literal.length; i++) {
    const unit = literal.charCodeAt(i);
    if (unit > 127 || (unit >= 0x41 && unit <= 0x5a)) {
      throw new RangeError(`Cannot build automaton: "${literal}" is not lower-case ASCII`);
    }
  }
}
