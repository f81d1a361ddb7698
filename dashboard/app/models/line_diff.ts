/** What differs between two texts, line by line. */

export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** From 1; null on the side where the line is not. */
  readonly before: number | null;
  readonly after: number | null;
}

/** A stretch of lines that are the same and far from any change; `count` of them are left out. */
export interface DiffGap {
  readonly kind: "gap";
  readonly count: number;
}

/** Beyond this the middle is told as removed and added in one piece: cells of the table below. */
const MAX_CELLS = 4_000_000;

export function diffLines(before: string, after: string): readonly DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const lines: DiffLine[] = [];
  const add = (kind: DiffLine["kind"], i: number, j: number) =>
    lines.push({
      kind,
      text: (kind === "added" ? b[j] : a[i]) ?? "",
      before: kind === "added" ? null : i + 1,
      after: kind === "removed" ? null : j + 1,
    });
  for (let i = 0; i < head; i++) add("same", i, i);
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), (kind, i, j) => {
    add(kind, head + i, head + j);
  });
  for (let t = tail; t > 0; t--) add("same", a.length - t, b.length - t);
  return lines;
}

type Tell = (kind: DiffLine["kind"], i: number, j: number) => void;

/** The longest common subsequence, by the table that every textbook has. */
function middle(a: readonly string[], b: readonly string[], tell: Tell): void {
  const width = b.length + 1;
  if ((a.length + 1) * width > MAX_CELLS) {
    for (let i = 0; i < a.length; i++) tell("removed", i, 0);
    for (let j = 0; j < b.length; j++) tell("added", 0, j);
    return;
  }
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) tell("same", i++, j++);
    else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) tell("removed", i++, j);
    else tell("added", i, j++);
  }
}

/** Leaves out what is the same and further than `around` lines from a change. */
export function withGaps(lines: readonly DiffLine[], around = 3): readonly (DiffLine | DiffGap)[] {
  const isNear = lines.map(() => false);
  for (const [i, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let j = Math.max(0, i - around); j <= i + around; j++) isNear[j] = true;
  }
  const shown: (DiffLine | DiffGap)[] = [];
  let skipped = 0;
  for (const [i, line] of lines.entries()) {
    if (!isNear[i]) {
      skipped++;
      continue;
    }
    if (skipped > 0) shown.push({ kind: "gap", count: skipped });
    skipped = 0;
    shown.push(line);
  }
  if (skipped > 0 && shown.length > 0) shown.push({ kind: "gap", count: skipped });
  return shown;
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}
