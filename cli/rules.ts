import type { Command } from "commander";
import { DATA_CLASSES, type DataClass } from "../engine/types.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";
import { printable, textTable } from "./text_table.ts";

const EXAMPLES = `
Examples:
  interven rules list --class SECRETS
  interven rules list --json
  interven rules check
  interven rules check my-rules.yaml more-rules/`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);
  const list = command.command("list")
    .description("show every detection rule, with those of --policy")
    .option("--class <class>", `only this data class: ${DATA_CLASSES.join(", ")}`)
    .option("--json", "one JSON object a line");
  addSettings(list, ["config", "policy"]);
  list.action(async () => {
    const { policy } = await settingsOf(list, ["config", "policy"], shell);
    await listRules(list.opts<{ class?: string; json?: boolean }>(), policy, shell);
  });
  command.command("check")
    .description(
      "check the rules of files and folders, or else the built-in ones: examples, near misses, and that patterns " +
        "cannot backtrack without end; exit code 1 when something is wrong",
    )
    .argument("[paths...]", "files or folders with `rules:`")
    .action((paths: readonly string[]) =>
      paths.length === 0 ? checkBuiltInRules(shell) : checkRuleFiles(paths, shell)
    );
}

async function listRules(
  options: { readonly class?: string; readonly json?: boolean },
  policyPath: string | undefined,
  shell: Shell,
): Promise<void> {
  const only = classOf(options.class);
  const [{ RULES }, { loadPolicy }, { toKeywordRules }] = await Promise.all([
    import("../engine/rules/list.ts"),
    import("./load_policy.ts"),
    import("../engine/rules/user_rules.ts"),
  ]);
  const { detectionRules } = await loadPolicy(policyPath);
  const rules = [...RULES, ...toKeywordRules(detectionRules)]
    .filter((rule) => only === undefined || rule.class === only);
  if (options.json) {
    for (const { id, class: dataClass, severity, confidence, homes, description, source } of rules) {
      shell.out(JSON.stringify({ id, class: dataClass, severity, confidence, homes, description, source }));
    }
    return;
  }
  const rows = rules.map((rule) => [
    rule.id,
    rule.class,
    rule.severity,
    rule.confidence,
    rule.homes.length === 0 ? "-" : rule.homes.slice(0, 2).join(" ") + (rule.homes.length > 2 ? " …" : ""),
    printable(rule.description),
  ]);
  const head = ["RULE", "CLASS", "SEVERITY", "CONFIDENCE", "HOME", "WHAT IT FINDS"];
  for (const line of textTable([head, ...rows])) shell.out(line);
}

function classOf(text: string | undefined): DataClass | undefined {
  if (text === undefined) return undefined;
  const found = DATA_CLASSES.find((each) => each === text.toUpperCase());
  if (found) return found;
  throw new UsageError(`Invalid --class "${text}": want ${DATA_CLASSES.join(", ")}`);
}

async function checkBuiltInRules(shell: Shell): Promise<void> {
  const [{ RULES }, { compileRules }, { checkTexts }, { judgePattern }] = await Promise.all([
    import("../engine/rules/list.ts"),
    import("../engine/scan/mod.ts"),
    import("../engine/rules/user_rules_check.ts"),
    import("../engine/rules/pattern_safety.ts"),
  ]);
  const failures = checkTexts(RULES, compileRules([])).map(({ rule, message }) => `${rule}: ${message}`);
  for (const rule of RULES) {
    if (rule.trigger !== "keyword") continue;
    const judgement = judgePattern(rule.pattern.source, rule.pattern.flags);
    if (!judgement.ok) {
      failures.push(`${rule.id}: pattern, character ${judgement.at + 1}: ${judgement.problem}`);
    }
  }
  tell(shell, { rules: RULES, failures });
}

/** Every file by itself, as the loader reads it: what is refused here is refused there. */
async function checkRuleFiles(paths: readonly string[], shell: Shell): Promise<void> {
  const [{ loadPolicy }, { formatProblem }, { checkUserRules }, { readPolicyFiles }] = await Promise.all([
    import("../engine/policy/load.ts"),
    import("../engine/policy/document.ts"),
    import("../engine/rules/user_rules_check.ts"),
    import("./policy_files.ts"),
  ]);
  const files = (await Promise.all(paths.map(readPolicyFiles))).flat();
  const loaded = loadPolicy(files);
  if (!loaded.ok) {
    for (const problem of loaded.errors) shell.err(formatProblem(problem));
    shell.exitCode = EXIT.failure;
    return;
  }
  const { detectionRules } = loaded.policy;
  if (detectionRules.length === 0) {
    throw new CommandError(
      `Cannot check rules: found no "rules:" in ${files.map(({ name }) => name).join(", ")}`,
    );
  }
  tell(shell, { rules: detectionRules, failures: checkUserRules(detectionRules).map(formatProblem) });
}

interface Checked {
  readonly rules: readonly {
    readonly examples: readonly unknown[];
    readonly nearMisses: readonly unknown[];
  }[];
  readonly failures: readonly string[];
}

function tell(shell: Shell, { rules, failures }: Checked): void {
  for (const failure of failures) shell.err(failure);
  const texts = rules.reduce((sum, rule) => sum + rule.examples.length + rule.nearMisses.length, 0);
  shell.out(`${rules.length} rules, ${texts} texts, ${failures.length} failures`);
  shell.exitCode = failures.length === 0 ? EXIT.ok : EXIT.failure;
}
