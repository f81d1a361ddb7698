/** Checksum at the end of GitHub's and npm's tokens. */

import { hasVariety } from "./entropy.ts";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
let crcTable: Uint32Array | undefined;

/**
 * Whether the last six characters are the base-62 CRC-32 of the 30 before them, as in tokens of GitHub and npm since 2021
 * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
 */
export function hasGithubChecksum(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1);
  if (body.length !== 36) return false;
  return checksum(body.slice(0, 30)) === body.slice(30);
}

/** Whether a token has the right checksum or random looks. A wrong checksum alone says little: tokens are older than checksums. */
export function looksIssued(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1);
  return hasVariety(body, { minEntropy: 3.5, minDigits: 1 }) || hasGithubChecksum(token);
}

/** CRC-32 (ISO 3309) of ASCII text in base 62, six digits. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < 6; i++) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function crc32(text: string): number {
  crcTable ??= buildTable();
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = crcTable[(crc ^ text.charCodeAt(i)) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function buildTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    table[n] = value >>> 0;
  }
  return table;
}
