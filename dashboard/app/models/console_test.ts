import assert from "node:assert/strict";
import { Console, tokenIn } from "./console.ts";
import {
  fakeAddressBar,
  FakeGateway,
  fakeProofStorage,
  FakeTimers,
  settle,
  wireApproval,
  wireTrace,
} from "./test_surroundings.ts";

const START = 1_700_000_000_000;
const PROOF = "p".repeat(43);

async function openConsole(gateway: FakeGateway, path = "/", proof = "") {
  const timers = new FakeTimers();
  const proofStorage = fakeProofStorage(proof);
  const addressBar = fakeAddressBar(path);
  const model = new Console({
    fetch: gateway.fetch as typeof fetch,
    timers,
    random: () => 1,
    now: () => START + timers.nowMs,
    addressBar,
    proofStorage,
    themeKeeper: { read: () => "", write: () => {}, apply: () => {} },
  });
  model.start();
  await settle();
  return { model, timers, addressBar, proofStorage };
}

async function close(model: Console): Promise<void> {
  model.stop();
  await settle();
}

Deno.test("Console shows a decision that streams in and counts it", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  gateway.sendEvent("1", "decision", wireTrace("t1", START, { decision: "DENY" }));
  await settle();
  await timers.advance(100);
  assert.deepEqual(model.feed.rows.value.map((row) => row.traceId), ["t1"]);
  assert.equal(model.counters.byDecision.value.DENY, 1);
  await close(model);
});

Deno.test("Console loses and doubles no row over a lost connection", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  gateway.sendEvent("1", "decision", wireTrace("t1", START));
  await settle();
  await timers.advance(100);
  gateway.streams[0]?.close();
  await settle();
  assert.equal(model.stream.value, "offline");
  const missed = [3, 2, 1].map((number) => wireTrace(`t${number}`, START + number));
  gateway.answers.set("GET /v1/traces", () => Response.json({ traces: missed, next_cursor: null }));
  await timers.advance(1000);
  gateway.sendEvent("2", "decision", wireTrace("t2", START + 2));
  gateway.sendEvent("4", "decision", wireTrace("t4", START + 4));
  await settle();
  await timers.advance(100);
  assert.deepEqual(model.feed.rows.value.map((row) => row.traceId), ["t4", "t3", "t2", "t1"]);
  await close(model);
});

Deno.test("Console is not upset by an event it cannot read", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  for (const data of ["{", "null", "[]", '"x"', '{"trace_id":1}']) {
    gateway.send(
      `event: decision\ndata: ${data}\n\nevent: approval\ndata: ${data}\n\nevent: outcome\ndata: ${data}\n\n`,
    );
  }
  gateway.send(`event: decision\ndata: ${JSON.stringify(wireTrace("t1", START))}\n\n`);
  await settle();
  await timers.advance(100);
  assert.equal(model.feed.rows.value.length, 1);
  await close(model);
});

Deno.test("Console asks to sign in when there is no session, and goes on after signing in", async () => {
  const gateway = new FakeGateway();
  const events = gateway.answers.get("GET /v1/events") ?? (() => Response.error());
  gateway.answers.set("GET /v1/events", () => Response.json({}, { status: 401 }));
  gateway.answers.set("POST /v1/session", (_, init) => {
    const isRight = String(init.body) === '{"token":"right"}';
    return Response.json(isRight ? { proof: PROOF } : {}, { status: isRight ? 200 : 401 });
  });
  const { model, proofStorage } = await openConsole(gateway, "/approvals/a");
  assert.equal(model.session.value, "signed_out");
  await model.signIn("wrong");
  assert.match(model.signInProblem.value, /not this gateway's token/);
  gateway.answers.set("GET /v1/events", events);
  gateway.answers.set("GET /v1/approvals", () => Response.json({ approvals: [wireApproval("a", START)] }));
  await model.signIn("http://localhost:4100/login?token=right");
  await settle();
  assert.equal(model.session.value, "signed_in");
  assert.equal(model.approvals.current.value?.id, "a");
  assert.equal(proofStorage.read(), PROOF);
  await close(model);
});

/** Makes the gateway answer as to a cookie without its proof, unless the proof is `PROOF`. */
function demandProof(gateway: FakeGateway): void {
  for (const [line, answer] of gateway.answers) {
    gateway.answers.set(
      line,
      (query, init) =>
        new Headers(init.headers).get("x-interven-proof") === PROOF
          ? answer(query, init)
          : Response.json({ code: "CONSOLE_PROOF_REQUIRED" }, { status: 401 }),
    );
  }
}

Deno.test("Console sends the proof with every request, and takes it out of the address bar once the gateway has taken it", async () => {
  const gateway = new FakeGateway();
  demandProof(gateway);
  const { model, addressBar, proofStorage } = await openConsole(gateway, `/#proof=${PROOF}`);
  assert.deepEqual(addressBar.paths, ["/"]);
  assert.equal(model.session.value, "signed_in");
  assert.equal(proofStorage.read(), PROOF);
  assert.ok(gateway.requests.length >= 4);
  for (const { line, init } of gateway.requests) {
    assert.equal(new Headers(init.headers).get("x-interven-proof"), PROOF, line);
  }
  await close(model);
});

Deno.test("Console leaves the proof in the address bar until the gateway has answered: a reload must not lose it", async () => {
  const gateway = new FakeGateway();
  for (const line of gateway.answers.keys()) {
    gateway.answers.set(line, () => new Response(null, { status: 503 }));
  }
  const { model, addressBar } = await openConsole(gateway, `/#proof=${PROOF}`);
  assert.equal(addressBar.fragment(), `#proof=${PROOF}`);
  await close(model);
});

Deno.test("Console takes what is no proof out of the address bar at once", async () => {
  const { model, addressBar } = await openConsole(new FakeGateway(), "/#proof=short");
  assert.equal(addressBar.fragment(), "");
  await close(model);
});

Deno.test("Console at another address of the same origin uses the proof that is kept", async () => {
  const gateway = new FakeGateway();
  demandProof(gateway);
  const { model } = await openConsole(gateway, "/approvals/a", PROOF);
  assert.equal(model.session.value, "signed_in");
  await close(model);
});

Deno.test("Console with a cookie but no proof asks to confirm, and opens when another page of its origin did", async () => {
  const gateway = new FakeGateway();
  demandProof(gateway);
  gateway.answers.set("POST /v1/session", () => Response.json({}, { status: 401 }));
  const { model, proofStorage } = await openConsole(gateway);
  assert.equal(model.lock.value, "unproven");
  await model.signIn("wrong");
  assert.equal(model.lock.value, "unproven");
  proofStorage.writeElsewhere(PROOF);
  await settle();
  assert.equal(model.session.value, "signed_in");
  await close(model);
});

Deno.test("Console goes back to the queue after a decision on a linked request", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/approvals", () => Response.json({ approvals: [wireApproval("a", START)] }));
  gateway.answers.set(
    "POST /v1/approvals/a/deny",
    () => Response.json(wireApproval("a", START, { status: "denied" })),
  );
  const { model, timers, addressBar } = await openConsole(gateway, "/approvals/a");
  model.approvals.show("a", START + timers.nowMs);
  await timers.advance(1000);
  await model.decide("deny");
  assert.deepEqual(addressBar.paths, ["/approvals"]);
  assert.equal(model.approvals.current.value, null);
  await close(model);
});

Deno.test("Console gives its connection back when nobody looks, still counts what waits, and returns", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  model.setVisible(false);
  await timers.advance(61_000);
  assert.equal(model.stream.value, "idle");
  gateway.answers.set(
    "GET /v1/approvals",
    () => Response.json({ approvals: [wireApproval("a", START + 80_000)] }),
  );
  await timers.advance(31_000);
  assert.equal(model.approvals.pending.value.length, 1);
  model.setVisible(true);
  await settle();
  assert.equal(model.stream.value, "live");
  await close(model);
});

Deno.test("Console searches the stored calls once typing has ended", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  const before = gateway.asked("GET /v1/traces");
  for (const text of ["s", "sl", "sla"]) {
    model.filter({ text });
    await timers.advance(50);
  }
  await timers.advance(300);
  assert.equal(gateway.asked("GET /v1/traces"), before + 1);
  assert.equal(gateway.requests.at(-1)?.query.get("q"), "sla");
  await close(model);
});

Deno.test("Console fetches the open call again when its outcome is told", async () => {
  const gateway = new FakeGateway();
  const done = { forwarded: "original", upstream_status: 200, error: null, total_ms: 4, response_bytes: 9 };
  gateway.answers.set("GET /v1/traces/t1", () => Response.json(wireTrace("t1", START)));
  const { model } = await openConsole(gateway, "/traces/t1");
  const before = model.detail.trace.value;
  assert.equal(before?.outcome, null);
  gateway.answers.set("GET /v1/traces/t1", () => Response.json(wireTrace("t1", START, { outcome: done })));
  assert.equal(model.detail.complete.value, true);
  gateway.sendEvent("2", "outcome", { trace_id: "t1", ...done });
  await settle();
  assert.equal(model.detail.trace.value?.outcome?.upstreamStatus, 200);
  await close(model);
});

Deno.test("Console does not take the short record of the stream for the whole call", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  gateway.sendEvent("1", "decision", wireTrace("t1", START));
  await settle();
  await timers.advance(100);
  model.router.go({ view: "live", traceId: "t1" });
  assert.equal(model.detail.trace.value?.traceId, "t1");
  assert.equal(model.detail.complete.value, false);
  await settle();
  assert.equal(model.detail.complete.value, false);
  assert.equal(model.detail.problem.value, "The gateway has no record of this call.");
  await close(model);
});

Deno.test("tokenIn() takes the token from a pasted link, or the text as it is", () => {
  assert.equal(tokenIn(" abc_DEF-1 "), "abc_DEF-1");
  assert.equal(tokenIn("http://localhost:4100/login?token=abc#x"), "abc");
});

Deno.test("Console fills its lists by asking when the gateway gives it no stream", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/events", () => Response.json({ detail: "Too many" }, { status: 503 }));
  gateway.answers.set(
    "GET /v1/traces",
    () => Response.json({ traces: [wireTrace("t1", START)], next_cursor: null }),
  );
  const { model } = await openConsole(gateway);
  assert.deepEqual(model.feed.rows.value.map((row) => row.traceId), ["t1"]);
  await close(model);
});

Deno.test("Console speaks of a lost connection only when coming back has failed", async () => {
  const gateway = new FakeGateway();
  const { model, timers } = await openConsole(gateway);
  gateway.answers.set("GET /v1/events", () => Response.json({}, { status: 503 }));
  gateway.streams[0]?.close();
  await settle();
  assert.equal(model.stream.value, "offline");
  assert.equal(model.isAway.value, false);
  await timers.advance(500);
  assert.equal(model.isAway.value, true);
  await close(model);
});

Deno.test("Console filters as the address says, and the address follows what is filtered", async () => {
  const gateway = new FakeGateway();
  const { model, timers, addressBar } = await openConsole(gateway, "/?decision=DENY&window=24h");
  assert.equal(model.feed.filter.value.decision, "DENY");
  assert.equal(model.counters.window.value, "24h");
  assert.equal(gateway.requests.find(({ line }) => line === "GET /v1/traces")?.query.get("decision"), "DENY");
  model.filter({ text: "sla" });
  model.filter({ text: "slack" });
  assert.equal(addressBar.path(), "/?decision=DENY&window=24h", "not while somebody types");
  await timers.advance(300);
  assert.equal(addressBar.path(), "/?decision=DENY&window=24h&q=slack");
  assert.equal(gateway.requests.at(-1)?.query.get("q"), "slack");
  model.filter({ decision: null });
  model.openTrace("t1");
  assert.equal(
    addressBar.path(),
    "/traces/t1?window=24h&q=slack",
    "what was typed is not lost by opening a call",
  );
  await close(model);
});
