/** Instructions in an encoding: base64, hex, and what invisible characters spell. */
import { decodeRun } from "../text/base_codes.ts";
import { fold, needsFolding } from "../text/fold.ts";
import { runsIn } from "../text/survey.ts";

export interface Decoded {
  readonly text: string;
  readonly how: "base64" | "hex" | "binary" | "invisible" | "unicode";
  /** The span of the source. */
  readonly start: number;
  readonly end: number;
}

/** How many runs of one text are decoded, and how long each may be. */
const MAX_RUNS = 50;
const MAX_RUN_CHARS = 20_000;
const MAX_UNPACKED_CHARS = 100_000;

export function decodedTexts(text: string): Decoded[] {
  const decoded: Decoded[] = [];
  const runs = runsIn(text, 0, text.length);
  for (let i = 0; i + 1 < runs.length && decoded.length < MAX_RUNS; i += 2) {
    const [start, end] = [runs[i]!, runs[i + 1]!];
    if (end - start > MAX_RUN_CHARS) continue;
    const run = decodeRun(text, { from: start, to: end }, { chars: MAX_UNPACKED_CHARS, guesses: 0 });
    if (run === undefined || !("text" in run) || !isSpeech(run.text)) continue;
    decoded.push({ text: run.text, how: run.codecs.includes("hex") ? "hex" : "base64", start, end });
  }
  for (const match of TWO_BYTES.test(text) ? text.matchAll(BITS) : NO_MATCHES) {
    const bytes = match[0].trim().split(" ").map((bits) => parseInt(bits, 2));
    decoded.push({
      text: String.fromCharCode(...bytes),
      how: "binary",
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  if (NON_ASCII.test(text)) decoded.push(...tagTexts(text), ...foldedText(text));
  return decoded;
}

const NON_ASCII = /[\u0080-\uffff]/;
/** At least eight groups of eight bits. */
const BITS = /(?:\b[01]{8} ){8,400}(?:[01]{8}\b)?/g;
/** What they begin with: to ask for all matches costs more than to read most texts. */
const TWO_BYTES = /[01]{8} [01]{8} /;
const NO_MATCHES: readonly RegExpExecArray[] = [];

/** Three words and more: what is decoded from an id or an image is none. */
function isSpeech(text: string): boolean {
  return /[^\s]{2,40}[\s\u3000][^\s]{1,40}[\s\u3000][^\s]{2,40}/.test(text.slice(0, 400));
}

/** Runs of tag characters, which mirror ASCII and are never shown (Unicode 16, 23.9). Flags of regions are short runs after a flag. */
function tagTexts(text: string): Decoded[] {
  const found: Decoded[] = [];
  for (const match of text.matchAll(/(?:\udb40[\udc20-\udc7e]){6,4000}/g)) {
    const letters: string[] = [];
    for (let i = 1; i < match[0].length; i += 2) {
      letters.push(String.fromCharCode(match[0].charCodeAt(i) - 0xdc00));
    }
    found.push({
      text: letters.join(""),
      how: "invisible",
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/** Look-alike letters (mathematical, enclosed, full-width) undone, when there are enough of them to be a disguise. */
function foldedText(text: string): Decoded[] {
  if (!needsFolding(text) || !/(?:\ud835[\udc00-\udfff]|[\u24b6-\u24e9]|[\uff21-\uff5a]){4}/.test(text)) {
    return [];
  }
  return [{ text: fold(text).text, how: "unicode", start: 0, end: text.length }];
}
