/** Where things stand on a chart. */

/** A round number at or above `peak`, so that the axis says something: 1, 2, 4, 5 times a power of ten. */
export function roundTop(peak: number): number {
  if (!(peak > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(peak));
  const step = [1, 2, 4, 5, 10].find((each) => each * power >= peak) ?? 10;
  return step * power;
}

/** Index of the bucket under a pointer, `share` of the width from the left; within bounds. */
export function bucketAt(share: number, buckets: number): number {
  return Math.max(0, Math.min(buckets - 1, Math.floor(share * buckets)));
}

/**
 * A line through values at the middle of each bucket, as an SVG path over a width of `values.length` and the given height; broken
 * where there is no value. A value alone gets a short dash.
 */
export function linePath(
  values: readonly (number | null)[],
  { top, height }: { top: number; height: number },
): string {
  let path = "";
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const y = (height - Math.min(1, value / top) * height).toFixed(2);
    const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    if (isAlone) path += `M${index + 0.2} ${y}h0.6`;
    else path += `${(values[index - 1] ?? null) === null ? "M" : "L"}${index + 0.5} ${y}`;
  }
  return path;
}
