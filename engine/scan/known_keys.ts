/** Keys of a document in which nothing was found, so that the same one is not looked at again and again. */

interface KnownKey {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** It holds literals of rules that also look at the value under the key. */
  readonly isNaming: boolean;
}

/** Longer keys are looked at every time. */
const MAX_CHARS = 64;
/** A power of two; two keys that fall on one place take turns. */
const PLACES = 256;

export class KnownKeys {
  /** Most documents have few keys: they are told apart by where they lie, without a copy of any. */
  readonly #places: (KnownKey | undefined)[] = new Array(PLACES).fill(undefined);
  /** Places that are taken, so that few have to be emptied. */
  #taken: number[] = [];

  /** Forgets all of them, and lets go of the document they stand in. */
  clear(): void {
    for (const place of this.#taken) this.#places[place] = undefined;
    this.#taken = [];
  }

  /** Whether `[from, to)` names values worth a look; undefined when it is not known yet. */
  find(text: string, from: number, to: number): boolean | undefined {
    if (to - from > MAX_CHARS) return undefined;
    const known = this.#places[placeOf(text, from, to)];
    if (known === undefined || known.to - known.from !== to - from) return undefined;
    for (let i = from, j = known.from; i < to; i++, j++) {
      if (text.charCodeAt(i) !== known.text.charCodeAt(j)) return undefined;
    }
    return known.isNaming;
  }

  add(text: string, key: { readonly from: number; readonly to: number; readonly isNaming: boolean }): void {
    const { from, to, isNaming } = key;
    if (to - from > MAX_CHARS) return;
    const place = placeOf(text, from, to);
    if (this.#places[place] === undefined) this.#taken.push(place);
    this.#places[place] = { text, from, to, isNaming };
  }
}

function placeOf(text: string, from: number, to: number): number {
  let hash = to - from;
  for (let i = from; i < to; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 8)) & (PLACES - 1);
}
