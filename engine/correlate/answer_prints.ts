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
  const reader = new AnswerReader(key);
  const spans = byPath(seen.spans);
  const found = byPath(seen.findings.filter(({ part }) => part === "body"));
  const sampling = samplingFor(body.bytes.length);
  readTexts(body, (text) => {
    reader.read(text, { spans: here(spans, text), findings: here(found, text), sampling });
  });
  return reader.result();
}

/** Keeps one print in so many. */
function samplingFor(chars: number): number {
  let every = 1;
  while (chars / CHARS_PER_PRINT / every > MAX_READ_PRINTS) every *= 2;
  return every;
}

function byPath<Located extends { readonly path: string }>(all: readonly Located[]): Map<string, Located[]> {
  const places = new Map<string, Located[]>();
  for (const one of all) {
    const known = places.get(one.path);
    if (known === undefined) places.set(one.path, [one]);
    else known.push(one);
  }
  return places;
}

/** Those that were found in this very text: under its path, and decoded as it was. */
function here<Located extends { readonly chain?: readonly string[] }>(
  places: ReadonlyMap<string, readonly Located[]>,
  text: Readable,
): readonly Located[] {
  if (places.size === 0) return [];
  const chain = text.chain.join();
  return (places.get(text.path()) ?? []).filter((one) =>
    one.chain === undefined || one.chain.join() === chain
  );
}

interface Located {
  readonly spans: readonly LocatedInstruction[];
  readonly findings: readonly Finding[];
  readonly sampling: number;
}

class AnswerReader {
  readonly #values = new Map<number, number>();
  readonly #prints = new Set<number>();
  readonly #directives: SaidDirective[] = [];

  constructor(readonly key: HashKey) {}

  read(readable: Readable, { spans, findings, sampling }: Located): void {
    const { text } = readable;
    const { key } = this;
    const told = spans.length === 0 ? [] : directivesIn(text, spans, { key, path: readable.path() });
    this.#directives.push(...told);
    if (readable.role === "key" || (readable.role === "number" && text.length < 4)) return;
    const inside = new Set(told.flatMap((directive) => [...directive.words.starts]));
    const sensitive = findings.filter((finding) => hurtOf(finding) >= 0.5);
    visitTelling(text, key, (hash, telling, start) => {
      const isFinding = sensitive.some((finding) => start >= finding.start && start < finding.end);
      if (telling !== Telling.own && !isFinding) return;
      const mark = (inside.has(start) ? ValueMark.inDirective : 0) | (isFinding ? ValueMark.isFinding : 0);
      this.#addValue(hash, mark);
    });
    fingerprint(text, key, (print) => {
      if (print % sampling === 0 && this.#prints.size < MAX_READ_PRINTS) this.#prints.add(print);
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
