import assert from "node:assert/strict";
import { proofIn, ProvingFetch } from "./proof.ts";
import { fakeProofStorage } from "./test_surroundings.ts";

const [RIGHT, OTHER] = ["r".repeat(43), "o".repeat(43)];

/** A gateway that knows one proof, and what it was sent. */
function gatewayThatKnows(proof: string) {
  const sent: (string | null)[] = [];
  const fetch = ((_input: unknown, init?: RequestInit) => {
    const header = new Headers(init?.headers).get("x-interven-proof");
    sent.push(header);
    return Promise.resolve(new Response(null, { status: header === proof ? 200 : 401 }));
  }) as typeof globalThis.fetch;
  return { sent, fetch };
}

Deno.test("proofIn() reads a proof from the fragment and nothing else", () => {
  assert.equal(proofIn(`#proof=${RIGHT}`), RIGHT);
  for (
    const text of ["", "#", "#proof=", `#proof=${RIGHT}x`, `#x&proof=${RIGHT}`, `?proof=${RIGHT}`, "#main"]
  ) {
    assert.equal(proofIn(text), "", text);
  }
});

Deno.test("A proof from the address bar is kept once the gateway has taken it", async () => {
  const { fetch, sent } = gatewayThatKnows(RIGHT);
  const storage = fakeProofStorage(OTHER);
  const proving = new ProvingFetch({ fetch, storage, fresh: RIGHT });
  assert.equal(storage.read(), OTHER);
  assert.equal((await proving.fetch("/v1/traces")).status, 200);
  assert.equal(storage.read(), RIGHT);
  assert.deepEqual(sent, [RIGHT]);
});

Deno.test("A made-up proof in the address bar signs nobody out", async () => {
  const { fetch, sent } = gatewayThatKnows(RIGHT);
  const storage = fakeProofStorage(RIGHT);
  const proving = new ProvingFetch({ fetch, storage, fresh: OTHER });
  const answers = await Promise.all([proving.fetch("/v1/traces"), proving.fetch("/v1/events")]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
  assert.equal(storage.read(), RIGHT);
  assert.deepEqual(sent, [OTHER, OTHER, RIGHT, RIGHT]);
});

Deno.test("A refused request is not repeated without another proof", async () => {
  const { fetch, sent } = gatewayThatKnows(RIGHT);
  const proving = new ProvingFetch({ fetch, storage: fakeProofStorage(""), fresh: "" });
  assert.equal((await proving.fetch("/v1/traces")).status, 401);
  proving.keep(OTHER);
  assert.equal((await proving.fetch("/v1/traces")).status, 401);
  assert.deepEqual(sent, [null, OTHER]);
});

Deno.test("A page whose browser refuses storage works until it is left", async () => {
  const { fetch } = gatewayThatKnows(RIGHT);
  const storage = { read: () => "", write: () => {}, onChange: () => {} };
  const proving = new ProvingFetch({ fetch, storage, fresh: RIGHT });
  for (const path of ["/v1/traces", "/v1/stats"]) assert.equal((await proving.fetch(path)).status, 200);
});

Deno.test("The request's own headers stay", async () => {
  let seen = new Headers();
  const proving = new ProvingFetch({
    fetch: ((_input: unknown, init?: RequestInit) => {
      seen = new Headers(init?.headers);
      return Promise.resolve(new Response());
    }) as typeof fetch,
    storage: fakeProofStorage(RIGHT),
    fresh: "",
  });
  await proving.fetch("/v1/events", { headers: { "last-event-id": "7" } });
  assert.deepEqual([...seen], [["last-event-id", "7"], ["x-interven-proof", RIGHT]]);
});
