import type { Command } from "commander";
import { addCallOptions } from "./call_input.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { printable } from "./text_table.ts";

const EXAMPLES = `
Examples:
  interven policy show > my-policy.yaml         start from the default pack
  interven policy show --pack finance           another pack; --packs lists them
  interven policy validate my-policy.yaml
  interven policy test my-policy.yaml           with the cases in my-policy.cases.yaml
  interven policy explain --policy my-policy.yaml --method DELETE --url https://api.github.com/repos/o/r`;

const EXPLAIN_SETTINGS = [
  "config",
  "policy",
  "dataDir",
  "apiKey",
  "maxBody",
  "workers",
  "scanTimeoutMs",
] as const;

const POLICY_SETTINGS = ["config", "policy", "dataDir"] as const;

/** What a gateway with these settings would use; undefined: what is built in. */
async function policyInForce(
  { policy, dataDir }: Settings<"policy" | "dataDir">,
): Promise<string | undefined> {
  const [{ dataDirOf }, { policyPathOf }] = await Promise.all([
    import("./data_folder.ts"),
    import("./policy_source.ts"),
  ]);
  return policyPathOf(policy, dataDirOf(dataDir));
}

interface ShowOptions {
  readonly json?: boolean;
  readonly pack?: string;
  readonly packs?: boolean;
}

interface TestOptions {
  readonly json?: boolean;
  readonly cases?: string;
}

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);

  command.command("validate")
    .description("check a policy file or folder; every problem is one line, exit code 1 when there is one")
    .argument("<path>", "file, folder or pack:<name>")
    .action((path: string) => validate(path, shell));

  const test = command.command("test")
    .description(
      "run the cases beside a policy (*.cases.yaml, and tests: inside it); exit code 1 when one fails",
    )
    .argument("[path]", "file, folder or pack:<name>; default: the policy in force")
    .option("--cases <file>", "cases in another place")
    .option("--json", "as JSON");
  addSettings(test, POLICY_SETTINGS);
  test.action(async (path: string | undefined) => {
    const settings = await settingsOf(test, POLICY_SETTINGS, shell);
    await testPolicy(path ?? await policyInForce(settings), test.opts<TestOptions>(), shell);
  });

  const show = command.command("show")
    .description("print the policy in force as it was written, or a pack that comes with the program")
    .option("--pack <name>", "one pack")
    .option("--packs", "names of all packs, one a line")
    .option("--json", "the rules as loaded, as JSON");
  addSettings(show, POLICY_SETTINGS);
  show.action(async () => {
    const policy = await policyInForce(await settingsOf(show, POLICY_SETTINGS, shell));
    const { json = false, pack, packs = false } = show.opts<ShowOptions>();
    if (packs) return await listPacks(shell);
    await showPolicy(pack === undefined ? policy : `pack:${pack}`, json, shell);
  });

  const explain = command.command("explain")
    .description("tell, for one call, every rule that was tried and why it did or did not match");
  addCallOptions(explain);
  explain.option("--json", "as JSON")
    .option(
      "--caller <map>",
      "what came before the call, as in a case: '{session: {overlap: 0.7}, trust: 0.2}'",
    )
    .option(
      "--answer <text|@file>",
      "what the call is answered: tells what the rules about answers say of it",
    );
  addSettings(explain, EXPLAIN_SETTINGS);
  explain.action(async () => {
    const settings = await settingsOf(explain, EXPLAIN_SETTINGS, shell);
    const { explainCall } = await import("./explain_call.ts");
    await explainCall(explain, { ...settings, policy: await policyInForce(settings) }, shell);
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
    const answering = policy.answers?.length ?? 0;
    const further = (answering === 0 ? "" : `${answering} rules about answers, `) +
      (detecting === 0 ? "" : `${detecting} detection rules, `);
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
  const { readPolicyFiles } = await import("./policy_files.ts");
  const files = await readPolicyFiles(path ?? "pack:default");
  for (const { name, text } of files) {
    if (files.length > 1) shell.out(`# ${name}`);
    shell.out(text.trimEnd());
  }
}

async function listPacks(shell: Shell): Promise<void> {
  const { PACKS } = await import("../engine/policy/packs.ts");
  const width = Math.max(...PACKS.map(({ name }) => name.length));
  for (const { name, summary } of PACKS) shell.out(`${name.padEnd(width)}  ${summary}`);
}

async function testPolicy(path: string | undefined, options: TestOptions, shell: Shell): Promise<void> {
  if (path === undefined) {
    throw new UsageError("Cannot test: want a policy file, folder or pack:<name>, or --policy");
  }
  const [{ assemblePolicy }, { formatProblem }, { readCaseFiles, readPolicyFiles }, testing] = await Promise
    .all([
      import("./load_policy.ts"),
      import("../engine/policy/document.ts"),
      import("./policy_files.ts"),
      import("./policy_testing.ts"),
    ]);
  const files = await readPolicyFiles(path);
  const caseFiles = options.cases === undefined
    ? await readCaseFiles(path)
    : await readPolicyFiles(options.cases);
  const loaded = assemblePolicy(files);
  const { cases, errors } = testing.gatherCases(files, caseFiles);
  const problems = [...(loaded.ok ? [] : loaded.errors), ...errors];
  if (!loaded.ok || problems.length > 0) {
    for (const problem of problems) shell.err(formatProblem(problem));
    shell.exitCode = EXIT.failure;
    return;
  }
  if (cases.length === 0) {
    throw new CommandError(
      `Cannot test "${path}": found no cases, wanted *.cases.yaml beside it or "tests:" in it`,
    );
  }
  const results = await testing.runCases(loaded.policy, cases);
  const failed = results.filter(({ passed }) => !passed);
  if (options.json === true) shell.out(JSON.stringify(testing.resultsToWire(results), null, 2));
  else {
    for (const result of failed) for (const line of testing.failureLines(result)) shell.out(printable(line));
    shell.out(`${results.length - failed.length} of ${results.length} cases passed`);
  }
  if (failed.length > 0) shell.exitCode = EXIT.failure;
}
