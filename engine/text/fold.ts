/** Undoes look-alike spellings that a reader does not see: zero-width characters, compatibility forms, tag characters, look-alikes. */
import { type MappedText, MappedTextBuilder } from "./mapped_text.ts";

/**
 * Characters with no width: soft hyphen, combining grapheme joiner, Arabic letter mark, Mongolian vowel separator, zero-width
 * and direction marks, word joiner and invisible operators, variation selectors, byte order mark (Unicode DerivedCoreProperties,
 * Default_Ignorable_Code_Point).
 */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/;
/** Compatibility forms that NFKC turns into ASCII: superscripts, letterlike, enclosed, full-width, mathematical alphanumerics. */
const COMPATIBLE =
  /[\u00aa\u00b2\u00b3\u00b9\u00ba\u2000-\u200a\u2070-\u209c\u2100-\u214f\u2460-\u24ff\uff01-\uffee\ud835\ud83c\udb40]/;

/** Letters of other scripts that look like Latin ones (Unicode UTS #39, confusables), and what they look like. */
const LOOK_ALIKES = lookAlikes(
  "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u04bbh\u0501d\u051bq\u051dw\u04cfl\u0475v\u0433r" +
    "\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0425X\u0423Y\u0406I\u0408J\u0405S\u050cG" +
    "\u03b1a\u03bfo\u03c1p\u03bdv\u03b9i\u03bak\u0391A\u0392B\u0395E\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X\u0396Z" +
    "\u0131i\u0261g\u0251a\u217cl",
);

function lookAlikes(pairs: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i]!, pairs[i + 1]!);
  return map;
}

/** A look-alike beside an ASCII letter or digit: words of one script are left alone, so that they are not read twice. */
const MIXED_SCRIPT = (() => {
  const letters = [...LOOK_ALIKES.keys()].join("");
  return new RegExp(`[A-Za-z0-9_][${letters}]|[${letters}][A-Za-z0-9_]`);
})();

/** Whether folding could change anything; one pass of a few character classes. */
export function needsFolding(text: string): boolean {
  return INVISIBLE.test(text) || COMPATIBLE.test(text) || MIXED_SCRIPT.test(text);
}

/** Drops invisible characters and applies NFKC (UAX #15) character by character, so that offsets stay exact. */
export function fold(source: string): MappedText {
  const builder = new MappedTextBuilder(source, 0, source.length);
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit < 0x80) continue;
    const point = source.codePointAt(i)!;
    const length = point > 0xffff ? 2 : 1;
    const character = source.slice(i, i + length);
    const folded = foldCharacter(character, point);
    // The builder needs decoded text to be no longer than its source; a ligature of three letters stays as it is.
    if (folded !== character && folded.length <= length) builder.replace(i, i + length, folded);
    i += length - 1;
  }
  return builder.finish();
}

function foldCharacter(character: string, point: number): string {
  if (INVISIBLE.test(character)) return "";
  // Tag characters U+E0020…U+E007E mirror ASCII invisibly (Unicode, 23.9).
  if (point >= 0xe0020 && point <= 0xe007e) return String.fromCharCode(point - 0xe0000);
  if (point >= 0xe0000 && point <= 0xe0fff) return "";
  return LOOK_ALIKES.get(character) ?? character.normalize("NFKC");
}
