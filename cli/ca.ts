import type { Command } from "commander";
import { addSettings, settingsOf } from "./command_settings.ts";
import { dataDirOf } from "./data_folder.ts";
import { UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

const SETTING_NAMES = ["config", "dataDir"] as const;
const DEFAULT_DAYS = 365;
/** A year is enough for one machine; nothing that is trusted so far should be left lying about for long. */
const MAX_DAYS = 825;

const NOTES = `
With a local certificate authority the gateway looks into TLS that goes through its CONNECT port, and judges every
call inside as one sent to /proxy/. It is asked for by interven ca init alone. Its key stays in the data folder, for
its owner to read alone; whoever has it can pose as any site towards programs that trust the authority, so remove
both when they are not needed any more. interven run needs none of this: it makes an authority for one run.

Examples:
  interven ca init
  interven ca install                what to do so that programs trust it, for this system and for runtimes
  export NODE_EXTRA_CA_CERTS="$(interven ca path)"
  interven ca remove`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", NOTES);
  const init = command.command("init").description("make a certificate authority in the data folder")
    .option("--days <number>", `how long it holds, 1 to ${MAX_DAYS}`, String(DEFAULT_DAYS));
  addSettings(init, SETTING_NAMES);
  init.action(async () => {
    const { initAuthority } = await import("./ca_commands.ts");
    await initAuthority(await folderOf(init, shell), { days: daysOf(init), shell });
  });

  const show = command.command("show").description("tell what it is and until when it holds")
    .option("--json", "as JSON");
  addSettings(show, SETTING_NAMES);
  show.action(async () => {
    const { showAuthority } = await import("./ca_commands.ts");
    const asJson = show.opts()["json"] === true;
    await showAuthority(await folderOf(show, shell), { asJson, shell });
  });

  const path = command.command("path").description("print the path of its certificate")
    .option("--bundle", "of the file with the system's authorities and this one");
  addSettings(path, SETTING_NAMES);
  path.action(async () => {
    const { printPath } = await import("./ca_commands.ts");
    printPath(await folderOf(path, shell), { bundle: path.opts()["bundle"] === true, shell });
  });

  const install = command.command("install").description(
    "print what to do so that programs trust it; does nothing itself",
  );
  addSettings(install, SETTING_NAMES);
  install.action(async () => {
    const { printInstall } = await import("./ca_commands.ts");
    printInstall(await folderOf(install, shell), shell);
  });

  const remove = command.command("remove").description(
    "delete it, key and all; programs keep trusting it until told otherwise",
  );
  addSettings(remove, SETTING_NAMES);
  remove.action(async () => {
    const { deleteAuthority } = await import("./ca_commands.ts");
    deleteAuthority(await folderOf(remove, shell), shell);
  });
}

async function folderOf(command: Command, shell: Shell): Promise<string> {
  return dataDirOf((await settingsOf(command, SETTING_NAMES, shell)).dataDir);
}

function daysOf(command: Command): number {
  const text = String(command.opts()["days"]);
  const days = Number(text);
  if (!/^[0-9]{1,3}$/.test(text) || days < 1 || days > MAX_DAYS) {
    throw new UsageError(`Invalid --days "${text}": want a whole number from 1 to ${MAX_DAYS}`);
  }
  return days;
}
