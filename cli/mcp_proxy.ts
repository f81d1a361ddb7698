import type { Command } from "commander";
import { serverIdentity } from "../engine/pins/tool_pin.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import { keepStdoutForProtocol } from "./protocol_stdout.ts";
import type { Shell } from "./shell.ts";
import { stopSignal } from "./stop_signal.ts";
import { surviveStrayRejections } from "./stray_rejections.ts";

const SETTING_NAMES = [
  "config",
  "apiKey",
  "gatewayUrl",
  "scanTimeoutMs",
  "failOpen",
  "approvalWait",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "workers",
  "maxBody",
  "port",
] as const;

/** A result holds more than a call: pictures and files in base64. */
const MESSAGE_GROWTH = 8;

const HELP = `
Stands between an MCP client and one server. Everything passes as it is, except: each tools/call is decided first, and each
answer is read before the model sees it.

In the settings of an MCP client, put "interven" and "mcp", "proxy", "--" before a server's command:
  { "command": "interven", "args": ["mcp", "proxy", "--", "npx", "-y", "@modelcontextprotocol/server-filesystem", "/data"] }

The server gets this command's environment, working folder and stderr; its exit code is this command's. Policies know its
calls as mcp://<server name>/<tool>. A call that needs a person asks through the client where that can show a question, else
it waits in the console for --approval-wait seconds, else the model is told where to approve it.`;

interface ProxyOptions {
  readonly serverName?: string;
  readonly session?: string;
}

export function defineProxy(command: Command, shell: Shell): void {
  command.description("stand between an MCP client and one server")
    .argument("<command...>", "the server's command and its arguments, after --")
    .option("--server-name <name>", "what policies call the server (default: told by its command)")
    .option(
      "--session <id>",
      "one run of the agent, shared by its servers (default: the agent; env INTERVEN_SESSION)",
    )
    .addHelpText("after", HELP);
  addSettings(command, SETTING_NAMES);
  command.action(async (words: readonly string[], options: ProxyOptions) => {
    keepStdoutForProtocol();
    shell.exitCode = await runMcpProxy(words, options, { command, shell });
  });
}

async function runMcpProxy(
  words: readonly string[],
  options: ProxyOptions,
  { command, shell }: { command: Command; shell: Shell },
): Promise<number> {
  const settings = await settingsOf(command, SETTING_NAMES, shell);
  const [program, ...args] = words;
  if (program === undefined) {
    throw new UsageError("Cannot start a server without its command: want -- <command>");
  }
  const { serverNameOf } = await import("../mcp/proxy/server_name.ts");
  const serverName = nameOf(options.serverName ?? serverNameOf(words));
  const say = (message: string) => shell.err(`interven mcp proxy (${serverName}): ${message}`);
  surviveStrayRejections(say);

  const maxMessageBytes = settings.maxBody * MESSAGE_GROWTH;
  const { startChild } = await import("../mcp/proxy/child.ts");
  const child = startOr(() => startChild([program, ...args], { maxMessageBytes }), program);
  const { consoleUrlOf, openEngine } = await import("./engine_parts.ts");
  const opened = openEngine(settings, { say });
  const engine = opened.then((parts) => parts.engine);
  engine.catch((error) => say(error instanceof Error ? error.message : String(error)));
  const { runProxy } = await import("../mcp/proxy/proxy.ts");
  const { LineEnd } = await import("../mcp/proxy/end.ts");
  const client = new LineEnd({
    input: Deno.stdin.readable,
    output: Deno.stdout.writable,
    maxBytes: maxMessageBytes,
  });
  const session = options.session ?? shell.env("INTERVEN_SESSION");
  // Both sides may end it: the client by closing its end or by a signal, the server by ending.
  void stopSignal().then(() => {
    child.signal("SIGTERM");
    return child.stop();
  });
  await runProxy({
    engine,
    serverName,
    serverId: serverIdentity(words),
    pins: opened.then((parts) => parts.pins),
    now: () => Date.now(),
    consoleUrl: consoleUrlOf(settings),
    timeoutMs: settings.scanTimeoutMs,
    approvalWaitMs: settings.approvalWait,
    failOpen: settings.failOpen,
    monotonic: () => performance.now(),
    say,
    ...(settings.apiKey !== undefined && { agentId: agentFromApiKey(settings.apiKey) }),
    ...(session !== undefined && session !== "" && { sessionId: session }),
    ...(settings.gatewayUrl === undefined && {
      decide: async (id: string, answer: { status: "approved" | "denied"; note?: string }) =>
        (await opened).decide?.(id, { ...answer, by: "mcp client" }) ?? false,
    }),
  }, { client, server: child.end, clientClosed: () => void child.stop() });
  const code = await child.exited;
  await opened.then((parts) => parts.close(), () => {});
  return code;
}

/** @throws {UsageError} for what could not stand in `mcp://<name>/`. */
function nameOf(name: string): string {
  if (/^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/i.test(name)) return name.toLowerCase();
  throw new UsageError(`Invalid --server-name "${name}": want letters, digits, dots, dashes and underscores`);
}

/** @throws {CommandError} when the server's program cannot be started. */
function startOr<Child>(start: () => Child, program: string): Child {
  try {
    return start();
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "there is no such program" : messageOf(cause);
    throw new CommandError(`Cannot start the MCP server "${program}": ${why}`, 127, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
