/** What the user or the agent's own conversation said, as a caller passed it along: values in it are nobody's orders. */
import type { Directive } from "./directives.ts";
import { WordIndex } from "./values.ts";
import { type HashKey, splitWords, type Words } from "./words.ts";

/** Words of the conversation that are looked at: the latest. */
const MAX_CONTEXT_CHARS = 40_000;
/** So many words of an instruction in the same order: the conversation quotes the answer that held it. */
const MIN_QUOTE = 6;

export interface UserWords {
  /** One word was said. */
  said(hash: number): boolean;
  /** All words were said, one after the other. */
  saidAll(words: Words): boolean;
  /** The words themselves, for the act that was asked for; null when nothing was said. */
  readonly words: Words | null;
}

export const NOTHING_SAID: UserWords = { said: () => false, saidAll: () => false, words: null };

/**
 * Reads a conversation. One that quotes an instruction is a transcript with the tools' answers in it: it vouches for nothing, since
 * whoever wrote the instruction would be the one who speaks.
 */
export function userWords(
  context: string | undefined,
  directives: readonly Directive[],
  key: HashKey,
): UserWords {
  if (context === undefined || context === "") return NOTHING_SAID;
  const words = splitWords(context.slice(-MAX_CONTEXT_CHARS), key);
  const index = new WordIndex(words);
  if (directives.some((directive) => isQuoted(directive.words, index))) return NOTHING_SAID;
  return { said: (hash) => index.has(hash), saidAll: (all) => index.holds(all), words };
}

function isQuoted(words: Words, index: WordIndex): boolean {
  for (let at = 0; at + MIN_QUOTE <= words.count; at += MIN_QUOTE >> 1) {
    if (index.has(words.hashes[at]!) && index.run(words, at) >= MIN_QUOTE) return true;
  }
  return false;
}
