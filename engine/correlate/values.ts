/** Whether an argument says what an instruction said: all of it, or something in it that nobody writes by chance. */
import { Telling, type Words } from "./words.ts";

/** Places of each word, so that a sequence is found without looking at every start. */
export class WordIndex {
  readonly #places = new Map<number, number[]>();

  constructor(readonly words: Words) {
    for (let i = 0; i < words.count; i++) {
      const hash = words.hashes[i]!;
      const places = this.#places.get(hash);
      if (places === undefined) this.#places.set(hash, [i]);
      else if (places.length < MAX_PLACES) places.push(i);
    }
  }

  has(hash: number): boolean {
    return this.#places.has(hash);
  }

  /** Whether all of `words` stand here one after the other. */
  holds(words: Words): boolean {
    const { count } = words;
    return count > 0 && count <= this.words.count && this.run(words, 0) >= count;
  }

  /** The longest run of words from `at` on that stands here, in words. */
  run(words: Words, at: number): number {
    let longest = 0;
    for (const place of this.#places.get(words.hashes[at]!) ?? []) {
      let length = 1;
      while (
        at + length < words.count && place + length < this.words.count &&
        words.hashes[at + length] === this.words.hashes[place + length]
      ) length++;
      if (length > longest) longest = length;
    }
    return longest;
  }
}

/** Places of one word that are looked at. */
const MAX_PLACES = 32;
/** As many words in the same order are no chance. */
const MIN_RUN = 5;

export interface ValueMatch {
  /** 0…1 */
  readonly weight: number;
  readonly how: "whole" | "part" | "none";
  /** Place of the telling word in the argument, -1 when it was the whole. */
  readonly at: number;
}

const NO_MATCH: ValueMatch = { weight: 0, how: "none", at: -1 };

/** How much an argument has from an instruction. */
export function matchValue(argument: Words, index: WordIndex, isOwn: (at: number) => boolean): ValueMatch {
  if (index.holds(argument)) return { weight: wholeWeight(argument), how: "whole", at: -1 };
  for (let at = 0; at < argument.count; at++) {
    if (argument.telling[at] === Telling.own && index.has(argument.hashes[at]!) && !isOwn(at)) {
      return { weight: 0.9, how: "part", at };
    }
  }
  for (let at = 0; at + MIN_RUN <= argument.count; at++) {
    const run = index.run(argument, at);
    if (run >= MIN_RUN) return { weight: 0.7, how: "part", at };
    if (run > 1) at += run - 1;
  }
  return NO_MATCH;
}

/** By its most telling word, and by how many there are. */
function wholeWeight({ count, telling }: Words): number {
  let own = false;
  let some = 0;
  for (let i = 0; i < count; i++) {
    if (telling[i] === Telling.own) own = true;
    else if (telling[i] === Telling.some) some++;
  }
  if (own) return 1;
  if (count >= 3) return 0.9;
  if (count === 2) return some > 0 ? 0.8 : 0.6;
  return some > 0 ? 0.5 : 0.25;
}
