import type { Command } from "commander";
import { serverIdentity } from "../engine/pins/tool_pin.ts";
import type { End } from "../mcp/proxy/end.ts";
import type { ProxyParts } from "../mcp/proxy/ports.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { addSettings, settingsOf } from "./command_settings.ts";
import { UsageError } from "./exit_codes.ts";
import { LOCAL_ENGINE_SETTINGS } from "./local_engine_settings.ts";
import { type RunningServer, serverOpener, targetOf } from "./mcp_proxy_server.ts";
import { keepStdoutForProtocol } from "./protocol_stdout.ts";
import type { Shell } from "./shell.ts";
import { stopSignal } from "./stop_signal.ts";
import { surviveStrayRejections } from "./stray_rejections.ts";

const SETTING_NAMES = [...LOCAL_ENGINE_SETTINGS, "approvalWait"] as const;

/** A result holds more than a call: pictures and files in base64. */
const MESSAGE_GROWTH = 8;

const HELP = `
Stands between an MCP client and one server. Everything passes as it is, except: each tools/call is decided first, and each
answer is read before the model sees it.

In the settings of an MCP client, put "interven" and "mcp", "proxy", "--" before a server's command:
  { "command": "interven", "args": ["mcp", "proxy", "--", "npx", "-y", "@modelcontextprotocol/server-filesystem", "/data"] }

A server behind an address is reached with --url, by Streamable HTTP or by the older HTTP with server-sent events:
  interven mcp proxy --url https://mcp.example.com/mcp --header 'Authorization: Bearer …'
With --listen the proxy serves Streamable HTTP at http://localhost:<port>/mcp, to clients of this machine alone:
  interven mcp proxy --listen 4200 -- npx -y @modelcontextprotocol/server-memory

The server gets this command's environment, working folder and stderr; its exit code is this command's. Policies know its
calls as mcp://<server name>/<tool>. A call that needs a person asks through the client where that can show a question, else
it waits in the console for --approval-wait seconds, else the model is told where to approve it.`;

interface ProxyOptions {
  readonly url?: string;
  readonly header: readonly string[];
  readonly listen?: string;
  readonly serverName?: string;
  readonly session?: string;
}

export function defineProxy(command: Command, shell: Shell): void {
  command.description("stand between an MCP client and one server")
    .argument("[command...]", "the server's command and its arguments, after --")
    .option("--url <address>", "the server is reached by HTTP at this address, instead of by a command")
    .option(
      "--header <name: value>",
      "sent to the server with every request; repeatable",
      (header: string, before: readonly string[]) => [...before, header],
      [],
    )
    .option("--listen <port>", "serve clients by HTTP on this port, instead of one on stdin and stdout")
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
  const target = targetOf(words, options);
  const port = options.listen === undefined ? undefined : portOf(options.listen);
  const { serverNameOf, serverNameOfUrl } = await import("../mcp/proxy/server_name.ts");
  const toldName = "url" in target ? serverNameOfUrl(target.url) : serverNameOf(target.words);
  const serverName = nameOf(options.serverName ?? toldName);
  const say = (message: string) => shell.err(`interven mcp proxy (${serverName}): ${message}`);
  surviveStrayRejections(say);

  const maxMessageBytes = settings.maxBody * MESSAGE_GROWTH;
  const open = await serverOpener(target, { maxMessageBytes, say });
  // The only server of a client on stdin starts at once, beside the engine.
  const server = port === undefined ? open() : undefined;
  const { consoleUrlOf, openEngine } = await import("./engine_parts.ts");
  const opened = openEngine(settings, { say, keepsPins: true });
  const engine = opened.then((parts) => parts.engine);
  engine.catch((error) => say(error instanceof Error ? error.message : String(error)));
  const { runProxy } = await import("../mcp/proxy/proxy.ts");
  const session = options.session ?? shell.env("INTERVEN_SESSION");
  const parts: ProxyParts = {
    engine,
    serverName,
    serverId: serverIdentity(
      "url" in target ? [`${target.url.origin}${target.url.pathname}`] : target.words,
    ),
    pins: opened.then((parts) => parts.pins),
    now: () => Date.now(),
    consoleUrl: consoleUrlOf(settings),
    timeoutMs: settings.scanTimeoutMs,
    maxBodyBytes: settings.maxBody,
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
  };
  const run = (client: End, server: RunningServer) =>
    runProxy(parts, { client, server: server.end, clientClosed: () => void server.stop() });
  const code = port === undefined
    ? await onStdio(server as RunningServer, { run, maxMessageBytes })
    : await onPort(port, { run, open, maxMessageBytes, say });
  await opened.then((parts) => parts.close(), () => {});
  return code;
}

type RunProxy = (client: End, server: RunningServer) => Promise<void>;

async function onStdio(
  server: RunningServer,
  { run, maxMessageBytes }: { run: RunProxy; maxMessageBytes: number },
): Promise<number> {
  const { LineEnd } = await import("../mcp/proxy/end.ts");
  const { readable: input } = Deno.stdin;
  const client = new LineEnd({ input, output: Deno.stdout.writable, maxBytes: maxMessageBytes });
  // Both sides may end it: the client by closing its end or by a signal, the server by ending.
  void stopSignal().then((signal) => {
    server.signal(signal);
    return server.stop(signal);
  });
  await run(client, server);
  // It may have closed its output and stay.
  await server.stop();
  return await server.exited;
}

/** Sessions at once, each with a server of its own, and how long one lasts that nobody uses. */
const MAX_SESSIONS = 64;
const IDLE_MS = 30 * 60_000;

async function onPort(port: number, { run, open, maxMessageBytes, say }: {
  run: RunProxy;
  open: () => RunningServer;
  maxMessageBytes: number;
  say: (message: string) => void;
}): Promise<number> {
  const { HttpListener } = await import("../mcp/proxy/http/listener.ts");
  const { drain, listen } = await import("./listen.ts");
  const sessions = new HttpListener({
    open: async (client) => await run(client, open()),
    maxBytes: maxMessageBytes,
    maxSessions: MAX_SESSIONS,
    idleMs: IDLE_MS,
    monotonic: () => performance.now(),
    say,
  });
  const handler = (request: Request) =>
    new URL(request.url).pathname === "/mcp"
      ? sessions.handle(request)
      : new Response("The MCP server is at /mcp\n", { status: 404 });
  const onError = (error: unknown) => {
    say(`Unexpected failure: ${String(error)}`);
    return new Response(null, { status: 500 });
  };
  const listener = listen(handler, { host: "127.0.0.1", port, onError });
  say(`listening on ${listener.origin}/mcp`);
  const idle = setInterval(() => sessions.endIdle(), 60_000);
  await stopSignal();
  clearInterval(idle);
  await sessions.close();
  await drain(listener, DRAIN_MS);
  return 0;
}

/** Streams that clients hold open do not end by themselves. */
const DRAIN_MS = 1_000;

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`Invalid --listen "${text}": want a port, 0 to 65535`);
}

/** @throws {UsageError} for what could not stand in `mcp://<name>/`. */
function nameOf(name: string): string {
  if (/^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/i.test(name)) return name.toLowerCase();
  throw new UsageError(`Invalid --server-name "${name}": want letters, digits, dots, dashes and underscores`);
}
