/** Undoes look-alike spellings that a reader does not see: zero-width characters, compatibility forms, tag characters. */
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

/** Whether folding could change anything; one pass of a character class. */
export function needsFolding(text: string): boolean {
  return INVISIBLE.test(text) || COMPATIBLE.test(text);
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
  return character.normalize("NFKC");
}
