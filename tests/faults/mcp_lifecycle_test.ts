/** How the proxy, its client and its servers end: by themselves, by a signal, and so that nobody can do anything any more. */
import assert from "node:assert/strict";
import { childEnv, FROM_SOURCE, temporaryFolder } from "../e2e/interven_process.ts";
import { beacon, connectRaw, FAULT_SERVER } from "./mcp_raw_client.ts";

/** Windows has none of these signals. */
const ignore = Deno.build.os === "windows";

Deno.test("A server that ignores the end of its input and SIGTERM is killed, and the exit code tells", {
  ignore,
}, async () => {
  using life = beacon();
  await using client = await connectRaw({ serverArgs: ["ignore-eof", "ignore-term", life.argument] });
  const { ended } = await life.next();
  await client.close();
  await ended;
  assert.equal((await client.status).code, 128 + 9);
});

Deno.test("A server that ends at SIGTERM is not killed", { ignore }, async () => {
  await using client = await connectRaw({ serverArgs: ["ignore-eof"] });
  await client.close();
  assert.equal((await client.status).code, 128 + 15);
});

Deno.test(
  "A signal reaches the server as it is, and the server's exit code is the proxy's",
  { ignore },
  async () => {
    await using client = await connectRaw();
    client.kill("SIGINT");
    assert.equal((await client.status).code, 42);
  },
);

Deno.test(
  "A server that is killed is told by the exit code a shell would give, and its open calls are answered",
  { ignore },
  async () => {
    await using client = await connectRaw();
    const open = [client.call("never"), client.call("killed")];
    for (const { error } of await Promise.all(open)) {
      assert.deepEqual(error, { code: -32603, message: "The server has ended without an answer" });
    }
    assert.equal((await client.status).code, 128 + 9);
  },
);

Deno.test(
  "No server outlives a proxy that is killed, although it ignores all that asks it to end; nor what it has started itself",
  { ignore },
  async () => {
    using life = beacon();
    const stubborn = [...FAULT_SERVER, "ignore-eof", "ignore-term", life.argument];
    // As npx does: the server is a child of the command.
    const script = 'exec 3<&0; "$@" <&3 & wait';
    await using client = await connectRaw({ server: ["sh", "-c", script, "sh", ...stubborn] });
    const { ended } = await life.next();
    client.kill("SIGKILL");
    await ended;
  },
);

Deno.test("What a server leaves behind when it ends does not keep its client waiting, and is ended too", {
  ignore,
}, async () => {
  using life = beacon();
  const script = `"$@" ignore-eof ignore-term ${life.argument} </dev/null & exec "$@"`;
  await using client = await connectRaw({ server: ["sh", "-c", script, "sh", ...FAULT_SERVER] });
  const { ended } = await life.next();
  await client.close();
  assert.equal((await client.status).code, 0);
  await ended;
});

Deno.test("With --listen, the server of each session ends when the proxy is killed", { ignore }, async () => {
  using life = beacon();
  await using folder = await temporaryFolder();
  const [command, ...first] = FROM_SOURCE;
  const args = ["mcp", "proxy", "--listen", "0", "--data-dir", folder.path, "--workers", "1", "--"];
  const proxy = new Deno.Command(command, {
    args: [...first, ...args, ...FAULT_SERVER, "ignore-eof", "ignore-term", life.argument],
    env: childEnv(),
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const [told, ended] = [
    proxy.stderr.pipeThrough(new TextDecoderStream()).getReader(),
    [] as Promise<void>[],
  ];
  let address: string | undefined;
  for (let text = ""; address === undefined;) {
    const { value, done } = await told.read();
    if (done) throw new Error(`The proxy has ended: ${text}`);
    address = /listening on (\S+)/.exec(text += value)?.[1];
  }
  for (const session of [1, 2]) {
    const params = {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "raw", version: "1" },
    };
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: session, method: "initialize", params }),
    });
    assert.match(await response.text(), /"name":"fault"/);
    ended.push((await life.next()).ended);
  }
  proxy.kill("SIGKILL");
  await proxy.status;
  await Promise.all(ended);
  // Whoever still held it has ended.
  while (!(await told.read()).done);
});
