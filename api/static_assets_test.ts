import assert from "node:assert/strict";
import { apiHarness } from "../tests/fixtures/api_harness.ts";
import type { StaticAsset } from "./static_assets.ts";

function asset(text: string, over: Partial<StaticAsset> = {}): StaticAsset {
  return { bytes: new TextEncoder().encode(text), contentType: "text/html; charset=utf-8", ...over };
}

const ASSETS = new Map([
  ["/index.html", asset("<!doctype html>page", { etag: '"p1"' })],
  ["/assets/app-1.js", asset("script", { contentType: "text/javascript", etag: '"s1"', immutable: true })],
]);

Deno.test("the page is served without a session, under a strict policy", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const response = await harness.send("GET", "/");
  assert.equal(await response.text(), "<!doctype html>page");
  assert.equal(
    response.headers.get("content-security-policy"),
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  );
  assert.equal(response.headers.get("cache-control"), "no-cache");
});

Deno.test("every answer carries the security headers, refusals and errors too", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  harness.engine.evaluation = () => Promise.reject(new Error("unexpected"));
  const body = { method: "GET", url: "https://e.example/" };
  const answers = await Promise.all([
    harness.send("GET", "/"),
    harness.send("GET", "/health"),
    harness.send("GET", "/nothing"),
    harness.send("GET", "/v1/traces"),
    harness.send("GET", "/login"),
    harness.send("GET", "/", { headers: { host: "evil.example" } }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 404, 401, 401, 421]);
  await using quiet = apiHarness({ report: () => {} });
  quiet.engine.evaluation = harness.engine.evaluation;
  answers.push(await quiet.send("POST", "/v1/scan", { body }));
  for (const { headers } of answers) {
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  }
});

Deno.test("files whose name holds a digest are kept for ever, others are asked for again", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const script = await harness.send("GET", "/assets/app-1.js");
  assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.equal(script.headers.get("content-length"), "6");
  for (const known of ['"p1"', 'W/"p1"', '"other", "p1"']) {
    const again = await harness.send("GET", "/", { headers: { "if-none-match": known } });
    assert.deepEqual([again.status, await again.text()], [304, ""], known);
  }
  assert.equal((await harness.send("GET", "/", { headers: { "if-none-match": '"p0"' } })).status, 200);
});

Deno.test("a browser that opens a view's address gets the page, a script gets 404", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const status = async (path: string, accept: string) =>
    (await harness.send("GET", path, { headers: { accept } })).status;
  const html = "text/html,application/xhtml+xml,*/*;q=0.8";
  for (
    const path of [
      "/approvals",
      "/approvals/a1",
      "/traces/t1",
      "/sessions/s1",
      "/policy",
      "/playground",
      "/tools",
      "/settings",
    ]
  ) {
    assert.equal(await status(path, html), 200, path);
    assert.equal(await status(path, "application/json"), 404, path);
  }
  for (const path of ["/assets/none.js", "/v1/nothing", "/../secret", "/approvalsx"]) {
    assert.equal(await status(path, html), 404, path);
  }
  assert.equal((await harness.send("POST", "/approvals/a1")).status, 404);
});

Deno.test("what is not there is a problem+json that names the route", async () => {
  await using harness = apiHarness();
  const response = await harness.send("GET", "/nothing");
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  assert.deepEqual(await response.json(), {
    type: "https://interven.dev/problems/not-found",
    title: "Not found",
    status: 404,
    detail: "There is no route GET /nothing",
    code: "NOT_FOUND",
  });
});

Deno.test("HEAD answers as GET without a body", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const response = await harness.send("HEAD", "/");
  assert.deepEqual([response.status, response.headers.get("content-length"), await response.text()], [
    200,
    "19",
    "",
  ]);
});
