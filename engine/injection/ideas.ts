/** Ideas put into words: "asks to send something of mine to an address". Each is told by kinds of words and their order, in any language. */
import { anyOf, classed, classedAt, follows, gather, has, near, set } from "./classed_words.ts";
import { Place } from "./places.ts";
import type { Segment } from "./segments.ts";
import type { Tokens } from "./tokens.ts";
import { CLASS_ID as C } from "./word_class.ts";

const ACTION_CLASSES = [
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
  "RECOMMEND",
  "STYLE",
  "HELP",
  "IGNORE",
] as const;
const ACTION = set(...ACTION_CLASSES);
/** Acts that reach beyond the conversation. */
const DEED = set("SEND", "MAIL", "DELETE", "CHANGE", "CREATE", "PAY", "RUN", "VISIT", "GRANT");
const UTTER = set("SAY", "ADD", "RECOMMEND", "STYLE", "CHANGE", "CREATE", "RUN");
const DESTINATION = set("ADDRESS", "URL", "ACCOUNT", "HANDLE");
const OBJECT = set("DATA", "SECRET", "MONEY", "MAIL", "LINK", "TOOL", "HANDLE", "IDENTIFIER");
/** Words that may stand before the verb of a request. */
const LEAD = set(
  "PLEASE",
  "CAN",
  "YOU",
  "ORDERING",
  "URGENT",
  "TASK",
  "MUST",
  "NEG",
  "HELP",
  "GREET",
  "NEXT",
  "INSTEAD",
  "ALL",
  "MAIL",
);

/** Ideas; each is one feature, and one more for each kind of place. */
export const Idea = {
  imperative: 0,
  imperativeWithDestination: 1,
  mineToDestination: 2,
  getThenSend: 3,
  yourAnswer: 4,
  shapesYourAnswer: 5,
  takesInCode: 6,
  takesInCodeOfYours: 7,
  codeThatActs: 8,
  ignoreInstructions: 9,
  ignorePrior: 10,
  speaksToReader: 11,
  readerMust: 12,
  secrecy: 13,
  namesTool: 14,
  question: 15,
  questionOfMine: 16,
  moneyMoves: 17,
  deletesMine: 18,
  pretendAndSay: 19,
  politeDeed: 20,
  saysFalse: 21,
  promotes: 22,
  assigned: 23,
  urgentDeed: 24,
  aboutAttacks: 25,
  deedWithObject: 26,
  changesMine: 27,
  shouting: 28,
  ofWe: 29,
  hedged: 30,
  quoted: 31,
} as const;
export const IDEA_COUNT = 32;

export interface Context {
  /** Code after the segment does what an attacker wants (sends, opens a shell, deletes). */
  readonly codeActs: boolean;
  /** Ideas of the segment before, as bits. */
  readonly ideasBefore: number;
  /** Part of a text that stands in code blocks or tables. */
  readonly codeFollows: boolean;
}

/** What is asked for again and again while the ideas of one sentence are gathered. */
interface Sentence {
  readonly count: number;
  /** Index of the verb that the request begins with, or -1. */
  readonly verb: number;
  readonly destination: boolean;
  readonly object: boolean;
  readonly mine: boolean;
  /** It begins with an act that reaches beyond the conversation. */
  readonly deed: boolean;
}

const bit = (idea: number, holds: boolean): number => holds ? 1 << idea : 0;

/** Ideas of a segment as bits. */
export function ideasOf(text: string, segment: Segment, tokens: Tokens, context: Context): number {
  const count = gather(tokens);
  const verb = findVerb(text, tokens, count);
  const sentence: Sentence = {
    count,
    verb,
    destination: anyOf(DESTINATION, count),
    object: anyOf(OBJECT, count),
    mine: has("MY") || has("ME"),
    deed: verb >= 0 && DEED[classed[verb]!] !== 0,
  };
  return requestIdeas(sentence) | answerIdeas(sentence, context) | readerIdeas(sentence) |
    toneIdeas(sentence, { text, segment, tokens });
}

/** What is asked for: an act, its object, and where it goes. */
function requestIdeas({ count, verb, destination, object, mine, deed }: Sentence): number {
  const imperative = verb >= 0;
  const sends = has("SEND") || has("MAIL") || has("PAY") || has("ADD");
  const getThenSend = follows(C.GET, C.SEND, count) || (follows(C.GET, C.MAIL, count) && destination);
  return bit(Idea.imperative, imperative) |
    bit(Idea.imperativeWithDestination, imperative && destination) |
    bit(Idea.mineToDestination, mine && destination && sends) |
    bit(Idea.getThenSend, getThenSend) |
    bit(Idea.moneyMoves, (has("PAY") || has("SEND")) && (has("MONEY") || has("AMOUNT")) && imperative) |
    bit(Idea.deletesMine, has("DELETE") && (mine || has("ALL")) && object) |
    bit(Idea.deedWithObject, deed && object) |
    bit(Idea.changesMine, mine && imperative && anyOf(DEED, count));
}

/** What the reader's answer shall be or take in. */
function answerIdeas({ count, verb }: Sentence, context: Context): number {
  const ofYours = near(C.YOUR, C.ANSWER, 3, count);
  const yours = ofYours || (has("YOU") && has("ANSWER"));
  const takesIn = has("CODE") && has("NEXT");
  const intoYours = has("WORK") || has("ANSWER") || near(C.YOUR, C.CODE, 3, count);
  return bit(Idea.yourAnswer, ofYours) |
    bit(Idea.shapesYourAnswer, yours && anyOf(UTTER, count)) |
    bit(Idea.takesInCode, takesIn) |
    bit(Idea.takesInCodeOfYours, takesIn && has("YOUR") && intoYours) |
    bit(Idea.codeThatActs, context.codeActs && (takesIn || has("CODE"))) |
    bit(Idea.pretendAndSay, has("PRETEND") && (has("SAY") || has("CAN"))) |
    bit(Idea.saysFalse, has("FALSE") && verb >= 0) |
    bit(Idea.promotes, has("PROMO") && has("ANSWER"));
}

/** How the reader is spoken to: as an assistant, as somebody with orders to drop, with tools, in secret. */
function readerIdeas({ count, verb }: Sentence): number {
  const must = follows(C.READER, C.MUST, count) || (has("YOU") && has("MUST") && anyOf(DEED, count));
  const keeps = has("NEG") && (has("REVEAL") || has("SAY")) && (has("USER") || has("ME"));
  const toolIsNamed = has("TOOL_NAME") || has("IDENTIFIER") || has("TOOL");
  return bit(Idea.ignoreInstructions, has("IGNORE") && has("INSTR")) |
    bit(Idea.ignorePrior, has("IGNORE") && has("PRIOR")) |
    bit(Idea.speaksToReader, has("READER") && (has("YOU") || has("YOUR") || verb >= 0)) |
    bit(Idea.readerMust, must) |
    bit(Idea.secrecy, keeps || has("COVERT")) |
    bit(Idea.namesTool, toolIsNamed && anyOf(ACTION, count)) |
    bit(Idea.assigned, classed[0] === C.TASK && verb >= 0 && classedAt[0]! <= 1);
}

/** Question or order, polite or loud, one's own words or a quote. */
function toneIdeas(
  { count, verb, mine, deed }: Sentence,
  { text, segment, tokens }: { text: string; segment: Segment; tokens: Tokens },
): number {
  const last = text.charCodeAt(segment.end - 1);
  const start = text.charCodeAt(segment.start);
  const question = last === 0x3f || last === 0xff1f;
  return bit(Idea.question, question && verb < 0 && has("WH")) |
    bit(Idea.questionOfMine, question && mine) |
    bit(Idea.politeDeed, has("PLEASE") && deed) |
    bit(Idea.urgentDeed, has("URGENT") && anyOf(DEED, count)) |
    bit(Idea.aboutAttacks, has("ABOUT_ATTACK")) |
    bit(Idea.shouting, tokens.shouted >= 2) |
    bit(Idea.ofWe, has("WE")) |
    bit(Idea.hedged, has("HEDGE")) |
    bit(Idea.quoted, start === 0x22 || start === 0x201c || start === 0x60);
}

/** Classes without which a sentence asks for nothing. */
const WORTH_A_LOOK = set(
  ...ACTION_CLASSES,
  "READER",
  "INSTR",
  "PRETEND",
  "REVEAL",
  "COVERT",
  "CODE",
  "MUST",
  "SYSTEM",
);

/** Whether a segment is worth judging: most are not, and cost little then. */
export function isWorthALook(segment: Segment, tokens: Tokens): boolean {
  if (segment.place === Place.amongRows) return true;
  const { classes, count } = tokens;
  for (let i = 0; i < count; i++) if (WORTH_A_LOOK[classes[i]!] !== 0) return true;
  return false;
}

/** The verb that a request begins with: at the start of the sentence, or of a clause after a colon, comma, dash or quote. */
function findVerb(text: string, tokens: Tokens, count: number): number {
  const verb = firstVerb(0, count);
  if (verb >= 0 && classedAt[verb]! - verb <= 2) return verb;
  for (let i = 1; i < count; i++) {
    const at = classedAt[i]!;
    const id = classed[i]!;
    if (at === 0 || (ACTION[id] === 0 && id !== C.PLEASE && id !== C.CAN)) continue;
    if (!startsClause(text, tokens.ends[at - 1]!, tokens.starts[at]!)) continue;
    const found = firstVerb(i, count);
    if (found >= 0 && classedAt[found]! - at <= 4) return found;
  }
  return -1;
}

/** A sign between two words that ends a clause; after a comma only with a capital, since lists have commas too. */
function startsClause(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (
      unit === 0x3a || unit === 0x21 || unit === 0x2d || unit === 0x2014 || unit === 0x3b || unit === 0x2e
    ) return true;
    if (unit === 0x2c || unit === 0xff0c) {
      return unit === 0xff0c || (text.charCodeAt(to) >= 0x41 && text.charCodeAt(to) <= 0x5a);
    }
  }
  return false;
}

/** From word `from` on, the first classed word that is an act, when only words that lead to it stand before. */
function firstVerb(from: number, count: number): number {
  for (let i = from; i < count; i++) {
    const id = classed[i]!;
    if (ACTION[id] !== 0 && id !== C.MAIL) return i;
    if (id === C.MAIL && i + 1 < count) return i;
    if (LEAD[id] === 0) return -1;
  }
  return -1;
}
