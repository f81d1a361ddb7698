import type { Command } from "commander";
import type { Rule } from "../engine/rules/rule.ts";
import { DATA_CLASSES, type DataClass } from "../engine/types.ts";
import { EXIT, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";
import { textTable } from "./text_table.ts";

const EXAMPLES = `
Examples:
  interven rules list --class SECRETS
  interven rules list --json
  interven rules check`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);
  const list = command.command("list")
    .description("show every detection rule")
    .option("--class <class>", `only this data class: ${DATA_CLASSES.join(", ")}`)
    .option("--json", "one JSON object a line");
  list.action(() => listRules(list.opts(), shell));
  command.command("check")
    .description("run every rule on its own examples and near misses; exit code 1 when one fails")
    .action(() => checkRules(shell));
}

async function listRules(options: { class?: string; json?: boolean }, shell: Shell): Promise<void> {
  const only = classOf(options.class);
  const { RULES } = await import("../engine/rules/list.ts");
  const rules = RULES.filter((rule) => only === undefined || rule.class === only);
  if (options.json) {
    for (const { id, class: dataClass, severity, confidence, description, source } of rules) {
      shell.out(JSON.stringify({ id, class: dataClass, severity, confidence, description, source }));
    }
    return;
  }
  const rows = rules.map((rule) => [rule.id, rule.class, rule.severity, rule.confidence, rule.description]);
  for (const line of textTable([["RULE", "CLASS", "SEVERITY", "CONFIDENCE", "WHAT IT FINDS"], ...rows])) {
    shell.out(line);
  }
}

function classOf(text: string | undefined): DataClass | undefined {
  if (text === undefined) return undefined;
  const found = DATA_CLASSES.find((each) => each === text.toUpperCase());
  if (found) return found;
  throw new UsageError(`Invalid --class "${text}": want ${DATA_CLASSES.join(", ")}`);
}

async function checkRules(shell: Shell): Promise<void> {
  const { RULES } = await import("../engine/rules/list.ts");
  const { scanParts } = await import("../engine/scan/mod.ts");
  const finds = (rule: Rule, content: string): boolean => {
    const request = { parts: [{ kind: "body", content }], host: "", want: { redact: false } } as const;
    const watch = { enter() {}, expired: () => false, now: () => performance.now() };
    const { findings } = scanParts({ ...request, timeoutMs: 60_000 }, watch);
    return findings.some((finding) => finding.rule === rule.id);
  };
  let texts = 0;
  let failures = 0;
  const judge = (rule: Rule, kind: "example" | "near miss", contents: readonly string[]) =>
    contents.forEach((content, index) => {
      texts += 1;
      if (finds(rule, content) === (kind === "example")) return;
      failures += 1;
      // The text stays out: an example looks like a secret to whoever reads the log.
      shell.err(`${rule.id}: ${kind} ${index + 1} is ${kind === "example" ? "not found" : "found"}`);
    });
  for (const rule of RULES) {
    judge(rule, "example", rule.examples);
    judge(rule, "near miss", rule.nearMisses);
  }
  shell.out(`${RULES.length} rules, ${texts} texts, ${failures} failures`);
  shell.exitCode = failures === 0 ? EXIT.ok : EXIT.failure;
}
