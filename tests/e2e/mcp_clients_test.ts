/** Clients that people use see the same server behind the proxy as directly: the MCP Inspector's command line, and the OpenAI Agents SDK. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { MCPServerStdio, MCPServerStreamableHttp } from "@openai/agents-core";
import { fakeGithubToken } from "./fake_secrets.ts";
import { childEnv, temporaryFolder } from "./interven_process.ts";
import { listeningProxy } from "./mcp_listening.ts";
import { behindProxy, officialServer } from "./mcp_transcript.ts";

const INSPECTOR = decodeURIComponent(
  new URL(
    "../../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js",
    import.meta.url,
  ).pathname,
);
const EVERYTHING = officialServer("everything", "stdio");

/** Servers by name, as a settings file of a client has them. */
type Servers = Readonly<Record<string, Record<string, unknown>>>;

function commandSettings([command, ...args]: readonly string[]): Record<string, unknown> {
  return { type: "stdio", command, args, env: childEnv({ INTERVEN_WORKERS: "1" }) };
}

/** The Inspector's answer as it prints it. It is ended once that is whole: over HTTP it sometimes stays for good, also without a proxy. */
async function inspect(home: string, servers: Servers, args: readonly string[]): Promise<string> {
  const config = join(home, "servers.json");
  await Deno.writeTextFile(config, JSON.stringify({ mcpServers: servers }));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-qA", INSPECTOR, "--cli", "--config", config, ...args],
    env: { ...childEnv(), HOME: home },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let text = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (args.includes("http") && isWhole(text)) break;
  }
  // Of a server that it has started itself it must have taken leave.
  if (args.includes("http")) endNow(child);
  await child.status;
  assert.ok(isWhole(text), `The Inspector said no JSON: ${text}`);
  return text.trim();
}

function endNow(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch { /* it has ended by itself */ }
}

function isWhole(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

const ASKED = [
  ["--method", "tools/list"],
  ["--method", "tools/call", "--tool-name", "echo", "--tool-arg", "message=grüße 你好"],
  ["--method", "tools/call", "--tool-name", "get-structured-content", "--tool-arg", "location=Chicago"],
  ["--method", "resources/read", "--uri", "demo://resource/static/document/features.md"],
  ["--method", "prompts/get", "--prompt-name", "simple-prompt"],
] as const;

Deno.test("The MCP Inspector's command line sees the same server through the proxy, on stdin and stdout and over HTTP", async () => {
  await using home = await temporaryFolder();
  await using data = await temporaryFolder();
  await using over = await temporaryFolder();
  await using listening = await listeningProxy(EVERYTHING, over.path);
  const servers: Servers = {
    direct: commandSettings(EVERYTHING),
    stdio: commandSettings(behindProxy(EVERYTHING, { dataDir: data.path })),
    http: { type: "streamable-http", url: listening.url },
  };
  for (const [i, args] of ASKED.entries()) {
    const direct = await inspect(home.path, servers, ["--server", "direct", ...args]);
    assert.ok(direct.length > 20, `${args}: ${direct}`);
    for (const server of i < 2 ? ["stdio", "http"] : ["stdio"]) {
      assert.equal(
        await inspect(home.path, servers, ["--server", server, ...args]),
        direct,
        `${server}: ${args}`,
      );
    }
  }
  const secret = `message=take ${fakeGithubToken()}`;
  const call = ["--server", "stdio", "--method", "tools/call", "--tool-name", "echo", "--tool-arg", secret];
  assert.match(await inspect(home.path, servers, call), /Interven refused this call: .*github-pat/);
});

/** What an agent of the SDK would see of a server. */
async function look(server: MCPServerStdio | MCPServerStreamableHttp) {
  await server.connect();
  try {
    return {
      tools: await server.listTools(),
      echo: await server.callTool("echo", { message: "grüße 你好" }),
      structured: await server.callTool("get-structured-content", { location: "Chicago" }),
      resources: await server.listResources(),
      refused: await server.callTool("echo", { message: `take ${fakeGithubToken()}` }),
    };
  } finally {
    await server.close();
  }
}

const stdio = ([command = "", ...args]: readonly string[]) =>
  new MCPServerStdio({ name: "s", command, args: [...args], env: childEnv({ INTERVEN_WORKERS: "1" }) });

Deno.test("The OpenAI Agents SDK's MCP clients see the same server through the proxy, and read why a call was refused", async () => {
  await using data = await temporaryFolder();
  await using over = await temporaryFolder();
  await using listening = await listeningProxy(EVERYTHING, over.path);
  const direct = await look(stdio(EVERYTHING));
  assert.ok(direct.tools.length >= 10);
  const behind = [
    await look(stdio(behindProxy(EVERYTHING, { dataDir: data.path }))),
    await look(new MCPServerStreamableHttp({ name: "h", url: listening.url })),
  ];
  for (const { refused, ...seen } of behind) {
    const { refused: _, ...expected } = direct;
    assert.deepEqual(seen, expected);
    assert.match(JSON.stringify(refused), /Interven refused this call: .*github-pat/);
  }
});
