/** How likely a call does what an answer told the agent: its arguments against the instruction's words, its act against what was asked for. */
import type { Action } from "../types.ts";
import { type Act, matchAct, type Sentence, sentenceOf } from "./acts.ts";
import type { Argument } from "./arguments.ts";
import { type Directive, sentenceSpan } from "./directives.ts";
import { namesDay } from "./dates.ts";
import type { SessionMemory } from "./session_memory.ts";
import type { UserWords } from "./user_words.ts";
import { matchValue, WordIndex } from "./values.ts";
import { type HashKey, Telling } from "./words.ts";

/** What one instruction and one call have in common. */
export interface Obedience {
  readonly directive: Directive;
  /** 0…1: the most telling argument that stands in the instruction and is not the agent's or its user's own. */
  readonly value: number;
  /** How many arguments stand in it, weighted; at most 3. */
  readonly values: number;
  /** 0…1: share of the operation's words in the sentence that has most of them. */
  readonly act: number;
  /** The sentence asks for this kind of act. */
  readonly asks: boolean;
  /** A place that the call goes to or sends to stands in the instruction. */
  readonly isDestination: boolean;
  /** The address that the call itself goes to, or is told to fetch, stands in it. */
  readonly goesThere: boolean;
  readonly arguments: readonly SharedValue[];
}

/** An argument that says what an instruction said. */
export interface SharedValue {
  readonly path: string;
  /** 0…1 */
  readonly weight: number;
  readonly isPlace: boolean;
  readonly isAddress: boolean;
  readonly how: "whole_value" | "part_of_value" | "same_day";
}

/** A value that ordinary data held before the instruction did says less: it may come from there. */
const ELSEWHERE = 0.4;
/** A day is shared by chance more often than a name. */
const DATE = 0.5;

export interface CallInView {
  readonly action: Action;
  readonly act: Act;
  readonly arguments: readonly Argument[];
  readonly memory: SessionMemory;
  /** Knows what the agent named itself. Default: the memory. */
  readonly own?: SessionMemory;
  readonly user: UserWords;
  readonly now: number;
  readonly key: HashKey;
}

/** An instruction made ready to be compared: once, since every call of the session asks for it. */
interface Indexed {
  readonly words: WordIndex;
  readonly sentences: readonly Sentence[];
}

const indexes = new WeakMap<Directive, Indexed>();

function indexOf(directive: Directive): Indexed {
  const known = indexes.get(directive);
  if (known !== undefined) return known;
  const { words, sentences } = directive;
  const index = {
    words: new WordIndex(words),
    sentences: Array.from(sentences, (_, i) => sentenceOf(words, sentenceSpan(directive, i))),
  };
  indexes.set(directive, index);
  return index;
}

export function compare(directive: Directive, call: CallInView): Obedience {
  const found: SharedValue[] = [];
  for (const argument of call.arguments) {
    const { weight, how } = weigh(argument, directive, call);
    if (weight <= 0) continue;
    const isAddress = argument.isAddress || ADDRESS.test(argument.label);
    found.push({
      path: argument.path(),
      weight,
      how,
      isPlace: isAddress || PLACE.test(argument.label),
      isAddress,
    });
  }
  found.sort((a, b) => b.weight - a.weight);
  const { act, asks } = actOf(directive, call.act);
  return {
    directive,
    value: found[0]?.weight ?? 0,
    values: Math.min(3, found.reduce((sum, { weight }) => sum + weight, 0)),
    act,
    asks,
    isDestination: found.some(({ weight, isPlace }) => isPlace && weight >= 0.9),
    goesThere: found.some(({ weight, isAddress }) => isAddress && weight >= 0.9),
    arguments: found,
  };
}

const NOTHING = { weight: 0, how: "whole_value" } as const;

function weigh(
  argument: Argument,
  directive: Directive,
  { memory, user, now, key }: CallInView,
): Pick<SharedValue, "weight" | "how"> {
  const { words, day } = argument;
  const isOwn = (at: number) => memory.isOwn(words.hashes[at]!) || user.said(words.hashes[at]!);
  const index = indexOf(directive).words;
  const match = matchValue(words, index, isOwn);
  if (match.how === "none") {
    const isDay = day !== undefined && namesDay(day, index, key) && !user.saidAll(words);
    return isDay ? { weight: DATE, how: "same_day" } : NOTHING;
  }
  if (match.how === "whole" && (user.saidAll(words) || memory.isOwn(sequence(words)))) return NOTHING;
  const how = match.how === "whole" ? "whole_value" : "part_of_value";
  const at = match.at >= 0 ? match.at : words.telling.indexOf(Telling.own);
  // In a path or a host only a telling word says something: the others are the service's.
  if (argument.isAddress && (at < 0 || words.telling[at] !== Telling.own)) return NOTHING;
  if (at >= 0 && words.telling[at] === Telling.own) {
    if (isOwn(at)) return NOTHING;
    const seen = memory.firstSeen(words.hashes[at]!, now);
    if (seen !== undefined && !seen.inDirective) return { weight: match.weight * ELSEWHERE, how };
  }
  return { weight: match.weight, how };
}

/** One hash for several words in order. */
export function sequence({ count, hashes }: Argument["words"]): number {
  let hash = count;
  for (let i = 0; i < count; i++) hash = (hash * 31 + hashes[i]!) % 0x10000000000000;
  return hash;
}

/** Names of fields that say to whom or where something goes. */
export const PLACE =
  /^(?:to|cc|bcc|recipients?|receiver|e-?mails?|channel|iban|account|account_?(?:number|id)|payee|beneficiary|user|username|user_?email|participants?|invitees?|attendees?|destination|target|phone|number)$/i;
/** Names of fields that say what address is fetched or called. */
const ADDRESS =
  /^(?:url|urls|uri|link|href|host|hostname|domain|address|endpoint|webhook|website|site|page)$/i;

function actOf(directive: Directive, act: Act): { act: number; asks: boolean } {
  let best = { act: 0, asks: false };
  for (const sentence of indexOf(directive).sentences) {
    const { words, asks } = matchAct(act, sentence);
    if (words + (asks ? 0.5 : 0) > best.act + (best.asks ? 0.5 : 0)) best = { act: words, asks };
  }
  return best;
}
