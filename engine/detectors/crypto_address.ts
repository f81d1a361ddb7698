import { createHash } from "node:crypto";
import type { Confidence } from "../types.ts";
import { keccak256 } from "./keccak.ts";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Whether `text` is a Base58Check Bitcoin address: version 0 or 5, twenty bytes, and four bytes of a double SHA-256. */
export function isBase58Address(text: string): boolean {
  if (!/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text)) return false;
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(BASE58.indexOf(character));
  const hex = number.toString(16).padStart(50, "0");
  if (hex.length !== 50) return false;
  const bytes = Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  const once = createHash("sha256").update(bytes.subarray(0, 21)).digest();
  const twice = createHash("sha256").update(once).digest();
  return (bytes[0] === 0 || bytes[0] === 5) && bytes.subarray(21).every((byte, i) => byte === twice[i]);
}

/** Whether `text` is a segregated-witness Bitcoin address: Bech32 (BIP 173) or Bech32m (BIP 350). */
export function isBech32Address(text: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  // The human-readable part "bc", expanded: high bits, zero, low bits.
  const values = [3, 3, 0, 2, 3, ...[...lower.slice(3)].map((character) => BECH32.indexOf(character))];
  const checksum = values.reduce((sum, value) => {
    const top = sum >>> 25;
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return GENERATORS.reduce((bits, generator, i) => (top >>> i & 1) === 1 ? bits ^ generator : bits, next);
  }, 1);
  return checksum === 1 || checksum === 0x2bc830a3;
}

/** Judges an Ethereum address: MEDIUM when its capitals carry the checksum of EIP-55, LOW when it has no capitals, null when they are wrong. */
export function judgeEthereum(text: string): Confidence | null {
  const digits = text.slice(2);
  const lower = digits.toLowerCase();
  if (new Set(lower).size < 6) return null;
  if (digits === lower || digits === digits.toUpperCase()) return "LOW";
  const hash = keccak256(lower);
  const right = [...digits].every((digit, i) =>
    digit === (Number.parseInt(hash[i]!, 16) >= 8 ? digit.toUpperCase() : digit.toLowerCase())
  );
  return right ? "MEDIUM" : null;
}
