/** The lines of the table: what was counted on which rows, and how far that is from its goal. */
import { type Row, type Timing, timing } from "./measure.ts";

/** One line of the printed table. */
export interface Score extends Timing {
  /** The corpus, such as `secrets`. */
  readonly file: string;
  readonly source: string;
  /** What was counted, such as `recall` or `false positives`. */
  readonly measure: string;
  readonly counts: Counts;
  readonly hits: number;
  readonly rows: number;
  /** Share of the rows that is wanted: at least this of finds, at most this of alarms. Undefined: the figure is shown for itself. */
  readonly goal?: number;
  /** Misses and false alarms, for whoever tunes. */
  readonly wrong: readonly WrongRow[];
  /** What was counted, by rule and how often; where the figure alone would not say why. */
  readonly causes?: Readonly<Record<string, number>>;
}

/** Whether more is better or worse. */
export type Counts = "finds" | "alarms";

export interface WrongRow {
  readonly id: string;
  /** What is there, masked. Empty when there is nothing to say. */
  readonly note: string;
}

/** What became of one row. */
export interface Judged {
  readonly counted: boolean;
  /** Time that the judgement took, microseconds. */
  readonly us: number;
  /** For the list of what went wrong; a function, since few rows go wrong. */
  readonly note?: () => string;
  /** What it was counted for, such as a rule's id. */
  readonly cause?: string;
}

export type Judge = (row: Row) => Judged | Promise<Judged>;

export interface Question {
  readonly file: string;
  readonly measure: string;
  readonly counts: Counts;
  /** Goal of all sources together. Default: none. */
  readonly goal?: number;
}

/** One line for each source, and one for `all`. Each row is judged once. */
export async function scoreRows(
  rows: readonly Row[],
  question: Question,
  judge: Judge,
): Promise<Score[]> {
  const bySource = new Map<string, { row: Row; judged: Judged }[]>();
  const all: { row: Row; judged: Judged }[] = [];
  for (const row of rows) {
    const entry = { row, judged: await judge(row) };
    all.push(entry);
    const group = bySource.get(row.source);
    if (group === undefined) bySource.set(row.source, [entry]);
    else group.push(entry);
  }
  const { goal, ...rest } = question;
  const scores = [...bySource].sort(([a], [b]) => a < b ? -1 : 1).map(([source, group]) =>
    scoreOf(group, { ...rest, source })
  );
  return [...scores, { ...scoreOf(all, { ...rest, source: "all" }), ...(goal !== undefined && { goal }) }];
}

function scoreOf(
  group: readonly { readonly row: Row; readonly judged: Judged }[],
  about: Omit<Question, "goal"> & { readonly source: string },
): Score {
  const counted = group.filter(({ judged }) => judged.counted);
  const wrong = about.counts === "alarms" ? counted : group.filter(({ judged }) => !judged.counted);
  const causes: Record<string, number> = {};
  for (const { judged: { cause } } of counted) {
    if (cause !== undefined) causes[cause] = (causes[cause] ?? 0) + 1;
  }
  return {
    ...about,
    hits: counted.length,
    rows: group.length,
    wrong: wrong.map(({ row, judged }) => ({ id: row.id, note: judged.note?.() ?? "" })),
    ...(Object.keys(causes).length > 0 && { causes }),
    ...timing(group.map(({ judged }) => judged.us)),
  };
}

/** Share of the rows that was counted, 0…1; undefined when there were no rows. */
export function shareOf({ hits, rows }: Pick<Score, "hits" | "rows">): number | undefined {
  return rows === 0 ? undefined : hits / rows;
}

/** Whether a goal is reached; undefined when there is none, or nothing to judge by. */
export function isMet(score: Score): boolean | undefined {
  const share = shareOf(score);
  if (share === undefined || score.goal === undefined) return undefined;
  return score.counts === "finds" ? share >= score.goal : share <= score.goal;
}
