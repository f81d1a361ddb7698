/** All four decisions through a real gateway to a real upstream, and what happens when no verdict can be had. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fakeCardNumber, fakeGithubToken } from "./fake_secrets.ts";
import { DECISION_POLICY } from "../fixtures/decision_policy.ts";
import { type GatewayOptions, type GatewayProcess, startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

interface Setting extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  readonly upstream: Upstream;
}

async function setUp(options: GatewayOptions = {}, policyText = DECISION_POLICY): Promise<Setting> {
  const upstream = startUpstream();
  const folder = await temporaryFolder();
  const policy = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(policy, policyText);
  const args = ["--policy", policy, "--allow-upstream", upstream.address, ...(options.args ?? [])];
  const gateway = await startGateway({ ...options, args });
  return {
    gateway,
    upstream,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function send({ gateway, upstream }: Setting, method: string, body?: unknown) {
  const response = await gateway.proxy(`${upstream.origin}/things/7?x=1`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    decision: response.headers.get("x-interven-decision"),
    traceId: response.headers.get("x-interven-trace-id") ?? "",
    wouldBe: response.headers.get("x-interven-would-be"),
    error: response.headers.get("x-interven-error"),
    text,
  };
}

Deno.test("ALLOW, SANITIZE, REQUIRE_APPROVAL and DENY do what they say, and each leaves a line and a trace", async () => {
  await using setting = await setUp();
  const { gateway, upstream } = setting;
  const allowed = await send(setting, "POST", { text: "hello" });
  assert.deepEqual([allowed.status, allowed.decision], [200, "ALLOW"], allowed.text);
  assert.equal(upstream.seen[0]?.body, '{"text":"hello"}');
  assert.equal(upstream.seen[0]?.target, "/things/7?x=1");

  const sanitized = await send(setting, "POST", { card: fakeCardNumber(), keep: 1 });
  assert.deepEqual([sanitized.status, sanitized.decision], [200, "SANITIZE"], sanitized.text);
  const sent = JSON.parse(upstream.seen[1]?.body ?? "{}");
  assert.equal(sent.keep, 1);
  assert.ok(!sent.card.includes("4111"), sent.card);

  const denied = await send(setting, "POST", { text: fakeGithubToken() });
  assert.deepEqual([denied.status, denied.decision], [403, "DENY"], denied.text);
  const problem = JSON.parse(denied.text);
  assert.equal(problem.rule_id, "secrets");
  assert.deepEqual(problem.reason_codes, ["SECRET_EGRESS"]);
  assert.ok(!denied.text.includes(fakeGithubToken()));

  const held = await send(setting, "DELETE");
  assert.deepEqual([held.status, held.decision], [202, "REQUIRE_APPROVAL"], held.text);
  assert.equal(upstream.seen.length, 2);
  const { approval_id: id } = JSON.parse(held.text);
  await gateway.lineThat(new RegExp(`approval wanted: ${gateway.origin}/approvals/${id}`));
  const status = await fetch(`${gateway.origin}/v1/approvals/${id}/status`);
  assert.equal((await status.json()).status, "pending");

  const byAgent = await fetch(`${gateway.origin}/v1/approvals/${id}/approve`, { method: "POST" });
  assert.equal(byAgent.status, 401, "an agent cannot approve its own call");
  await byAgent.body?.cancel();
  const given = await gateway.console(`/v1/approvals/${id}/approve`, { method: "POST" });
  assert.equal(given.status, 200, await given.text());
  const granted = await send(setting, "DELETE");
  assert.deepEqual([granted.status, granted.decision], [200, "ALLOW"], granted.text);
  assert.equal(upstream.seen[2]?.method, "DELETE");

  for (const { traceId, decision } of [allowed, sanitized, denied, held, granted]) {
    const trace = await gateway.console(`/v1/traces/${traceId}`);
    assert.equal(trace.status, 200);
    assert.equal((await trace.json()).decision, decision);
    assert.match(await gateway.lineThat(new RegExp(traceId)), new RegExp(`${decision} +`));
  }
  assert.ok(![...gateway.stdout, ...gateway.stderr].join("\n").includes(fakeGithubToken()));
});

Deno.test("Monitor mode forwards everything as it is and says what would have been", async () => {
  await using setting = await setUp({ args: ["--mode", "monitor"] });
  const { gateway, upstream } = setting;
  for (
    const [method, body, wouldBe] of [
      ["POST", { text: "hello" }, "ALLOW"],
      ["POST", { card: fakeCardNumber() }, "SANITIZE"],
      ["POST", { text: fakeGithubToken() }, "DENY"],
      ["DELETE", undefined, "REQUIRE_APPROVAL"],
    ] as const
  ) {
    const answer = await send(setting, method, body);
    assert.deepEqual([answer.status, answer.wouldBe], [200, wouldBe], answer.text);
    assert.equal(upstream.seen.at(-1)?.body, body === undefined ? "" : JSON.stringify(body));
  }
  await gateway.lineThat(/DENY .*\(monitor: not enforced\)/);
  const approvals = await (await gateway.console("/v1/approvals")).json();
  assert.deepEqual(approvals.approvals, [], "nobody is asked about calls that went ahead");
});

Deno.test("With another gateway as its engine a gateway gives that one's verdicts; without it, it refuses", async () => {
  await using first = await setUp();
  const remote = { args: ["--gateway-url", first.gateway.origin, "--api-key", "iv_test_remote"] };
  await using second = await setUp(remote, "policies:\n  - { name: unused, rules: [] }\n");
  await second.gateway.lineThat(new RegExp(`engine +${first.gateway.origin}`));
  for (
    const [method, body, status] of [
      ["POST", { text: "hello" }, 200],
      ["POST", { card: fakeCardNumber(), n: [1, "ü"] }, 200],
      ["POST", { text: fakeGithubToken() }, 403],
      ["DELETE", undefined, 202],
    ] as const
  ) {
    const direct = await send(first, method, body);
    const relayed = await send(second, method, body);
    assert.equal(relayed.status, status, relayed.text);
    assert.equal(relayed.decision, direct.decision);
    if (status === 200) assert.equal(second.upstream.seen.at(-1)?.body, first.upstream.seen.at(-1)?.body);
    const trace = await first.gateway.console(`/v1/traces/${relayed.traceId}`);
    assert.equal(trace.status, 200, "the engine's gateway keeps the trace");
    assert.equal((await trace.json()).decision, relayed.decision);
    const here = await second.gateway.console(`/v1/traces/${relayed.traceId}`);
    assert.equal(here.status, 200, "the gateway that was asked shows it too");
    await here.body?.cancel();
  }
  const held = JSON.parse((await send(second, "DELETE")).text);
  const page = `${first.gateway.origin}/approvals/${held.approval_id}`;
  assert.equal(held.console_url, page, "a person decides in the engine's console");
  const approve = ["approvals", "approve", held.approval_id, "--data-dir", first.gateway.dataDir];
  assert.equal((await interven(approve)).code, 0);
  assert.equal((await send(second, "DELETE")).status, 200, "an approval at the engine counts");

  const forwarded = second.upstream.seen.length;
  first.gateway.signal("SIGKILL");
  await first.gateway.exited;
  const refused = await send(second, "POST", { text: "hello" });
  assert.deepEqual([refused.status, refused.error], [503, "ENGINE_UNAVAILABLE"], refused.text);
  assert.equal(second.upstream.seen.length, forwarded);
  const ready = await fetch(`${second.gateway.origin}/ready`);
  assert.equal(ready.status, 503);
  await ready.body?.cancel();
});

Deno.test("An engine that is gone lets calls pass unscanned only when told to fail open", async () => {
  await using first = await startGateway();
  const args = ["--gateway-url", first.origin, "--api-key", "iv_test_remote", "--fail-open"];
  await using second = await setUp({ args });
  first.signal("SIGKILL");
  await first.exited;
  const passed = await send(second, "POST", { text: "hello" });
  assert.equal(passed.status, 200, passed.text);
  assert.equal(passed.decision, "ALLOW");
  assert.equal(second.upstream.seen.length, 1);
});

Deno.test("A body over --max-body is refused with 413 and never forwarded", async () => {
  await using setting = await setUp({ args: ["--max-body", "10KB"] });
  assert.equal((await send(setting, "POST", { text: "x".repeat(9_000) })).status, 200);
  const refused = await send(setting, "POST", { text: "x".repeat(11_000) });
  assert.deepEqual([refused.status, refused.error], [413, "PAYLOAD_TOO_LARGE"], refused.text);
  assert.equal(setting.upstream.seen.length, 1);
});

Deno.test("Without --allow-upstream an address of this machine is refused", async () => {
  await using upstream = startUpstream();
  await using gateway = await startGateway();
  const response = await gateway.proxy(`${upstream.origin}/x`);
  assert.equal(response.status, 403);
  assert.equal(response.headers.get("x-interven-error"), "BLOCKED_ADDRESS");
  await response.body?.cancel();
  const self = await gateway.proxy(`${gateway.origin}/v1/traces`);
  assert.equal(self.headers.get("x-interven-error"), "BLOCKED_ADDRESS", await self.text());
  assert.equal(upstream.seen.length, 0);
});

Deno.test("A page whose name was made to lead here is refused on every route", async () => {
  await using gateway = await startGateway();
  // A browser names the port of the page's URL, which is ours.
  const { port } = new URL(gateway.origin);
  for (const path of ["/", "/v1/scan", "/proxy/https://example.com/"]) {
    assert.match(
      await rawAnswer(gateway.origin, `GET ${path} HTTP/1.1\r\nHost: evil.example.com:${port}\r\n`),
      /^HTTP\/1.1 421 /,
    );
  }
});

Deno.test("A request for another host is forwarded there under the guard, and reaches no route of the gateway", async () => {
  await using gateway = await startGateway();
  for (const path of ["/health", "/v1/traces", "/proxy/https://example.com/"]) {
    for (const target of [path, `http://internal.test${path}`]) {
      const answer = await rawAnswer(gateway.origin, `GET ${target} HTTP/1.1\r\nHost: internal.test\r\n`);
      assert.match(answer, /^HTTP\/1.1 403 [\s\S]*x-interven-error: BLOCKED_ADDRESS/, target);
    }
  }
});

Deno.test("A client that uses the gateway as its HTTP proxy is judged and answered as under /proxy/", async () => {
  await using setting = await setUp();
  const { upstream, gateway } = setting;
  const body = JSON.stringify({ text: "hello" });
  const head = [
    `POST ${upstream.origin}/x//y?q=%20 HTTP/1.1`,
    "Host: elsewhere.example.com",
    `Proxy-Authorization: Basic ${btoa("alice:run-7")}`,
    "Proxy-Connection: keep-alive",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
  ].join("\r\n");
  const answer = await rawAnswer(gateway.origin, head, body);
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.match(answer, /x-interven-decision: ALLOW/);
  const [seen] = upstream.seen;
  assert.deepEqual([seen?.method, seen?.target, seen?.body], ["POST", "/x//y?q=%20", body]);
  assert.equal(seen?.headers.get("host"), upstream.address);
  assert.deepEqual([...seen!.headers.keys()].filter((name) => name.startsWith("proxy-")), []);
});

Deno.test("CONNECT on the gateway's own port is told where tunnels are opened", async () => {
  await using gateway = await startGateway();
  const answer = await rawAnswer(
    gateway.origin,
    "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n",
  );
  assert.match(answer, /^HTTP\/1.1 501 [\s\S]*Tunnels are opened on port \d+/);
});

/** `fetch` sets `Host` itself. */
async function rawAnswer(origin: string, head: string, body = ""): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(new URL(origin).port) });
  await connection.write(new TextEncoder().encode(`${head}Connection: close\r\n\r\n${body}`));
  let text = "";
  for await (const chunk of connection.readable.pipeThrough(new TextDecoderStream())) text += chunk;
  return text;
}
