/** The ways into the engine, each answering with the same few words about a call. */
import { openDataFolder } from "../../cli/data_folder.ts";
import { openEmbeddedEngine } from "../../cli/embedded_engine.ts";
import { createProxy } from "../../proxy/handler.ts";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { runProgram } from "../../cli/program.ts";
import type { Shell } from "../../cli/shell.ts";
import type { Engine } from "../../engine/ports.ts";
import { createGuard } from "../../mcp/guard.ts";
import type { Incoming } from "../../mcp/proxy/end.ts";
import { frameOf, type JsonObject } from "../../mcp/proxy/message.ts";
import { type ProxyEnds, runProxy } from "../../mcp/proxy/proxy.ts";
import { startGateway } from "../e2e/gateway_process.ts";
import { temporaryFolder } from "../e2e/interven_process.ts";
import type { ParityCase } from "./cases.ts";

/** What has to be the same on every door. */
export interface Seen {
  readonly decision: unknown;
  readonly reasons: unknown;
  readonly rule: unknown;
  readonly classes: unknown;
}

export interface Door extends AsyncDisposable {
  readonly name: string;
  /** Whether the call can come by this door. Default: every one can. */
  takes?(call: ParityCase): boolean;
  ask(call: ParityCase): Promise<Seen>;
}

function seenIn(wire: Record<string, unknown>): Seen {
  return {
    decision: wire["decision"],
    reasons: wire["reason_codes"],
    rule: wire["rule_id"],
    classes: wire["classifications"],
  };
}

/** Each call is that of another agent: what one was refused must not count against the next. */
const agentOf = ({ name }: ParityCase) => name.replace(/\W+/g, "-");

function scanRequestOf(call: ParityCase): Record<string, unknown> {
  const { method, url, headers = {}, body } = call;
  return { method, url, headers, agent_id: agentOf(call), ...(body !== undefined && { body }) };
}

/**
 * The proxy with a resolver for which every name is this machine, where nothing listens: what is allowed ends as an unreachable
 * upstream, and no test leaves the machine. The verdict is read from the trace.
 */
export async function proxyDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  const parts = await openEmbeddedEngine({ dataDir: folder.path, policy: undefined, workers: 1 });
  const nobody = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const proxy = createProxy({
    engine: parts.engine,
    mode: () => "enforce",
    failOpen: false,
    maxBodyBytes: 1_000_000,
    allowUpstream: ["127.0.0.0/8"],
    self: () => ({ hostnames: ["localhost"], port: nobody.addr.port }),
    consoleUrl: () => "http://localhost:4100",
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  return {
    name: "proxy",
    takes: ({ url }) => url.startsWith("http"),
    async ask(call) {
      const { method, url, headers = {}, body } = call;
      const bytes = body === undefined ? null : new TextEncoder().encode(
        typeof body === "string" ? body : JSON.stringify(body),
      );
      const json = typeof body === "object" ? { "content-type": "application/json" } : {};
      const length = bytes === null ? {} : { "content-length": String(bytes.length) };
      const response = await proxy.handle(
        new Request(`http://localhost:4100/proxy/${url}`, {
          method,
          headers: { ...json, ...length, "x-interven-agent": agentOf(call), ...headers },
          ...(bytes !== null && { body: bytes }),
        }),
      );
      await response.body?.cancel();
      const trace = parts.store.traces.get(response.headers.get("x-interven-trace-id") ?? "");
      if (!trace) throw new Error(`There is no trace: status ${response.status}`);
      const { decision, reasonCodes: reasons, ruleId: rule, classifications: classes } = trace;
      return { decision, reasons, rule, classes };
    },
    [Symbol.asyncDispose]: async () => {
      await proxy.close();
      nobody.close();
      await parts.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** `POST /v1/scan` of a gateway in its own process. */
export async function apiDoor(): Promise<Door> {
  const gateway = await startGateway();
  return {
    name: "/v1/scan",
    async ask(call) {
      const response = await fetch(`${gateway.origin}/v1/scan`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(scanRequestOf(call)),
      });
      return seenIn(await response.json());
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

/** The scan command as the program runs it, with an agent of its own for each call; tests/e2e runs it in processes. */
export async function scanDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  return {
    name: "interven scan",
    async ask(call) {
      const [out, err]: [string[], string[]] = [[], []];
      const shell: Shell = {
        env: (name) => ({ INTERVEN_DATA_DIR: folder.path, INTERVEN_WORKERS: "1" })[name],
        out: (line) => void out.push(line),
        err: (line) => void err.push(line),
        colour: false,
        stdinIsTerminal: false,
        readStdin: () => Promise.resolve(JSON.stringify(scanRequestOf(call))),
        exitCode: 0,
      };
      await runProgram(["scan"], shell);
      if (out.length === 0) throw new Error(err.join("\n"));
      return seenIn(JSON.parse(out.join("\n")));
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** The guard behind the SDK's client, as a client of its own for each call. */
export async function mcpDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  const parts = await openEmbeddedEngine({ dataDir: folder.path, policy: undefined, workers: 1 });
  return {
    name: "mcp",
    async ask(call) {
      const { agent_id: agentId, ...request } = scanRequestOf(call);
      const client = await guardClient(parts.engine, String(agentId));
      const result = await client.callTool({
        name: "interven_scan",
        arguments: { tool_name: "http_request", ...request },
      });
      await client.close();
      if (result.structuredContent === undefined) throw new Error(JSON.stringify(result.content));
      return seenIn(result.structuredContent as Record<string, unknown>);
    },
    [Symbol.asyncDispose]: async () => {
      await parts.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function guardClient(engine: Engine, agentId: string): Promise<Client> {
  const [clientSide, guardSide] = InMemoryTransport.createLinkedPair();
  const guard = createGuard({
    engine: Promise.resolve(engine),
    agentId,
    version: "0.0.0",
    consoleUrl: "http://localhost:4100",
    timeoutMs: 30_000,
    maxBodyBytes: 1_000_000,
    failOpen: false,
  });
  await guard.connect(guardSide);
  const client = new Client({ name: "parity", version: "1.0.0" });
  await client.connect(clientSide);
  return client;
}

/** The MCP proxy before a server that answers every call; for calls of the `mcp:` scheme alone. */
export async function mcpProxyDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  const parts = await openEmbeddedEngine({ dataDir: folder.path, policy: undefined, workers: 1 });
  return {
    name: "mcp proxy",
    takes: ({ url, headers }) => url.startsWith("mcp://") && headers === undefined,
    async ask(call) {
      const { host, pathname } = new URL(call.url);
      const asked = {
        id: 1,
        method: "tools/call",
        params: { name: pathname.slice(1), arguments: call.body },
      };
      await runProxy({
        engine: Promise.resolve(parts.engine),
        serverName: host,
        serverId: host,
        pins: Promise.resolve(undefined),
        agentId: agentOf(call),
        consoleUrl: "http://localhost:4100",
        timeoutMs: 30_000,
        approvalWaitMs: 0,
        maxBodyBytes: 10_000_000,
        failOpen: false,
        now: () => Date.now(),
        monotonic: () => performance.now(),
        say: () => {},
      }, ...oneCall(asked));
      await parts.store.flush();
      const [trace] = parts.store.traces.list({ agent: agentOf(call), limit: 1 }).traces;
      if (trace === undefined) throw new Error("There is no trace");
      const { decision, reasonCodes: reasons, ruleId: rule, classifications: classes } = trace;
      return { decision, reasons, rule, classes };
    },
    [Symbol.asyncDispose]: async () => {
      await parts.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Claude Code's hook, for calls that one of its tools would make: a command line, or a tool of an MCP server. */
export async function hookDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  let calls = 0;
  return {
    name: "hook",
    takes: (call) => call.headers === undefined && claudeToolOf(call) !== undefined,
    async ask(call) {
      // The key names the agent by its first 12 characters.
      const agent = `k${calls++}`;
      const [out, err]: [string[], string[]] = [[], []];
      const event = {
        hook_event_name: "PreToolUse",
        session_id: agentOf(call),
        tool_name: claudeToolOf(call),
        tool_input: call.body,
      };
      const env: Record<string, string> = {
        INTERVEN_DATA_DIR: folder.path,
        INTERVEN_WORKERS: "1",
        INTERVEN_API_KEY: agent,
      };
      await runProgram(["hook", "claude-code"], {
        env: (name) => env[name],
        out: (line) => void out.push(line),
        err: (line) => void err.push(line),
        colour: false,
        stdinIsTerminal: false,
        readStdin: () => Promise.resolve(JSON.stringify(event)),
        exitCode: 0,
      });
      const { store } = openDataFolder(folder.path);
      try {
        const [trace] = store.traces.list({ agent, limit: 1 }).traces;
        if (trace === undefined) throw new Error(`There is no trace: ${[...out, ...err].join(" ")}`);
        const { decision, reasonCodes: reasons, ruleId: rule, classifications: classes } = trace;
        return { decision, reasons, rule, classes };
      } finally {
        await store.close();
      }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function claudeToolOf({ method, url, body }: ParityCase): string | undefined {
  if (method !== "POST" || typeof body !== "object" || body === null) return undefined;
  if (url === "exec://localhost" && Object.keys(body).join() === "command") return "Bash";
  const [, server, tool] = /^mcp:\/\/([a-z0-9-]+)\/([\w-]+)$/.exec(url) ?? [];
  return server === undefined ? undefined : `mcp__${server}__${tool}`;
}

/** A client that asks once, and a server that answers whatever it is asked. */
function oneCall(message: JsonObject): [ProxyEnds] {
  const asked = Promise.withResolvers<void>();
  const server: Incoming[] = [];
  return [{
    client: {
      async *incoming() {
        yield { ok: true, frame: frameOf(message) } as const;
      },
      send: () => Promise.resolve(asked.resolve()),
      close: () => Promise.resolve(),
    },
    server: {
      async *incoming() {
        await asked.promise;
        yield* server;
      },
      send: ({ message: { id } }) => {
        server.push({ ok: true, frame: frameOf({ id, result: { content: [] } }) });
        return Promise.resolve(asked.resolve());
      },
      close: () => Promise.resolve(),
    },
  }];
}
