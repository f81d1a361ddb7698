import assert from "node:assert/strict";
import { apiHarness, BEARER, CONSOLE_TOKEN, ORIGIN } from "../../tests/fixtures/api_harness.ts";
import { FakeControl } from "../../tests/fixtures/fake_control.ts";

Deno.test("The mode is switched by whoever names the one in force, and by nobody else", async () => {
  const control = new FakeControl();
  await using harness = apiHarness({ control });
  const post = (body: unknown) => harness.send("POST", "/v1/settings/mode", { headers: BEARER, body });
  for (
    const body of [{}, { mode: "off", from: "enforce" }, { mode: "monitor" }, { mode: "monitor", from: 1 }]
  ) {
    assert.equal((await post(body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await post({ mode: "monitor", from: "enforce", note: "x".repeat(2_001) })).status, 400);
  assert.deepEqual(control.asked, []);
  const switched = await post({ mode: "monitor", from: "enforce", note: "a drill" });
  assert.equal(switched.status, 200);
  assert.equal((await switched.json()).mode, "monitor");
  assert.deepEqual(control.asked, [{ to: "monitor", from: "enforce", note: "a drill", by: "console" }]);
  const late = await post({ mode: "monitor", from: "enforce" });
  assert.equal(late.status, 409);
  assert.equal((await late.json()).mode, "monitor", "what it is now");
});

Deno.test("Checks of the record and of the gateway are started by a POST alone: a link starts nothing", async () => {
  const control = new FakeControl();
  await using harness = apiHarness({ control });
  const send = async (method: string, path: string) => {
    const response = await harness.send(method, path, { headers: BEARER });
    return { status: response.status, body: await response.json() };
  };
  assert.deepEqual(await send("GET", "/v1/settings/audit"), { status: 200, body: { state: "idle" } });
  assert.equal((await send("GET", "/v1/settings/doctor")).status, 404);
  assert.deepEqual(control.asked, []);
  assert.equal((await send("POST", "/v1/settings/audit")).body.state, "running");
  assert.equal((await send("POST", "/v1/settings/doctor")).body.findings[0].text, "fine");
});

Deno.test("A console token that cannot be replaced says why", async () => {
  const control = new FakeControl();
  await using harness = apiHarness({ control });
  const replace = () => harness.send("POST", "/v1/settings/console-token", { headers: BEARER });
  assert.equal((await (await replace()).json()).login_url, "http://localhost:4100/login?token=x");
  control.refusal = "It was given at the start";
  const refused = await replace();
  assert.equal(refused.status, 409);
  assert.equal((await refused.json()).detail, "It was given at the start");
});

Deno.test("GET /v1/session tells who asks and until when", async () => {
  await using harness = apiHarness();
  const whoAmI = async (headers: Record<string, string>) => {
    const response = await harness.send("GET", "/v1/session", { headers });
    return { status: response.status, body: await response.json() };
  };
  assert.equal((await whoAmI({})).status, 401);
  assert.equal((await whoAmI(BEARER)).body.signed_in_by, "token");
  assert.deepEqual((await whoAmI({ ...harness.signedIn() })).body, {
    signed_in_by: "session",
    expires_at: new Date(harness.clock.nowMs + 12 * 3_600_000).toISOString(),
    open_sessions: 1,
  });
});

Deno.test("With another token every session, link and stream of before has ended", async () => {
  await using harness = apiHarness();
  const { sessions, hub, send } = harness;
  const link = sessions.issueLoginToken();
  const signedIn = harness.signedIn();
  const streams = await Promise.all(
    [BEARER, signedIn].map((headers) => send("GET", "/v1/events", { headers })),
  );
  const readers = streams.map(({ body }) => body!.getReader());
  for (const reader of readers) assert.equal((await reader.read()).done, false);
  assert.equal(hub.size, 2);
  sessions.replaceToken("another-" + "token-of-the-tests");
  hub.modeChanged();
  for (const reader of readers) assert.equal((await reader.read()).done, true);
  assert.equal(hub.size, 0);
  for (const headers of [BEARER, signedIn]) {
    assert.equal((await send("GET", "/v1/traces", { headers })).status, 401);
  }
  assert.equal((await send("GET", `/login?token=${link}`)).status, 401);
  assert.equal((await send("POST", "/v1/session", { body: { token: CONSOLE_TOKEN } })).status, 401);
});

Deno.test("A stream tells nothing more after its session has signed out", async () => {
  await using harness = apiHarness();
  const signedIn = harness.signedIn();
  const response = await harness.send("GET", "/v1/events", { headers: signedIn });
  const reader = response.body!.getReader();
  await reader.read();
  const headers = { ...signedIn, origin: ORIGIN };
  assert.equal((await harness.send("DELETE", "/v1/session", { headers })).status, 200);
  harness.hub.modeChanged();
  assert.equal((await reader.read()).done, true);
});
