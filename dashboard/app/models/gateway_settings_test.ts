import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { ApiClient } from "./api_client.ts";
import { GatewaySettings } from "./gateway_settings.ts";
import { Notices } from "./notices.ts";
import { Router } from "./router.ts";
import { fakeAddressBar, FakeGateway, FakeTimers } from "./test_surroundings.ts";
import type { ViewTools } from "./view_tools.ts";

function setUp() {
  const gateway = new FakeGateway();
  const timers = new FakeTimers();
  const state = { mode: "enforce", audit: { state: "idle" } as Record<string, unknown> };
  gateway.answers.set("GET /v1/settings", () =>
    Response.json({
      mode: { mode: state.mode, started_with: "enforce", last_switch: null },
      settings: [],
      retention: {},
      audit: state.audit,
    }));
  gateway.answers.set("GET /v1/session", () => Response.json({ signed_in_by: "session" }));
  gateway.answers.set("GET /v1/settings/audit", () => Response.json(state.audit));
  const notices = new Notices(timers);
  const around: ViewTools = {
    api: new ApiClient({ fetch: gateway.fetch, onLocked: () => {} }),
    router: new Router(fakeAddressBar("/settings")),
    notices,
    timers,
    nowMs: signal(0),
    onEvent: () => {},
    onConnected: () => {},
  };
  return { gateway, timers, notices, state, model: new GatewaySettings(around) };
}

Deno.test("A switch names the mode that the person saw; when that is out of date, the page learns what is true", async () => {
  const { model, gateway, notices, state } = setUp();
  await model.refresh();
  gateway.answers.set(
    "POST /v1/settings/mode",
    () => Response.json({ detail: "It is monitor now" }, { status: 409 }),
  );
  state.mode = "monitor";
  assert.equal(await model.switchMode("monitor", " a drill "), false);
  const sent = gateway.requests.find(({ line }) => line === "POST /v1/settings/mode")?.init.body;
  assert.deepEqual(JSON.parse(String(sent)), { mode: "monitor", from: "enforce", note: "a drill" });
  assert.equal(notices.shown.value.at(-1)?.text, "It is monitor now");
  assert.equal(model.facts.value?.mode.mode, "monitor");
});

Deno.test("A check of the record is followed until it ends, by one poll at a time", async () => {
  const { model, gateway, timers, state } = setUp();
  await model.refresh();
  gateway.answers.set("POST /v1/settings/audit", () => Response.json({ state: "running", started_at: "" }));
  state.audit = { state: "running", started_at: "" };
  await model.verify();
  await model.refresh();
  await timers.advance(3_000);
  assert.equal(gateway.asked("GET /v1/settings/audit"), 3);
  state.audit = { state: "done", report: { ok: true } };
  await timers.advance(1_000);
  assert.equal(model.facts.value?.audit.state, "done");
  await timers.advance(10_000);
  assert.equal(gateway.asked("GET /v1/settings/audit"), 4);
});

Deno.test("After a new token nothing is asked any more until its link was seen: an answer would lock the page", async () => {
  const { model, gateway } = setUp();
  await model.refresh();
  gateway.answers.set(
    "POST /v1/settings/console-token",
    () => Response.json({ login_url: "http://localhost/login?token=x" }),
  );
  await model.replaceToken();
  const asked = gateway.requests.length;
  await model.refresh();
  assert.equal(gateway.requests.length, asked);
  await model.forgetLink();
  assert.ok(gateway.requests.length > asked);
});
