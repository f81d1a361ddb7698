import type { Command } from "commander";
import { EXPORT_FORMATS } from "../engine/record_format/decision_formats.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { dataDirOf } from "./data_folder.ts";
import type { Shell } from "./shell.ts";

const SETTING_NAMES = ["config", "dataDir"] as const;

const EXAMPLES = `
Examples:
  interven audit verify
  interven audit key > interven-audit.pub        keep it where an intruder does not get
  interven audit verify --public-key interven-audit.pub
  interven audit tail -f
  interven audit export --format ocsf --since 2026-03-01T00:00:00Z --output march.ndjson

They read the data folder itself, whether or not a gateway runs, and change nothing in it.`;

export function define(command: Command, shell: Shell): void {
  command.addHelpText("after", EXAMPLES);

  const verify = command.command("verify")
    .description(
      "check the record: every entry, digest and signature; exit code 1 when something does not hold",
    )
    .option("--from <seq>", "begin with this entry and take what is before it as given")
    .option(
      "--public-key <file>",
      "whose signatures count, as audit key prints it (default: the folder's own key)",
    )
    .option("--json", "print the result as JSON");
  addSettings(verify, SETTING_NAMES);
  verify.action(async () => {
    const { verifyRecord } = await import("./audit_verify.ts");
    await verifyRecord(await folderOf(verify, shell), verify.opts(), shell);
  });

  const tail = command.command("tail")
    .description("print the last entries")
    .option("-n, --lines <number>", "how many (default: 20)")
    .option("-f, --follow", "and then those that come, until interrupted")
    .option("--json", "one JSON object a line, record included");
  addSettings(tail, SETTING_NAMES);
  tail.action(async () => {
    const { tailRecord } = await import("./audit_tail.ts");
    await tailRecord(await folderOf(tail, shell), tail.opts(), shell);
  });

  const exporting = command.command("export")
    .description("write the whole record, chain included, for keeping or for another program")
    .option("--format <format>", `${EXPORT_FORMATS.join(", ")} (default: ndjson)`)
    .option("--since <time>", "from this time on, such as 2026-03-01T12:00:00Z")
    .option("--until <time>", "before this time")
    .option("--output <file>", "write to this file instead of stdout");
  addSettings(exporting, SETTING_NAMES);
  exporting.action(async () => {
    const { exportRecord } = await import("./audit_export.ts");
    await exportRecord(await folderOf(exporting, shell), exporting.opts(), shell);
  });

  const key = command.command("key").description("print the public key that checks the signatures");
  addSettings(key, SETTING_NAMES);
  key.action(async () => {
    const { printPublicKey } = await import("./audit_verify.ts");
    printPublicKey(await folderOf(key, shell), shell);
  });
}

async function folderOf(command: Command, shell: Shell): Promise<string> {
  return dataDirOf((await settingsOf(command, SETTING_NAMES, shell)).dataDir);
}
