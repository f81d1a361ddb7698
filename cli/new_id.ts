import { Buffer } from "node:buffer";

/**
 * A maker of unique ids that sort by the time they were made: UUID version 7 (RFC 9562, section 5.7), with the 12 bits
 * after the version used as a counter for ids of the same millisecond (section 6.2, method 1).
 *
 * @param now Epoch milliseconds; a clock that steps back does not disturb the order.
 */
export function idMaker(now: () => number): () => string {
  let lastMs = 0;
  let counter = 0;
  let lastTime = "";
  const random = randomHex();
  return () => {
    const before = lastMs;
    const ms = Math.floor(now());
    if (ms > lastMs) {
      lastMs = ms;
      counter = Number.parseInt(random().slice(-3), 16) & 0x7ff;
    } else if (++counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
    if (lastMs !== before) {
      const time = lastMs.toString(16).padStart(12, "0");
      lastTime = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    }
    const tail = random();
    const variant = VARIANT_DIGITS[Number.parseInt(tail.charAt(0), 16) & 3] ?? "8";
    return `${lastTime}${counter.toString(16).padStart(3, "0")}-${variant}${tail.slice(1, 4)}-${
      tail.slice(4)
    }`;
  };
}

/** The two highest bits are 1 and 0. */
const VARIANT_DIGITS = ["8", "9", "a", "b"] as const;

/** Sixteen random hex digits a call; the system is asked for many at a time. */
function randomHex(): () => string {
  const digits = 16;
  const bytes = Buffer.alloc(1024);
  let block = "";
  let at = 0;
  return () => {
    if (at >= block.length) {
      block = crypto.getRandomValues(bytes).toString("hex");
      at = 0;
    }
    return block.slice(at, at += digits);
  };
}
