/** The four ways into the engine, each answering with the same few words about a call. */
import { openEmbeddedEngine } from "../../cli/embedded_engine.ts";
import { createProxy } from "../../proxy/handler.ts";
import { startGateway } from "../e2e/gateway_process.ts";
import { interven, temporaryFolder } from "../e2e/interven_process.ts";
import { startMcp } from "../e2e/mcp_process.ts";
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
    mode: "enforce",
    failOpen: false,
    maxBodyBytes: 1_000_000,
    allowUpstream: ["127.0.0.0/8"],
    self: () => ({ hostnames: ["localhost"], port: nobody.addr.port }),
    consoleUrl: () => "http://localhost:4100",
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  return {
    name: "proxy",
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

/** The scan command, in a process for each call. */
export async function scanDoor(): Promise<Door> {
  const folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  return {
    name: "interven scan",
    async ask(call) {
      const result = await interven(["scan"], { env, stdin: JSON.stringify(scanRequestOf(call)) });
      if (result.stdout === "") throw new Error(result.stderr);
      return seenIn(JSON.parse(result.stdout));
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** The guard, in a process of its own. It serves one agent, so after a refusal another begins in another folder. */
export async function mcpDoor(): Promise<Door> {
  const open = async () => {
    const folder = await temporaryFolder();
    const mcp = await startMcp({ dataDir: folder.path });
    const close = async () => {
      await mcp[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    };
    return { mcp, close };
  };
  let guard = await open();
  return {
    name: "mcp",
    async ask(call) {
      const { agent_id: _, ...request } = scanRequestOf(call);
      const { verdict, line } = await guard.mcp.scan({ tool_name: "http_request", ...request });
      if (verdict["decision"] === undefined) throw new Error(line);
      if (verdict["decision"] === "DENY") {
        await guard.close();
        guard = await open();
      }
      return seenIn(verdict);
    },
    [Symbol.asyncDispose]: () => guard.close(),
  };
}
