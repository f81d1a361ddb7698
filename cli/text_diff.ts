/** Two texts as a person compares them: what went and what came, with a little of what stayed around it. */

const CONTEXT_LINES = 2;
/** Beyond this many pairs of lines the middle is shown as a whole: the table of a comparison grows with their product. */
const MAX_PAIRS = 4_000_000;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
  /** From 1, in the text after the change. */
  readonly at: number;
}

/** Lines that begin with `-`, `+` or a blank; parts that lie apart are headed by their line. Empty when the texts are the same. */
export function textDiff(before: string, after: string): readonly string[] {
  const lines = compared(linesOf(before), linesOf(after));
  const changed = lines.flatMap(({ sign }, i) => sign === " " ? [] : [i]);
  const shown: string[] = [];
  let last = -1;
  for (const [i, { sign, text, at }] of lines.entries()) {
    if (!changed.some((c) => Math.abs(c - i) <= CONTEXT_LINES)) continue;
    if (i !== last + 1 || shown.length === 0) shown.push(`@@ line ${at} @@`);
    shown.push(`${sign} ${text}`);
    last = i;
  }
  return shown;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function compared(old: readonly string[], fresh: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const kept = (text: string, i: number): Line => ({ sign: " ", text, at: i + 1 });
  const tail = fresh.length - end;
  return [
    ...fresh.slice(0, start).map(kept),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, tail), start + 1),
    ...fresh.slice(tail).map((text, i) => kept(text, tail + i)),
  ];
}

/** By the longest common run of lines. */
function middle(old: readonly string[], fresh: readonly string[], first: number): readonly Line[] {
  if (old.length * fresh.length > MAX_PAIRS) {
    return [
      ...old.map((text): Line => ({ sign: "-", text, at: first })),
      ...fresh.map((text, i): Line => ({ sign: "+", text, at: first + i })),
    ];
  }
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === fresh[j]
        ? (common[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const at = first + j;
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      lines.push({ sign: " ", text: fresh[j++] ?? "", at });
      i++;
    } else if (
      i < old.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)
    ) {
      lines.push({ sign: "-", text: old[i++] ?? "", at });
    } else if (j < fresh.length) {
      lines.push({ sign: "+", text: fresh[j++] ?? "", at });
    } else {
      lines.push({ sign: "-", text: old[i++] ?? "", at });
    }
  }
  return lines;
}
