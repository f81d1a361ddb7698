/** `interven mcp proxy --listen` and `--url`: HTTP on either side, between real clients and real servers. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { McpServer as OlderServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { FROM_SOURCE, interven, temporaryFolder } from "./interven_process.ts";
import { listeningProxy } from "./mcp_listening.ts";
import { CLIENTS, officialServer, transcript, type Wire } from "./mcp_transcript.ts";

async function script(wire: Wire): Promise<void> {
  const call = (name: string, args = {}) => wire.request("tools/call", { name, arguments: args });
  await wire.heard("notifications/tools/list_changed");
  await wire.heard("roots/list");
  await wire.request("tools/list", {});
  await call("echo", { message: "grüße 你好 \u2028" });
  await call("get-structured-content", { location: "Chicago" });
  await call("trigger-elicitation-request");
  await call("trigger-sampling-request", { prompt: "a short poem", maxTokens: 10 });
  await wire.request("resources/read", { uri: "demo://resource/dynamic/blob/2" });
  await wire.request("prompts/get", { name: "simple-prompt" });
  await assert.rejects(wire.request("unheard/of", {}));
  let steps = 0;
  const long = { name: "trigger-long-running-operation", arguments: { duration: 0.2, steps: 4 } };
  await wire.request("tools/call", long, { onprogress: () => steps++ });
  assert.ok(steps > 0);
}

for (const kind of CLIENTS) {
  Deno.test(`A server is the same behind --url and --listen, one after the other, as directly (${kind})`, async () => {
    await using folder = await temporaryFolder();
    await using second = await temporaryFolder();
    const server = officialServer("everything", "stdio");
    await using proxy = await listeningProxy(server, folder.path);
    const byUrl = [...FROM_SOURCE, "mcp", "proxy", "--data-dir", second.path, "--url", proxy.url];
    assert.deepEqual(await transcript(kind, byUrl, script), await transcript(kind, server, script));
  });
}

Deno.test("A server of the older transport, HTTP with server-sent events, is reached by --url", async () => {
  const transports = new Map<string, SSEServerTransport>();
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      const transport = new SSEServerTransport("/messages", response);
      transports.set(transport.sessionId, transport);
      const mcp = new OlderServer({ name: "older", version: "1.0.0" });
      mcp.registerTool("greet", {}, () => ({ content: [{ type: "text", text: "hello" }] }));
      return await mcp.connect(transport);
    }
    const id = new URL(request.url ?? "", "http://here").searchParams.get("sessionId") ?? "";
    const transport = transports.get(id);
    if (transport !== undefined) return await transport.handlePostMessage(request, response);
    response.writeHead(405).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await using folder = await temporaryFolder();
  const url = `http://127.0.0.1:${port}/sse`;
  const command = [...FROM_SOURCE, "mcp", "proxy", "--data-dir", folder.path, "--url", url];
  const said = await transcript("current SDK", command, async (wire) => {
    await wire.request("tools/list", {});
    await wire.request("tools/call", { name: "greet" });
  });
  assert.match(said.join("\n"), /"text":"hello"/);
  for (const transport of transports.values()) await transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

Deno.test("A server that refuses is told to the client and on stderr, without the credentials; bad options are refused", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response("no", { status: 401 }),
  );
  await using folder = await temporaryFolder();
  const proxy = ["mcp", "proxy", "--data-dir", folder.path];
  const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } };
  const stdin = `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`;
  const url = `http://127.0.0.1:${server.addr.port}/mcp?key=secret-in-query`;
  const args = [...proxy, "--url", url, "--header", "Authorization: Bearer secret-in-header"];
  const { stdout, stderr } = await interven(args, { stdin, env: { INTERVEN_WORKERS: "1" } });
  assert.match(JSON.parse(stdout).error.message, /status 401: it wants credentials/);
  assert.match(stderr, /status 401/);
  assert.ok(!/secret-in/.test(stdout + stderr));

  for (
    const [given, expected] of [
      [["--url", url, "--", "some-command"], /Cannot use --url and a command/],
      [["--url", "ftp://host/mcp"], /Invalid --url/],
      [["--url", "http://user:secret-in-url@host/"], /Invalid --url/],
      [["--url", url, "--header", "secret-in-header"], /Invalid --header: want 'Name: value'/],
      [["--header", "a: b", "--", "some-command"], /Cannot send --header to a command/],
      [["--listen", "port", "--", "some-command"], /Invalid --listen "port"/],
      [[], /Cannot start a server without its command/],
    ] as const
  ) {
    const { code, stderr } = await interven([...proxy, ...given]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, expected);
    assert.ok(!stderr.includes("secret-in"), stderr);
  }
});
