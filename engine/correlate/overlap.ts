/** How much of what a call carries was read before: copied text by fingerprints, values by their hashes, each by how rare and how sensitive. */
import type { Flow } from "../history.ts";
import type { Argument } from "./arguments.ts";
import { fingerprint, type FingerprintOptions, GUARANTEED_CHARS } from "./fingerprints.ts";
import type { HashTable } from "./hash_table.ts";
import { type CallInView, PLACE } from "./obedience.ts";
import type { ReadRecord } from "./reading.ts";
import { homeOf } from "./sources.ts";
import { NO_WORDS, Telling } from "./words.ts";

/** What a full copy of ordinary data counts; of the most sensitive 1. */
const ORDINARY = 0.35;
/** Copied values that a detector found count at least so much. */
const FINDING = 0.7;
/** A copy that was packed on the way is one that somebody hid. */
const PACKED = 0.75;
/** So many prints of sensitive text are a copy, however much else there is: about three sentences. */
const MANY_PRINTS = 24;
/** The user named the place it goes to: half as bad. */
const NAMED_PLACE = 0.5;
/** It goes back to the very host that gave it: what that host knows already is no leak. */
const BACK_HOME = 0.5;
/** Of a small read so many prints are enough to say how much of it was carried away in pieces. */
const MIN_CARRIED_PRINTS = 8;
/** Pieces put together of one call's arguments. */
const MAX_JOINED_CHARS = 20_000;
/** Prints of one argument that are looked up. */
const MAX_LOOKED_UP = 8_000;
/** Longer texts are not read backwards. */
const MAX_REVERSED_CHARS = 20_000;

export interface Overlap {
  /** 0…1 */
  readonly overlap: number;
  readonly flows: readonly Flow[];
  /** What of each read stands in the call, to be remembered once the call is made. */
  readonly carried: readonly Carried[];
}

export interface Carried {
  readonly traceId: string;
  readonly prints: number;
}

/** What of one read stands in one argument. */
interface Copy {
  readonly read: ReadRecord;
  readonly path: string;
  prints: number;
  findings: number;
  values: number;
  isPacked: boolean;
}

const NO_OVERLAP: Overlap = { overlap: 0, flows: [], carried: [] };

export function overlapOf(call: CallInView, background: HashTable): Overlap {
  let all = 0;
  const copies: Copy[] = [];
  for (const argument of call.arguments) {
    const { looked, found } = copiesIn(argument, call, background);
    all += looked;
    copies.push(...found);
  }
  // Words of a list that make a sentence of what was read; other short fields make none, and count for nothing.
  const pieces = joined(call);
  if (pieces !== undefined) {
    const { looked, found } = copiesIn(pieces, call, background);
    if (found.length > 0) all += looked;
    copies.push(...found);
  }
  if (copies.length === 0) return NO_OVERLAP;
  const damping = isPlaceNamed(call) ? NAMED_PLACE : 1;
  const home = homeOf(call.action);
  const flows = copies.map((copy): Flow => ({
    traceId: copy.read.traceId,
    kind: "copied_data",
    path: copy.path,
    weight: Math.min(
      1,
      Math.max(weightOf(copy, all), carriedWeight(copy, call)) * damping *
        (home !== undefined && copy.read.home === home ? BACK_HOME : 1),
    ),
    reasons: reasonsOf(copy),
  })).filter(({ weight }) => weight >= 0.05);
  const carried = copies.filter(({ prints }) => prints > 0).map(({ read, prints }) => ({
    traceId: read.traceId,
    prints,
  }));
  return { overlap: flows.reduce((most, { weight }) => Math.max(most, weight), 0), flows, carried };
}

/** Where pieces of one text are put together again. */
export function placeOf({ host, tool }: CallInView["action"]): string {
  return host === "" ? tool : host;
}

/** 0…1: together with what went to the same place before. A read that left in small pieces has left. */
function carriedWeight({ read, prints }: Copy, { memory, action }: CallInView): number {
  const before = prints === 0 ? 0 : memory.carried(read.traceId, placeOf(action));
  if (before === 0) return 0;
  // Each cut costs the prints across it: half of them make a whole.
  const whole = Math.max(MIN_CARRIED_PRINTS, Math.min(MANY_PRINTS, read.prints ?? MANY_PRINTS) / 2);
  return Math.min(1, (before + prints) / whole) * Math.max(ORDINARY, read.sensitivity);
}

/** Texts too short to have a fingerprint, one after the other: words in a list are a sentence. */
function joined({ arguments: all }: CallInView): Argument | undefined {
  const short = all.filter(({ text, isAddress }) => !isAddress && text.length < GUARANTEED_CHARS);
  const [first] = short;
  if (first === undefined || short.length < 3) return undefined;
  const text = short.map((one) => one.text).join(" ").slice(0, MAX_JOINED_CHARS);
  // Only the text counts: its words were looked at one by one.
  return { ...first, path: () => "$", label: "", text, words: NO_WORDS, day: undefined };
}

function copiesIn(
  argument: Argument,
  { memory, own = memory, user, now, key }: CallInView,
  background: HashTable,
): { looked: number; found: Copy[] } {
  const copies = new Map<ReadRecord, Copy>();
  const of = (read: ReadRecord): Copy => {
    const known = copies.get(read);
    if (known !== undefined) return known;
    const copy = {
      read,
      path: argument.path(),
      prints: 0,
      findings: 0,
      values: 0,
      isPacked: argument.isDecoded,
    };
    copies.set(read, copy);
    return copy;
  };
  let looked = 0;
  const lookUp = (isPacked: boolean, options?: FingerprintOptions) =>
    fingerprint(argument.text, key, (print) => {
      if (looked >= MAX_LOOKED_UP || background.has(print)) return;
      looked++;
      const seen = memory.printed(print, now);
      if (seen === undefined) return;
      const copy = of(seen.read);
      copy.prints += seen.rarity;
      copy.isPacked ||= isPacked;
    }, options);
  lookUp(argument.isDecoded);
  // Written backwards, text shares no fingerprint with itself.
  if (
    copies.size === 0 && argument.text.length >= GUARANTEED_CHARS &&
    argument.text.length <= MAX_REVERSED_CHARS
  ) {
    lookUp(true, { backwards: true });
  }
  const { words, label } = argument;
  const isPlace = PLACE.test(label);
  for (let i = 0; i < words.count; i++) {
    const hash = words.hashes[i]!;
    if (words.telling[i] === Telling.plain || user.said(hash) || own.isOwn(hash)) continue;
    const seen = memory.firstSeen(hash, now);
    if (seen === undefined) continue;
    // An account that money goes to, or the address of a mail, is where the call goes and not what it carries.
    if (seen.isFinding && !(isPlace && !seen.read.hasSecrets)) of(seen.read).findings++;
    else if (words.telling[i] === Telling.own) of(seen.read).values++;
  }
  return { looked, found: [...copies.values()] };
}

/** 0…1, before the place counts. */
function weightOf({ read, prints, findings, isPacked }: Copy, all: number): number {
  const share = Math.max(prints / Math.max(4, all), Math.min(1, prints / MANY_PRINTS));
  const sensitivity = Math.max(ORDINARY, read.sensitivity);
  const copied = share * (isPacked ? Math.max(PACKED, sensitivity) : sensitivity);
  const found = findings === 0 ? 0 : Math.max(FINDING, read.sensitivity) * Math.min(1, 0.8 + 0.1 * findings);
  return Math.max(copied, found);
}

function reasonsOf({ read, prints, findings, values, isPacked }: Copy): string[] {
  const reasons: string[] = [];
  if (prints >= 1) reasons.push("copied_text");
  if (findings > 0) reasons.push("found_value");
  if (values > 0) reasons.push("same_value");
  if (isPacked) reasons.push("packed");
  if (read.hasSecrets) reasons.push("read_held_secrets");
  else if (read.sensitivity >= 0.5) reasons.push("read_held_sensitive_data");
  if (read.isPrivate) reasons.push("private_source");
  return reasons;
}

/** Whether the user said where the call goes. Nothing is known of that without a conversation. */
function isPlaceNamed({ arguments: all, action, user }: CallInView): boolean {
  if (user.words === null) return false;
  const principal = action.facts["principal"] ?? action.facts["recipient"];
  return all.some(({ words, text }) =>
    (principal !== undefined && text === principal && user.saidAll(words)) ||
    words.hashes.some((hash, i) => words.telling[i] === Telling.own && user.said(hash))
  );
}
