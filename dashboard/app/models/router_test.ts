import assert from "node:assert/strict";
import { parseRoute, type Route, routePath, Router } from "./router.ts";
import { fakeAddressBar } from "./test_surroundings.ts";

Deno.test("parseRoute() and routePath() agree for every view, also on odd ids and with a query", () => {
  for (const id of ["abc", "a/b", "ä %", "..", "?x#y", null]) {
    const routes: Route[] = [
      { view: "live", traceId: id },
      { view: "approvals", approvalId: id },
      { view: "approvals", approvalId: null, history: true },
      { view: "sessions", sessionId: id },
      { view: "policy", ruleId: id },
      { view: "playground" },
      { view: "tools", toolId: id },
      { view: "settings" },
    ];
    for (const route of routes) {
      assert.deepEqual(parseRoute(routePath(route)), route);
      const asked = { ...route, query: "q=a%3Fb&decision=DENY" };
      assert.deepEqual(parseRoute(routePath(asked)), asked);
    }
  }
});

Deno.test("parseRoute() shows the live view for an address that it does not know", () => {
  assert.deepEqual(parseRoute("/"), { view: "live", traceId: null });
  assert.deepEqual(parseRoute("/nothing/of/the/kind?"), { view: "live", traceId: null });
  assert.deepEqual(parseRoute("/traces/t1#x"), { view: "live", traceId: "t1" });
  assert.deepEqual(parseRoute("/approvals/%E0%A4%A"), { view: "approvals", approvalId: "%E0%A4%A" });
});

Deno.test("Router adds to the history when the view changes or something is opened, not when one goes on to the next", () => {
  const bar = fakeAddressBar("/?decision=DENY");
  const router = new Router(bar);
  router.go({ view: "live", traceId: "t1" });
  router.go({ view: "live", traceId: "t2" });
  router.go({ view: "approvals", approvalId: null });
  assert.deepEqual(bar.paths, ["/?decision=DENY", "/traces/t2", "/approvals"]);
});

Deno.test("Router keeps what is open when the query changes, and takes empty names out of it", () => {
  const bar = fakeAddressBar("/traces/t1?q=a&tool=slack");
  const router = new Router(bar);
  router.setQuery({ q: "two words", tool: null, agent: "" });
  assert.deepEqual(bar.paths, ["/traces/t1?q=two+words"]);
  assert.equal(router.query.value.get("q"), "two words");
  router.setQuery({ q: null });
  assert.deepEqual(bar.paths, ["/traces/t1"]);
  assert.deepEqual(router.route.value, { view: "live", traceId: "t1" });
});
