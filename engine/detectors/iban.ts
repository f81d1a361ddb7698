import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { isWordUnit } from "./digits.ts";

/** Length by country, from the IBAN registry (SWIFT, ISO 13616). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};
/** Longest IBAN with a space or hyphen after every four characters. */
const MAX_WRITTEN_CHARS = 34 + 9;

/** An IBAN: country and length of the registry, and the check of ISO 7064 (mod 97 is 1). */
export function detectIban(context: NumberContext): NumberMatch | null {
  const { text, span, from, to } = context;
  const start = span.start - 2;
  // Hardly any number has two letters before it: all others are turned away without a copy of anything.
  if (!isLetter(text.charCodeAt(start)) || !isLetter(text.charCodeAt(start + 1))) return null;
  if (start < from || (start > from && isWordUnit(text.charCodeAt(start - 1)))) return null;
  const length = LENGTHS[text.slice(start, span.start).toUpperCase()];
  if (length === undefined) return null;
  let compact = "";
  let end = start;
  for (; end < Math.min(to, start + MAX_WRITTEN_CHARS) && compact.length < length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x20 || unit === 0x2d) continue;
    if (!isWordUnit(unit) || unit === 0x5f) return null;
    compact += text[end]!.toUpperCase();
  }
  if (compact.length < length || (end < to && isWordUnit(text.charCodeAt(end)))) return null;
  return mod97(compact.slice(4) + compact.slice(0, 4)) === 1 ? { start, end, confidence: "HIGH" } : null;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Remainder by 97, letters counting as 10…35. */
function mod97(characters: string): number {
  let rest = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
