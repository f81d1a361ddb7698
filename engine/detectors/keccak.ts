/**
 * Keccak-256 as Ethereum uses it (the padding of the submission, not that of SHA-3), for texts of up to 135 ASCII characters, which
 * is one block. Written for clearness: it runs once per address found. Source: The Keccak reference, version 3.0, section 1.2.
 */
const LANE_BITS = 64n;
const MASK = (1n << LANE_BITS) - 1n;
const RATE_BYTES = 136;

export function keccak256(text: string): string {
  const bytes = new Uint8Array(RATE_BYTES);
  if (text.length >= RATE_BYTES) {
    throw new RangeError(`Cannot hash ${text.length} characters, at most 135 fit`);
  }
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 1;
  bytes[RATE_BYTES - 1]! |= 0x80;
  const lanes = new Array<bigint>(25).fill(0n);
  bytes.forEach((byte, i) => lanes[i >> 3]! |= BigInt(byte) << BigInt(8 * (i & 7)));
  const state = roundConstants().reduce(permute, lanes);
  let hex = "";
  for (let i = 0; i < 32; i++) {
    hex += Number(state[i >> 3]! >> BigInt(8 * (i & 7)) & 0xffn).toString(16).padStart(2, "0");
  }
  return hex;
}

/** One round: θ, ρ and π together, χ, ι. */
function permute(lanes: readonly bigint[], constant: bigint): bigint[] {
  const column = (x: number) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ lanes[(x + 5) % 5 + y]!, 0n);
  const turned: bigint[] = new Array<bigint>(25).fill(0n);
  let x = 1;
  let y = 0;
  const mixed = lanes.map((lane, i) => lane ^ column(i % 5 - 1) ^ rotate(column((i + 1) % 5), 1));
  turned[0] = mixed[0]!;
  for (let step = 0; step < 24; step++) {
    const value = rotate(mixed[x + 5 * y]!, (step + 1) * (step + 2) / 2);
    [x, y] = [y, (2 * x + 3 * y) % 5];
    turned[x + 5 * y] = value;
  }
  const result = turned.map((lane, i) => {
    const row = i - i % 5;
    return lane ^ (~turned[row + (i + 1) % 5]! & MASK & turned[row + (i + 2) % 5]!);
  });
  result[0]! ^= constant;
  return result;
}

function rotate(lane: bigint, bits: number): bigint {
  const by = BigInt(bits % 64);
  return (lane << by | lane >> (LANE_BITS - by)) & MASK;
}

/** The 24 constants: bits of a linear feedback shift register (x⁸ + x⁶ + x⁵ + x⁴ + 1) at places 2ʲ - 1. */
function roundConstants(): bigint[] {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if ((register & 1) === 1) constant |= 1n << BigInt((1 << j) - 1);
      register = register << 1 ^ (register >> 7) * 0x171;
    }
    return constant;
  });
}
