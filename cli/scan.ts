import type { Command } from "commander";
import type { Engine } from "../engine/ports.ts";
import type { ToolCall } from "../engine/types.ts";
import { agentFromApiKey, type BodyForm, parseScanRequest } from "../engine/wire/scan_request.ts";
import { verdictToWire } from "../engine/wire/verdict.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { CommandError, EXIT, EXIT_OF_DECISION, UsageError } from "./exit_codes.ts";
import { requestFromFlags, type ScanFlags } from "./scan_flags.ts";
import type { Shell } from "./shell.ts";

const SETTING_NAMES = [
  "config",
  "apiKey",
  "gatewayUrl",
  "policy",
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
  command
    .option("--method <method>", "HTTP method (default: GET, or POST with a body)")
    .option("--url <url>", "absolute URL of the call")
    .option("--body <text|@file>", "the body, or the file that holds it")
    .option("--header <line>", 'a header, such as "content-type: application/json"; repeatable', collect)
    .option("--tool-name <name>", "what the caller calls the tool")
    .option("--agent <id>", "the agent that makes the call")
    .option("--session <id>", "the run of the agent")
    .addHelpText("after", HELP);
  addSettings(command, SETTING_NAMES);
  command.action(async () => {
    const settings = await settingsOf(command, SETTING_NAMES, shell);
    const flags = command.opts<ScanFlags>();
    const request =
      await (flags.url === undefined ? requestFromStdin(flags, shell) : requestFromFlags(flags));
    const agentId = settings.apiKey === undefined ? "cli" : agentFromApiKey(settings.apiKey);
    const parsed = parseScanRequest(request, { door: "cli", agentId });
    if (!parsed.ok) throw new UsageError(parsed.message);
    const bytes = parsed.call.body?.bytes.length ?? 0;
    if (bytes > settings.maxBody) {
      throw new UsageError(
        `Cannot scan a body of ${bytes} bytes: want at most ${settings.maxBody} (--max-body)`,
      );
    }
    const { openEngine } = await import("./engine_parts.ts");
    const parts = await openEngine(settings);
    try {
      shell.exitCode = await judge(parts, parsed, shell);
    } finally {
      await parts.close();
    }
  });
}

const collect = (text: string, before: readonly string[] = []) => [...before, text];

async function requestFromStdin(flags: ScanFlags, shell: Shell): Promise<unknown> {
  const given = (["method", "body", "header", "toolName", "agent", "session"] as const)
    .find((name) => flags[name] !== undefined);
  if (given !== undefined) throw new UsageError(`Cannot use --${dashed(given)} without --url`);
  if (shell.stdinIsTerminal) throw new UsageError("Nothing to scan: want --url, or a scan request on stdin");
  const text = await shell.readStdin();
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = text.trim() === "" ? "nothing" : "something else";
    throw new UsageError(`Cannot read the scan request: want JSON on stdin, found ${found}`, { cause });
  }
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
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
