/** Whether a sentence asks for the act that a call does: words of the operation's name against words of the sentence. */
import { wordsOf } from "../actions/names.ts";
import { CLASS_ID, type TokenClass } from "../injection/word_class.ts";
import type { Action } from "../types.ts";
import { type HashKey, splitWords, type Words } from "./words.ts";

/** Classes of words that say what to do; the others say with what. */
const DOING = classSet(
  "SEND",
  "MAIL",
  "GET",
  "DELETE",
  "CHANGE",
  "CREATE",
  "PAY",
  "RUN",
  "VISIT",
  "GRANT",
  "SAY",
  "ADD",
);
/** Classes of words for things that acts are done to. */
const THING = classSet("SECRET", "MONEY", "DATA", "LINK", "CODE", "MAIL");

/** For each kind of act, classes by which a sentence asks for it, whatever the operation is called. */
const ASKING: Readonly<Record<string, Uint8Array>> = {
  payment: classSet("PAY", "MONEY"),
  message: classSet("SEND", "MAIL"),
  share: classSet("SEND", "GRANT", "ADD"),
  delete: classSet("DELETE"),
  destroy: classSet("DELETE"),
  identity: classSet("GRANT", "CHANGE"),
  execute: classSet("RUN"),
  read: classSet("GET", "VISIT"),
};

function classSet(...names: TokenClass[]): Uint8Array {
  const members = new Uint8Array(256);
  for (const name of names) members[CLASS_ID[name]] = 1;
  return members;
}

/** What a call does, in the words of its operation. */
export interface Act {
  readonly words: Words;
  readonly asking: Uint8Array | undefined;
}

/** Words of a longer name that count: `GoogleCalendarCreateEvent` begins with its service. */
const MAX_NAME_WORDS = 6;

export function actOf(action: Action, key: HashKey): Act {
  const names = wordsOf(action.operation);
  return {
    words: splitWords(names.slice(-MAX_NAME_WORDS).join(" "), key),
    asking: ASKING[action.category],
  };
}

/** How much of an act a sentence names. */
export interface ActMatch {
  /** 0…1: share of the operation's words that the sentence has, itself or another of its kind. */
  readonly words: number;
  /** The sentence asks for this kind of act. */
  readonly asks: boolean;
}

/** What a sentence says, whatever the order of its words. */
export interface Sentence {
  readonly stems: ReadonlySet<number>;
  /** 1 for each class that one of its words has. */
  readonly classes: Uint8Array;
}

export function sentenceOf(words: Words, { from, to }: { from: number; to: number }): Sentence {
  const stems = new Set<number>();
  const classes = new Uint8Array(256);
  for (let i = from; i < to; i++) {
    stems.add(words.stems[i]!);
    classes[words.classes[i]!] = 1;
  }
  return { stems, classes };
}

export function matchAct(act: Act, { stems, classes }: Sentence): ActMatch {
  const { words } = act;
  let matched = 0;
  let hasDoing = false;
  for (let i = 0; i < words.count; i++) {
    const kind = words.classes[i]!;
    if (stems.has(words.stems[i]!)) {
      matched++;
      if (DOING[kind] !== 0) hasDoing = true;
    } else if (kind !== 0 && classes[kind] !== 0 && (DOING[kind] !== 0 || THING[kind] !== 0)) {
      matched += 0.6;
      if (DOING[kind] !== 0) hasDoing = true;
    }
  }
  let asks = hasDoing;
  if (act.asking !== undefined) {
    for (let kind = 1; kind < 256 && !asks; kind++) asks = act.asking[kind] !== 0 && classes[kind] !== 0;
  }
  return { words: words.count === 0 ? 0 : matched / words.count, asks };
}
