/** Counts what models flag that have not seen the group, or the whole source, of the texts they are asked about. */
import { findWith, INSTRUCTION_THRESHOLD } from "../engine/injection/mod.ts";
import type { LinearModel } from "../engine/injection/model.ts";
import type { Example } from "./examples.ts";
import { fit, partOf } from "./fit.ts";
import type { Sample } from "./learn.ts";

export interface Count {
  flagged: number;
  rows: number;
}

/** Per line of the table: what a model flagged that was trained on other groups, and on other sources. */
export interface Line {
  readonly name: string;
  readonly hostile: boolean;
  readonly otherGroups: Count;
  readonly otherSources: Count;
}

const FOLDS = 4;

/** Sources that belong together are left out together. */
const FAMILY_OF: Readonly<Record<string, string>> = { "cyberseceval-ml": "cyberseceval" };
const familyOf = ({ source }: Example) => FAMILY_OF[source] ?? source;

/** What a row counts for; undefined: it is only learnt from. */
export function lineOf(example: Example): string | undefined {
  const { source, channel, label } = example;
  if (channel === "injection_string" || source === "synthetic" || source === "package-papers") {
    return undefined;
  }
  const about = channel === "response"
    ? "transcripts"
    : channel === "direct"
    ? "chat"
    : channel === "api-request" || channel === "api-response"
    ? channel
    : "read";
  return `${source}${label ? mannerOf(example) : ""}, ${about}`;
}

/** InjecAgent and AgentDojo have the same tasks said loudly (with words about instructions) and quietly. */
function mannerOf({ source, text }: Example): string {
  if (source !== "injecagent" && source !== "agentdojo") return "";
  return LOUD.test(text) ? " loud" : " quiet";
}
const LOUD = /previous|INFORMATION|Signed,|message from me/;

export function evaluate(
  samples: readonly Sample[],
  taughtAlways: readonly Sample[],
  say: (progress: string) => void,
): Line[] {
  const lines = new Map<string, Line>();
  const judge = (tested: readonly Sample[], model: LinearModel, column: "otherGroups" | "otherSources") => {
    for (const { example } of tested) {
      const name = lineOf(example);
      if (name === undefined) continue;
      const key = `${example.label} ${name}`;
      const line = lines.get(key) ??
        { name, hostile: example.label, otherGroups: zero(), otherSources: zero() };
      lines.set(key, line);
      line[column].rows++;
      if (findWith(model, example.text).score >= INSTRUCTION_THRESHOLD) line[column].flagged++;
    }
  };
  for (let fold = 0; fold < FOLDS; fold++) {
    say(`groups, part ${fold + 1} of ${FOLDS}`);
    const isTested = (sample: Sample) => partOf(sample, FOLDS) === fold;
    judge(
      samples.filter(isTested),
      fit([...samples.filter((s) => !isTested(s)), ...taughtAlways]),
      "otherGroups",
    );
  }
  for (const family of [...new Set(samples.map(({ example }) => familyOf(example)))].sort()) {
    say(`without ${family}`);
    const isTested = ({ example }: Sample) => familyOf(example) === family;
    judge(
      samples.filter(isTested),
      fit([...samples.filter((s) => !isTested(s)), ...taughtAlways]),
      "otherSources",
    );
  }
  return [...lines.values()].sort((a, b) =>
    Number(b.hostile) - Number(a.hostile) || (a.name < b.name ? -1 : 1)
  );
}

function zero(): Count {
  return { flagged: 0, rows: 0 };
}

export function tableOf(lines: readonly Line[]): string {
  const share = ({ flagged, rows }: Count) =>
    `${flagged} of ${rows} (${((100 * flagged) / Math.max(1, rows)).toFixed(1)} %)`;
  const rows = lines.map(({ name, hostile, otherGroups, otherSources }) => [
    hostile ? "hostile" : "ordinary",
    name,
    share(otherGroups),
    share(otherSources),
  ]);
  return markdownTable([["texts", "source", "flagged, other groups", "flagged, source left out"], ...rows]);
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join("\n");
}
