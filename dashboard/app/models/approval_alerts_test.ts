import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { type AlertBrowser, type AlertPermission, ApprovalAlerts } from "./approval_alerts.ts";
import { ApiClient } from "./api_client.ts";
import { Notices } from "./notices.ts";
import { Router } from "./router.ts";
import { fakeAddressBar, FakeGateway, FakeTimers, settle, wireApproval } from "./test_surroundings.ts";
import type { ViewTools } from "./view_tools.ts";

function setUp(over: Partial<AlertBrowser> = {}) {
  const gateway = new FakeGateway();
  const timers = new FakeTimers();
  const shown: { title: string; body: string; tag: string; onClick: () => void }[] = [];
  let hear = (_data: unknown) => {};
  let isWanted = true;
  const router = new Router(fakeAddressBar());
  const around: ViewTools = {
    api: new ApiClient({ fetch: gateway.fetch, onLocked: () => {} }),
    router,
    notices: new Notices(timers),
    timers,
    nowMs: signal(0),
    onEvent: (_name, listener) => hear = listener,
    onConnected: () => {},
  };
  const browser: AlertBrowser = {
    permission: () => "granted",
    ask: () => Promise.resolve("granted"),
    isHidden: () => true,
    show: (title, options) => void shown.push({ title, ...options }),
    wanted: () => isWanted,
    want: (on) => void (isWanted = on),
    ...over,
  };
  gateway.answers.set("GET /v1/approvals/a1", () => Response.json(wireApproval("a1", Date.now())));
  const alerts = new ApprovalAlerts(around);
  alerts.useBrowser(browser);
  const tell = async (data: unknown) => {
    hear(data);
    await settle();
  };
  return { alerts, shown, router, tell };
}

Deno.test("A call that waits is told by agent, act and host, and a click opens it", async () => {
  const { shown, router, tell } = setUp();
  await tell({ approval_id: "a1", status: "pending" });
  assert.equal(shown[0]?.title, "agent-one waits for you");
  assert.equal(shown[0]?.body, "slack.post_message at slack.com");
  shown[0]?.onClick();
  assert.deepEqual(router.route.value, { view: "approvals", approvalId: "a1" });
});

Deno.test("Nothing is told of what was decided, to somebody who looks, or where nobody has asked for it", async () => {
  const decided = setUp();
  await decided.tell({ approval_id: "a1", status: "approved" });
  const looking = setUp({ isHidden: () => false });
  await looking.tell({ approval_id: "a1", status: "pending" });
  const unasked = setUp({ wanted: () => false });
  await unasked.tell({ approval_id: "a1", status: "pending" });
  const refused = setUp({ permission: () => "denied" });
  await refused.tell({ approval_id: "a1", status: "pending" });
  assert.equal(refused.alerts.state.value, "refused");
  for (const { shown } of [decided, looking, unasked, refused]) assert.deepEqual(shown, []);
});

Deno.test("Switching it on asks the browser once; switching it off is remembered", async () => {
  let permission: AlertPermission = "default";
  let asked = 0;
  const { alerts } = setUp({
    permission: () => permission,
    ask: () => {
      asked++;
      return Promise.resolve(permission = "granted");
    },
  });
  assert.equal(alerts.state.value, "off");
  await alerts.switch(true);
  assert.equal(alerts.state.value, "on");
  await alerts.switch(false);
  assert.equal(alerts.state.value, "off");
  await alerts.switch(true);
  assert.deepEqual([alerts.state.value, asked], ["on", 1]);
});
