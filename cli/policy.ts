import type { Command } from "commander";
import { addCallOptions } from "./call_input.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { EXIT } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

const EXAMPLES = `
Examples:
  interven policy show > my-policy.yaml         start from the built-in pack
  interven policy validate my-policy.yaml
  interven policy explain --policy my-policy.yaml --method DELETE --url https://api.github.com/repos/o/r`;

const EXPLAIN_SETTINGS = ["config", "policy", "apiKey", "maxBody", "workers", "scanTimeoutMs"] as const;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);

  command.command("validate")
    .description("check a policy file or folder; every problem is one line, exit code 1 when there is one")
    .argument("<path>", "file or folder")
    .action((path: string) => validate(path, shell));

  const show = command.command("show")
    .description("print the policy in force as it was written")
    .option("--json", "the rules as loaded, as JSON");
  addSettings(show, ["config", "policy"]);
  show.action(async () => {
    const { policy } = await settingsOf(show, ["config", "policy"], shell);
    await showPolicy(policy, show.opts<{ json?: boolean }>().json === true, shell);
  });

  const explain = command.command("explain")
    .description("tell, for one call, every rule that was tried and why it did or did not match");
  addCallOptions(explain);
  explain.option("--json", "as JSON");
  addSettings(explain, EXPLAIN_SETTINGS);
  explain.action(async () => {
    const settings = await settingsOf(explain, EXPLAIN_SETTINGS, shell);
    const { explainCall } = await import("./explain_call.ts");
    await explainCall(explain, settings, shell);
  });
}

async function validate(path: string, shell: Shell): Promise<void> {
  const [{ assemblePolicy }, { formatProblem }, { readPolicyFiles }, { countRules }] = await Promise.all([
    import("./load_policy.ts"),
    import("../engine/policy/document.ts"),
    import("./policy_files.ts"),
    import("./policy_summary.ts"),
  ]);
  const loaded = assemblePolicy(await readPolicyFiles(path));
  if (loaded.ok) {
    const { policy } = loaded;
    const detecting = policy.detectionRules.length;
    const further = detecting === 0 ? "" : `${detecting} detection rules, `;
    return shell.out(
      `${path}: ${policy.units.length} policies, ${countRules(policy)} rules, ${further}no problems`,
    );
  }
  for (const problem of loaded.errors) shell.err(formatProblem(problem));
  shell.exitCode = EXIT.failure;
}

async function showPolicy(path: string | undefined, asJson: boolean, shell: Shell): Promise<void> {
  if (asJson) {
    const [{ loadPolicy }, { policySummary }] = await Promise.all([
      import("./load_policy.ts"),
      import("./policy_summary.ts"),
    ]);
    return shell.out(JSON.stringify(policySummary(await loadPolicy(path)), null, 2));
  }
  const [{ DEFAULT_PACK }, { readPolicyFiles }] = await Promise.all([
    import("../engine/policy/default_pack.ts"),
    import("./policy_files.ts"),
  ]);
  const files = path === undefined ? [DEFAULT_PACK] : await readPolicyFiles(path);
  for (const { name, text } of files) {
    if (files.length > 1) shell.out(`# ${name}`);
    shell.out(text.trimEnd());
  }
}
