/** What a person changes of a running gateway, without the page: what holds at once, what the record says, what a restart brings back. */
import assert from "node:assert/strict";
import { startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const DENY_ALL = `
policies:
  - name: tests
    rules: [{ rule_id: no, priority: 1, match: {}, action: DENY, reason_code: TEST_ONLY }]
`;

Deno.test("A switch of the mode holds from the next call on, stands in the record, and ends with the process", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const policy = `${folder.path}/policy.yaml`;
  await Deno.writeTextFile(policy, DENY_ALL);
  const options = { dataDir: folder.path, args: ["--policy", policy, "--allow-upstream", upstream.address] };
  {
    await using gateway = await startGateway(options);
    const switchTo = async (mode: string, from: string) => {
      const body = JSON.stringify({ mode, from, note: "a drill\u001b[31m" });
      const response = await gateway.console("/v1/settings/mode", { method: "POST", body });
      await response.body?.cancel();
      return response.status;
    };
    const call = async () => {
      const response = await gateway.proxy(upstream.origin);
      await response.body?.cancel();
      return [response.status, response.headers.get("x-interven-would-be")];
    };
    assert.deepEqual(await call(), [403, null]);
    assert.equal(await switchTo("monitor", "enforce"), 200);
    assert.deepEqual(await call(), [200, "DENY"]);
    assert.equal(await switchTo("monitor", "enforce"), 409, "a page that is out of date switches nothing");
    const line = await gateway.lineThat(/MONITOR MODE/);
    assert.ok(!line.includes("\u001b"), "what a person typed cannot colour the log");
    gateway.signal("SIGTERM");
    await gateway.exited;
  }
  await using again = await startGateway(options);
  const settings = await (await again.console("/v1/settings")).json();
  assert.deepEqual(settings.mode, { mode: "enforce", started_with: "enforce", last_switch: null });
  const { stdout } = await interven(["audit", "export", "--data-dir", folder.path]);
  const modes = stdout.trim().split("\n").map((entry) => JSON.parse(entry)).filter(({ kind }) =>
    kind === "mode"
  );
  assert.equal(modes.length, 1);
  assert.match(
    JSON.stringify(modes[0]),
    /"from":"enforce"[^]*"to":"monitor"|"to":"monitor"[^]*"from":"enforce"/,
  );
  const verified = await interven(["audit", "verify", "--data-dir", folder.path]);
  assert.equal(verified.code, 0, verified.stdout);
});

Deno.test("A replaced token locks out whoever has the old one, and a restart goes on with the new", async () => {
  await using folder = await temporaryFolder();
  const options = { dataDir: folder.path, env: { INTERVEN_CONSOLE_TOKEN: "" } };
  const tokenNow = async () => (await Deno.readTextFile(`${folder.path}/console-token`)).trim();
  const statusOf = async (origin: string, token: string) => {
    const response = await fetch(`${origin}/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    await response.body?.cancel();
    return response.status;
  };
  let old = "";
  {
    await using gateway = await startGateway(options);
    old = await tokenNow();
    const authorization = `Bearer ${old}`;
    const path = "/v1/settings/console-token";
    const replaced = await fetch(gateway.origin + path, { method: "POST", headers: { authorization } });
    const { login_url: link } = await replaced.json();
    assert.equal(await statusOf(gateway.origin, old), 401);
    assert.equal(await statusOf(gateway.origin, await tokenNow()), 200);
    const signedIn = await fetch(link, { redirect: "manual" });
    await signedIn.body?.cancel();
    assert.equal(signedIn.status, 303);
    const printed = [...gateway.stdout, ...gateway.stderr].join("\n");
    assert.ok(!printed.includes(await tokenNow()) && !printed.includes(link), "neither stands in the log");
  }
  await using again = await startGateway(options);
  assert.deepEqual([await statusOf(again.origin, old), await statusOf(again.origin, await tokenNow())], [
    401,
    200,
  ]);
});

Deno.test("A token that was given at the start is not replaced from the console", async () => {
  await using gateway = await startGateway();
  const response = await gateway.console("/v1/settings/console-token", { method: "POST" });
  assert.equal(response.status, 409);
  assert.equal((await response.json()).code, "NOT_POSSIBLE");
});
