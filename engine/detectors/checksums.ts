/** Check digits that several countries and trades share. Each takes a number without separators. */
import { passesLuhn } from "./luhn.ts";

/** Sum of digits times weights; characters beyond the weights do not count. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += Number(digits[i]) * weights[i]!;
  return sum;
}

/** Whether the weighted sum of all digits divides by `modulus`. */
export function dividesBy(modulus: number, weights: readonly number[]): (digits: string) => boolean {
  return (digits) => digits.length === weights.length && weightedSum(digits, weights) % modulus === 0;
}

/** Remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % modulus;
  return rest;
}

/** ISO 7064, MOD 11,10: a digit checks the digits before it. */
export function passesMod11Radix10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10;
    product = (sum === 0 ? 10 : sum) * 2 % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** The check digit of EAN-13: weights 1 and 3 by turns, the sum divides by 10. */
export function passesEan13(digits: string): boolean {
  return dividesBy(10, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1])(digits);
}

const DIHEDRAL = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Verhoeff's check over the dihedral group of ten elements (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits[digits.length - 1 - i]);
    for (let times = i % 8; times > 0; times--) digit = PERMUTATION[digit]!;
    check = Number(DIHEDRAL[check]![digit]);
  }
  return check === 0;
}

/** Luhn's check over letters that stand for two digits, A being 10. */
export function passesLuhnWithLetters(text: string): boolean {
  return passesLuhn(text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)));
}

/** Machine-readable travel documents (ICAO 9303): weights 7, 3, 1, letters from 10; the last digit is the check digit. */
export function passesIcao(text: string): boolean {
  let sum = 0;
  for (let i = 0; i < text.length - 1; i++) sum += Number.parseInt(text[i]!, 36) * [7, 3, 1][i % 3]!;
  return sum % 10 === Number(text.at(-1));
}
