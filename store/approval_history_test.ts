import assert from "node:assert/strict";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { approvalOf, traceOf } from "../tests/fixtures/traces.ts";

const START = 1_700_000_000_000;
const NOW = START + 100;

Deno.test("settled() gives what waits for nobody any more, newest first, page by page", async () => {
  await using temporary = temporaryStore();
  const { approvals, approvalHistory } = temporary.store;
  for (let i = 0; i < 5; i++) {
    approvals.insert(approvalOf(`a${i}`, { createdAt: START + (i >> 1), expiresAt: NOW, status: "denied" }));
  }
  approvals.insert(approvalOf("lapsed", { createdAt: START - 1, expiresAt: NOW }));
  approvals.insert(approvalOf("waits", { createdAt: START + 9, expiresAt: NOW + 1 }));
  const page = (cursor?: string) => {
    const found = approvalHistory.settled({ now: NOW, limit: 3, ...(cursor !== undefined && { cursor }) });
    return { ids: found.approvals.map(({ id, status }) => `${id} ${status}`), next: found.nextCursor };
  };
  const first = page();
  assert.deepEqual(first.ids, ["a4 denied", "a3 denied", "a2 denied"]);
  assert.deepEqual(page(first.next ?? ""), { ids: ["a1 denied", "a0 denied", "lapsed expired"], next: null });
  assert.throws(() => page("nonsense"), RangeError);
});

Deno.test("similar() gives earlier answers about the same operation at the same host, and no others", async () => {
  await using temporary = temporaryStore();
  const { approvals, approvalHistory, traces } = temporary.store;
  const here = traceOf("here").action;
  const settled = { status: "approved", expiresAt: NOW } as const;
  for (
    const [id, action, over] of [
      ["same", here, settled],
      ["itself", here, { expiresAt: NOW + 1 }],
      ["waits", here, { expiresAt: NOW + 1 }],
      ["other-host", { ...here, host: "other.test" }, settled],
      ["other-act", { ...here, operation: "delete_message" }, settled],
      ["other-tool", { ...here, tool: "github" }, settled],
    ] as const
  ) {
    await traces.append(traceOf(`call-${id}`, { action }));
    approvals.insert(approvalOf(id, { traceId: `call-${id}`, ...over }));
  }
  approvals.insert(approvalOf("without-call", { ...settled, traceId: "gone" }));
  const trace = traces.get("call-itself");
  assert.ok(trace);
  const found = approvalHistory.similar({ approvalId: "itself", trace, now: NOW });
  assert.deepEqual(found.map(({ approval, trace }) => [approval.id, trace.traceId]), [["same", "call-same"]]);
});
