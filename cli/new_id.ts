/**
 * A maker of unique ids that sort by the time they were made: UUID version 7 (RFC 9562, section 5.7), with the 12 bits
 * after the version used as a counter for ids of the same millisecond (section 6.2, method 1).
 *
 * @param now Epoch milliseconds; a clock that steps back does not disturb the order.
 */
export function idMaker(now: () => number): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = Math.floor(now());
    if (ms > lastMs) {
      lastMs = ms;
      counter = randomBelow(0x800);
    } else if (++counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
    const tail = crypto.getRandomValues(new Uint8Array(8));
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const time = lastMs.toString(16).padStart(12, "0");
    const rest = Array.from(tail, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const count = counter.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}

function randomBelow(limit: number): number {
  return (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) % limit;
}
