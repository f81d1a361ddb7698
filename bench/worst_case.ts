/**
 * The slowest text that can be built against each rule, beside a clean text of the same size. It runs in a child process, since a pattern
 * that never comes back can only be killed: then the rule is named, and a new child goes on with the next.
 */
import { RULES } from "../engine/rules/list.ts";
import { figure, printTable } from "./table.ts";

export interface WorstCaseOptions {
  /** Characters of each text. */
  readonly chars: number;
  /** How long the texts of one rule may take together, milliseconds; then the child is killed. */
  readonly ruleTimeoutMs: number;
  /** Rules shown. */
  readonly shown: number;
}

interface Slowest {
  readonly rule: string;
  readonly name: string;
  readonly ms: number;
}

export async function benchWorstCase({ chars, ruleTimeoutMs, shown }: WorstCaseOptions): Promise<void> {
  const slowest: Slowest[] = [];
  let cleanMs = NaN;
  while (slowest.length < RULES.length) {
    for await (const line of childLines([slowest.length, chars], ruleTimeoutMs)) {
      const told = JSON.parse(line) as Slowest | { readonly cleanMs: number };
      if ("cleanMs" in told) cleanMs = told.cleanMs;
      else slowest.push(told);
    }
    const stuck = RULES[slowest.length];
    if (stuck !== undefined) {
      slowest.push({ rule: stuck.id, name: `killed after ${ruleTimeoutMs} ms`, ms: Infinity });
    }
  }
  console.log(
    `\nTexts of ${chars} characters built against each rule; a clean one takes ${figure(cleanMs)} ms\n`,
  );
  const rows = slowest.sort((a, b) => b.ms - a.ms).slice(0, shown)
    .map(({ rule, name, ms }) => [rule, figure(ms), figure(ms / cleanMs), name]);
  printTable(["rule", "ms", "× clean", "slowest text"], rows);
}

/** Lines of a child until it ends, or has been silent for `silentMs` and is killed. */
async function* childLines(args: readonly number[], silentMs: number): AsyncGenerator<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("./worst_case_child.ts", import.meta.url).pathname, ...args.map(String)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<undefined>((resolve) =>
        timer = setTimeout(() => resolve(undefined), silentMs)
      );
      const read = await Promise.race([reader.read(), silence]);
      clearTimeout(timer);
      if (read === undefined || read.done) return;
      const lines = (rest + read.value).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await reader.cancel();
    await child.status;
  }
}
