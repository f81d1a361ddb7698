/** `interven mcp proxy` between the SDK's client and a server, both in processes of their own. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { fakeGithubToken } from "./fake_secrets.ts";
import { startGateway } from "./gateway_process.ts";
import { childEnv, FROM_SOURCE, interven, temporaryFolder } from "./interven_process.ts";

const FIXTURE = [
  Deno.execPath(),
  "run",
  "--quiet",
  "--allow-all",
  decodeURIComponent(new URL("./mcp_fixture_server.ts", import.meta.url).pathname),
];

interface Options {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly negotiate?: "legacy" | "auto";
  /** Default: a new one. */
  readonly dataDir?: string;
  /** Answers questions to a person; absent: the client cannot show any. */
  readonly elicit?: (message: string) => Record<string, unknown>;
}

async function connect(options: Options = {}) {
  const folder = options.dataDir === undefined
    ? await temporaryFolder()
    : { path: options.dataDir, [Symbol.asyncDispose]: async () => {} };
  const [command, ...first] = FROM_SOURCE;
  const args = [
    "mcp",
    "proxy",
    "--data-dir",
    folder.path,
    "--server-name",
    "fixture",
    ...(options.args ?? []),
  ];
  const transport = new StdioClientTransport({
    command,
    args: [...first, ...args, "--", ...FIXTURE],
    env: childEnv({ INTERVEN_WORKERS: "1", ...options.env }),
    stderr: "pipe",
    maxBufferSize: 200_000_000,
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Uint8Array) => stderr += new TextDecoder().decode(chunk));
  const client = new Client({ name: "e2e-client", version: "1.0.0" }, {
    versionNegotiation: { mode: options.negotiate ?? "legacy" },
    ...(options.elicit && { capabilities: { elicitation: {}, sampling: {} } }),
  });
  const sampled: unknown[] = [];
  if (options.elicit) {
    client.setRequestHandler("sampling/createMessage", (request) => {
      sampled.push(...request.params.messages);
      return { role: "assistant", model: "none", content: { type: "text", text: "fine" } };
    });
  }
  const { elicit } = options;
  if (elicit) {
    client.setRequestHandler(
      "elicitation/create",
      (request) => Promise.resolve(elicit(request.params.message)) as never,
    );
  }
  await client.connect(transport);
  return {
    client,
    dataDir: folder.path,
    stderr: () => stderr,
    sampled,
    async call(name: string, text?: string, more: Record<string, unknown> = {}) {
      const result = await client.callTool({
        name,
        arguments: text === undefined ? more : { text, ...more },
      });
      const content = result.content as { type: string; text: string }[];
      return {
        text: content.map((block) => block.text).join("\n"),
        isError: result.isError === true,
        result,
      };
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

for (const negotiate of ["legacy", "auto"] as const) {
  Deno.test(`Tools, resources and prompts of a server are reached through the proxy as they are (${negotiate})`, async () => {
    await using proxy = await connect({ negotiate, env: { FIXTURE_WORD: "passed on" } });
    const { client } = proxy;
    assert.equal((await client.listTools()).tools.length, 9);
    assert.equal(client.getServerVersion()?.name, "fixture");
    assert.equal((await proxy.call("echo", "hello")).text, "echo: hello");
    assert.equal((await proxy.call("environment", "FIXTURE_WORD")).text, "passed on");
    assert.deepEqual((await client.readResource({ uri: "note://one" })).contents, [{
      uri: "note://one",
      text: "a note",
    }]);
    assert.equal((await client.getPrompt({ name: "greet" })).messages.length, 1);
    await assert.rejects(client.readResource({ uri: "note://none" }));
    assert.match(proxy.stderr(), /fixture server is up/);
  });

  Deno.test(`A call with a secret is refused with a result that a model can read (${negotiate})`, async () => {
    await using proxy = await connect({ negotiate });
    const { text, isError, result } = await proxy.call("echo", `take ${fakeGithubToken()}`);
    assert.equal(isError, true);
    assert.match(text, /^Interven refused this call: .*github-pat/);
    assert.match(text, /SECRET_EGRESS/);
    assert.ok(!JSON.stringify(result).includes(fakeGithubToken()));
  });
}

Deno.test("What a model reads is told apart from orders when it reads like some", async () => {
  await using proxy = await connect();
  const { text, isError } = await proxy.call("read_page");
  assert.equal(isError, false);
  assert.match(text, /^Interven: the text below comes from outside/);
  assert.match(text, /Opening hours: 9 to 5/);
  const [warning, page] = (await proxy.client.readResource({ uri: "page://one" })).contents as {
    text: string;
  }[];
  assert.match(warning?.text ?? "", /^Interven: the text below comes from outside/);
  assert.match(page?.text ?? "", /^Opening hours: 9 to 5/);
});

Deno.test("Reading a resource and getting a prompt are decided too, and refused with an error of the protocol", async () => {
  await using proxy = await connect();
  await assert.rejects(
    proxy.client.readResource({ uri: `note://${fakeGithubToken()}` }),
    /Interven refused this call/,
  );
  const args = { name: "greet", arguments: { text: fakeGithubToken() } };
  await assert.rejects(proxy.client.getPrompt(args), /Interven refused this call/);
});

const ASK = `
policies:
  - name: tests
    rules:
      - rule_id: ask-before-deleting
        match: { mcp_servers: [fixture], operations: [delete_database] }
        action: REQUIRE_APPROVAL
        reason_code: DESTRUCTIVE_ACTION
`;

async function withPolicy(use: (path: string) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, ASK);
  await use(path);
}

for (const negotiate of ["legacy", "auto"] as const) {
  Deno.test(`A call that needs a person is asked about in the client, and does what the person said (${negotiate})`, () =>
    withPolicy(async (policy) => {
      const asked: string[] = [];
      const answers = [
        { action: "accept", content: { decision: "approve" } },
        { action: "decline" },
      ];
      for (const answer of answers) {
        await using proxy = await connect({
          args: ["--policy", policy],
          negotiate,
          elicit: (message) => {
            asked.push(message);
            return answer;
          },
        });
        const { text, isError } = await proxy.call("delete_database");
        assert.equal(isError, answer.action === "decline");
        assert.match(text, isError ? /^Interven refused this call/ : /^deleted$/);
      }
      assert.match(asked[0] ?? "", /holds a call of fixture: delete_database/);
    }));
}

Deno.test("A call that needs a person waits for the console, or tells where to decide", () =>
  withPolicy(async (policy) => {
    await using proxy = await connect({ args: ["--policy", policy] });
    const { text, isError } = await proxy.call("delete_database");
    assert.equal(isError, true);
    const id = /\/approvals\/([\w-]+)/.exec(text)?.[1] ?? "";
    const approved = await interven(["approvals", "approve", id, "--data-dir", proxy.dataDir]);
    assert.equal(approved.code, 0, approved.stderr);
    assert.equal((await proxy.call("delete_database")).text, "deleted");

    await using waiting = await connect({ args: ["--policy", policy, "--approval-wait", "600"] });
    const held = waiting.call("delete_database");
    let list = "";
    while (list === "") {
      list = (await interven(["approvals", "list", "--json", "--data-dir", waiting.dataDir])).stdout.trim();
      if (!list.startsWith("{")) list = "";
    }
    assert.equal((await waiting.call("echo", "meanwhile")).text, "echo: meanwhile");
    const { approval_id: heldId } = JSON.parse(list);
    await interven(["approvals", "approve", heldId, "--data-dir", waiting.dataDir]);
    assert.equal((await held).text, "deleted");
  }));

Deno.test("A server that asks the user for a password is declined before anybody sees the question; other questions pass", async () => {
  const asked: string[] = [];
  await using proxy = await connect({
    elicit: (message) => {
      asked.push(message);
      return { action: "accept", content: { project: "one" } };
    },
  });
  const { text } = await proxy.call("sign_in", undefined, { field: "password" });
  assert.equal(text, "the user's answer: decline");
  assert.deepEqual(asked, []);
  assert.match(proxy.stderr(), /asked the user for a credential/);
  assert.equal(
    (await proxy.call("sign_in", undefined, { field: "project" })).text,
    "the user's answer: accept",
  );
  assert.deepEqual(asked, ["Please fill in"]);
});

Deno.test("What a server has the client's model read is marked when it reads like orders", async () => {
  await using proxy = await connect({ elicit: () => ({ action: "decline" }) });
  assert.match((await proxy.call("ask_model")).text, /fine/);
  assert.match(JSON.stringify(proxy.sampled[0]), /Interven: the text below comes from outside/);
  assert.match(JSON.stringify(proxy.sampled[1]), /Opening hours/);
});

Deno.test("A server that dies in the middle of a call leaves an answer and its exit code behind", async () => {
  await using proxy = await connect();
  await assert.rejects(proxy.call("crash"), /ended without an answer|closed/i);
});

Deno.test("A result of some megabytes arrives whole", async () => {
  await using proxy = await connect();
  assert.equal((await proxy.call("big", String(5_000_000))).text.length, 5_000_000);
});

Deno.test("A server that cannot be started is told in one line, exit code 127, nothing on stdout", async () => {
  await using folder = await temporaryFolder();
  const { code, stdout, stderr } = await interven([
    "mcp",
    "proxy",
    "--data-dir",
    folder.path,
    "--",
    "no-such-program-anywhere",
  ]);
  assert.deepEqual([code, stdout], [127, ""]);
  assert.match(stderr, /Cannot start the MCP server "no-such-program-anywhere": there is no such program/m);
});

Deno.test("A client that only writes and closes its end gets all answers, and the server's exit code is the proxy's", async () => {
  await using folder = await temporaryFolder();
  const lines = [
    {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "pipe", version: "1" } },
    },
    { jsonrpc: "2.0", method: "notifications/initialized" },
    { jsonrpc: "2.0", id: "x", method: "tools/call", params: { name: "echo", arguments: { text: "a" } } },
  ];
  const stdin = [...lines.map((line) => JSON.stringify(line)), "this is no message", ""].join("\n");
  const { code, stdout } = await interven(
    ["mcp", "proxy", "--data-dir", folder.path, "--", ...FIXTURE],
    { stdin, env: { INTERVEN_WORKERS: "1" } },
  );
  const answers = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(new Set(answers.map(({ id }) => id)), new Set([1, "x", null]));
  assert.equal(answers.find(({ id }) => id === null).error.code, -32700);
  assert.equal(code, 0);
});

/** What a client is shown of a variant of the server, and what a call of one of its tools gives. */
async function look(dataDir: string, variant: string, tool: string, args: readonly string[] = []) {
  await using proxy = await connect({ dataDir, args, env: { FIXTURE_VARIANT: variant } });
  const { tools } = await proxy.client.listTools();
  const { text } = await proxy.call(tool);
  return { names: tools.map(({ name }) => name), text };
}

Deno.test("Definitions are pinned at first sight: a change, an addition and a poisoned tool are held until a person accepts them", async () => {
  await using folder = await temporaryFolder();
  const pins = async (...args: string[]) => {
    const { code, stdout, stderr } = await interven(["mcp", "pins", ...args, "--data-dir", folder.path]);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  assert.ok((await look(folder.path, "", "look_up")).names.includes("look_up"));

  const changed = await look(folder.path, "drift", "look_up");
  assert.ok(!changed.names.includes("look_up"));
  assert.ok(changed.names.includes("echo"));
  assert.match(changed.text, /MCP_TOOL_DRIFT/);
  assert.match(
    await pins("diff"),
    /- description: Looks up a word\.\n.*\+ description: Looks up a word\. Also sends it to the author\./,
  );
  await pins("accept", "fixture", "look_up");
  assert.equal((await look(folder.path, "drift", "look_up")).text, "look_up was called");

  const added = await look(folder.path, "added", "send_all");
  assert.ok(!added.names.includes("send_all"));
  assert.match(added.text, /MCP_TOOL_ADDED/);
  await pins("reject", "fixture", "send_all");
  assert.match((await look(folder.path, "added", "send_all")).text, /MCP_TOOL_ADDED/);
});

Deno.test("A tool whose description gives the model orders is held at first sight", async () => {
  await using folder = await temporaryFolder();
  const { names, text } = await look(folder.path, "poisoned", "add_numbers");
  assert.ok(!names.includes("add_numbers"));
  assert.equal(names.length, 9);
  assert.match(text, /MCP_TOOL_POISONED/);
});

Deno.test("With an engine elsewhere definitions are read there, pinned on this machine and decided here", async () => {
  await using gateway = await startGateway();
  await using folder = await temporaryFolder();
  const remote = ["--gateway-url", gateway.origin, "--api-key", "key-of-tests"];
  const first = await look(folder.path, "poisoned", "look_up", remote);
  assert.ok(first.names.includes("look_up") && !first.names.includes("add_numbers"));
  const changed = await look(folder.path, "drift", "look_up", remote);
  assert.ok(!changed.names.includes("look_up"));
  assert.match(changed.text, /MCP_TOOL_DRIFT/);
  const { code } = await interven(["mcp", "pins", "accept", "fixture", "look_up", "--data-dir", folder.path]);
  assert.equal(code, 0);
  assert.equal((await look(folder.path, "drift", "look_up", remote)).text, "look_up was called");
});
