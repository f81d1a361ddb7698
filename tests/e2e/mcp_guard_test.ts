/** The guard as MCP clients start it: a process that speaks on stdin and stdout. */
import assert from "node:assert/strict";
import { fakeCardNumber, fakeGithubToken } from "./fake_secrets.ts";
import { startGateway } from "./gateway_process.ts";
import { commandOf, interven, temporaryFolder } from "./interven_process.ts";
import { startMcp } from "./mcp_process.ts";

const TOKEN = fakeGithubToken();
const SLACK = "https://slack.com/api/chat.postMessage";
const HARMLESS = {
  tool_name: "github.list_pulls",
  url: "https://api.github.com/repos/octo/demo/pulls",
  method: "GET",
};
const LEAK = {
  tool_name: "slack.post_message",
  url: SLACK,
  method: "POST",
  body: { channel: "C1", text: TOKEN },
};
const HELD = {
  tool_name: "github.delete_repo",
  url: "https://api.github.com/repos/octo/demo",
  method: "DELETE",
};

for (const negotiate of ["legacy", "auto"] as const) {
  Deno.test(`The guard answers a client that opens in ${negotiate} mode`, async () => {
    await using folder = await temporaryFolder();
    await using mcp = await startMcp({ dataDir: folder.path, negotiate });
    const { tools } = await mcp.client.listTools();
    assert.deepEqual(tools.map(({ name }) => name), ["interven_scan", "interven_scan_response"]);
    const allowed = await mcp.scan(HARMLESS);
    assert.equal(allowed.verdict["decision"], "ALLOW", allowed.line);
    assert.match(allowed.line, /^ALLOW: /);
    const denied = await mcp.scan(LEAK);
    assert.equal(denied.verdict["decision"], "DENY", denied.line);
    assert.ok((denied.verdict["reason_codes"] as string[]).length > 0);
    assert.ok(!JSON.stringify(denied).includes(TOKEN), "a secret must not come back");
    const read = await mcp.call("interven_scan_response", {
      trace_id: allowed.verdict["trace_id"],
      response_body: [{ title: "A pull request" }],
    });
    assert.equal(read.isError, false, read.line);
    assert.match(String(read.verdict["content_fingerprint"]), /^sha256:[0-9a-f]{64}$/);
    await mcp.scan(HELD);
    const listed = await interven(["approvals", "list", "--json", "--data-dir", folder.path]);
    assert.equal(JSON.parse(listed.stdout).agent_id, "e2e-client");
    const about = await mcp.client.readResource({ uri: "interven://about" });
    assert.equal(about.contents.length, 1);
  });
}

Deno.test("An approval given in the gateway's dashboard counts in a guard that shares the data folder", async () => {
  await using gateway = await startGateway();
  await using mcp = await startMcp({
    dataDir: gateway.dataDir,
    env: { PORT: new URL(gateway.origin).port, INTERVEN_API_KEY: "iv_live_0123456789" },
  });
  const held = await mcp.scan(HELD);
  const trace = await gateway.console(`/v1/traces/${held.verdict["trace_id"]}`);
  assert.equal((await trace.json()).agent_id, "iv_live_0123", "twelve characters of the key name the agent");
  assert.equal(held.verdict["decision"], "REQUIRE_APPROVAL", held.line);
  const id = String(held.verdict["approval_id"]);
  assert.equal(held.verdict["console_url"], `${gateway.origin}/approvals/${id}`);
  assert.ok(held.line.includes(String(held.verdict["console_url"])));
  const again = await mcp.scan(HELD);
  assert.equal(again.verdict["approval_id"], id, "the same question is not asked twice");

  const answer = await gateway.console(`/v1/approvals/${id}/approve`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: gateway.origin },
    body: JSON.stringify({ note: "yes" }),
  });
  assert.equal(answer.status, 200, await answer.text());
  const granted = await mcp.scan(HELD);
  assert.equal(granted.verdict["decision"], "ALLOW", granted.line);
  assert.ok((granted.verdict["reason_codes"] as string[]).includes("RECENT_APPROVAL_GRANT"));

  const other = await mcp.scan({ ...HELD, url: HELD.url + "2" });
  assert.equal(other.verdict["decision"], "REQUIRE_APPROVAL", "a grant is for the exact call alone");
  const denied = await interven(
    ["approvals", "deny", String(other.verdict["approval_id"]), "--data-dir", gateway.dataDir],
  );
  assert.equal(denied.code, 0, denied.stderr);
  const refused = await mcp.scan({ ...HELD, url: HELD.url + "2" });
  assert.equal(refused.verdict["decision"], "DENY", refused.line);
  assert.ok((refused.verdict["reason_codes"] as string[]).includes("APPROVAL_DENIED"));
});

Deno.test("A sanitised body comes back in the form it went in", async () => {
  await using folder = await temporaryFolder();
  await using mcp = await startMcp({ dataDir: folder.path });
  const card = fakeCardNumber();
  const result = await mcp.scan({ ...LEAK, body: { channel: "C1", text: `Card ${card}, thanks` } });
  assert.equal(result.verdict["decision"], "SANITIZE", result.line);
  const body = result.verdict["sanitized_body"] as Record<string, string>;
  assert.equal(body["channel"], "C1");
  assert.ok(!body["text"]?.includes("1111"), body["text"]);
});

Deno.test("A body of several megabytes is scanned, one over the limit is refused, and the server lives on", async () => {
  await using folder = await temporaryFolder();
  await using mcp = await startMcp({ dataDir: folder.path, env: { INTERVEN_MAX_BODY: "4MB" } });
  const filler = "All work and no play makes a dull day. ".repeat(75_000);
  const big = await mcp.scan({ ...LEAK, body: { text: `${filler} ${TOKEN}` } });
  assert.equal(big.verdict["decision"], "DENY", big.line);
  const tooBig = await mcp.scan({ ...LEAK, body: { text: filler + filler } });
  assert.equal(tooBig.isError, true);
  assert.match(tooBig.line, /PAYLOAD_TOO_LARGE/);
  assert.equal((await mcp.scan(HARMLESS)).verdict["decision"], "ALLOW");
});

Deno.test("A remote engine without a key: the server starts and every call says what is missing", async () => {
  await using folder = await temporaryFolder();
  await using mcp = await startMcp({
    dataDir: folder.path,
    env: { INTERVEN_GATEWAY_URL: "https://interven.invalid" },
  });
  assert.equal((await mcp.client.listTools()).tools.length, 2);
  for (let i = 0; i < 2; i++) {
    const result = await mcp.scan(HARMLESS);
    assert.equal(result.isError, true);
    assert.match(result.line, /INTERVEN_API_KEY/);
    assert.match(result.line, /Do not make the call/);
  }
});

Deno.test("A remote engine that is gone refuses, or allows unscanned when told to fail open", async () => {
  await using folder = await temporaryFolder();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const env = {
    INTERVEN_GATEWAY_URL: `http://127.0.0.1:${listener.addr.port}`,
    INTERVEN_API_KEY: "iv_test_e2e",
  };
  listener.close();
  {
    await using mcp = await startMcp({ dataDir: folder.path, env });
    const result = await mcp.scan(HARMLESS);
    assert.equal(result.isError, true, result.line);
    assert.match(result.line, /Do not make the call/);
  }
  await using open = await startMcp({ dataDir: folder.path, env: { ...env, INTERVEN_FAIL_OPEN: "1" } });
  const result = await open.scan(HARMLESS);
  assert.equal(result.verdict["decision"], "ALLOW", result.line);
  assert.deepEqual(result.verdict["reason_codes"], ["ENGINE_UNAVAILABLE"]);
});

Deno.test("A guard whose engine is another gateway gives that gateway's verdicts", async () => {
  await using gateway = await startGateway();
  await using folder = await temporaryFolder();
  await using mcp = await startMcp({
    dataDir: folder.path,
    env: { INTERVEN_GATEWAY_URL: gateway.origin, INTERVEN_API_KEY: "iv_test_e2e" },
  });
  assert.equal((await mcp.scan(HARMLESS)).verdict["decision"], "ALLOW");
  const denied = await mcp.scan(LEAK);
  assert.equal(denied.verdict["decision"], "DENY", denied.line);
  const trace = await gateway.console(`/v1/traces/${denied.verdict["trace_id"]}`);
  assert.equal(trace.status, 200, await trace.text());
});

Deno.test("Broken frames are skipped, stdout carries JSON-RPC alone, and the end of stdin ends the server", async () => {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path, INTERVEN_WORKERS: "1" };
  const child = commandOf(["mcp"], { env }, "piped").spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const writer = child.stdin.getWriter();
  const send = (text: string) => writer.write(new TextEncoder().encode(text + "\n"));
  let seen = "";
  const answerTo = async (id: number): Promise<Record<string, unknown>> => {
    while (true) {
      for (const line of seen.split("\n").slice(0, -1)) {
        const message = JSON.parse(line);
        assert.equal(message.jsonrpc, "2.0");
        if (message.id === id) return message;
      }
      const { value, done } = await lines.read();
      assert.ok(!done, `stdout ended before the answer to ${id}`);
      seen += value;
    }
  };
  await send("this is not JSON");
  await send('{"jsonrpc":"2.0"');
  await send('{"jsonrpc":"1.0","method":7}');
  await send("[]");
  await send("");
  const params = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "raw", version: "1" },
  };
  await send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params }));
  const opened = (await answerTo(1))["result"] as Record<string, unknown>;
  assert.equal(opened["protocolVersion"], "2025-06-18");
  assert.equal((opened["serverInfo"] as Record<string, unknown>)["name"], "interven");
  await send(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }));
  await send(JSON.stringify({ jsonrpc: "2.0", id: 2, method: "no/such/method" }));
  assert.ok((await answerTo(2))["error"]);
  await send("\u0000\u0001{}");
  await send(
    JSON.stringify({ jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: "rm", arguments: {} } }),
  );
  const unknownTool = await answerTo(3);
  assert.ok(unknownTool["error"] ?? (unknownTool["result"] as Record<string, unknown>)["isError"]);
  const call = { name: "interven_scan", arguments: HARMLESS };
  await send(JSON.stringify({ jsonrpc: "2.0", id: 4, method: "tools/call", params: call }));
  const scanned = (await answerTo(4))["result"] as Record<string, unknown>;
  assert.equal((scanned["structuredContent"] as Record<string, unknown>)["decision"], "ALLOW");
  await writer.close();
  lines.releaseLock();
  const { code } = await child.output().catch(() => child.status);
  assert.equal(code, 0);
});

for (const version of ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]) {
  Deno.test(`A client of revision ${version} is served in its own revision`, async () => {
    await using folder = await temporaryFolder();
    const request = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: version, capabilities: {}, clientInfo: { name: "raw", version: "1" } },
    });
    const env = { INTERVEN_DATA_DIR: folder.path, INTERVEN_WORKERS: "1" };
    const { code, stdout } = await interven(["mcp"], { env, stdin: request + "\n" });
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).result.protocolVersion, version);
  });
}

Deno.test("A setting that cannot be meant ends the guard with one line and exit code 2, and nothing on stdout", async () => {
  const result = await interven(["mcp"], { env: { INTERVEN_SCAN_TIMEOUT_MS: "soon" } });
  assert.equal(result.code, 2);
  assert.equal(result.stdout, "");
  assert.match(result.stderr, /^interven: Invalid INTERVEN_SCAN_TIMEOUT_MS "soon": want .*\n$/);
});
