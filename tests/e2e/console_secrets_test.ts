/** Everything that the console's API and event stream send, searched for what went through: in clear and in the usual wrappings. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { RULES } from "../../engine/rules/list.ts";
import { fakeGithubToken } from "./fake_secrets.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { childEnv, FROM_SOURCE, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

/** Every decision there is, by method, so that each kind of record holds something. */
const POLICY = `
policies:
  - name: tests
    rules:
      - { rule_id: held, priority: 1, match: { methods: [DELETE] }, action: REQUIRE_APPROVAL, reason_code: DESTRUCTIVE_ACTION }
      - { rule_id: redacted, priority: 2, match: { methods: [POST] }, condition: { has_data_class: [SECRETS] }, action: SANITIZE, reason_code: SECRET_EGRESS }
      - { rule_id: refused, priority: 3, match: { methods: [PATCH] }, action: DENY, reason_code: SECRET_EGRESS }
`;

const FIXTURE = [
  "run",
  "-A",
  decodeURIComponent(new URL("./mcp_fixture_server.ts", import.meta.url).pathname),
];

/** Examples of rules that are sure of themselves, of many providers, each one token without a blank. */
function secrets(): readonly string[] {
  const sure = RULES.filter(({ class: dataClass, confidence, examples: [example = ""] }) =>
    dataClass === "SECRETS" && confidence === "HIGH" && /^[\w.+/=~-]{24,200}$/.test(example)
  );
  const some = sure.filter((_, i) => i % Math.ceil(sure.length / 10) === 0).map(({ examples }) =>
    examples[0] ?? ""
  );
  return [fakeGithubToken(), ...some];
}

/** The secret as it is, and as it would look packed: base64 depends on what stands before, so all three ways of it. */
function formsOf(secret: string): readonly string[] {
  const core = secret.slice(4);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from("x".repeat(shift) + core).toString("base64");
    // The characters at both ends are shared with what stands around.
    return text.slice(shift === 0 ? 0 : 4, Math.floor((core.length + shift) / 3) * 4);
  });
  return [
    core,
    core.toLowerCase(),
    encodeURIComponent(core),
    [...core].map((char) => `%${char.charCodeAt(0).toString(16)}`).join(""),
    Buffer.from(core).toString("hex"),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    [...core].reverse().join(""),
  ];
}

/** Sends one secret through the proxy in every place and under every decision. */
async function throughTheProxy(gateway: GatewayProcess, secret: string, origin: string): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "x-interven-agent": "leaky",
    "x-interven-session": "leaks",
  };
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const calls: readonly (readonly [string, RequestInit])[] = [
      [`${origin}/in/${secret}`, {}],
      [`${origin}/?q=${encodeURIComponent(secret)}`, {}],
      [origin, { headers: { ...headers, "x-note": secret } }],
      [origin, { body: JSON.stringify({ text: `a ${secret} b`, deep: [{ secret }] }) }],
      [origin, { body: JSON.stringify({ packed: btoa(`token ${secret}`) }) }],
    ];
    for (const [url, init] of calls) {
      const response = await gateway.proxy(url, { method, headers, ...init });
      await response.body?.cancel();
    }
  }
  await (await gateway.proxy(`http://10.0.0.1/${secret}`)).body?.cancel();
}

async function throughTheApi(gateway: GatewayProcess, secret: string): Promise<void> {
  const post = async (path: string, body: unknown) =>
    await (await fetch(gateway.origin + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })).json();
  const call = { method: "DELETE", url: "https://api.github.com/repos/o/r", session_id: "leaks" };
  const { trace_id } = await post("/v1/scan", {
    ...call,
    body: { key: secret },
    context: `the key is ${secret}`,
  });
  await post("/v1/scan/response", { trace_id, response_body: { found: secret, more: btoa(`x${secret}`) } });
  await post("/v1/refusals", {
    method: "GET",
    url: `https://h.example/${secret}`,
    agent_id: "leaky",
    session_id: "leaks",
    code: "BAD_TARGET",
    message: "Refused",
  });
}

async function throughMcp(dataDir: string, secret: string): Promise<void> {
  const [command, ...first] = FROM_SOURCE;
  const args = [
    ...first,
    "mcp",
    "proxy",
    "--data-dir",
    dataDir,
    "--server-name",
    "leaky",
    "--",
    Deno.execPath(),
  ];
  const transport = new StdioClientTransport({
    command,
    args: [...args, ...FIXTURE],
    env: childEnv({ INTERVEN_WORKERS: "1", LEAK: secret }),
    stderr: "ignore",
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  try {
    await client.listTools();
    await client.callTool({ name: "echo", arguments: { text: `a ${secret}` } });
    await client.callTool({ name: "environment", arguments: { text: "LEAK" } });
  } finally {
    await client.close();
  }
}

type Json = Record<string, unknown>;

/** Every answer that the console can have, and where it is from. */
async function everythingShown(gateway: GatewayProcess): Promise<ReadonlyMap<string, string>> {
  const shown = new Map<string, string>();
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await gateway.console(path, init);
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text.slice(0, 300)}`);
    shown.set(path, text);
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return (isJson ? JSON.parse(text) : {}) as Json;
  };
  const listIn = (json: Json, name: string) => json[name] as readonly Json[];
  const post = (path: string, body: unknown) => get(path, { method: "POST", body: JSON.stringify(body) });
  const { traces } = await get("/v1/traces?limit=500");
  for (const { trace_id } of traces as readonly Json[]) await get(`/v1/traces/${trace_id}`);
  const approvals = listIn(await get("/v1/approvals?limit=500"), "approvals");
  assert.ok(approvals.length > 5, "some calls are held");
  for (const { approval_id } of approvals) {
    await get(`/v1/approvals/${approval_id}`);
    await get(`/v1/approvals/${approval_id}/context`);
  }
  await get("/v1/approvals/history");
  for (const { session_id } of listIn(await get("/v1/sessions"), "sessions")) {
    await get(`/v1/sessions/calls?limit=200&session=${encodeURIComponent(String(session_id))}`);
  }
  for (const server of listIn(await get("/v1/pins"), "servers")) {
    for (const { tool } of server.tools as readonly Json[]) {
      await get(
        `/v1/pins/definition?${new URLSearchParams({
          server_id: String(server.server_id),
          tool: String(tool),
        })}`,
      );
    }
  }
  const plain = [
    "/v1/stats",
    "/v1/policies",
    "/v1/policies/source",
    "/v1/settings",
    "/v1/settings/audit",
    "/v1/session",
  ];
  for (const path of [...plain, "/metrics", "/health", "/ready"]) await get(path);
  for (const format of ["ndjson", "csv", "ocsf"]) await get(`/v1/decisions/export?format=${format}`);
  const [held] = approvals;
  await post("/v1/policies/draft", { trace_id: held?.trace_id });
  await post("/v1/policies/case", { trace_id: held?.trace_id });
  return shown;
}

/** What the event stream has told since it was opened. */
async function listen(
  gateway: GatewayProcess,
): Promise<{ readonly text: () => string; end: () => Promise<void> }> {
  const response = await gateway.console("/v1/events");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  })().catch(() => {});
  return {
    text: () => text,
    end: async () => {
      await reader.cancel();
      await reading;
    },
  };
}

Deno.test("No secret that went through any door is in anything that the console is sent, in clear or packed", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const policy = `${folder.path}/policy.yaml`;
  await Deno.writeTextFile(policy, POLICY);
  await using gateway = await startGateway({
    args: ["--policy", policy, "--allow-upstream", upstream.address],
  });
  const stream = await listen(gateway);
  const all = secrets();
  assert.ok(all.length >= 8, `${all.length} kinds`);
  for (const secret of all) await throughTheProxy(gateway, secret, upstream.origin);
  for (const secret of all) await throughTheApi(gateway, secret);
  await throughMcp(gateway.dataDir, all[0] ?? "");
  const monitor = await gateway.console("/v1/settings/mode", {
    method: "POST",
    body: JSON.stringify({ mode: "monitor", from: "enforce" }),
  });
  assert.equal(monitor.status, 200);
  await throughTheProxy(gateway, all[0] ?? "", upstream.origin);
  const sent = upstream.seen.map(({ target, body }) => target + body).join("\n");
  assert.ok(sent.includes(all[0] ?? ""), "in monitor mode it was sent: the search can fail");
  const shown = await everythingShown(gateway);
  await stream.end();
  assert.match(stream.text(), /event: decision/);
  for (const [place, text] of [...shown, ["/v1/events", stream.text()] as const]) {
    for (const secret of all) {
      for (const form of formsOf(secret)) {
        const at = text.indexOf(form);
        assert.equal(
          at,
          -1,
          `${secret.slice(0, 6)}… in ${place}, after: ${text.slice(Math.max(0, at - 160), at)}`,
        );
      }
    }
  }
});
