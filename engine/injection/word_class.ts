/** From a word to its class, without making strings: hashes of folded characters, looked up in flat tables. */
import { LEXICON, type WordClass } from "./lexicon.ts";

/** Classes of values that are recognised by their shape. */
export const VALUE_CLASSES = [
  "ADDRESS", // mail address
  "URL",
  "NUMBER",
  "AMOUNT",
  "ACCOUNT", // IBAN, long number, wallet
  "HANDLE", // #channel, @name
  "PATH",
  "TOOL_NAME", // CamelCase of three humps and more
  "IDENTIFIER", // snake_case
] as const;
export type TokenClass = WordClass | typeof VALUE_CLASSES[number];

const NAMES: readonly TokenClass[] = [...Object.keys(LEXICON) as WordClass[], ...VALUE_CLASSES];

/** 0 is "no class"; classes count from 1. */
export const CLASS_ID = Object.fromEntries(NAMES.map((name, i) => [name, i + 1])) as Readonly<
  Record<TokenClass, number>
>;
export const CLASS_COUNT = NAMES.length + 1;

/** FNV-1a (draft-eastlake-fnv), over UTF-16 units. */
export const HASH_START = 0x811c9dc5 | 0;
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Lower case, accents and full-width forms undone, unit by unit; 0 for a unit that has no width. */
const FOLDED = buildFolded();

function buildFolded(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) table[unit] = unit;
  const ranges = [[0x41, 0x5b], [0xc0, 0x530], [0x1e00, 0x2000], [0xff01, 0xff5f]] as const;
  for (const [from, to] of ranges) {
    for (let unit = from; unit < to; unit++) {
      const base = String.fromCharCode(unit).normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      if (base.length === 1) table[unit] = base.charCodeAt(0);
    }
  }
  // й is и with a breve, but another letter; ё is written е as often as not.
  table[0x439] = table[0x419] = 0x439;
  table[0x2019] = 0x27;
  for (
    const [from, to] of [[0xad, 0xad], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2064], [0xfeff, 0xfeff]]
  ) {
    for (let unit = from!; unit <= to!; unit++) table[unit] = 0;
  }
  return table;
}

export function foldUnit(unit: number): number {
  return FOLDED[unit]!;
}

export function hashWord(word: string): number {
  let hash = HASH_START;
  for (let i = 0; i < word.length; i++) {
    const unit = FOLDED[word.charCodeAt(i)]!;
    if (unit !== 0) hash = hashStep(hash, unit);
  }
  return hash;
}

/** Open addressing; empty slots have value 0. */
class HashTable {
  readonly #keys: Int32Array;
  readonly #values: Uint8Array;
  readonly #mask: number;

  constructor(size: number) {
    this.#keys = new Int32Array(size);
    this.#values = new Uint8Array(size);
    this.#mask = size - 1;
  }

  put(key: number, value: number): void {
    let at = slot(key, this.#mask);
    while (this.#values[at] !== 0) {
      if (this.#keys[at] === key) return;
      at = (at + 1) & this.#mask;
    }
    this.#keys[at] = key;
    this.#values[at] = value;
  }

  get(key: number): number {
    let at = slot(key, this.#mask);
    while (this.#values[at] !== 0) {
      if (this.#keys[at] === key) return this.#values[at]!;
      at = (at + 1) & this.#mask;
    }
    return 0;
  }
}

function slot(key: number, mask: number): number {
  return (key ^ (key >>> 15)) & mask;
}

const words = new HashTable(8192);
const stems = new HashTable(4096);
/** Shorter and longer beginnings stand for no class. */
export const MIN_STEM = 3;
export const MAX_STEM = 12;
/** Longest word of the scripts that are written without spaces. */
export const MAX_UNSPACED = 7;

for (const [name, list] of Object.entries(LEXICON)) {
  const id = CLASS_ID[name as WordClass];
  for (const word of list.split(/\s+/)) {
    if (word.endsWith("*")) stems.put(hashWord(word.slice(0, -1)), id);
    else words.put(hashWord(word), id);
  }
}

export function classOfWord(hash: number): number {
  return words.get(hash);
}

export function classOfStem(hash: number): number {
  return stems.get(hash);
}
