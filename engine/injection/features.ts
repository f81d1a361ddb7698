/**
 * What the model sees of a sentence: which kinds of words stand in which order, where the sentence stands, and a few ideas put into
 * words ("asks to send something of mine to an address"). Words themselves weigh little, so that the wording does not matter.
 */
import { CLASS_COUNT, CLASS_ID as C, type TokenClass } from "./word_class.ts";
import { Field, Place, PLACE_COUNT, type Segment } from "./segments.ts";
import type { Tokens } from "./tokens.ts";

/** Places for features: the first half for classes, places and ideas, the second for words. */
export const FEATURE_COUNT = 16384;
const HALF = FEATURE_COUNT / 2;

/** How much a feature of each family counts before training; words little, since they say what this text is about and not what it wants. */
const IDEA_VALUE = 1;
const CLASS_VALUE = 0.6;
const WORD_VALUE = 0.18;

/** Features of one segment. The same index may come more than once. */
export class FeatureVector {
  count = 0;
  readonly indices: Int32Array;
  readonly values: Float32Array;

  constructor(readonly capacity = 4096) {
    this.indices = new Int32Array(capacity);
    this.values = new Float32Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  add(index: number, value: number): void {
    if (this.count === this.capacity) return;
    this.indices[this.count] = index;
    this.values[this.count++] = value;
  }
}

function set(...names: TokenClass[]): Uint8Array {
  const members = new Uint8Array(CLASS_COUNT);
  for (const name of names) members[C[name]] = 1;
  return members;
}

const ACTION = set(
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
);
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

/** Places that people seldom write requests in, places that they do, and what nobody sees. */
const PLACE_GROUP = [0, 1, 2, 3, 3, 4, 5, 6, 5, 1];

export interface Context {
  /** Code after the segment does what an attacker wants (sends, opens a shell, deletes). */
  readonly codeActs: boolean;
  /** Ideas of the segment before, as bits. */
  readonly ideasBefore: number;
  /** Part of a text that stands in code blocks or tables. */
  readonly codeFollows: boolean;
}

/** Words looked at for order; what comes after the 60th classed word of a sentence is not. */
const MAX_CLASSED = 60;
const classed = new Int32Array(MAX_CLASSED);
const classedAt = new Int32Array(MAX_CLASSED);
const seen = new Uint8Array(CLASS_COUNT);

/** Ideas of a segment as bits. */
export function ideasOf(text: string, segment: Segment, tokens: Tokens, context: Context): number {
  const count = gather(tokens);
  let bits = 0;
  const has = (name: TokenClass) => seen[C[name]] !== 0;
  const mark = (idea: number) => void (bits |= 1 << idea);
  const verb = findVerb(text, tokens, count);
  const imperative = verb >= 0;
  const first = verb >= 0 ? classed[verb]! : 0;
  const destination = anyOf(DESTINATION, count);
  const object = anyOf(OBJECT, count);
  const mine = has("MY") || has("ME");
  const deed = imperative && DEED[first] !== 0;
  const last = text.charCodeAt(segment.end - 1);
  if (imperative) mark(Idea.imperative);
  if (imperative && destination) mark(Idea.imperativeWithDestination);
  if (mine && destination && (has("SEND") || has("MAIL") || has("PAY") || has("ADD"))) {
    mark(Idea.mineToDestination);
  }
  if (follows(C.GET, C.SEND, count) || (follows(C.GET, C.MAIL, count) && destination)) mark(Idea.getThenSend);
  const yours = near(C.YOUR, C.ANSWER, 3, count) || (has("YOU") && has("ANSWER"));
  if (near(C.YOUR, C.ANSWER, 3, count)) mark(Idea.yourAnswer);
  if (yours && anyOf(UTTER, count)) mark(Idea.shapesYourAnswer);
  const takesIn = has("CODE") && has("NEXT");
  if (takesIn) mark(Idea.takesInCode);
  if (takesIn && has("YOUR") && (has("WORK") || has("ANSWER") || near(C.YOUR, C.CODE, 3, count))) {
    mark(Idea.takesInCodeOfYours);
  }
  if (context.codeActs && (takesIn || has("CODE"))) mark(Idea.codeThatActs);
  if (has("IGNORE") && has("INSTR")) mark(Idea.ignoreInstructions);
  if (has("IGNORE") && has("PRIOR")) mark(Idea.ignorePrior);
  if (has("READER") && (has("YOU") || has("YOUR") || imperative)) mark(Idea.speaksToReader);
  if (follows(C.READER, C.MUST, count) || (has("YOU") && has("MUST") && anyOf(DEED, count))) {
    mark(Idea.readerMust);
  }
  if ((has("NEG") && (has("REVEAL") || has("SAY")) && (has("USER") || has("ME"))) || has("COVERT")) {
    mark(Idea.secrecy);
  }
  if ((has("TOOL_NAME") || has("IDENTIFIER") || has("TOOL")) && anyOf(ACTION, count)) mark(Idea.namesTool);
  const question = last === 0x3f || last === 0xff1f;
  if (question && verb < 0 && has("WH")) mark(Idea.question);
  if (question && mine) mark(Idea.questionOfMine);
  if ((has("PAY") || has("SEND")) && (has("MONEY") || has("AMOUNT")) && imperative) mark(Idea.moneyMoves);
  if (has("DELETE") && (mine || has("ALL")) && object) mark(Idea.deletesMine);
  if (has("PRETEND") && (has("SAY") || has("CAN"))) mark(Idea.pretendAndSay);
  if (has("PLEASE") && deed) mark(Idea.politeDeed);
  if (has("FALSE") && imperative) mark(Idea.saysFalse);
  if (has("PROMO") && has("ANSWER")) mark(Idea.promotes);
  if (classed[0] === C.TASK && imperative && classedAt[0]! <= 1) mark(Idea.assigned);
  if (has("URGENT") && anyOf(DEED, count)) mark(Idea.urgentDeed);
  if (has("ABOUT_ATTACK")) mark(Idea.aboutAttacks);
  if (deed && object) mark(Idea.deedWithObject);
  if (mine && imperative && anyOf(DEED, count)) mark(Idea.changesMine);
  if (tokens.shouted >= 2) mark(Idea.shouting);
  if (has("WE")) mark(Idea.ofWe);
  if (has("HEDGE")) mark(Idea.hedged);
  const start = text.charCodeAt(segment.start);
  if (start === 0x22 || start === 0x201c || start === 0x60) mark(Idea.quoted);
  return bits;
}

/** Classes without which a sentence asks for nothing. */
const WORTH_A_LOOK = set(
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

/** Adds every feature of a segment. `ideas` is what {@linkcode ideasOf} said of the same segment and tokens. */
export function addFeatures(
  segment: Segment,
  tokens: Tokens,
  about: { ideas: number; phrases: number; forgeries: number; context: Context },
  out: FeatureVector,
): void {
  const { ideas, phrases, forgeries, context } = about;
  const group = PLACE_GROUP[segment.place]!;
  let at = 0;
  out.add(at + segment.place, IDEA_VALUE);
  at += PLACE_COUNT;
  out.add(at + segment.field, IDEA_VALUE);
  at += 5;
  for (let bits = ideas, idea = 0; bits !== 0; bits >>>= 1, idea++) {
    if ((bits & 1) === 0) continue;
    out.add(at + idea, IDEA_VALUE);
    out.add(at + IDEA_COUNT * (1 + group) + idea, IDEA_VALUE);
  }
  at += IDEA_COUNT * 8;
  for (let bits = context.ideasBefore, idea = 0; bits !== 0; bits >>>= 1, idea++) {
    if ((bits & 1) !== 0) out.add(at + idea, IDEA_VALUE / 2);
  }
  at += IDEA_COUNT;
  if (segment.first) out.add(at, IDEA_VALUE);
  if (context.codeFollows) out.add(at + 1, IDEA_VALUE);
  if (context.codeActs) out.add(at + 2, IDEA_VALUE);
  out.add(at + 3 + Math.min(7, tokens.count >> 2), IDEA_VALUE);
  out.add(at + 11 + Math.min(3, tokens.codeSigns >> 1), IDEA_VALUE);
  if (tokens.invisible > 1) out.add(at + 15, IDEA_VALUE);
  if (segment.field === Field.identifier && tokens.count > 4) out.add(at + 16, IDEA_VALUE);
  if (segment.place === Place.amongRows && tokens.count > 2) out.add(at + 17, IDEA_VALUE);
  for (let bits = phrases, i = 0; bits !== 0; bits >>>= 1, i++) {
    if ((bits & 1) !== 0) out.add(FIRST_PHRASE + i, IDEA_VALUE);
  }
  for (let bits = forgeries, i = 0; bits !== 0; bits >>>= 1, i++) {
    if ((bits & 1) !== 0) out.add(FIRST_FORGERY + i, IDEA_VALUE);
  }
  addClasses(gather(tokens), group, out);
  addWords(tokens, out);
}

/** Below this index stand the ideas, one by one; class n-grams are hashed into the rest of the first half. */
const FIRST_HASHED = 512;
const FIRST_PHRASE = 400;
const FIRST_FORGERY = 440;

function addClasses(count: number, group: number, out: FeatureVector): void {
  if (count === 0) return;
  const value = CLASS_VALUE / Math.sqrt(Math.max(4, count) / 4);
  for (let i = 0; i < count; i++) {
    const a = classed[i]!;
    out.add(hashed(1, a, 0, 0), value);
    if (i + 1 < count) {
      const b = classed[i + 1]!;
      const close = classedAt[i + 1]! - classedAt[i]! <= 2 ? 1 : 0;
      out.add(hashed(2, a, b, close), value);
      if (i + 2 < count) {
        out.add(hashed(3, a, b, classed[i + 2]!), value);
        out.add(hashed(4, a, classed[i + 2]!, 0), value / 2);
      }
    }
  }
  out.add(hashed(5, classed[0]!, group, classedAt[0]! === 0 ? 1 : 0), CLASS_VALUE);
  if (count > 1) out.add(hashed(6, classed[0]!, classed[1]!, group), CLASS_VALUE);
}

function addWords(tokens: Tokens, out: FeatureVector): void {
  const { count, hashes, classes } = tokens;
  if (count === 0) return;
  const value = WORD_VALUE / Math.sqrt(Math.max(4, count) / 4);
  let before = 0;
  for (let i = 0; i < count; i++) {
    // A value is its class: what address it is does not matter.
    const word = hashes[i]! === 0 ? classes[i]! : hashes[i]!;
    out.add(HALF + (mix(word, 7) & (HALF - 1)), value);
    if (i > 0) out.add(HALF + (mix(word, before) & (HALF - 1)), value);
    before = word;
  }
}

function hashed(kind: number, a: number, b: number, c: number): number {
  const at = mix(mix(a * 8 + kind, b), c) & (HALF - 1);
  return at < FIRST_HASHED ? at + FIRST_HASHED : at;
}

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** Collects the classed words, and which classes there are. */
function gather(tokens: Tokens): number {
  seen.fill(0);
  let count = 0;
  for (let i = 0; i < tokens.count && count < MAX_CLASSED; i++) {
    const id = tokens.classes[i]!;
    if (id === 0) continue;
    seen[id] = 1;
    classed[count] = id;
    classedAt[count++] = i;
  }
  return count;
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

function anyOf(members: Uint8Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (members[classed[i]!] !== 0) return true;
  return false;
}

function follows(first: number, second: number, count: number): boolean {
  let found = false;
  for (let i = 0; i < count; i++) {
    if (found && classed[i] === second) return true;
    if (classed[i] === first) found = true;
  }
  return false;
}

/** Whether `second` comes at most `distance` words after `first`. */
function near(first: number, second: number, distance: number, count: number): boolean {
  for (let i = 0; i + 1 < count; i++) {
    if (classed[i] !== first) continue;
    for (let j = i + 1; j < count && classedAt[j]! - classedAt[i]! <= distance; j++) {
      if (classed[j] === second) return true;
    }
  }
  return false;
}
