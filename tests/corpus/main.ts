/**
 * `deno task corpus`: how much the detectors find and how often they are wrong, on corpora that are no part of this project.
 * They are looked for in `$INTERVEN_CORPORA`, else in `../shared/corpora` beside the project. `--wrong` lists the rows that went wrong.
 */
import { readRows } from "./measure.ts";
import { type Score, scoreBenign, scorePii, scoreSecrets } from "./score.ts";

const FILES = [
  { name: "secrets.dev.jsonl", score: scoreSecrets },
  { name: "pii.dev.jsonl", score: scorePii },
  { name: "benign.dev.jsonl", score: scoreBenign },
] as const;

/** The folder of the corpora; undefined when it is not there. */
export function corporaFolder(): URL | undefined {
  const named = Deno.env.get("INTERVEN_CORPORA");
  const folder = named === undefined
    ? new URL("../../../shared/corpora/", import.meta.url)
    : new URL(`${named.replace(/\/?$/, "/")}`, `file://${Deno.cwd()}/`);
  try {
    return Deno.statSync(folder).isDirectory ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Scores every file that is there. */
export async function scoreCorpora(folder: URL): Promise<Score[]> {
  const scores: Score[] = [];
  for (const { name, score } of FILES) {
    const file = new URL(name, folder);
    try {
      Deno.statSync(file);
    } catch {
      console.log(`${name} is not there: left out`);
      continue;
    }
    const rows = await readRows(file);
    // Once unmeasured, so that times are those of warm code.
    score(rows.slice(0, 200));
    scores.push(...score(rows));
  }
  return scores;
}

function printTable(scores: readonly Score[]): void {
  const lines = [["file", "source", "measure", "rows", "count", "share", "median µs", "p99 µs"]];
  for (const { file, source, measure, rows, hits, medianUs, p99Us } of scores) {
    const share = rows === 0 ? "" : `${((100 * hits) / rows).toFixed(1)} %`;
    lines.push([
      file,
      source,
      measure,
      String(rows),
      String(hits),
      share,
      medianUs.toFixed(0),
      p99Us.toFixed(0),
    ]);
  }
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  for (const line of lines) {
    console.log(
      line.map((cell, i) => i < 3 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  "),
    );
  }
}

if (import.meta.main) {
  const folder = corporaFolder();
  if (folder === undefined) {
    console.log(
      "No corpora: neither $INTERVEN_CORPORA nor ../shared/corpora is a folder. Nothing was measured.",
    );
  } else {
    const scores = await scoreCorpora(folder);
    printTable(scores);
    if (Deno.args.includes("--wrong")) {
      for (const { file, source, measure, wrong } of scores) {
        if (source !== "all") console.log(`\n${file} ${source} ${measure}:\n${wrong.join("\n")}`);
      }
    }
  }
}
