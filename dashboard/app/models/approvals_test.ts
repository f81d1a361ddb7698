import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { ApiClient } from "./api_client.ts";
import { Approvals } from "./approvals.ts";
import { FakeGateway, settle, wireApproval, wireTrace } from "./test_surroundings.ts";
import { readApproval } from "./wire.ts";

const START = 1_700_000_000_000;

function deskOver(gateway: FakeGateway, listed: readonly Record<string, unknown>[] = []) {
  gateway.answers.set("GET /v1/approvals", () => Response.json({ approvals: listed }));
  const nowMs = signal(START);
  const api = new ApiClient({ fetch: gateway.fetch as typeof fetch, onLocked: () => {} });
  return { approvals: new Approvals(api, nowMs), nowMs };
}

function answerDecision(gateway: FakeGateway, id: string, status: "approved" | "denied"): void {
  const verdict = status === "approved" ? "approve" : "deny";
  gateway.answers.set(
    `POST /v1/approvals/${id}/${verdict}`,
    () =>
      Response.json(wireApproval(id, START, { status, decided_at: new Date(START + 5000).toISOString() })),
  );
}

Deno.test("Approvals puts what lapses first to the front, and a new request behind", async () => {
  const { approvals } = deskOver(new FakeGateway(), [
    wireApproval("b", START),
    wireApproval("a", START - 60_000),
  ]);
  await approvals.refresh();
  assert.equal(approvals.current.value?.id, "a");
  await approvals.add(readApproval(wireApproval("c", START + 1000)));
  assert.equal(approvals.current.value?.id, "a");
  assert.deepEqual(approvals.pending.value.map((item) => item.id), ["a", "b", "c"]);
});

Deno.test("Approvals sends the note, keeps the decision in its history, and moves on", async () => {
  const gateway = new FakeGateway();
  answerDecision(gateway, "a", "approved");
  const { approvals } = deskOver(gateway, [wireApproval("a", START), wireApproval("b", START + 1)]);
  await approvals.refresh();
  approvals.show("a", START);
  approvals.note.value = " fine ";
  assert.equal(await approvals.decide("approve", START + 5000), true);
  const sent = gateway.requests.find((request) => request.line === "POST /v1/approvals/a/approve");
  assert.equal(sent?.init.body, '{"note":"fine"}');
  assert.equal(approvals.note.value, "");
  assert.deepEqual(approvals.history.value.map((item) => [item.id, item.status]), [["a", "approved"]]);
  assert.equal(approvals.current.value?.id, "b");
});

Deno.test("Approvals leaves a request alone that came to the front a moment before the key press", async () => {
  const gateway = new FakeGateway();
  answerDecision(gateway, "a", "approved");
  const { approvals } = deskOver(gateway, [wireApproval("a", START)]);
  await approvals.refresh();
  assert.equal(await approvals.decide("approve", START), false, "never shown");
  approvals.show("a", START);
  assert.equal(await approvals.decide("approve", START + 599), false, "just shown");
  assert.equal(gateway.asked("POST /v1/approvals/a/approve"), 0);
  assert.equal(await approvals.decide("approve", START + 600), true);
});

Deno.test("Approvals sends one decision however often the key is pressed", async () => {
  const gateway = new FakeGateway();
  answerDecision(gateway, "a", "denied");
  const { approvals } = deskOver(gateway, [wireApproval("a", START)]);
  await approvals.refresh();
  approvals.show("a", START);
  await Promise.all([approvals.decide("deny", START + 999), approvals.decide("deny", START + 999)]);
  assert.equal(gateway.asked("POST /v1/approvals/a/deny"), 1);
});

Deno.test("Approvals says so when somebody else was first", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("POST /v1/approvals/a/approve", () => Response.json({}, { status: 409 }));
  const { approvals } = deskOver(gateway, [wireApproval("a", START)]);
  await approvals.refresh();
  approvals.show("a", START);
  const deciding = approvals.decide("approve", START + 999);
  gateway.answers.set(
    "GET /v1/approvals",
    () => Response.json({ approvals: [wireApproval("a", START, { status: "denied" })] }),
  );
  assert.equal(await deciding, false);
  assert.equal(approvals.pending.value.length, 0);
  assert.equal(approvals.history.value[0]?.status, "denied");
});

Deno.test("Approvals judges a request by the clock: past its time it is expired and cannot be decided", async () => {
  const gateway = new FakeGateway();
  const { approvals, nowMs } = deskOver(gateway, [wireApproval("a", START)]);
  await approvals.refresh();
  approvals.pick("a");
  approvals.show("a", START);
  nowMs.value = START + 600_000;
  assert.equal(approvals.pending.value.length, 0);
  assert.equal(approvals.current.value?.status, "expired");
  assert.equal(await approvals.decide("approve", nowMs.value), false);
});

Deno.test("Approvals never shows another request in place of the one that a link names", async () => {
  const { approvals } = deskOver(new FakeGateway(), [wireApproval("a", START)]);
  approvals.pick("gone");
  await approvals.refresh();
  assert.equal(approvals.current.value, null);
  assert.equal(approvals.missing.value, true);
});

Deno.test("Approvals fetches a request that a link names and the list does not hold", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set(
    "GET /v1/approvals/old",
    () => Response.json(wireApproval("old", START, { status: "approved" })),
  );
  const { approvals } = deskOver(gateway, [wireApproval("a", START)]);
  approvals.pick("old");
  await approvals.refresh();
  assert.equal(approvals.current.value?.id, "old");
});

Deno.test("Approvals fetches the call of a request that came without it", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/traces/trace-of-a", () => Response.json(wireTrace("trace-of-a", START)));
  const { approvals } = deskOver(gateway);
  await approvals.refresh();
  await approvals.add(readApproval(wireApproval("a", START, { trace: null })));
  await settle();
  assert.equal(approvals.current.value?.trace?.url, "https://slack.com/api/chat.postMessage");
});

Deno.test("Approvals keeps fifty ended requests at most, and every one that waits", async () => {
  const { approvals } = deskOver(new FakeGateway());
  await approvals.refresh();
  for (let number = 0; number < 80; number++) {
    await approvals.add(readApproval(wireApproval(`done-${number}`, START + number, { status: "denied" })));
    await approvals.add(readApproval(wireApproval(`wait-${number}`, START + number)));
  }
  assert.equal(approvals.history.value.length, 50);
  assert.equal(approvals.pending.value.length, 80);
});
