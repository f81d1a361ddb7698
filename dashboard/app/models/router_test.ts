import assert from "node:assert/strict";
import { parseRoute, routePath, Router } from "./router.ts";
import { fakeAddressBar } from "./test_surroundings.ts";

Deno.test("parseRoute() and routePath() agree, also on odd ids", () => {
  for (const id of ["abc", "a/b", "ä %", "..", "?x#y"]) {
    const route = { view: "approvals", approvalId: id } as const;
    assert.deepEqual(parseRoute(routePath(route)), route);
  }
  assert.deepEqual(parseRoute("/"), { view: "live", traceId: null });
  assert.deepEqual(parseRoute("/traces/t1"), { view: "live", traceId: "t1" });
  assert.deepEqual(parseRoute("/approvals/%E0%A4%A"), { view: "approvals", approvalId: "%E0%A4%A" });
});

Deno.test("Router adds to the history when the view changes, and not when a row is picked", () => {
  const bar = fakeAddressBar("/");
  const router = new Router(bar);
  router.go({ view: "live", traceId: "t1" });
  router.go({ view: "live", traceId: "t2" });
  router.go({ view: "approvals", approvalId: null });
  assert.deepEqual(bar.paths, ["/traces/t2", "/approvals"]);
});
