/** Revision 2026-07-28 over HTTP: the SDK's client before `interven mcp proxy --listen`, which has no session for it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { fakeGithubToken } from "./fake_secrets.ts";
import { temporaryFolder } from "./interven_process.ts";
import { listeningProxy } from "./mcp_listening.ts";
import { officialServer } from "./mcp_transcript.ts";

const FIXTURE = [
  Deno.execPath(),
  "run",
  "--quiet",
  "--allow-all",
  decodeURIComponent(new URL("./mcp_fixture_server.ts", import.meta.url).pathname),
];

/** A client that takes the newest revision it can have; `elicit` answers questions to a person. */
async function connect(url: string, elicit?: (message: string) => Record<string, unknown>) {
  const client = new Client({ name: "e2e-client", version: "1.0.0" }, {
    versionNegotiation: { mode: "auto" },
    ...(elicit && { capabilities: { elicitation: {} } }),
  });
  if (elicit) {
    client.setRequestHandler(
      "elicitation/create",
      (request) => Promise.resolve(elicit(request.params.message)) as never,
    );
  }
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return { client, [Symbol.asyncDispose]: () => client.close() };
}

async function say(client: Client, name: string, text: string): Promise<string> {
  const { content } = await client.callTool({ name, arguments: { text } });
  return (content as { text: string }[]).map((block) => block.text).join("\n");
}

Deno.test("Several clients without sessions are served at once by one server, each with its own answers", async () => {
  await using folder = await temporaryFolder();
  await using proxy = await listeningProxy(FIXTURE, folder.path);
  await using one = await connect(proxy.url);
  await using two = await connect(proxy.url);
  assert.equal(one.client.getNegotiatedProtocolVersion(), "2026-07-28");
  // Both count their requests from the same number.
  const calls = Array.from({ length: 20 }, async (_, i) => {
    const { client } = i % 2 === 0 ? one : two;
    assert.equal(await say(client, "echo", `call ${i}`), `echo: call ${i}`);
  });
  await Promise.all(calls);
  assert.match(await say(one.client, "echo", fakeGithubToken()), /^Interven refused this call: .*github-pat/);
  assert.match(await say(two.client, "read_page", ""), /^Interven: the text below comes from outside/);
});

Deno.test("A client without a session is asked about a held call in its result, and the call then goes through once", async () => {
  await using folder = await temporaryFolder();
  const policy = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(
    policy,
    `policies:
  - name: tests
    rules:
      - rule_id: ask-before-deleting
        match: { mcp_servers: [fixture], operations: [delete_database] }
        action: REQUIRE_APPROVAL
        reason_code: DESTRUCTIVE_ACTION
`,
  );
  const args = ["--policy", policy, "--server-name", "fixture"];
  await using proxy = await listeningProxy(FIXTURE, folder.path, args);
  const asked: string[] = [];
  await using person = await connect(proxy.url, (message) => {
    asked.push(message);
    return { action: "accept", content: { decision: "approve" } };
  });
  assert.equal(await say(person.client, "delete_database", "all"), "deleted");
  assert.match(asked.join("\n"), /Interven holds a call of fixture: delete_database/);
  // Who cannot show a question is told where to decide.
  await using program = await connect(proxy.url);
  assert.match(await say(program.client, "delete_database", "other"), /\/approvals\//);
});

Deno.test("A server of older revisions is reached by a client that would rather have the newest", async () => {
  await using folder = await temporaryFolder();
  await using proxy = await listeningProxy(officialServer("memory"), folder.path);
  await using one = await connect(proxy.url);
  assert.match(one.client.getNegotiatedProtocolVersion() ?? "", /^2025-/);
  assert.ok((await one.client.listTools()).tools.length > 5);
});
