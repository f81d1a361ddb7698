/** The scores as text: a Markdown table, and lists of what went wrong. */
import { isMet, type Score, shareOf } from "./score.ts";

const HEADINGS = ["file", "measure", "source", "count", "share", "goal", "", "median µs", "p99 µs"];
/** Columns from here on hold figures. */
const FIRST_FIGURE = 3;

/** The whole table, one line a score. */
export function scoreTable(scores: readonly Score[]): string {
  const rows = [HEADINGS, ...scores.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${
      cells.map((cell, i) => i < FIRST_FIGURE ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join(
        " | ",
      )
    } |`;
  const rule = widths.map((width, i) => i < FIRST_FIGURE ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [line(HEADINGS), `| ${rule.join(" | ")} |`, ...rows.slice(1).map(line)].join("\n");
}

function cellsOf(score: Score): string[] {
  const { file, measure, source, hits, rows, goal, counts, medianUs, p99Us } = score;
  const share = shareOf(score);
  const met = isMet(score);
  return [
    file,
    measure,
    source,
    `${hits}/${rows}`,
    share === undefined ? "" : percent(share),
    goal === undefined ? "" : `${counts === "finds" ? "≥" : "≤"} ${percent(goal)}`,
    met === undefined ? "" : met ? "ok" : "short",
    medianUs.toFixed(0),
    p99Us.toFixed(0),
  ];
}

function percent(share: number): string {
  const text = (100 * share).toFixed(1);
  // What is not all must not read as all, nor a little as nothing.
  if (text === "100.0" && share < 1) return "99.9 %";
  if (text === "0.0" && share > 0) return "0.1 %";
  return `${text.replace(/\.0$/, "")} %`;
}

/** What the counts of `all` are made of, where rules are named: `destructive 3, payment 1`. */
export function causesList(scores: readonly Score[]): string {
  return scores.filter(({ causes, source }) => causes !== undefined && source !== "all").map((
    { file, measure, source, causes = {} },
  ) => {
    const counts = Object.entries(causes).sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n}`);
    return `${file}, ${measure}, ${source}: ${counts.join(", ")}`;
  }).join("\n");
}

/** The first `limit` misses and false alarms of each source. */
export function wrongList(scores: readonly Score[], limit: number): string {
  return scores.filter(({ source, wrong }) => source !== "all" && wrong.length > 0).map((
    { file, measure, source, counts, wrong },
  ) => {
    const shown = wrong.slice(0, limit).map(({ id, note }) => `  ${id}  ${note}`);
    const more = wrong.length > limit ? [`  … and ${wrong.length - limit} more`] : [];
    const what = counts === "finds" ? "not counted" : "counted";
    return [`${file}, ${measure}, ${source}: ${wrong.length} ${what}`, ...shown, ...more].join("\n");
  }).join("\n\n");
}

/** The scores for machines: shares and marks beside the counts, ids of the rows that went wrong without what they hold. */
export function scoresToJson(scores: readonly Score[]): string {
  const lines = scores.map(({ wrong, ...score }) => ({
    ...score,
    share: shareOf(score) ?? null,
    met: isMet({ wrong, ...score }) ?? null,
    wrong: wrong.map(({ id }) => id),
  }));
  return `${JSON.stringify({ scores: lines }, null, 2)}\n`;
}
