/**
 * What the text of one answer says, as hashes: values, fingerprints, instructions. This is the long part of remembering an answer and
 * needs nothing but its body and what was found there, so it is done where the scan is done.
 */
import type { LocatedInstruction } from "../ports.ts";
import type { CallBody, Finding } from "../types.ts";
import { directivesIn, MAX_DIRECTIVES_PER_READ, type SaidDirective } from "./directives.ts";
import { fingerprint } from "./fingerprints.ts";
import { type Readable, readTexts } from "./readable.ts";
import { hurtOf } from "./sources.ts";
import { type HashKey, Telling, visitTelling } from "./words.ts";

/** Telling words with where they stood: {@linkcode ValueMark} bits. */
export const ValueMark = { inDirective: 1, isFinding: 2 } as const;

/** Hashes and places, no text. Arrays of `values` and `marks` belong together. */
export interface AnswerPrints {
  readonly values: Float64Array;
  readonly marks: Uint8Array;
  readonly prints: Float64Array;
  /** Strongest first. */
  readonly directives: readonly SaidDirective[];
}

/** Telling words of one answer that are remembered: the first. */
export const MAX_READ_VALUES = 2_048;
/** Fingerprints of one answer that are kept at most; of a long text every second, fourth … by its hash, so that two copies keep the same ones. */
export const MAX_READ_PRINTS = 4_096;
/** Text of one print on average, in characters: half a window. */
const CHARS_PER_PRINT = 6.5;

/** @param seen What a scan found in this body and in no other. */
export function printsOf(
  body: Pick<CallBody, "bytes" | "contentType">,
  seen: { readonly findings: readonly Finding[]; readonly spans: readonly LocatedInstruction[] },
  key: HashKey,
): AnswerPrints {
  const reader = new AnswerReader(key, samplingFor(body.bytes.length));
  const spans = byPath(seen.spans, ({ end }) => end);
  const found = byPath(
    seen.findings.filter((finding) => finding.part === "body" && hurtOf(finding) >= SENSITIVE),
    ({ start }) => start + 1,
  );
  readTexts(body, (text) => reader.read(text, { spans: here(spans, text), sensitive: here(found, text) }));
  return reader.result();
}

/** Keeps one print in so many, a power of two. */
function samplingFor(chars: number): number {
  let every = 1;
  while (chars / CHARS_PER_PRINT / every > MAX_READ_PRINTS) every *= 2;
  return every;
}

interface Places<Located> {
  readonly byPath: ReadonlyMap<string, readonly Located[]>;
  /** In a shorter text stands none of them, whatever its path. */
  readonly minChars: number;
}

function byPath<Located extends { readonly path: string }>(
  all: readonly Located[],
  minChars: (one: Located) => number,
): Places<Located> {
  return {
    byPath: Map.groupBy(all, ({ path }) => path),
    minChars: all.reduce((least, one) => Math.min(least, minChars(one)), Infinity),
  };
}

/** Those that were found in this very text: under its path, and decoded as it was. */
function here<Located extends { readonly chain?: readonly string[] }>(
  places: Places<Located>,
  readable: Readable,
): readonly Located[] {
  const found = readable.text.length < places.minChars ? undefined : places.byPath.get(readable.path());
  if (found === undefined) return [];
  const chain = readable.chain.join();
  return found.filter((one) => one.chain === undefined || one.chain.join() === chain);
}

interface Located {
  readonly spans: readonly LocatedInstruction[];
  /** Findings that hurt. */
  readonly sensitive: readonly Finding[];
}

/** A finding that hurts so much is remembered, whatever its shape. */
const SENSITIVE = 0.5;
/** Shorter numbers stand in any two texts. */
const MIN_NUMBER_CHARS = 4;
const NOWHERE: ReadonlySet<number> = new Set();

class AnswerReader {
  readonly #values = new Map<number, number>();
  readonly #prints = new Set<number>();
  readonly #directives: SaidDirective[] = [];

  constructor(readonly key: HashKey, readonly sampling: number) {}

  read(readable: Readable, { spans, sensitive }: Located): void {
    const { text, role } = readable;
    const told = spans.length === 0
      ? []
      : directivesIn(text, spans, { key: this.key, path: readable.path() });
    this.#directives.push(...told);
    if (role === "key" || (role === "number" && text.length < MIN_NUMBER_CHARS)) return;
    const inside = told.length === 0 ? NOWHERE : new Set(told.flatMap(({ words }) => [...words.starts]));
    visitTelling(text, this.key, (hash, telling, start) => {
      const isFinding = sensitive.some((finding) => start >= finding.start && start < finding.end);
      if (telling !== Telling.own && !isFinding) return;
      const mark = (inside.has(start) ? ValueMark.inDirective : 0) | (isFinding ? ValueMark.isFinding : 0);
      this.#addValue(hash, mark);
    });
    fingerprint(text, this.key, (print) => {
      // The remainder, of the lower 32 bits: that of 52 is a division of doubles, and as slow as the print itself.
      if ((print & (this.sampling - 1)) === 0 && this.#prints.size < MAX_READ_PRINTS) this.#prints.add(print);
    });
  }

  /** The first place counts; that something was found there counts wherever it stands. */
  #addValue(hash: number, mark: number): void {
    const known = this.#values.get(hash);
    if (known !== undefined) this.#values.set(hash, known | (mark & ValueMark.isFinding));
    else if (this.#values.size < MAX_READ_VALUES) this.#values.set(hash, mark);
  }

  result(): AnswerPrints {
    const strongest = this.#directives.sort((a, b) => b.strength - a.strength);
    return {
      values: Float64Array.from(this.#values.keys()),
      marks: Uint8Array.from(this.#values.values()),
      prints: Float64Array.from(this.#prints),
      directives: strongest.slice(0, MAX_DIRECTIVES_PER_READ),
    };
  }
}
