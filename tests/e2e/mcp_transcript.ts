/** Records everything that an MCP server says to a client, so that two ways to the same server can be compared. */
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OlderStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
  ResultSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { childEnv, FROM_SOURCE } from "./interven_process.ts";

/** An official server, as it lies in node_modules. */
export function officialServer(name: string, ...args: readonly string[]): readonly string[] {
  const path = `../../node_modules/@modelcontextprotocol/server-${name}/dist/index.js`;
  return [
    Deno.execPath(),
    "run",
    "-qA",
    decodeURIComponent(new URL(path, import.meta.url).pathname),
    ...args,
  ];
}

/** The command that puts the proxy before a server. */
export function behindProxy(
  server: readonly string[],
  { dataDir, args = [] }: { dataDir: string; args?: readonly string[] },
): readonly string[] {
  return [...FROM_SOURCE, "mcp", "proxy", "--data-dir", dataDir, ...args, "--", ...server];
}

type Json = Record<string, unknown>;

/** What both SDKs' clients can do, by method: neither's own reading of the answer stands between. */
export interface Wire {
  readonly capabilities: unknown;
  request(
    method: string,
    params: Json,
    options?: { signal?: AbortSignal; onprogress?: () => void },
  ): Promise<Json>;
  notify(method: string): Promise<void>;
  /** Resolves once a message of this method has come, or had come before. */
  heard(method: string): Promise<void>;
  close(): Promise<void>;
}

export const CLIENTS = ["current SDK", "older SDK"] as const;

/** What this client answers to a server that asks. Roots are none: servers that take them do so at a time of their own. */
const ANSWERS = {
  roots: { roots: [] },
  sampling: { role: "assistant", model: "none", content: { type: "text", text: "sampled" } },
  elicitation: { action: "accept", content: { name: "Ada", check: true } },
} as const;
const CAPABILITIES = { sampling: {}, elicitation: { form: {} }, roots: { listChanged: true } };
const INFO = { name: "transcript", version: "1.0.0" };

export async function connect(
  kind: typeof CLIENTS[number],
  [command = "", ...args]: readonly string[],
  heard: Json[],
): Promise<Wire> {
  const env = childEnv({ INTERVEN_WORKERS: "1" });
  const parameters = { command, args, env, stderr: "ignore" as const };
  const [transport, client] = kind === "current SDK" ? currentClient(parameters) : olderClient(parameters);
  await client.connect(transport as never);
  const waiting = new Map<string, () => void>();
  const { onmessage } = transport;
  transport.onmessage = ((message: never, extra: never) => {
    heard.push(message);
    waiting.get((message as Json)["method"] as string)?.();
    onmessage?.(message, extra);
  }) as typeof transport.onmessage;
  return {
    capabilities: [client.getServerCapabilities(), client.getServerVersion(), client.getInstructions()],
    request: (method, params, options = {}) => {
      const request = { method, params } as never;
      const given = { ...options, timeout: 600_000 };
      return (client instanceof OlderClient
        ? client.request(request, ResultSchema, given)
        : client.request(request, z.looseObject({}), given)) as Promise<Json>;
    },
    notify: (method) => client.notification({ method } as never),
    heard: (method) => {
      if (heard.some((message) => message["method"] === method)) return Promise.resolve();
      return new Promise((resolve) => waiting.set(method, resolve));
    },
    close: () => client.close(),
  };
}

function currentClient(
  parameters: { command: string; args: string[]; env: Record<string, string>; stderr: "ignore" },
) {
  const client = new Client(INFO, { capabilities: CAPABILITIES, versionNegotiation: { mode: "legacy" } });
  client.setRequestHandler("roots/list", () => ANSWERS.roots as never);
  client.setRequestHandler("sampling/createMessage", () => ANSWERS.sampling as never);
  client.setRequestHandler("elicitation/create", () => ANSWERS.elicitation as never);
  return [new StdioClientTransport(parameters), client] as const;
}

function olderClient(
  parameters: { command: string; args: string[]; env: Record<string, string>; stderr: "ignore" },
) {
  const client = new OlderClient(INFO, { capabilities: CAPABILITIES });
  client.setRequestHandler(ListRootsRequestSchema, () => ANSWERS.roots as never);
  client.setRequestHandler(CreateMessageRequestSchema, () => ANSWERS.sampling as never);
  client.setRequestHandler(ElicitRequestSchema, () => ANSWERS.elicitation as never);
  return [new OlderStdio(parameters), client] as const;
}

/** Everything that a server said while `script` ran, without what differs from run to run. */
export async function transcript(
  kind: typeof CLIENTS[number],
  command: readonly string[],
  script: (wire: Wire) => Promise<void>,
): Promise<readonly string[]> {
  const heard: Json[] = [];
  const wire = await connect(kind, command, heard);
  try {
    await script(wire);
  } finally {
    await wire.close();
  }
  // What comes on a timer of the server's own comes a different number of times.
  const said = heard.filter((message) => !isTimed(message));
  return [JSON.stringify(wire.capabilities), ...said.map(lasting)].sort();
}

/** Steps of a call that goes on until it is given up are of this number. */
export const ENDLESS_STEPS = 30_000;

function isTimed({ method, params }: Json): boolean {
  if (method === "notifications/message") return true;
  return method === "notifications/progress" && (params as Json)["total"] === ENDLESS_STEPS;
}

/** Times and random names stand still. */
function lasting(message: Json): string {
  return JSON.stringify(message)
    .replaceAll(/(?<="blob":")[\w+/=]+/g, (blob) => atob(blob))
    .replaceAll(/\d{1,2}:\d\d:\d\d\s?[AP]M/g, "TIME")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replaceAll(/[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d/g, "TIME")
    .replaceAll(/\b[0-9a-f]{32}\b/g, "ID");
}

export async function serverFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "interven-served-" }));
  await Deno.writeTextFile(join(path, "notes.txt"), "line one\nline two\n");
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
