/** What another site, another name, a guesser or a crooked path can try against the console. Further attempts: console_access_test.ts. */
import assert from "node:assert/strict";
import { apiHarness, BEARER, ORIGIN } from "../tests/fixtures/api_harness.ts";
import { FakeControl } from "../tests/fixtures/fake_control.ts";
import { approvalOf } from "../tests/fixtures/traces.ts";

const text = (content: string) => ({ bytes: new TextEncoder().encode(content), contentType: "text/html" });
/** As in the dashboard's router. */
const VIEWS = ["approvals", "sessions", "policy", "playground", "tools", "settings"];

const ASSETS = new Map([
  ["/index.html", text("<title>page</title>")],
  ["/assets/app.js", { ...text("asset-text"), contentType: "text/javascript" }],
]);

Deno.test("No answer may be framed, sniffed, or run anybody else's script: page, file, JSON, refusal, stream", async () => {
  await using harness = apiHarness({ assets: ASSETS, control: new FakeControl() });
  for (
    const [method, path, status] of [
      ["GET", "/", 200],
      ["GET", "/assets/app.js", 200],
      ["GET", "/assets/none.js", 404],
      ["GET", "/v1/settings", 200],
      ["GET", "/v1/sessions/calls", 400],
      ["GET", "/v1/events", 200],
      ["GET", "/login?token=x", 401],
      ["POST", "/v1/settings/token", 404],
      ["DELETE", "/", 404],
    ] as const
  ) {
    const response = await harness.send(method, path, { headers: { ...BEARER, accept: "text/html" } });
    await response.body?.cancel();
    assert.equal(response.status, status, path);
    const header = (name: string) => response.headers.get(name) ?? "";
    const policy = new Map(
      header("content-security-policy").split(";").map((part) => {
        const [name = "", ...sources] = part.trim().split(" ");
        return [name, sources.join(" ")] as const;
      }),
    );
    assert.equal(policy.get("default-src"), "'none'", path);
    assert.equal(policy.get("script-src"), "'self'", path);
    assert.equal(policy.get("frame-ancestors"), "'none'", path);
    assert.equal(policy.get("base-uri"), "'none'", path);
    assert.doesNotMatch(header("content-security-policy"), /unsafe|\*|https?:|blob:/, path);
    assert.equal(header("x-frame-options"), "DENY", path);
    assert.equal(header("x-content-type-options"), "nosniff", path);
    assert.equal(header("referrer-policy"), "no-referrer", path);
    assert.equal(header("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(header("cross-origin-resource-policy"), "same-origin", path);
    assert.equal(header("access-control-allow-origin"), "", path);
  }
});

Deno.test("A preflight of another site gets no leave, whatever it asks for", async () => {
  await using harness = apiHarness();
  const headers = {
    origin: "https://evil.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "x-interven-proof, authorization, content-type",
  };
  for (const path of ["/v1/approvals/a1/approve", "/v1/session", "/v1/settings/mode"]) {
    const response = await harness.send("OPTIONS", path, { headers });
    assert.ok(response.status >= 400, path);
    for (const name of response.headers.keys()) assert.doesNotMatch(name, /^access-control-/, path);
  }
});

Deno.test("A form or an image of another site changes nothing, even with a session's cookie and proof", async () => {
  await using harness = apiHarness({ control: new FakeControl() });
  harness.store.approvals.insert(approvalOf("a1", { expiresAt: Number.MAX_SAFE_INTEGER }));
  const own = harness.signedIn();
  const asForm = {
    ...own,
    origin: "https://evil.example",
    "content-type": "application/x-www-form-urlencoded",
  };
  const asText = { ...own, origin: "null", "content-type": "text/plain" };
  for (const headers of [asForm, asText, { ...own }]) {
    for (
      const path of [
        "/v1/approvals/a1/approve",
        "/v1/settings/mode",
        "/v1/settings/console-token",
        "/v1/session",
      ]
    ) {
      const method = path === "/v1/session" ? "DELETE" : "POST";
      const response = await harness.send(method, path, {
        headers,
        body: '{"mode":"monitor","from":"enforce"}',
      });
      const isOwnWayOut = path === "/v1/session" && !("origin" in headers);
      if (!isOwnWayOut) assert.equal(response.status, 403, `${path} ${JSON.stringify(headers)}`);
    }
  }
  for (const path of ["/v1/approvals/a1/approve", "/v1/settings/mode", "/v1/settings/console-token"]) {
    assert.equal((await harness.send("GET", path, { headers: BEARER })).status, 404, "an image only GETs");
  }
  assert.equal(harness.store.approvals.get("a1")?.status, "pending");
});

Deno.test("A name that another's DNS points here is refused on every route and in every spelling", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const hosts = [
    "evil.example",
    "evil.example:4100",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "[::ffff:8.8.8.8]",
    "169.254.169.254",
    "0x08.8.8.8",
    "",
  ];
  for (const host of hosts) {
    for (const path of ["/", "/v1/sessions", "/v1/events", "/v1/session", "/metrics", "/login?token=x"]) {
      const response = await harness.send("GET", path, { headers: { ...BEARER, host } });
      await response.body?.cancel();
      assert.equal(response.status, 421, `${host} ${path}`);
    }
  }
});

Deno.test("Guessing is slowed down at every door, and a flood of names does not reset the count", async () => {
  await using harness = apiHarness();
  const guess = (i: number, hostname: string) => {
    const token = `guess-${i}`;
    const request = i % 2 === 0
      ? new Request(`${ORIGIN}/v1/traces`, { headers: { authorization: `Bearer ${token}` } })
      : new Request(`${ORIGIN}/v1/session`, { method: "POST", body: JSON.stringify({ token }) });
    return harness.api(request, { remoteAddr: { transport: "tcp", hostname, port: 1 } });
  };
  for (let i = 0; i < 20; i++) assert.equal((await guess(i, "10.0.0.7")).status, 401);
  for (let i = 0; i < 200; i++) await (await guess(i, `10.0.1.${i}`)).body?.cancel();
  const [byHeader, byForm] = [await guess(20, "10.0.0.7"), await guess(21, "10.0.0.7")];
  assert.deepEqual([byHeader.status, byForm.status], [429, 429]);
  // The right token is not heard either while the count is full: else the answer would tell a right guess from a wrong one.
  const right = new Request(`${ORIGIN}/v1/traces`, { headers: BEARER });
  const heard = await harness.api(right, { remoteAddr: { transport: "tcp", hostname: "10.0.0.7", port: 2 } });
  assert.equal(heard.status, 429);
});

Deno.test("Crooked paths lead to no file: only what was built is served, by its exact name", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  const paths = [
    "/assets/../index.html.map",
    "/assets/..%2f..%2fetc/passwd",
    "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/assets/....//app.js",
    "/assets/app.js%00.html",
    "/assets\\..\\console-token",
    "//etc/passwd",
    "/file:///etc/passwd",
    "/console-token",
    "/interven.db",
    "/assets/",
    "/__proto__",
    "/constructor",
  ];
  for (const path of paths) {
    const response = await harness.send("GET", path, { headers: { accept: "*/*" } });
    assert.equal(response.status, 404, path);
    assert.doesNotMatch(await response.text(), /root:|<title>|asset-text/, path);
  }
});

Deno.test("Every view can be opened by its address, and is nothing but the page", async () => {
  await using harness = apiHarness({ assets: ASSETS });
  for (const view of VIEWS) {
    for (const path of [`/${view}`, `/${view}/x`, `/${view}/..%2F..%2Fv1%2Ftraces`]) {
      const response = await harness.send("GET", path, { headers: { accept: "text/html" } });
      assert.equal(await response.text(), "<title>page</title>", path);
      const asJson = await harness.send("GET", path, { headers: { accept: "application/json" } });
      assert.equal(asJson.status, 404, "a script that asks there learns that it is wrong");
    }
  }
});
