/** Amounts of money in calls: services count in the smallest unit of a currency (cents, yen), in decimals, or say which. */
import type { Naming } from "./service.ts";

/** Currencies that have none (https://docs.stripe.com/currencies#zero-decimal, ISO 4217). */
const NO_DIGITS = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** Digits behind the point that a currency's smallest unit stands for; 2 for currencies that are not known. */
export function minorUnitDigits(currency: string): number {
  const code = currency.toUpperCase();
  if (NO_DIGITS.has(code)) return 0;
  return THREE_DIGITS.has(code) ? 3 : 2;
}

/**
 * A `refine` for services whose fact `amount` is in the smallest unit: adds `minor_unit` (its digits) and `amount_major`, the amount as
 * people say it. Without a currency neither is told.
 */
export function tellMinorUnit(naming: Naming): Naming {
  const { amount, currency } = naming.facts;
  if (amount === undefined || currency === undefined || !/^\d{1,15}$/.test(amount)) return naming;
  const digits = minorUnitDigits(currency);
  const padded = amount.padStart(digits + 1, "0");
  const major = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return { ...naming, facts: { ...naming.facts, minor_unit: String(digits), amount_major: major } };
}
