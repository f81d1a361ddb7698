import assert from "node:assert/strict";
import { apiHarness as bareHarness, BEARER, CONSOLE_TOKEN, ORIGIN } from "../tests/fixtures/api_harness.ts";
import { FakeControl } from "../tests/fixtures/fake_control.ts";
import { approvalOf } from "../tests/fixtures/traces.ts";

/** With every route there is. */
const apiHarness = () => {
  const pins = { list: () => [], put: () => {} };
  const mask = (texts: readonly string[]) => Promise.resolve(texts);
  return bareHarness({ control: new FakeControl(), pins: { pins, note: () => {}, mask } });
};

const CONSOLE_ROUTES: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/v1/approvals"],
  ["GET", "/v1/approvals/a1"],
  ["POST", "/v1/approvals/a1/approve"],
  ["POST", "/v1/approvals/a1/deny"],
  ["GET", "/v1/traces"],
  ["GET", "/v1/traces/t1"],
  ["GET", "/v1/events"],
  ["GET", "/v1/stats"],
  ["GET", "/v1/policies"],
  ["POST", "/v1/policies/validate"],
  ["POST", "/v1/policies/test"],
  ["GET", "/v1/decisions/export"],
  ["GET", "/v1/approvals/history"],
  ["GET", "/v1/approvals/a1/context"],
  ["GET", "/v1/sessions"],
  ["GET", "/v1/sessions/calls"],
  ["GET", "/v1/pins"],
  ["GET", "/v1/pins/definition"],
  ["POST", "/v1/pins/accept"],
  ["POST", "/v1/pins/reject"],
  ["GET", "/v1/settings"],
  ["POST", "/v1/settings/mode"],
  ["POST", "/v1/settings/doctor"],
  ["GET", "/v1/settings/audit"],
  ["POST", "/v1/settings/audit"],
  ["POST", "/v1/settings/console-token"],
  ["GET", "/v1/session"],
];

Deno.test("an agent on the same machine cannot approve its own call by HTTP, whatever it sends", async () => {
  await using harness = apiHarness();
  const { send, store, sessions } = harness;
  store.approvals.insert(approvalOf("a1", { expiresAt: Number.MAX_SAFE_INTEGER }));
  const used = sessions.issueLoginToken();
  sessions.signInByLink(used);
  const attempts: readonly Record<string, string>[] = [
    {},
    { origin: ORIGIN },
    { authorization: "Bearer agent-key" },
    { authorization: `Bearer ${used}` },
    { authorization: `Basic ${btoa(`console:${CONSOLE_TOKEN}`)}` },
    { cookie: `interven_console_4100=${CONSOLE_TOKEN}`, origin: ORIGIN },
    { cookie: "interven_console_4100=", origin: ORIGIN },
    { "x-interven-agent": "console", "x-forwarded-for": "127.0.0.1", origin: ORIGIN },
  ];
  for (const headers of attempts) {
    for (const act of ["approve", "deny"]) {
      const response = await send("POST", `/v1/approvals/a1/${act}`, { headers, body: { note: "please" } });
      assert.equal(response.status, 401, JSON.stringify(headers));
    }
  }
  for (
    const path of ["//v1/approvals/a1/approve", "/v1/approvals/a1/approve/", "/v1/approvals/a1%2Fapprove"]
  ) {
    assert.ok([401, 404].includes((await send("POST", path, {})).status), path);
  }
  assert.equal(store.approvals.get("a1")?.status, "pending");
});

Deno.test("a cookie alone opens nothing: an agent that received it on another port cannot read or approve", async () => {
  await using harness = apiHarness();
  const { send, store, signedIn } = harness;
  store.approvals.insert(approvalOf("a1", { expiresAt: Number.MAX_SAFE_INTEGER }));
  const { cookie, "x-interven-proof": proof } = signedIn();
  const sessionId = cookie.split("=")[1] ?? "";
  const forged = { cookie, origin: ORIGIN, host: "localhost:4100", "sec-fetch-site": "same-origin" };
  const attempts: readonly Record<string, string>[] = [
    forged,
    { ...forged, "x-interven-proof": "" },
    { ...forged, "x-interven-proof": sessionId },
    { ...forged, "x-interven-proof": signedIn()["x-interven-proof"] },
    { ...forged, "x-interven-proof": proof.slice(0, -1) },
    { ...forged, cookie: `${cookie}; x-interven-proof=${proof}` },
  ];
  for (const headers of attempts) {
    for (const [method, path] of [...CONSOLE_ROUTES, ["DELETE", "/v1/session"]] as const) {
      const response = await send(method, path, { headers });
      assert.equal(response.status, 401, `${method} ${path} ${JSON.stringify(headers)}`);
      assert.equal((await response.json()).code, "CONSOLE_PROOF_REQUIRED", path);
      assert.equal(response.headers.get("set-cookie"), null);
    }
  }
  assert.equal(store.approvals.get("a1")?.status, "pending");
  const headers = { cookie, "x-interven-proof": proof };
  assert.equal(
    (await send("GET", "/v1/traces", { headers })).status,
    200,
    "the session has outlived all that",
  );
});

Deno.test("every console route asks for a session, and says how to get one", async () => {
  await using harness = apiHarness();
  for (const [method, path] of CONSOLE_ROUTES) {
    const response = await harness.send(method, path);
    const problem = await response.json();
    assert.equal(response.status, 401, path);
    assert.equal(problem.code, "CONSOLE_SESSION_REQUIRED", path);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal(response.headers.get("x-interven-error"), "CONSOLE_SESSION_REQUIRED");
    assert.match(problem.detail, /open the link/);
  }
});

Deno.test("every console route opens to the cookie of a session with its proof, and to the token", async () => {
  await using harness = apiHarness();
  for (const headers of [harness.signedIn(), BEARER]) {
    for (const [method, path] of CONSOLE_ROUTES) {
      const response = await harness.send(method, path, { headers: { ...headers, origin: ORIGIN } });
      assert.ok([200, 202, 400, 404].includes(response.status), `${method} ${path}: ${response.status}`);
      await response.body?.cancel();
    }
  }
});

Deno.test("the printed link signs a browser in once and leads to the dashboard", async () => {
  await using harness = apiHarness();
  const link = `/login?token=${harness.sessions.issueLoginToken()}`;
  const response = await harness.send("GET", link);
  assert.equal(response.status, 303);
  const proof = /^\/#proof=([A-Za-z0-9_-]{43})$/.exec(response.headers.get("location") ?? "")?.[1] ?? "";
  const cookie = response.headers.get("set-cookie") ?? "";
  assert.match(
    cookie,
    /^interven_console_4100=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=\/v1; HttpOnly; SameSite=Strict$/,
  );
  const headers = { cookie: cookie.split(";")[0] ?? "", "x-interven-proof": proof };
  assert.equal((await harness.send("GET", "/v1/traces", { headers })).status, 200);

  const again = await harness.send("GET", link);
  assert.equal(again.status, 401);
  assert.equal(again.headers.get("set-cookie"), null);
  assert.match(await again.text(), /For a new link/);
});

Deno.test("POST /v1/session takes the token or a link's token, DELETE ends the session", async () => {
  await using harness = apiHarness();
  for (const token of [CONSOLE_TOKEN, harness.sessions.issueLoginToken()]) {
    const response = await harness.send("POST", "/v1/session", { body: { token } });
    assert.equal(response.status, 200);
    const { proof } = await response.json();
    const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const headers = { cookie, "x-interven-proof": proof };
    assert.equal((await harness.send("GET", "/v1/stats", { headers })).status, 200);
    const ended = await harness.send("DELETE", "/v1/session", { headers });
    assert.match(ended.headers.get("set-cookie") ?? "", /Max-Age=0/);
    assert.equal((await harness.send("GET", "/v1/stats", { headers })).status, 401);
  }
  assert.equal((await harness.send("POST", "/v1/session", { body: { token: "wrong" } })).status, 401);
  assert.equal((await harness.send("POST", "/v1/session", { body: { token: 1 } })).status, 400);
  const foreign = { headers: { origin: "http://evil.example" }, body: { token: CONSOLE_TOKEN } };
  assert.equal((await harness.send("POST", "/v1/session", foreign)).status, 403);
});

Deno.test("guessing the token is slowed down for the guessing peer", async () => {
  await using harness = apiHarness();
  const guess = (hostname: string) =>
    harness.api(
      new Request(`${ORIGIN}/v1/session`, { method: "POST", body: '{"token":"guess"}' }),
      { remoteAddr: { transport: "tcp", hostname, port: 1 } },
    );
  for (let i = 0; i < 20; i++) assert.equal((await guess("10.0.0.7")).status, 401);
  const refused = await guess("10.0.0.7");
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "3");
  assert.equal((await guess("10.0.0.8")).status, 401);
});

Deno.test("a change by cookie must come from the console's own page", async () => {
  await using harness = apiHarness();
  harness.store.approvals.insert(approvalOf("a1"));
  const origins = [
    undefined,
    "null",
    "http://evil.example",
    "http://localhost:4101",
    "http://localhost.evil.example:4100",
  ];
  for (const origin of origins) {
    const headers = { ...harness.signedIn(), ...(origin !== undefined && { origin }) };
    const response = await harness.send("POST", "/v1/approvals/a1/approve", { headers });
    assert.equal((await response.json()).code, "FOREIGN_ORIGIN", origin);
    assert.equal(response.status, 403);
  }
  assert.equal(harness.store.approvals.get("a1")?.status, "pending");
  for (const [method, path] of CONSOLE_ROUTES.filter(([method]) => method === "POST")) {
    const headers = { ...harness.signedIn(), origin: "http://evil.example" };
    const response = await harness.send(method, path, { headers, body: {} });
    assert.equal((await response.json()).code, "FOREIGN_ORIGIN", path);
  }
  const own = { ...harness.signedIn(), origin: ORIGIN };
  assert.equal((await harness.send("POST", "/v1/approvals/a1/approve", { headers: own })).status, 200);
});

Deno.test("a change with the token needs no Origin, but a foreign one is refused", async () => {
  await using harness = apiHarness();
  harness.store.approvals.insert(approvalOf("a1"));
  const foreign = { ...BEARER, origin: "http://evil.example" };
  assert.equal((await harness.send("POST", "/v1/approvals/a1/deny", { headers: foreign })).status, 403);
  assert.equal((await harness.send("POST", "/v1/approvals/a1/deny", { headers: BEARER })).status, 200);
});

Deno.test("a cookie of another gateway on the same machine opens nothing", async () => {
  await using harness = apiHarness();
  const own = harness.signedIn();
  const headers = { ...own, cookie: own.cookie.replace("4100", "4101") };
  assert.equal((await harness.send("GET", "/v1/traces", { headers })).status, 401);
});

Deno.test("a request under a foreign host name gets 421 on every route", async () => {
  await using harness = apiHarness();
  for (const path of ["/", "/health", "/login?token=x", "/v1/traces", "/v1/scan"]) {
    const headers = { ...BEARER, host: "evil.example" };
    assert.equal((await harness.send("GET", path, { headers })).status, 421, path);
  }
});
