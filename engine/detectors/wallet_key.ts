/** Keys of wallets: Base58Check (WIF, extended private keys) and BIP-39 seed phrases. */
import { createHash } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english.js";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CHECKSUM_BYTES = 4;

/** Whether a text is Base58Check: its last four bytes are the double SHA-256 of the others (Bitcoin wiki, "Base58Check encoding"). */
export function isBase58Check(text: string): boolean {
  let number = 0n;
  for (const character of text) {
    const digit = BASE58.indexOf(character);
    if (digit < 0) return false;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16);
  const bytes = Uint8Array.fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
  if (bytes.length <= CHECKSUM_BYTES) return false;
  const body = bytes.subarray(0, -CHECKSUM_BYTES);
  const sum = sha256(sha256(body));
  return bytes.subarray(-CHECKSUM_BYTES).every((byte, i) => byte === sum[i]);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

const BITS_PER_WORD = 11;

interface ListedWords {
  readonly indices: ReadonlyMap<string, number>;
  /** By the hash of a word: 0 for all that are not in the list, and for most other hashes. */
  readonly marks: Uint8Array;
}

/** A power of two: with 2,048 words one mark in eight is set. */
const MARKS = 16_384;
let listed: ListedWords | undefined;

/** Made when the first row of words is looked at. */
function listedWords(): ListedWords {
  return listed ??= {
    indices: new Map(wordlist.map((word, index) => [word, index])),
    marks: marksOf(wordlist),
  };
}

function marksOf(words: readonly string[]): Uint8Array {
  const marks = new Uint8Array(MARKS);
  for (const word of words) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
    marks[markAt(hash)] = 1;
  }
  return marks;
}

function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function markAt(hash: number): number {
  return (hash ^ (hash >>> 15)) & (MARKS - 1);
}

/** Whether words are a seed phrase: of the standard's list, 12 to 24 in threes, with the right checksum (BIP-39). */
export function isSeedPhrase(words: readonly string[]): boolean {
  const { length } = words;
  if (length < 12 || length > 24 || length % 3 !== 0) return false;
  const { indices } = listedWords();
  let bits = "";
  for (const word of words) {
    const index = indices.get(word);
    if (index === undefined) return false;
    bits += index.toString(2).padStart(BITS_PER_WORD, "0");
  }
  const checksumBits = length / 3;
  const entropy = new Uint8Array((bits.length - checksumBits) / 8);
  for (let i = 0; i < entropy.length; i++) entropy[i] = Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2);
  const sum = sha256(entropy)[0]!.toString(2).padStart(8, "0");
  return bits.endsWith(sum.slice(0, checksumBits));
}

/** Words of the list have three to eight letters. */
const MIN_WORD = 3;
const MAX_WORD = 8;
const MIN_WORDS = 12;
/** Twelve words and the gaps between them are longer than this: each phrase covers one of the places that are looked at. */
const PROBE_STEP = 40;

/**
 * The seed phrases in `[from, to)`, as spans. Reads closely only where words of the right length stand in a row, and asks `mayTry`
 * before each checksum: false ends the search.
 */
export function findSeedPhrases(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  mayTry: () => boolean = () => true,
): [start: number, end: number][] {
  const found: [number, number][] = [];
  let done = from;
  for (let at = from + PROBE_STEP; at < to; at += PROBE_STEP) {
    if (at < done || !isPhraseUnit(text.charCodeAt(at))) continue;
    const run = wordsAround(text, at, { from: done, to });
    done = run.end;
    const span = run.words.length < MIN_WORDS ? undefined : phraseIn(run.words, mayTry);
    if (span !== undefined) found.push(span);
  }
  return found;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The words of three to eight letters around `at`, white space or a comma between them; none when too few in a row are of the list. */
function wordsAround(text: string, at: number, bounds: { readonly from: number; readonly to: number }) {
  const { marks } = listedWords();
  let start = at;
  let length = 0;
  while (start > bounds.from && isPhraseUnit(text.charCodeAt(start - 1)) && length <= MAX_WORD) {
    start--;
    length = isLetter(text.charCodeAt(start)) ? length + 1 : 0;
  }
  let first = start;
  let inList = 0;
  let isLong = false;
  let end = start;
  while (end < bounds.to && isPhraseUnit(text.charCodeAt(end))) {
    const wordStart = end;
    let hash = 0;
    for (; end < bounds.to; end++) {
      const unit = text.charCodeAt(end);
      if (!isLetter(unit)) break;
      hash = hashStep(hash, unit);
    }
    const size = end - wordStart;
    if (size === 0) end++;
    else if (size >= MIN_WORD && size <= MAX_WORD) {
      inList = marks[markAt(hash)] === 1 ? inList + 1 : 0;
      isLong ||= inList >= MIN_WORDS;
    } // A word of another length ends the row; in prose most rows end soon. Shorter ones are passed over.
    else if (size > MAX_WORD && end > at) break;
    else if (size > MAX_WORD) {
      inList = 0;
      isLong = false;
      first = end;
    }
  }
  return { words: isLong ? wordsIn(text, first, end) : [], end: Math.max(end, at + 1) };
}

function wordsIn(text: string, from: number, to: number): Word[] {
  const words: Word[] = [];
  for (let end = from; end < to; end++) {
    const start = end;
    while (end < to && isLetter(text.charCodeAt(end))) end++;
    const size = end - start;
    if (size >= MIN_WORD && size <= MAX_WORD) words.push({ start, end, text: text.slice(start, end) });
  }
  return words;
}

/** The longest phrase in a row of words, from any of them on. */
function phraseIn(words: readonly Word[], mayTry: () => boolean): [number, number] | undefined {
  const { indices } = listedWords();
  let differing: Uint8Array | undefined;
  let first = 0;
  for (let i = 0; i <= words.length; i++) {
    if (i < words.length && indices.has(words[i]!.text)) continue;
    for (let start = first; start + MIN_WORDS <= i; start++) {
      differing ??= differingWords(words);
      // Chance repeats few words; text that is made against this search repeats many.
      if (differing[start]! * 3 < MIN_WORDS * 2) continue;
      for (const count of [24, 21, 18, 15, 12]) {
        if (start + count > i) continue;
        const phrase = words.slice(start, start + count);
        if (!mayTry()) return undefined;
        if (isSeedPhrase(phrase.map(({ text }) => text))) return [phrase[0]!.start, phrase.at(-1)!.end];
      }
    }
    first = i + 1;
  }
  return undefined;
}

/** For each word, how many different ones it and the eleven after it are. */
function differingWords(words: readonly Word[]): Uint8Array {
  const differing = new Uint8Array(words.length);
  const seen = new Map<string, number>();
  for (let i = 0; i < words.length; i++) {
    const { text } = words[i]!;
    seen.set(text, (seen.get(text) ?? 0) + 1);
    const start = i - MIN_WORDS + 1;
    if (start < 0) continue;
    differing[start] = seen.size;
    const leaving = words[start]!.text;
    const left = seen.get(leaving)! - 1;
    if (left === 0) seen.delete(leaving);
    else seen.set(leaving, left);
  }
  return differing;
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

function isPhraseUnit(unit: number): boolean {
  return isLetter(unit) || unit === 0x20 || unit === 0x2c || unit === 0x0a || unit === 0x0d || unit === 0x09;
}
