/** Finds the corpora, and scores what is there. */
import { FILES } from "./files.ts";
import { readRows } from "./measure.ts";
import type { Score } from "./score.ts";

/** Rows that are scored once before the count, so that times are those of warm code. */
const WARM_UP_ROWS = 200;

/** The folder of the corpora: `$INTERVEN_CORPORA`, else `../shared/corpora` beside the project; undefined when it is not there. */
export function corporaFolder(): URL | undefined {
  const named = Deno.env.get("INTERVEN_CORPORA");
  const folder = named === undefined
    ? new URL("../../../shared/corpora/", import.meta.url)
    : new URL(`${named.replace(/\/*$/, "/")}`, `file://${Deno.cwd()}/`);
  try {
    return Deno.statSync(folder).isDirectory ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Why nothing can be measured; undefined when something can. */
export function whyNoCorpora(): string | undefined {
  if (corporaFolder() !== undefined) return undefined;
  return "neither $INTERVEN_CORPORA nor ../shared/corpora is a folder";
}

export interface Scored {
  readonly scores: readonly Score[];
  /** Files of the folder that no figure is about, and figures whose file is not there: one sentence each. */
  readonly leftOut: readonly string[];
}

/** Scores every file of the folder that there is a measure for. */
export async function scoreCorpora(folder: URL): Promise<Scored> {
  const names = new Map<string, string[]>();
  for (const entry of Deno.readDirSync(folder)) {
    if (!entry.name.endsWith(".jsonl")) continue;
    const [set = ""] = entry.name.split(".");
    names.set(set, [...(names.get(set) ?? []), entry.name]);
  }
  const scores: Score[] = [];
  const leftOut: string[] = [];
  for (const [set, measures] of FILES) {
    const files = names.get(set) ?? [];
    if (files.length === 0) leftOut.push(`${set}: the folder has no file of it`);
    const rows = (await Promise.all(files.sort().map((name) => readRows(new URL(name, folder))))).flat();
    for (const measure of rows.length > 0 ? measures : []) {
      await measure(rows.slice(0, WARM_UP_ROWS));
      scores.push(...await measure(rows));
    }
  }
  for (const [set, files] of names) {
    if (!FILES.has(set)) leftOut.push(`${files.join(", ")}: nothing here measures it yet`);
  }
  return { scores, leftOut: leftOut.sort() };
}
