/** A call that is held open until a person has decided, and the messages that fetch the person. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const POLICY = `
policies:
  - name: tests
    rules:
      - rule_id: ask-before-deleting
        match:
          methods: [DELETE]
        action: REQUIRE_APPROVAL
        reason_code: DESTRUCTIVE_ACTION
`;

async function setUp(args: readonly string[]) {
  const folder = await temporaryFolder();
  const policy = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(policy, POLICY);
  const upstream = startUpstream();
  const gateway = await startGateway({
    args: ["--policy", policy, "--allow-upstream", upstream.address, ...args],
  });
  return {
    gateway,
    upstream,
    call: (path: string, init: RequestInit = {}) =>
      gateway.proxy(upstream.origin + path, { method: "DELETE", ...init }),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The approval of the call that is held now. */
async function pendingId(gateway: GatewayProcess): Promise<string> {
  for (;;) {
    const answer = await gateway.console("/v1/approvals?status=pending");
    const { approvals } = await answer.json();
    if (approvals.length > 0) return approvals[0].approval_id;
  }
}

async function decide(gateway: GatewayProcess, verdict: "approve" | "deny"): Promise<void> {
  const id = await pendingId(gateway);
  const answer = await gateway.console(`/v1/approvals/${id}/${verdict}`, { method: "POST" });
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
}

Deno.test("With --approval-wait an approved call gets the upstream's answer, and a denied one its refusal, in one request", async () => {
  await using run = await setUp(["--approval-wait", "600"]);
  const { gateway, upstream, call } = run;
  const approved = call("/branches/old");
  await decide(gateway, "approve");
  const answer = await approved;
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("x-interven-reasons") ?? "", /\bRECENT_APPROVAL_GRANT\b/);
  await answer.body?.cancel();
  assert.equal(upstream.seen.length, 1);

  const denied = call("/branches/main");
  await decide(gateway, "deny");
  const refused = await denied;
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get("x-interven-error"), "APPROVAL_DENIED");
  await refused.body?.cancel();
  assert.equal(upstream.seen.length, 1);
});

Deno.test("A gateway that is asked to stop sends those who wait for a person away to come back", async () => {
  await using run = await setUp(["--approval-wait", "600"]);
  const held = run.call("/branches/old");
  await pendingId(run.gateway);
  run.gateway.signal("SIGTERM");
  const answer = await held;
  assert.equal(answer.status, 202);
  await answer.body?.cancel();
  assert.equal((await run.gateway.exited).code, 0);
});

Deno.test("--approval-webhook and --slack-webhook are told when a person is needed and what was decided", async () => {
  await using receiver = startUpstream(() => new Response("ok"));
  await using run = await setUp([
    "--approval-webhook",
    `${receiver.origin}/plain`,
    "--slack-webhook",
    `${receiver.origin}/slack`,
    "--webhook-secret",
    "a secret of the tests".replaceAll(" ", "-"),
  ]);
  const { gateway, call } = run;
  const held = await call("/branches/old");
  assert.equal(held.status, 202);
  await held.body?.cancel();
  await decide(gateway, "approve");
  gateway.signal("SIGTERM");
  await gateway.exited;
  const told = (target: string) => receiver.seen.filter((seen) => seen.target === target);
  assert.deepEqual(told("/plain").map(({ body }) => JSON.parse(body).type), [
    "approval.requested",
    "approval.decided",
  ]);
  assert.match(told("/plain")[0]?.headers.get("webhook-signature") ?? "", /^v1,/);
  assert.deepEqual(told("/slack").map(({ body }) => Object.keys(JSON.parse(body))), [
    ["text", "blocks"],
    ["text", "blocks"],
  ]);
});
