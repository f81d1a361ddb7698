import type { Command } from "commander";
import { acceptPin, rejectPin, type ToolPin } from "../engine/pins/tool_pin.ts";
import type { Store } from "../store/open_store.ts";
import { pinState } from "../engine/wire/tool_pin.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { openDataFolder } from "./data_folder.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import { definitionDiff } from "../engine/pins/definition_diff.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { printable, textTable } from "./text_table.ts";

const SETTING_NAMES = ["config", "dataDir"] as const;

const HELP = `
The definitions of a server's tools are kept when "interven mcp proxy" first sees the server. One that is added or changed
later, that reads like instructions, or that passes for another tool, is not shown to the model until it is accepted here.

Examples:
  interven mcp pins list                      everything that is known, what waits first
  interven mcp pins diff filesystem           what would change
  interven mcp pins accept filesystem         take all that waits for that server
  interven mcp pins accept filesystem write_file
  interven mcp pins reject filesystem delete_everything`;

interface Selection {
  /** Name or identity. */
  readonly server: string;
  readonly tool?: string | undefined;
}

export function definePins(command: Command, shell: Shell): void {
  command.description("show, accept or reject the tool definitions of MCP servers").addHelpText(
    "after",
    HELP,
  );
  command.action(() => {
    throw new UsageError('Missing subcommand of "interven mcp pins": want one of list, diff, accept, reject');
  });
  const list = command.command("list").description("show every definition that is known, what waits first")
    .option("--json", "one JSON object a line");
  sub(list, shell, (store) => listPins(store, list.opts<{ json?: boolean }>().json === true, shell));
  const diff = command.command("diff").description("show what would change")
    .argument("[server]", "name of the server (default: all)").argument("[tool]");
  sub(diff, shell, (store, server, tool) => {
    const pins = held(store, server === undefined ? undefined : { server, tool });
    for (const pin of pins) for (const line of diffLines(pin)) shell.out(line);
    if (pins.length === 0) shell.out("Nothing waits");
  });
  for (
    const [name, change, done] of [["accept", acceptPin, "Accepted"], [
      "reject",
      rejectPin,
      "Rejected",
    ]] as const
  ) {
    const command_ = command.command(name).description(`${name} what waits for a server, or one tool of it`)
      .argument("<server>", "name of the server").argument("[tool]");
    sub(command_, shell, (store, server = "", tool) => {
      const changed = held(store, { server, tool }).flatMap((pin) => change(pin, SYSTEM_CLOCK.now()) ?? []);
      store.toolPins.put(changed);
      for (const pin of changed) {
        store.audit.note({ [name]: pin }, { kind: "tool_pin", subject: `${pin.serverName}/${pin.tool}` });
        shell.out(`${done} ${printable(pin.serverName)}/${printable(pin.tool)}`);
      }
    });
  }
}

type Use = (store: Store, server: string | undefined, tool: string | undefined) => void;

function sub(command: Command, shell: Shell, use: Use): void {
  addSettings(command, SETTING_NAMES);
  command.action(async (...given: unknown[]) => {
    const [server, tool] = given.map((value) => typeof value === "string" ? value : undefined);
    const { dataDir } = await settingsOf(command, SETTING_NAMES, shell);
    const { store } = openDataFolder(dataDir);
    try {
      use(store, server, tool);
    } finally {
      await store.close();
    }
  });
}

/** @throws {CommandError} when a selection matches nothing that waits. */
function held(store: Store, selection: Selection | undefined): readonly ToolPin[] {
  const waiting = store.toolPins.list().filter((pin) => pin.held !== null);
  if (selection === undefined) return waiting;
  const { server, tool } = selection;
  const found = waiting.filter((pin) =>
    (pin.serverName === server || pin.server === server) && (tool === undefined || pin.tool === tool)
  );
  if (found.length > 0) return found;
  const what = tool === undefined ? `the server "${server}"` : `"${tool}" of the server "${server}"`;
  throw new CommandError(`Nothing of ${what} waits: "interven mcp pins list" shows what does`);
}

function listPins(store: Store, asJson: boolean, shell: Shell): void {
  const pins = [...store.toolPins.list()].sort((a, b) => Number(b.held !== null) - Number(a.held !== null));
  if (asJson) return pins.forEach((pin) => shell.out(JSON.stringify(wireOf(pin))));
  if (pins.length === 0) {
    return shell.out('No server was seen yet: put "interven mcp proxy --" before its command');
  }
  const rows = pins.map((pin) => [
    printable(pin.serverName),
    printable(pin.tool),
    pinState(pin),
    new Date(pin.changedAt).toISOString().slice(0, 16).replace("T", " "),
    printable(pin.held?.codes.join(" ") ?? ""),
  ]);
  for (const line of textTable([["SERVER", "TOOL", "STATE", "SINCE (UTC)", "WHY"], ...rows])) shell.out(line);
}

function wireOf(pin: ToolPin): Record<string, unknown> {
  return {
    server: pin.serverName,
    server_id: pin.server,
    tool: pin.tool,
    state: pinState(pin),
    reason_codes: pin.held?.codes ?? [],
    reasons: pin.held?.reasons ?? [],
    accepted: pin.accepted === null ? null : JSON.parse(pin.accepted.json),
    held: pin.held === null ? null : JSON.parse(pin.held.json),
    seen_at: new Date(pin.seenAt).toISOString(),
    changed_at: new Date(pin.changedAt).toISOString(),
  };
}

function diffLines(pin: ToolPin): readonly string[] {
  const { held } = pin;
  if (held === null) return [];
  return [
    `${printable(pin.serverName)}/${printable(pin.tool)}: ${held.codes.join(" ")}`,
    ...held.reasons.map((reason) => `  ! ${printable(reason)}`),
    ...definitionDiff(pin.accepted?.json ?? null, held.json).map((line) => `  ${printable(line)}`),
    "",
  ];
}
