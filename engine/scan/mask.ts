/** Style `mask`: a value with most of it starred out, so that a reader still knows which of theirs it was. */
import type { DataClass } from "../types.ts";

/** Shorter values show nothing of themselves. */
const MIN_SHOWN_CHARS = 8;
/** Secrets shorter than this, or with fewer characters left to hide, show their prefix alone. */
const MIN_TAIL_SECRET_CHARS = 16;
const MIN_HIDDEN_CHARS = 8;
const TAIL_CHARS = 4;

/**
 * What people are shown the last four characters of elsewhere: cards (PCI DSS 4.0, 3.4.1), the truncated taxpayer number
 * (26 CFR 301.6109-4), account numbers and telephones.
 */
const TAIL_KINDS: ReadonlySet<string> = new Set([
  "CARD",
  "IBAN",
  "BANK_ACCOUNT",
  "US_SSN",
  "US_ITIN",
  "PHONE",
  "CRYPTO_ADDRESS",
]);

/** Values of which the shape is kept: letters, digits and what people write between them, none of which needs escaping anywhere. */
const SHAPED = /^[A-Za-z0-9 .()+/-]{8,48}$/;
const EMAIL = /^([A-Za-z0-9])[^@]{0,63}(@[A-Za-z0-9.-]{1,255})$/;

/**
 * - Secrets: the issuer's public prefix, stars, and the last four characters when there is a prefix. A password shows nothing.
 * - Mail addresses: `a****@example.org`.
 * - Cards, bank accounts, telephones, tax numbers: the shape and the last four, `**** **** **** 1111`.
 * - All else, and all health data (45 CFR 164.514 (b)(2) leaves no part of an identifier): stars alone.
 *
 * Stars tell short values from long ones and no more: 4 below 16 characters, 8 below 32, else 16.
 */
export function mask(
  value: string,
  of: { readonly class: DataClass; readonly kind: string; readonly publicPrefix: string },
): string {
  const stars = starsFor(value.length);
  if (value.length < MIN_SHOWN_CHARS) return stars;
  if (of.class === "SECRETS") return maskSecret(value, { stars, publicPrefix: of.publicPrefix });
  if (of.class !== "PII") return stars;
  if (of.kind === "EMAIL") {
    const [, first, domain] = EMAIL.exec(value) ?? [];
    return first === undefined ? stars : `${first}****${domain}`;
  }
  return TAIL_KINDS.has(of.kind) && SHAPED.test(value) ? maskShaped(value) : stars;
}

function starsFor(chars: number): string {
  return "*".repeat(chars < 16 ? 4 : chars < 32 ? 8 : 16);
}

function maskSecret(value: string, { stars, publicPrefix }: { stars: string; publicPrefix: string }): string {
  const isPlain = /^[A-Za-z0-9_.-]{2,32}$/.test(publicPrefix);
  if (!isPlain || publicPrefix.length * 2 >= value.length) return stars;
  const tail = value.slice(-TAIL_CHARS);
  const hidden = value.length - publicPrefix.length - TAIL_CHARS;
  const isShown = value.length >= MIN_TAIL_SECRET_CHARS && hidden >= MIN_HIDDEN_CHARS &&
    /^[A-Za-z0-9]{4}$/.test(tail);
  return publicPrefix + stars + (isShown ? tail : "");
}

/** Stars for all letters and digits but the last four. */
function maskShaped(value: string): string {
  let left = value.replace(/[^A-Za-z0-9]/g, "").length - TAIL_CHARS;
  return value.replace(/[A-Za-z0-9]/g, (character) => left-- > 0 ? "*" : character);
}

/** Four stars or more, with what people write between groups, and at most four characters behind them; or a masked mail address. */
const MASK =
  /\*(?:[ .()+/-]{0,3}\*){3,47}[ .()+/-]{0,3}(?:[A-Za-z0-9](?:[ .()+/-]{0,3}[A-Za-z0-9]){0,3})?(?![A-Za-z0-9*@])|(?<![A-Za-z0-9])[A-Za-z0-9]?\*{4}@[A-Za-z0-9.-]{1,255}/g;

/** More of a value than this beside a mask is a value of its own. */
const MAX_BESIDE_CHARS = 8;

/** Whether `[start, end)` of `window` is a mask, or one with hardly anything beside it. */
export function isMask(window: string, start: number, end: number): boolean {
  for (const match of window.matchAll(MASK)) {
    const from = Math.max(match.index, start);
    const to = Math.min(match.index + match[0].length, end);
    if (to > from && end - start - (to - from) <= MAX_BESIDE_CHARS) return true;
  }
  return false;
}
