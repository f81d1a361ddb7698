import assert from "node:assert/strict";
import type { Approval, RecordedTrace } from "../engine/types.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { createApprovalNotifier } from "./approval_notifier.ts";
import { signatureHeaders } from "./signature.ts";

const NOW = 1_700_000_000_000;
const KEY = new TextEncoder().encode("k".repeat(32));

const approvalOf = (over: Partial<Approval> = {}): Approval => ({
  id: "a1",
  traceId: "t1",
  agentId: "agent-one",
  sessionId: "session-one",
  signature: "s",
  status: "pending",
  createdAt: NOW,
  expiresAt: NOW + 600_000,
  decidedAt: null,
  decidedBy: null,
  note: null,
  ...over,
});

/** A notifier, the receivers' answers by attempt, and what reached them. */
function setUp(
  { statuses = [], stored = [] }: { statuses?: (number | Error)[]; stored?: RecordedTrace[] } = {},
) {
  const posts: { url: string; headers: Headers; body: string }[] = [];
  const [said, slept]: [string[], number[]] = [[], []];
  const answers = [...statuses];
  const notifier = createApprovalNotifier({
    webhooks: [new URL("https://hooks.example.com/secret-path")],
    slackWebhooks: [],
    key: KEY,
    consoleUrl: "http://localhost:4100",
    traces: { get: (id) => stored.find(({ traceId }) => traceId === id) },
    clock: { now: () => NOW },
    say: (message) => void said.push(message),
    sleep: (ms) => Promise.resolve(void slept.push(ms)),
    fetch: (url, init) => {
      posts.push({ url: String(url), headers: new Headers(init?.headers), body: String(init?.body) });
      const answer = answers.shift() ?? 200;
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve(new Response(null, { status: answer }));
    },
  });
  return { notifier, posts, said, slept };
}

const stored = (traceId: string): RecordedTrace => ({ ...traceOf(traceId), outcome: null, response: null });

Deno.test("A question is told once its call is known, signed, and without what was found", async () => {
  const { notifier, posts } = setUp();
  notifier.approval(approvalOf());
  assert.equal(posts.length, 0);
  notifier.decision(traceOf("t1", { decision: "REQUIRE_APPROVAL", reasonCodes: ["DESTRUCTIVE_ACTION"] }));
  notifier.decision(traceOf("t2"));
  await notifier.close();
  const [post] = posts;
  assert.equal(posts.length, 1);
  const body = JSON.parse(post?.body ?? "");
  assert.equal(body.type, "approval.requested");
  assert.equal(body.data.console_url, "http://localhost:4100/approvals/a1");
  assert.deepEqual(body.data.reason_codes, ["DESTRUCTIVE_ACTION"]);
  const expected = signatureHeaders(
    { id: "msg_a1_pending", timestamp: NOW / 1000, body: post?.body ?? "" },
    KEY,
  );
  for (const [name, value] of Object.entries(expected)) assert.equal(post?.headers.get(name), value);
});

Deno.test("A question of another process and a decision find their call in the store; none is told twice", async () => {
  const { notifier, posts } = setUp({ stored: [stored("t1")] });
  for (const status of ["pending", "pending", "approved", "approved"] as const) {
    notifier.approval(approvalOf({ status, decidedBy: status === "approved" ? "console" : null }));
  }
  await notifier.close();
  assert.deepEqual(posts.map(({ body }) => JSON.parse(body).data.status), ["pending", "approved"]);
});

Deno.test("A receiver that fails is tried again, later and later, and the trouble is told once, by host alone", async () => {
  const { notifier, posts, said, slept } = setUp({
    statuses: [503, new TypeError("refused"), 500, 429, 503, 500, 500, 500],
    stored: [stored("t1"), stored("t2")],
  });
  notifier.approval(approvalOf());
  notifier.approval(approvalOf({ id: "a2", traceId: "t2" }));
  while (posts.length < 8) await new Promise((resolve) => setTimeout(resolve, 0));
  await notifier.close();
  assert.equal(posts.length, 8);
  assert.deepEqual(slept, [1_000, 5_000, 25_000, 1_000, 5_000, 25_000]);
  assert.equal(said.length, 1);
  assert.match(said[0] ?? "", /"hooks\.example\.com"/);
  assert.ok(!said[0]?.includes("secret-path"));
});

Deno.test("A receiver that does not want a message is not asked again, nor is a redirect followed", async () => {
  for (const status of [400, 404, 302]) {
    const { notifier, posts, said } = setUp({ statuses: [status], stored: [stored("t1")] });
    notifier.approval(approvalOf());
    await notifier.close();
    assert.equal(posts.length, 1);
    assert.equal(said.length, 1);
  }
});

Deno.test("A gateway that ends sends what waits, and does not try a dead receiver for each of it", async () => {
  const ids = Array.from({ length: 50 }, (_, i) => `t${i}`);
  const { notifier, posts } = setUp({
    statuses: ids.map(() => new TypeError("refused")),
    stored: ids.map((id) => stored(id)),
  });
  for (const id of ids) notifier.approval(approvalOf({ id, traceId: id }));
  await notifier.close();
  assert.ok(posts.length <= 2, `${posts.length} attempts`);
});
