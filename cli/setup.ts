import { type Command, Option } from "commander";
import type { Client } from "../clients/client.ts";
import type { Change, FileFormat, JsonMap } from "../clients/files/change.ts";
import { read, rewrite } from "../clients/files/rewrite.ts";
import { FORMATS } from "../clients/formats.ts";
import { planHook, planHookUndo } from "../clients/hooks/claude_settings.ts";
import { CLIENTS } from "../clients/list.ts";
import { planSetup, planUndo } from "../clients/plan.ts";
import { placesOf, settingsFileOf } from "./client_places.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import { listClients } from "./setup_list.ts";
import { ownProgram } from "./own_program.ts";
import { readSettings, replaceSettings, restoreSettings, type SettingsText } from "./settings_backup.ts";
import type { Shell } from "./shell.ts";
import { textDiff } from "./text_diff.ts";
import { printable } from "./text_table.ts";

const HELP = `
Without --write nothing is changed: the change is shown as a diff. With it, a backup is made beside the file, and the file is
replaced in one step; comments, order and formatting stay.

Servers that are there already are put behind the proxy, which decides every call (interven mcp proxy). When there are none,
the guard is added, which the model is to ask (interven mcp). --proxy and --guard choose.

Examples:
  interven setup --list                             the clients on this machine, and what goes through Interven
  interven setup cursor                             what would be changed
  interven setup cursor --write                     change it
  interven setup cursor --server github --write     only this server
  interven setup cursor --undo                      as it was before
  interven setup claude-code --hook --write         every tool call of Claude Code, not only those of MCP servers
  interven setup vscode --project                   the file of the project in this folder

Known clients: CLIENTS`;

interface SetupOptions {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly write?: boolean;
  readonly undo?: boolean;
  readonly guard?: boolean;
  readonly proxy?: boolean;
  readonly hook?: boolean;
  readonly project?: boolean;
  readonly server?: readonly string[];
  readonly file?: string;
}

export function define(command: Command, shell: Shell): void {
  const collect = (text: string, before: readonly string[] = []) => [...before, text];
  command.argument("[client]", "the client, as --list and the list below call it")
    .option("--list", "the clients on this machine and their servers")
    .option("--json", "with --list: as JSON")
    .option("--write", "make the change (default: show it)")
    .addOption(
      new Option(
        "--undo",
        "put back what was there before; of a file that has changed since, take our part away",
      )
        .conflicts(["guard", "proxy", "server"]),
    )
    .addOption(new Option("--guard", "add the guard as a server").conflicts(["proxy", "server", "hook"]))
    .addOption(
      new Option("--proxy", "put the proxy in front of the servers that are there").conflicts("hook"),
    )
    .option("--server <name>", "with --proxy: only this server, also one over HTTP; repeatable", collect)
    .addOption(new Option("--hook", "Claude Code: judge every tool call in a hook").conflicts("server"))
    .option("--project", "the settings of the project in this folder, not those of the user")
    .option("--file <path>", "the settings file, where it is somewhere else");
  command.addHelpText("after", HELP.replace("CLIENTS", CLIENTS.map(({ id }) => id).join(", ")));
  command.action((id: string | undefined, options: SetupOptions) => {
    if (options.list === true || (id === undefined && options.json === true)) {
      if (id !== undefined) throw new UsageError("Cannot use --list with a client: it lists them all");
      return listClients(placesOf(shell), shell, { json: options.json ?? false });
    }
    setUp(id, options, shell);
  });
}

/** What a run of the command is about. */
interface Target {
  readonly client: Client;
  readonly title: string;
  readonly file: SettingsText;
  readonly format: FileFormat;
}

function setUp(id: string | undefined, options: SetupOptions, shell: Shell): void {
  if (options.json === true) throw new UsageError("Cannot use --json without --list");
  const client = clientNamed(id);
  if (options.hook === true && client.id !== "claude-code") {
    throw new UsageError(`Cannot use --hook with ${client.id}: want claude-code`);
  }
  const path = options.hook === true
    ? hookFile(options, shell)
    : settingsFileOf(client, options, placesOf(shell));
  const target: Target = {
    client,
    title: client.title,
    file: readSettings(path),
    format: FORMATS[client.format],
  };
  if (options.undo === true) return undo(target, options, shell);
  change(target, options, shell);
}

function clientNamed(id: string | undefined): Client {
  const names = CLIENTS.map((client) => client.id).join(", ");
  if (id === undefined) throw new UsageError(`Missing client: want --list, or one of ${names}`);
  const client = CLIENTS.find((each) => each.id === id);
  if (client === undefined) throw new UsageError(`Unknown client "${id}": want one of ${names}`);
  return client;
}

/** settings.json lies beside the servers' file, not in it. */
function hookFile({ file, project }: SetupOptions, shell: Shell): string {
  if (file !== undefined) return file;
  const { home, join } = placesOf(shell);
  return join(project === true ? Deno.cwd() : home, ".claude", "settings.json");
}

function change(target: Target, options: SetupOptions, shell: Shell): void {
  const { file } = target;
  const settings = valuesOf(target);
  const { changes, notes } = planned(target, settings, options);
  for (const note of notes) shell.out(note);
  if (changes.length === 0) {
    shell.out(`Nothing to change in ${file.path}`);
    return;
  }
  const after = rewritten(target, changes);
  shell.out(`${options.write === true ? "Changed" : "Would change"} ${file.path}:`);
  showDiff(file.text ?? "", after, shell);
  if (options.write !== true) {
    shell.out("Nothing was changed: add --write to do it");
    return;
  }
  const backup = replaceSettings(file, after, new Date());
  shell.out(
    file.text === undefined ? "There was no such file before" : `What was there is kept in ${backup}`,
  );
  const next = options.hook === true
    ? "Start a new session of Claude Code; /hooks shows it"
    : target.client.restart;
  shell.out(`Next: ${next}. interven doctor tells whether Interven works; --undo takes the change back`);
}

function planned(
  { client }: Target,
  settings: JsonMap,
  { hook, guard, proxy, server }: SetupOptions,
): { changes: readonly Change[]; notes: readonly string[] } {
  const command = ownProgram();
  if (hook === true) {
    const changes = planHook(settings, command);
    return { changes, notes: changes.length === 0 ? ["The hook is there already"] : [] };
  }
  const mode = guard === true ? "guard" : proxy === true ? "proxy" : undefined;
  const plan = planSetup(client, settings, {
    command,
    ...(mode !== undefined && { mode }),
    ...(server !== undefined && { only: server }),
  });
  const through = plan.mode === "guard" ? "The guard is there already" : "already goes through Interven";
  const notes = [
    ...plan.already.map((name) => plan.mode === "guard" ? `${through}` : `"${printable(name)}" ${through}`),
    ...plan.left.map(({ name, why }) => `"${printable(name)}" is left as it is: ${why}`),
  ];
  if (plan.mode === "proxy" && notes.length === 0 && plan.changes.length === 0) {
    return { changes: [], notes: ["There is no server to put the proxy in front of"] };
  }
  return { changes: plan.changes, notes };
}

function undo(target: Target, { hook }: SetupOptions, shell: Shell): void {
  const { file, client } = target;
  const undone = restoreSettings(file);
  if (undone > 0) {
    shell.out(`${file.path} is as it was before. Next: ${client.restart}`);
    return;
  }
  const settings = valuesOf(target);
  const changes = hook === true ? planHookUndo(settings) : planUndo(client, settings);
  if (changes.length === 0) {
    shell.out(`Nothing to undo in ${file.path}`);
    return;
  }
  const after = rewritten(target, changes);
  const backup = replaceSettings(file, after, new Date());
  shell.out(`${file.path} has changed since: our part of it is taken away`);
  showDiff(file.text ?? "", after, shell);
  shell.out(`What was there is kept in ${backup}. Next: ${client.restart}`);
}

function showDiff(before: string, after: string, shell: Shell): void {
  for (const line of textDiff(before, after)) {
    shell.out(`  ${printable(line.replaceAll("\t", "    "), 2_000)}`);
  }
}

/** @throws {CommandError} when the file is broken: nobody can say what an edit of it would mean. */
function valuesOf({ file, format }: Target): JsonMap {
  const parsed = read(file.text ?? "", format);
  if (parsed.ok) return parsed.value;
  const { line, column, message } = parsed.broken;
  throw new CommandError(`Cannot change "${file.path}": line ${line}, column ${column}: ${message}`);
}

/** @throws {CommandError} that tells what to write by hand where the text cannot be edited safely. */
function rewritten({ file, format }: Target, changes: readonly Change[]): string {
  const result = rewrite(file.text ?? "", changes, format);
  if (result.ok) return result.text;
  if ("broken" in result) throw new CommandError(`Cannot change "${file.path}": ${result.broken.message}`);
  const { path } = result.change;
  throw new CommandError(
    `Cannot change "${file.path}" without touching more of it than ${path.join(".")}: edit it by hand${
      byHand(result.change, format)
    }`,
  );
}

function byHand(change: Change, format: FileFormat): string {
  if (change.op === "put" || change.op === "append") {
    return `, so that it says ${format.sample(change.path, change.value).replace(/\s*\n\s*/g, " ")}`;
  }
  return change.op === "prepend" ? `, so that its list begins with ${JSON.stringify(change.items)}` : "";
}
