/** Reads the corpora of hostile and ordinary texts. They lie outside the project, and nothing of them enters it but what the weights remember. */
import type { Example } from "./examples.ts";

type Row = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly source: string;
  readonly group: string;
};

/** Where the corpora are: `$INTERVEN_CORPORA`, else beside the project. */
export function corporaFolder(): URL {
  const named = Deno.env.get("INTERVEN_CORPORA");
  if (named === undefined) return new URL("../../shared/corpora/", import.meta.url);
  return new URL(`${named.replace(/\/?$/, "/")}`, `file://${Deno.cwd()}/`);
}

async function rowsOf(folder: URL, name: string): Promise<Row[]> {
  const text = await Deno.readTextFile(new URL(name, folder));
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

/** Every text of the corpora once. @throws {Deno.errors.NotFound} when they are not there. */
export async function corpusExamples(folder: URL): Promise<Example[]> {
  const examples = [
    ...injectionExamples(await rowsOf(folder, "injection.dev.jsonl")),
    ...responseExamples(await rowsOf(folder, "toolcalls.dev.jsonl")),
    ...bodyExamples(await rowsOf(folder, "benign.dev.jsonl")),
  ];
  const seen = new Set<string>();
  return examples.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** Chat jailbreaks (positive rows of channel `direct`) are another threat and left out. */
function injectionExamples(rows: readonly Row[]): Example[] {
  const planted = rows.filter((row) => row.channel === "injection_string").map((row) =>
    String(row.text).trim()
  );
  const byTool = new Map<string, string[]>();
  for (const row of rows) {
    if (row.source === "injecagent") {
      byTool.set(String(row.tool), [...(byTool.get(String(row.tool)) ?? []), String(row.text)]);
    }
  }
  return rows.filter((row) => !(row.channel === "direct" && row.label === true)).map((row) => {
    const text = String(row.text);
    const label = row.label === true;
    let spans: [number, number][] = [];
    if (label && row.channel === "injection_string") spans = [[0, text.length]];
    else if (label && typeof row.injected === "string") spans = spanOf(text, row.injected.trim());
    else if (label && row.source === "injecagent") {
      spans = differing(text, byTool.get(String(row.tool)) ?? []);
    } else if (label && row.source === "agentdojo") {
      spans = planted.flatMap((string) => spanOf(text, string)).slice(0, 3);
    }
    return {
      id: row.id,
      source: row.source,
      group: row.group,
      text,
      label,
      spans,
      channel: String(row.channel),
    };
  });
}

function spanOf(text: string, part: string): [number, number][] {
  const at = text.indexOf(part);
  return at < 0 ? [] : [[at, at + part.length]];
}

/** What is not the same in all texts of one tool. */
function differing(text: string, siblings: readonly string[]): [number, number][] {
  const others = siblings.filter((other) => other !== text);
  if (others.length === 0) return [];
  const shared = (limit: number, unitOf: (s: string, i: number) => string) => {
    let n = 0;
    while (n < limit && others.every((other) => n < other.length && unitOf(other, n) === unitOf(text, n))) {
      n++;
    }
    return n;
  };
  const head = shared(text.length, (s, i) => s[i]!);
  const tail = shared(text.length - head, (s, i) => s[s.length - 1 - i]!);
  return [[head, text.length - tail]];
}

interface Step {
  readonly tool: string;
  readonly response?: unknown;
  readonly injected?: boolean;
}

const SOURCE_OF: Readonly<Record<string, string>> = {
  "agentdojo-runs": "agentdojo",
  "agentdojo-gt": "agentdojo",
};

function responseExamples(rows: readonly Row[]): Example[] {
  return rows.flatMap((row) =>
    (row.steps as readonly Step[]).flatMap((step, i): Example[] => {
      if (step.response === undefined || step.response === null) return [];
      const text = typeof step.response === "string" ? step.response : JSON.stringify(step.response);
      const source = SOURCE_OF[row.source] ?? row.source;
      return [{
        id: `${row.id}:${i}`,
        source,
        group: row.group,
        text,
        label: step.injected === true,
        spans: [],
        channel: "response",
      }];
    })
  );
}

function bodyExamples(rows: readonly Row[]): Example[] {
  return rows.map((row) => ({
    id: row.id,
    source: "api-bodies",
    group: row.group,
    text: String(row.body),
    label: false,
    spans: [],
    channel: row.direction === "response" ? "api-response" : "api-request",
  }));
}
