/** What an answer told its reader to do, kept as hashes: sentence by sentence, with what stands around them. */
import type { LocatedInstruction } from "../ports.ts";
import { type HashKey, splitWords, type Words } from "./words.ts";

/** A stretch of an answer that reads like an instruction to the agent, whatever answer it is. */
export interface SaidDirective {
  /** 0…1: the highest score of its sentences. */
  readonly strength: number;
  /** Where it stood in the answer. */
  readonly path: string;
  /** All its words. */
  readonly words: Words;
  /** For each sentence the index of its first word in {@linkcode words}, ascending. */
  readonly sentences: Uint16Array;
}

export interface Directive extends SaidDirective {
  readonly traceId: string;
  /** Epoch milliseconds at which it was read. */
  readonly at: number;
}

/** Sentences that are at most so far from each other, in UTF-16 units, belong together: an order has its reasons and its thanks around it. */
const MAX_GAP = 400;
/** So much after the last recognised sentence still belongs to it, to the end of the paragraph. */
const MAX_TAIL = 300;
/** Longer stretches are cut. */
const MAX_CHARS = 6_000;
const MAX_DIRECTIVE_WORDS = 300;
/** Directives of one answer that are remembered: the strongest. */
export const MAX_DIRECTIVES_PER_READ = 16;

interface Stretch {
  start: number;
  end: number;
  strength: number;
  readonly cuts: number[];
}

/** The directives in one text of an answer, from the spans that the scan located there. Sorted by place. */
export function directivesIn(
  text: string,
  spans: readonly Pick<LocatedInstruction, "start" | "end" | "score">[],
  { key, path }: { readonly key: HashKey; readonly path: string },
): SaidDirective[] {
  return stretchesOf(text, spans).map(({ start, end, strength, cuts }) => {
    const words = splitWords(text, key, { from: start, to: end, max: MAX_DIRECTIVE_WORDS });
    return { path, strength, words, sentences: firstWords(words, cuts) };
  });
}

function stretchesOf(
  text: string,
  spans: readonly Pick<LocatedInstruction, "start" | "end" | "score">[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { start, end, score } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < 0 || end <= start || end > text.length) continue;
    const last = stretches.at(-1);
    if (last !== undefined && start - last.end <= MAX_GAP && end - last.start <= MAX_CHARS) {
      last.cuts.push(last.end, start);
      last.end = Math.max(last.end, end);
      last.strength = Math.max(last.strength, score);
    } else stretches.push({ start, end: Math.min(end, start + MAX_CHARS), strength: score, cuts: [start] });
  }
  stretches.forEach((stretch, i) => {
    const next = stretches[i + 1]?.start ?? text.length;
    stretch.cuts.push(stretch.end);
    stretch.end = tailEnd(text, stretch.end, Math.min(next, stretch.end + MAX_TAIL));
  });
  return stretches.sort((a, b) => b.strength - a.strength).slice(0, MAX_DIRECTIVES_PER_READ);
}

/** An order goes on after the sentence that was recognised, as far as the paragraph does. */
function tailEnd(text: string, from: number, to: number): number {
  const blank = /\n\s*\n|\\n\\n/.exec(text.slice(from, to));
  return blank === null ? to : from + blank.index;
}

function firstWords(words: Words, cuts: readonly number[]): Uint16Array {
  const firsts = new Set<number>();
  let index = 0;
  for (const cut of cuts) {
    while (index < words.count && words.starts[index]! < cut) index++;
    if (index < words.count) firsts.add(index);
  }
  return Uint16Array.from(firsts);
}

/** Ends of sentence `index`, in words. */
export function sentenceSpan({ words, sentences }: Directive, index: number): { from: number; to: number } {
  return { from: sentences[index]!, to: sentences[index + 1] ?? words.count };
}
