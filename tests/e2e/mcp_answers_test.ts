/** Rules about answers, between the SDK's client and a server behind `interven mcp proxy`. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { fakeGithubToken } from "./fake_secrets.ts";
import { childEnv, FROM_SOURCE, temporaryFolder } from "./interven_process.ts";

const FIXTURE = [
  Deno.execPath(),
  "run",
  "--quiet",
  "--allow-all",
  decodeURIComponent(new URL("./mcp_fixture_server.ts", import.meta.url).pathname),
];

const POLICY = `
extends: [pack:default]
answers:
  - rule_id: keys-stay
    match: { mcp_servers: [fixture] }
    condition: { has_data_class: [SECRETS], has_data_class_min_confidence: HIGH }
    action: REDACT
    reason_code: SECRET_DETECTED
  - rule_id: no-orders
    match: { mcp_servers: [fixture] }
    condition: { injection_score_gt: 0.5 }
    action: WITHHOLD
    reason_code: PROMPT_INJECTION
    message: Pages that give orders are not read here
`;

async function connect(policy: string | null) {
  const folder = await temporaryFolder();
  const path = join(folder.path, "policy.yaml");
  if (policy !== null) await Deno.writeTextFile(path, policy);
  const [command, ...first] = FROM_SOURCE;
  const settings = ["--data-dir", folder.path, ...(policy === null ? [] : ["--policy", path])];
  const transport = new StdioClientTransport({
    command,
    args: [...first, "mcp", "proxy", ...settings, "--server-name", "fixture", "--", ...FIXTURE],
    env: childEnv({ INTERVEN_WORKERS: "1", FIXTURE_VARIANT: "secrets" }),
    stderr: "ignore",
  });
  const client = new Client({ name: "e2e-client", version: "1.0.0" }, { capabilities: { sampling: {} } });
  const sampled: unknown[] = [];
  client.setRequestHandler("sampling/createMessage", (request) => {
    sampled.push(...request.params.messages);
    return { role: "assistant", model: "none", content: { type: "text", text: "fine" } };
  });
  await client.connect(transport);
  // The client checks structured content against what the list declared.
  await client.listTools();
  return {
    client,
    sampled,
    async [Symbol.asyncDispose]() {
      await client.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

interface Embedded {
  readonly resource: { readonly blob: string };
}

Deno.test("Secrets in results, resources and prompts of a server are written over where a rule says so, and all else stays", async () => {
  await using proxy = await connect(POLICY);
  const { client } = proxy;
  const result = await client.callTool({ name: "leak", arguments: {} });
  const [text, embedded] = result.content as unknown as [{ text: string }, Embedded];
  assert.match(text.text, /^the token is (?!ghp_a1B2).* here$/);
  assert.match(atob(embedded.resource.blob), /^the token is (?!ghp_a1B2).* here$/);
  assert.equal((result.structuredContent as { count: number }).count, 3);
  const meta = result._meta?.["dev.interven/verdict"] as Record<string, unknown>;
  assert.deepEqual([meta["answer_action"], meta["rule_id"]], ["REDACT", "keys-stay"]);

  const [resource] = (await client.readResource({ uri: "secret://one" })).contents as { blob: string }[];
  assert.match(atob(resource?.blob ?? ""), /^the token is .* here$/);
  const prompt = await client.getPrompt({ name: "secret" });
  assert.match(JSON.stringify(prompt.messages), /the token is .* here/);
  const all = JSON.stringify([result, resource, prompt]);
  const token = fakeGithubToken();
  assert.ok(!all.includes(token) && !all.includes(btoa(token).slice(0, 40)));
  assert.ok(!atob(resource?.blob ?? "").includes(token) && !atob(embedded.resource.blob).includes(token));
});

Deno.test("A withheld answer tells the model why and what to do; for resources and sampling it is an error of the protocol", async () => {
  await using proxy = await connect(POLICY);
  const { client, sampled } = proxy;
  const result = await client.callTool({ name: "read_page", arguments: {} });
  const [{ text }] = result.content as unknown as [{ text: string }];
  assert.equal(result.isError, true);
  assert.match(
    text,
    /^Interven withheld the answer to this call: Pages that give orders are not read here\.\n/,
  );
  assert.match(text, /PROMPT_INJECTION.*Rule: no-orders.*\nThe call was made\. Do not make it again/);
  assert.ok(!text.includes("Opening hours"));
  await assert.rejects(
    client.readResource({ uri: "page://one" }),
    /Pages that give orders are not read here/,
  );
  const asked = await client.callTool({ name: "ask_model", arguments: {} });
  assert.match(JSON.stringify(asked.content), /Pages that give orders are not read here/);
  assert.deepEqual(sampled, []);
  const plain = await client.callTool({ name: "echo", arguments: { text: "hello" } });
  assert.deepEqual(plain.content, [{ type: "text", text: "echo: hello" }]);
  assert.equal(plain._meta?.["dev.interven/verdict"], undefined);
});

Deno.test("Without rules about answers a server's secrets reach the client as they are", async () => {
  await using proxy = await connect(null);
  const result = await proxy.client.callTool({ name: "leak", arguments: {} });
  assert.deepEqual(result.structuredContent, { token: fakeGithubToken(), count: 3 });
});
