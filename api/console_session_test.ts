import assert from "node:assert/strict";
import { CONSOLE_TOKEN, FakeClock } from "../tests/fixtures/api_harness.ts";
import { ConsoleSessions, SESSION_TTL_MS } from "./console_session.ts";

function fresh(): { sessions: ConsoleSessions; clock: FakeClock } {
  const clock = new FakeClock();
  return { sessions: new ConsoleSessions({ token: CONSOLE_TOKEN, clock }), clock };
}

Deno.test("a link signs in once", () => {
  const { sessions } = fresh();
  const link = sessions.issueLoginToken();
  const first = sessions.signInByLink(link);
  assert.ok(first.ok && sessions.examine(first.sessionId, first.proof) === "open");
  assert.equal(sessions.signInByLink(link).ok, false);
});

Deno.test("a link lapses after a day, and an unknown one never was", () => {
  const { sessions, clock } = fresh();
  const link = sessions.issueLoginToken();
  clock.nowMs += 24 * 3_600_000;
  assert.equal(sessions.signInByLink(link).ok, false);
  assert.equal(sessions.signInByLink("").ok, false);
});

Deno.test("a session ends after twelve hours, or when its owner leaves", () => {
  const { sessions, clock } = fresh();
  const [one, two] = [sessions.signIn(CONSOLE_TOKEN, "a"), sessions.signIn(CONSOLE_TOKEN, "a")];
  assert.ok(one.ok && two.ok);
  assert.notEqual(one.sessionId, two.sessionId);
  sessions.signOut(one.sessionId);
  assert.equal(sessions.examine(one.sessionId, one.proof), "unknown");
  clock.nowMs += SESSION_TTL_MS - 1;
  assert.equal(sessions.examine(two.sessionId, two.proof), "open");
  clock.nowMs += 1;
  assert.equal(sessions.examine(two.sessionId, two.proof), "unknown");
});

Deno.test("a session opens to its own proof alone", () => {
  const { sessions } = fresh();
  const [one, two] = [sessions.signIn(CONSOLE_TOKEN, "a"), sessions.signIn(CONSOLE_TOKEN, "a")];
  assert.ok(one.ok && two.ok);
  for (
    const proof of ["", two.proof, one.sessionId, one.proof.toLowerCase(), one.proof + "A", CONSOLE_TOKEN]
  ) {
    assert.equal(sessions.examine(one.sessionId, proof), "unproven", proof);
  }
  assert.equal(sessions.examine(one.proof, one.proof), "unknown");
  assert.equal(sessions.examine("", ""), "unknown");
});

Deno.test("twenty wrong tokens a minute make a client wait, even with the right one, and nobody else", () => {
  const { sessions, clock } = fresh();
  const { sessions: others } = fresh();
  const signedIn = sessions.signIn(CONSOLE_TOKEN, "guesser");
  for (let i = 0; i < 20; i++) {
    assert.deepEqual(sessions.checkToken(`guess-${i}`, "guesser"), { ok: false, retryAfterSeconds: 0 });
  }
  assert.deepEqual(sessions.checkToken(CONSOLE_TOKEN, "guesser"), { ok: false, retryAfterSeconds: 3 });
  assert.equal(sessions.checkToken(CONSOLE_TOKEN, "somebody else").ok, true);
  assert.ok(signedIn.ok && sessions.examine(signedIn.sessionId, signedIn.proof) === "open");
  assert.equal(sessions.signIn(sessions.issueLoginToken(), "guesser").ok, true);
  clock.nowMs += 3_000;
  assert.equal(sessions.checkToken(CONSOLE_TOKEN, "guesser").ok, true);
  assert.equal(others.checkToken("", "a").ok, false);
});
