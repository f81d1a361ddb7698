/** Columns padded to their widest cell, two blanks apart; the last one runs free. */
export function textTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => widths[column] = Math.max(widths[column] ?? 0, cell.length));
  }
  return rows.map((row) =>
    row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)).join("  ")
  );
}

// deno-lint-ignore no-control-regex -- control characters are what it removes
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What came from outside, safe for a terminal: no escape sequence, no line break, no change of direction. */
export function printable(text: string, maxChars = 200): string {
  const clean = text.replace(CONTROL, "\ufffd");
  return clean.length > maxChars ? `${clean.slice(0, maxChars - 1)}…` : clean;
}
