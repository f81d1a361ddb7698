import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { AgentSessions } from "./agent_sessions.ts";
import { ApiClient } from "./api_client.ts";
import { Notices } from "./notices.ts";
import { Router } from "./router.ts";
import { fakeAddressBar, FakeGateway, FakeTimers, settle } from "./test_surroundings.ts";
import type { EventName, ViewTools } from "./view_tools.ts";

const START = Date.UTC(2026, 0, 1);

function wireSession(id: string): Record<string, unknown> {
  const at = new Date(START).toISOString();
  const by_decision = { ALLOW: 1, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };
  return {
    session_id: id,
    agent_id: id,
    agent_name: null,
    first_at: at,
    last_at: at,
    calls: 1,
    by_decision,
    reason_codes: [],
  };
}

function wireCall(id: string, second: number): Record<string, unknown> {
  return {
    trace_id: id,
    at: new Date(START + second * 1000).toISOString(),
    verb: "READ",
    flows: [],
    holds: [],
    taint: 0,
  };
}

function setUp(path = "/sessions") {
  const gateway = new FakeGateway();
  const timers = new FakeTimers();
  const listeners = new Map<EventName, (data: unknown) => void>();
  const router = new Router(fakeAddressBar(path));
  const around: ViewTools = {
    api: new ApiClient({ fetch: gateway.fetch, onLocked: () => {} }),
    router,
    notices: new Notices(timers),
    timers,
    nowMs: signal(0),
    onEvent: (name, listener) => void listeners.set(name, listener),
    onConnected: () => {},
  };
  gateway.answers.set(
    "GET /v1/sessions",
    () => Response.json({ sessions: [wireSession("a")], next_cursor: null }),
  );
  const model = new AgentSessions(around);
  return {
    gateway,
    timers,
    router,
    model,
    hear: (session: string) => listeners.get("decision")?.({ session_id: session }),
  };
}

/** Answers with pages of calls, newest first: `c3 c2`, then `c1 c0`. */
function serveTwoPages(gateway: FakeGateway): void {
  gateway.answers.set("GET /v1/sessions/calls", (query) => {
    const isFirst = query.get("cursor") === null;
    const calls = isFirst ? [wireCall("c3", 3), wireCall("c2", 2)] : [wireCall("c1", 1), wireCall("c0", 0)];
    return Response.json({
      session: wireSession("a"),
      calls,
      sources: [],
      next_cursor: isFirst ? "next" : null,
    });
  });
}

Deno.test("The timeline stands oldest first, and earlier calls are put before it", async () => {
  const { model, gateway } = setUp("/sessions/a");
  serveTwoPages(gateway);
  model.show();
  await settle();
  const ids = () => model.calls.value?.map(({ trace_id }) => trace_id).join(" ");
  assert.equal(ids(), "c2 c3");
  assert.equal(model.hasEarlier.value, true);
  await model.earlier();
  assert.equal(ids(), "c0 c1 c2 c3");
  assert.equal(model.hasEarlier.value, false);
  await model.refresh();
  assert.equal(ids(), "c0 c1 c2 c3", "a fresh first page takes nothing away");
  assert.equal(model.hasEarlier.value, false);
});

Deno.test("Another session starts with nothing of the one before", async () => {
  const { model, gateway, router } = setUp("/sessions/a");
  serveTwoPages(gateway);
  model.show();
  await settle();
  model.chosen.value = "c2";
  router.go({ view: "sessions", sessionId: "b" });
  assert.deepEqual([model.calls.value, model.chosen.value, model.summary.value], [null, null, null]);
  await settle();
  assert.equal(gateway.requests.at(-1)?.query.get("session"), "b");
});

Deno.test("Calls that stream in refresh the open session soon, others only the list, and neither for each call", async () => {
  const { model, gateway, timers, hear } = setUp("/sessions/a");
  serveTwoPages(gateway);
  model.show();
  await settle();
  for (let i = 0; i < 50; i++) hear(i % 2 === 0 ? "a" : "b");
  await timers.advance(5_000);
  assert.equal(gateway.asked("GET /v1/sessions/calls"), 2);
  assert.equal(gateway.asked("GET /v1/sessions"), 2);
});

Deno.test("What is typed is looked for once typing is over, and stands in the address", async () => {
  const { model, gateway, timers, router } = setUp();
  model.show();
  await settle();
  for (const text of ["m", "ma", "mail"]) model.filter(text);
  await timers.advance(300);
  assert.equal(gateway.requests.at(-1)?.query.get("q"), "mail");
  assert.equal(gateway.asked("GET /v1/sessions"), 2);
  assert.equal(router.query.value.get("q"), "mail");
});

Deno.test("Pages that looked without finding are skipped, but not for ever", async () => {
  const { model, gateway } = setUp();
  gateway.answers.set("GET /v1/sessions", () => Response.json({ sessions: [], next_cursor: "on" }));
  await model.refresh();
  assert.equal(gateway.asked("GET /v1/sessions"), 6);
  assert.deepEqual(model.sessions.value, []);
  assert.equal(model.hasMore.value, true);
});
