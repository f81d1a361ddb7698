import assert from "node:assert/strict";
import { PROBLEM_STATUS } from "../api/problem.ts";
import { apiHarness, BEARER } from "./fixtures/api_harness.ts";
import { FakeControl } from "./fixtures/fake_control.ts";

const paper = await Deno.readTextFile(new URL("../docs/api.md", import.meta.url));

Deno.test("docs/api.md tells every code with its status, and no other", () => {
  const told = [...paper.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) /gm)].map((
    [, code, status],
  ) => [code, Number(status)]);
  assert.deepEqual(Object.fromEntries(told), PROBLEM_STATUS);
});

Deno.test("every route that docs/api.md tells is there", async () => {
  const pins = { list: () => [], put: () => {} };
  const mask = (texts: readonly string[]) => Promise.resolve(texts);
  await using harness = apiHarness({ control: new FakeControl(), pins: { pins, note: () => {}, mask } });
  const routes = [...paper.matchAll(/^\| `(GET|POST|PUT|DELETE) (\/\S+)` /gm)];
  assert.equal(routes.length, 45);
  for (const [, method = "", path = ""] of routes) {
    const headers = path.endsWith("/status") ? {} : BEARER;
    const response = await harness.send(method, path.replace("{id}", "x").replace("{name}", "x"), {
      headers,
    });
    const text = path === "/v1/events" ? "" : await response.text();
    if (path === "/v1/events") await response.body?.cancel();
    assert.ok(!text.includes("There is no route"), `${method} ${path}`);
  }
});
