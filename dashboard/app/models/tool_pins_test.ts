import assert from "node:assert/strict";
import { ApiClient } from "./api_client.ts";
import { Notices } from "./notices.ts";
import { Router } from "./router.ts";
import { fakeAddressBar, FakeGateway, FakeTimers, settle } from "./test_surroundings.ts";
import { ToolPins } from "./tool_pins.ts";
import type { ViewTools } from "./view_tools.ts";
import { signal } from "@preact/signals";

function toolOf(tool: string, digest?: string): Record<string, unknown> {
  const held = digest === undefined
    ? null
    : { digest, reason_codes: ["MCP_TOOL_ADDED"], reasons: [], since: "", diff: [] };
  return { tool, state: held ? "waits" : "accepted", description: "", seen_at: "", changed_at: "", held };
}

function setUp(path = "/tools") {
  const gateway = new FakeGateway();
  const timers = new FakeTimers();
  const notices = new Notices(timers);
  let tools = [toolOf("read"), toolOf("write", "d1")];
  gateway.answers.set(
    "GET /v1/pins",
    () => Response.json({ servers: [{ server_id: "s", server: "files", tools }] }),
  );
  const router = new Router(fakeAddressBar(path));
  const around: ViewTools = {
    api: new ApiClient({ fetch: gateway.fetch, onLocked: () => {} }),
    router,
    notices,
    timers,
    nowMs: signal(0),
    onEvent: () => {},
    onConnected: () => {},
  };
  return {
    gateway,
    timers,
    notices,
    router,
    model: new ToolPins(around),
    serve: (next: typeof tools) => tools = next,
  };
}

Deno.test("What waits comes first, and is what is shown until another tool is opened", async () => {
  const { model, router } = setUp();
  await model.refresh();
  assert.deepEqual(model.tools.value.map(({ tool }) => tool.tool), ["write", "read"]);
  assert.equal(model.current.value?.tool.tool, "write");
  model.step(1);
  assert.equal(model.current.value?.tool.tool, "read");
  assert.deepEqual(router.route.value, { view: "tools", toolId: "s~read" });
});

Deno.test("Accepting names the digest of what is shown, and says what came of it", async () => {
  const { model, gateway, notices } = setUp();
  await model.refresh();
  gateway.answers.set("POST /v1/pins/accept", () => Response.json({ servers: [] }));
  await model.decide("accept", model.waiting.value);
  const sent = gateway.requests.find(({ line }) => line === "POST /v1/pins/accept")?.init.body;
  assert.deepEqual(JSON.parse(String(sent)), { server_id: "s", tools: [{ tool: "write", digest: "d1" }] });
  assert.equal(notices.shown.value.at(-1)?.text, "Accepted files/write");
});

Deno.test("A refusal is told in the gateway's own words, and what is true now is fetched", async () => {
  const { model, gateway, notices, serve } = setUp();
  await model.refresh();
  gateway.answers.set(
    "POST /v1/pins/accept",
    () => Response.json({ detail: "It has changed" }, { status: 409 }),
  );
  serve([toolOf("write", "d2")]);
  await model.decide("accept", model.waiting.value);
  assert.equal(notices.shown.value.at(-1)?.text, "It has changed");
  assert.equal(model.waiting.value[0]?.tool.held?.digest, "d2");
  assert.equal(model.busy.value, false);
});

Deno.test("The list is looked at again and again while it is on the screen, and not after", async () => {
  const { model, gateway, timers } = setUp();
  const hide = model.show();
  await settle();
  await timers.advance(10_000);
  assert.equal(gateway.asked("GET /v1/pins"), 2);
  hide();
  await timers.advance(60_000);
  assert.equal(gateway.asked("GET /v1/pins"), 2);
});

Deno.test("A list that has not changed draws nothing anew", async () => {
  const { model } = setUp();
  await model.refresh();
  const before = model.servers.value;
  await model.refresh();
  assert.equal(model.servers.value, before);
});
