/** Judges values that stand under a telling name: is this a credential, or an id, a word, a reference, a piece of code? */
import type { RuleMatch } from "../rules/rule.ts";
import type { Confidence } from "../types.ts";
import { HARMLESS_AFTER, HARMLESS_BEFORE, LITERALS, SAMPLE_PASSWORDS } from "./credential_words.ts";
import { digitCount, entropy } from "./entropy.ts";
import { isPlaceholderValue } from "./placeholder_value.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/;
/** Addresses, paths, ARNs and host names: where something is, not what opens it. */
const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|arn:|\.{0,2}\/[a-z0-9_-]+\/|www\.|[a-z0-9-]+\.(?:com|net|org|io|dev|cloud)\b)/i;
/** Code: calls, member access, environment look-ups. */
const CODE =
  /[({[]|^(?:process\.|os\.|env\.|var\.|self\.|this\.|config\.|request\.|params\.|data\.|module\.|local\.|secrets?\.|vault:|ref\+|!|&|\*)|^[a-z_]\w{1,30}(?:\.[a-zA-Z_]\w{0,40}){1,5}$|::|->|\$_/;

/** What a name and value look like around a match. */
interface Assignment {
  /** The whole name, lower case, words apart: `["next", "page", "token"]`. */
  readonly words: readonly string[];
  /** Which of the words is the telling one. */
  readonly keyword: number;
  readonly quoted: boolean;
  readonly separator: string;
}

const MAX_NAME_LEAD = 40;
const MAX_SEPARATOR_CHARS = 48;

/** Reads the name to the left of the value: the part of the word before the keyword as well. */
function readAssignment(match: RuleMatch, keyword: RegExp): Assignment {
  const { text, matchStart, start } = match;
  const lead = text.slice(nameStart(text, matchStart), matchStart);
  const head = /^[\w .-]{2,50}/.exec(match.match)?.[0] ?? "";
  const between = text.slice(matchStart, start);
  const separator = /[=:,]/.exec(between)?.[0] ?? " ";
  const name = separator === " " ? /^[\w-]{2,50}/.exec(match.match)?.[0] ?? "" : head;
  const words = splitWords(lead + name.trim());
  const at = words.findLastIndex((word) => keyword.test(word));
  return { words, keyword: at, quoted: /["'`]\\?$|["'`]$/.test(between), separator };
}

/** Where the name begins that the keyword at `at` is part of. */
function nameStart(text: string, at: number): number {
  const lowest = Math.max(0, at - MAX_NAME_LEAD);
  let start = at;
  while (start > lowest && isNameUnit(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Letters, digits, `_` and `-`. */
function isNameUnit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f || unit === 0x2d;
}

/** Whether something between name and value assigns: `=`, `:`, or the comma of an argument list. */
function separates(match: RuleMatch): boolean {
  // Values are at most a few characters away from what assigns them: quotes, brackets, white space.
  for (let i = match.start - 1; i >= Math.max(match.matchStart, match.start - MAX_SEPARATOR_CHARS); i--) {
    const unit = match.text.charCodeAt(i);
    if (unit === 0x3d || unit === 0x3a) return true;
    if (isNameUnit(unit)) return false;
  }
  return false;
}

/** `nextPageToken`, `next_page_token` and `NEXT-PAGE-TOKEN` to lower-case words. */
export function splitWords(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) =>
    word !== ""
  );
}

function isHarmlessName(name: Assignment): boolean {
  const { words, keyword } = name;
  if (keyword < 0) return true;
  if (words.slice(Math.max(0, keyword - 2), keyword).some((word) => HARMLESS_BEFORE.has(word))) return true;
  return words.slice(keyword + 1).some((word) => HARMLESS_AFTER.has(word));
}

function isNoSecretValue(value: string): boolean {
  return isPlaceholderValue(value) || LITERALS.has(value.toLowerCase()) || DATE.test(value) ||
    ADDRESS.test(value) || CODE.test(value);
}

/** Names by which the telling word is found in {@linkcode judgeCredential}; `key` and `auth` alone need more from the value. */
const CREDENTIAL_WORD =
  /^(?:\w*(?:secret|token|apikey|accesskey|authkey|credentials?|privatekey|presharedkey)|key|auth|\w{3,}key)$/;
const WEAK_WORD =
  /^(?!(?:api|access|auth|secret|private|presharedk?|signing|encryption|account|license|master|service)key$)(?:\w*key|auth|\w*auth)$/;

/** Whether a value is worth judging: most values under such names are words. */
export function maybeCredential(value: string): boolean {
  const bare = trimmed(value);
  return judgeRandomness(bare, { weak: false, loose: false }) !== null || UUID.test(bare);
}

/** Judges the value under a name such as `api_key`, `client_secret`, `ACME_TOKEN`. */
export function judgeCredential(match: RuleMatch): Confidence | null {
  const value = trimmed(match.value);
  const name = readAssignment(match, CREDENTIAL_WORD);
  if (isHarmlessName(name) || isNoSecretValue(value)) return null;
  const word = name.words[name.keyword]!;
  const before = name.words[name.keyword - 1] ?? "";
  const weak = WEAK_WORD.test(word) &&
    !/^(?:api|access|auth|secret|private|signing|encryption|account|deploy|license|master|service|app|client|consumer|integration|write|insert)$/
      .test(before);
  if (UUID.test(value)) {
    if (name.separator === " " || before === "") return weak ? null : "LOW";
    return weak ? "LOW" : "MEDIUM";
  }
  // `Linux-node-<hash>` under `key`: a name of something, with a hash at its end.
  if (weak && before === "" && (value.match(/(?:^|[-_.:])[A-Za-z]{3,15}(?=[-_.:])/g)?.length ?? 0) >= 2) {
    return null;
  }
  return judgeRandomness(value, { weak, loose: name.separator === " " || name.separator === "," });
}

/** A value without the full stops and colons that end a sentence or a clause. */
function trimmed(value: string): string {
  let end = value.length;
  while (
    end > 0 &&
    (value[end - 1] === "." || value[end - 1] === ":" || value[end - 1] === "!" || value[end - 1] === "?")
  ) end--;
  return value.slice(0, end);
}

/** Confidence by length, digits, entropy and wordiness; stricter under a weak name or without a clear separator. */
function judgeRandomness(value: string, name: { weak: boolean; loose: boolean }): Confidence | null {
  const { length } = value;
  const strict = name.weak || name.loose;
  if (length < (strict ? 16 : 10) || !/[A-Za-z]/.test(value)) return null;
  const digits = digitCount(value);
  if (digits === 0) {
    // Letters alone: only long, mixed and wordless values can be random.
    const isRandom = length >= 20 && !strict && caseChanges(value) >= 6 && entropy(value) >= 3.9;
    return isRandom ? "MEDIUM" : null;
  }
  if (isWordy(value)) return null;
  const bits = entropy(value);
  if (bits < (strict ? 3.2 : 2.9)) return null;
  if (digits === 1 && strict && length < 24) return null;
  if (length >= 24 && bits >= 3.6 && !strict) return "HIGH";
  return length >= 16 && bits >= 3 ? "MEDIUM" : "LOW";
}

/** How often the case of letters changes; high in random text, low in words. */
function caseChanges(value: string): number {
  return value.match(/[a-z][A-Z]|[A-Z][a-z]/g)?.length ?? 0;
}

/** Words, version numbers and short counters with separators: `prod-eu-west-1`, `v1.2.3`, `SomeIdentifier2`. */
function isWordy(value: string): boolean {
  const pieces = value.split(/[^A-Za-z0-9]+/).filter((piece) => piece !== "");
  return pieces.every((piece) =>
    /^(?:[A-Za-z]?\d{1,4}|[A-Z]?[a-z]{1,20}\d{0,3}|[A-Z]{1,15}\d{0,3}|(?:[A-Z]?[a-z]{2,15}){1,6}\d{0,4})$/
      .test(piece)
  ) &&
    (pieces.length > 1 || digitCount(value) <= 4);
}

const PASSWORD_WORD = /^(?:\w*(?:password|passwd|passphrase|pwd)|pass|\w{2,}pass)$/;

/** Judges the password of an address: there it is one for certain, unless it is a reference or stands for itself. */
export function judgeUrlPassword(value: string): Confidence | null {
  const bare = value.toLowerCase();
  if (
    isPlaceholderValue(value) || LITERALS.has(bare) || !hasDistinct(bare, 3) ||
    /^(?:pass(?:word|wd)?|pwd|user)$/.test(bare)
  ) {
    return null;
  }
  return SAMPLE_PASSWORDS.has(bare) ? "LOW" : "HIGH";
}

/** Judges what an option of a command gives as a password: words and paths may be something else. */
export function judgeOptionPassword(value: string): Confidence | null {
  const confidence = isMixed(value) || caseChanges(value) >= 3 ? judgeUrlPassword(value) : null;
  return confidence === null || value.startsWith("-") || isNoSecretValue(value) ? null : confidence;
}

/** Whether a value is worth judging as a password: longer than a word of code, or mixed. */
export function maybePassword(value: string): boolean {
  return value.length >= 6 || (digitCount(value) > 0 && /[A-Za-z]/.test(value));
}

/** Judges the value under a name such as `password` or `DB_PASS`. */
export function judgePassword(match: RuleMatch): Confidence | null {
  const { value } = match;
  const mixed = isMixed(value);
  // Without `=` or `:` only a value that is no word can be one, or one in quotes after "is"; this turns most prose away.
  if (!mixed && !separates(match)) return isToldWord(match) ? "LOW" : null;
  const bare = trimmed(value).toLowerCase();
  if (!mixed && bare.length < 5 || SAMPLE_PASSWORDS.has(bare) || !hasDistinct(bare, 3)) return null;
  if (/pass|pwd/i.test(value) && /^[\w.-]+$/.test(value) && digitCount(value) === 0) {
    return /^[a-z]{10,24}$/.test(value) && isQuoted(match) && !isPlaceholderValue(value) ? "LOW" : null;
  }
  if (isNoSecretValue(value)) return null;
  const name = readAssignment(match, PASSWORD_WORD);
  if (isHarmlessName(name) || UUID.test(value)) return null;
  if (name.separator === " " || name.separator === ",") {
    return mixed && value.length >= 8 && !isWordy(value) ? "LOW" : null;
  }
  if (mixed) return value.length >= 6 ? "MEDIUM" : "LOW";
  return name.quoted || (name.separator === "=" && /^[a-z]{6,20}$/.test(bare)) ? "LOW" : null;
}

/** `the password is "centipede"`: a word in quotes that someone is told. */
function isToldWord(match: RuleMatch): boolean {
  const between = match.text.slice(Math.max(match.matchStart, match.start - 5), match.start);
  return / is ["'`]$/.test(between) && /^[a-z]{6,20}$/i.test(match.value) &&
    !SAMPLE_PASSWORDS.has(match.value.toLowerCase()) && !isPlaceholderValue(match.value) && isQuoted(match);
}

/** Whether the value stands between two quotes of the same kind. */
function isQuoted({ text, start, end }: RuleMatch): boolean {
  const quote = text[start - 1];
  return (quote === '"' || quote === "'" || quote === "`") && text[end] === quote;
}

/** Judges what stands in an authorization header or a login option. */
export function judgeHeaderValue(value: string): Confidence | null {
  if (
    !hasDistinct(value, 4) || isNoSecretValue(value) || isWordy(value) ||
    SAMPLE_PASSWORDS.has(value.toLowerCase())
  ) return null;
  if (isMixed(value)) return value.length >= 16 ? "HIGH" : "MEDIUM";
  return value.length >= 24 && caseChanges(value) >= 4 ? "MEDIUM" : null;
}

/** Whether a value is worth judging as a header's: a copy of the header's own name is not. */
export function maybeHeaderValue(value: string): boolean {
  return !/(?:authorization|api-key|auth-token)[=:]/i.test(value);
}

const SIGNS = new Set([..."!@#$%^&*+=?~"].map((sign) => sign.charCodeAt(0)));

/** Letters with digits, or any sign that passwords have and words do not. */
function isMixed(value: string): boolean {
  let letters = false;
  let digits = false;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    const lower = unit | 0x20;
    if (lower >= 0x61 && lower <= 0x7a) letters = true;
    else if (unit >= 0x30 && unit <= 0x39) digits = true;
    else if (SIGNS.has(unit)) return true;
    if (letters && digits) return true;
  }
  return false;
}

/** Whether a value holds at least `count` different characters. */
function hasDistinct(value: string, count: number): boolean {
  let seen = "";
  for (let i = 0; i < value.length && seen.length < count; i++) {
    if (!seen.includes(value[i]!)) seen += value[i];
  }
  return seen.length >= count;
}
