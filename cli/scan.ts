import type { Command } from "commander";
import type { Engine } from "../engine/ports.ts";
import type { ToolCall } from "../engine/types.ts";
import type { BodyForm } from "../engine/wire/scan_request.ts";
import { verdictToWire } from "../engine/wire/verdict.ts";
import { addCallOptions, readCall } from "./call_input.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { CommandError, EXIT, EXIT_OF_DECISION } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

const SETTING_NAMES = [
  "config",
  "apiKey",
  "gatewayUrl",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "workers",
  "maxBody",
  "scanTimeoutMs",
  "port",
] as const;

const HELP = `
Examples:
  echo '{"method":"GET","url":"https://api.github.com/user"}' | interven scan
  interven scan --method POST --url https://slack.com/api/chat.postMessage --body @message.json
  interven scan --url https://example.com/upload --method PUT --body "some text" --header "content-type: text/plain"

Without --url the scan request is read from stdin as JSON, as POST /v1/scan takes it.

Exit codes: 0 ALLOW, 3 SANITIZE, 4 REQUIRE_APPROVAL, 5 DENY, 1 no verdict could be had, 2 usage.`;

export function define(command: Command, shell: Shell): void {
  addCallOptions(command);
  addSettings(command, SETTING_NAMES);
  command.addHelpText("after", HELP);
  command.action(async () => {
    const settings = await settingsOf(command, SETTING_NAMES, shell);
    const input = await readCall(command, settings, shell);
    const { openEngine } = await import("./engine_parts.ts");
    const parts = await openEngine(settings);
    try {
      shell.exitCode = await judge(parts, input, shell);
    } finally {
      await parts.close();
    }
  });
}

async function judge(
  { engine, consoleUrl }: { engine: Engine; consoleUrl: string },
  { call, bodyForm }: { call: ToolCall; bodyForm: BodyForm },
  shell: Shell,
): Promise<number> {
  try {
    const { verdict, recorded } = await engine.evaluate(call);
    await recorded;
    shell.out(JSON.stringify(verdictToWire(verdict, { consoleUrl, body: bodyForm }), null, 2));
    return EXIT_OF_DECISION[verdict.decision];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`No verdict could be had: ${reason}`, EXIT.failure, { cause });
  }
}
