import type { Command } from "commander";
import type { ToolCall } from "../engine/types.ts";
import { agentFromApiKey, type BodyForm, parseScanRequest } from "../engine/wire/scan_request.ts";
import { UsageError } from "./exit_codes.ts";
import { requestFromFlags, type ScanFlags } from "./scan_flags.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";

/** Adds the options that describe one call. */
export function addCallOptions(command: Command): void {
  const collect = (text: string, before: readonly string[] = []) => [...before, text];
  command
    .option("--method <method>", "HTTP method (default: GET, or POST with a body)")
    .option("--url <url>", "absolute URL of the call")
    .option("--body <text|@file>", "the body, or the file that holds it")
    .option("--header <line>", 'a header, such as "content-type: application/json"; repeatable', collect)
    .option("--tool-name <name>", "what the caller calls the tool")
    .option("--agent <id>", "the agent that makes the call")
    .option("--session <id>", "the run of the agent");
}

/**
 * The call that the flags describe, or the scan request on stdin.
 *
 * @throws {UsageError} when there is none, it is malformed, or its body is over the limit.
 */
export async function readCall(
  command: Command,
  settings: Settings<"apiKey" | "maxBody">,
  shell: Shell,
): Promise<{ call: ToolCall; bodyForm: BodyForm }> {
  const flags = command.opts<ScanFlags>();
  const request = await (flags.url === undefined ? requestFromStdin(flags, shell) : requestFromFlags(flags));
  const agentId = settings.apiKey === undefined ? "cli" : agentFromApiKey(settings.apiKey);
  const parsed = parseScanRequest(request, { door: "cli", agentId });
  if (!parsed.ok) throw new UsageError(parsed.message);
  const bytes = parsed.call.body?.bytes.length ?? 0;
  if (bytes > settings.maxBody) {
    throw new UsageError(
      `Cannot scan a body of ${bytes} bytes: want at most ${settings.maxBody} (--max-body)`,
    );
  }
  return parsed;
}

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
