import { Command, CommanderError } from "commander";
import { type CommandEntry, COMMANDS, DEFAULT_COMMAND } from "./commands.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

const EXAMPLES = `
Examples:
  interven                                        start the gateway on http://localhost:4100
  interven --mode monitor                         record what would be refused, forward everything
  curl http://localhost:4100/proxy/https://api.github.com/repos/o/r
  echo '{"method":"GET","url":"https://api.github.com/user"}' | interven scan
  interven approvals list

interven <command> --help tells the options of one command and their environment variables.`;

/**
 * Runs the command that `args` name and resolves to the exit code. Whatever goes wrong is told in one line on
 * stderr; a stack is shown only with `INTERVEN_DEBUG=1`.
 */
export async function runProgram(args: readonly string[], shell: Shell): Promise<number> {
  try {
    const { entry, rest } = chooseCommand(args);
    const command = entry === null ? rootProgram(shell) : await loadedCommand(entry, shell);
    if (entry !== null) checkSubcommand(command, { rest, runsAlone: entry.runsAlone ?? false });
    await command.parseAsync([...rest], { from: "user" });
    return shell.exitCode;
  } catch (error) {
    return reportFailure(error, shell);
  }
}

/** The first argument names the command unless it is an option; an unknown name never falls through to the default. */
function chooseCommand(args: readonly string[]): { entry: CommandEntry | null; rest: readonly string[] } {
  const [first, ...rest] = args;
  if (first === "--help" || first === "-h") return { entry: null, rest: args };
  if (first === "help") return chooseHelp(rest);
  if (first === "--version" || first === "-V") return { entry: entryNamed("version"), rest };
  if (first === undefined || first.startsWith("-")) return { entry: entryNamed(DEFAULT_COMMAND), rest: args };
  return { entry: entryNamed(first), rest };
}

function chooseHelp(rest: readonly string[]): { entry: CommandEntry | null; rest: readonly string[] } {
  const [topic, ...more] = rest;
  return topic === undefined
    ? { entry: null, rest: ["--help"] }
    : { entry: entryNamed(topic), rest: [...more, "--help"] };
}

function entryNamed(name: string): CommandEntry {
  const entry = COMMANDS.find((each) => each.name === name);
  if (entry) return entry;
  const names = COMMANDS.map((each) => each.name).join(", ");
  throw new UsageError(`Unknown command "${name}": want one of ${names}`);
}

function prepared(command: Command, shell: Shell): Command {
  return command
    .exitOverride()
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => shell.out(text.trimEnd()),
      writeErr: () => {}, // reportFailure tells it, in the house's own form
      getOutHasColors: () => shell.colour,
    })
    .configureHelp({ helpWidth: 110, showGlobalOptions: false });
}

/** Knows names and summaries alone: enough for the help. */
function rootProgram(shell: Shell): Command {
  const program = prepared(new Command("interven"), shell)
    .description("A firewall for the tool calls of AI agents.")
    .addHelpText("after", EXAMPLES);
  for (const { name, summary } of COMMANDS) program.command(name).description(summary).usage("");
  return program;
}

async function loadedCommand(entry: CommandEntry, shell: Shell): Promise<Command> {
  const command = prepared(new Command(`interven ${entry.name}`), shell).description(sentence(entry.summary));
  (await entry.load()).define(command, shell);
  for (const sub of command.commands) sub.copyInheritedSettings(command);
  return command;
}

/** A command that has subcommands does nothing by itself, unless it says so. */
function checkSubcommand(
  command: Command,
  { rest, runsAlone }: { rest: readonly string[]; runsAlone: boolean },
): void {
  const names = command.commands.map((sub) => sub.name());
  const [first] = rest;
  if (runsAlone && (first === undefined || first.startsWith("-"))) return;
  if (names.length === 0 || first === "--help" || first === "-h" || names.includes(first ?? "")) return;
  const what = first === undefined
    ? `Missing subcommand of "${command.name()}"`
    : `Unknown subcommand "${first}"`;
  throw new UsageError(`${what}: want one of ${names.join(", ")}`);
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function reportFailure(error: unknown, shell: Shell): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    shell.err(`interven: ${oneLine(error.message.replace(/^error: /, ""))} (see --help)`);
    return EXIT.usage;
  }
  if (error instanceof CommandError) {
    shell.err(`interven: ${oneLine(error.message)}`);
    if (shell.env("INTERVEN_DEBUG") === "1") shell.err(String(error.stack));
    return error.exitCode;
  }
  shell.err(
    `interven: Unexpected failure: ${oneLine(error instanceof Error ? error.message : String(error))}`,
  );
  if (shell.env("INTERVEN_DEBUG") === "1") {
    shell.err(error instanceof Error ? String(error.stack) : "");
  } else {
    shell.err("Run it again with INTERVEN_DEBUG=1 for the details, and please report them.");
  }
  return EXIT.failure;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}
