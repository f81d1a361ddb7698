import assert from "node:assert/strict";
import fc from "fast-check";
import { frameOf, type JsonObject } from "../message.ts";
import { META } from "./request_route.ts";
import { aboutOf, namesOf, renamedAnswer, renamedRequest } from "./shared_ids.ts";

const OWN = { id: 7, progressToken: "own" };
const SENT = { id: "sent", progressToken: "sent" };

/** As it comes over the wire. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));

Deno.test("A request that is renamed, and renamed back, is the same, whatever is in it", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), json), json, (params, extra) => {
    const meta = { progressToken: OWN.progressToken, extra };
    const message = { jsonrpc: "2.0", id: OWN.id, method: "m", params: { ...params, _meta: meta } };
    const sent = renamedRequest(frameOf(message), SENT);
    assert.deepEqual(namesOf(sent.message, SENT.id), SENT);
    assert.deepEqual(renamedRequest(sent, OWN).message, JSON.parse(JSON.stringify(message)));
  }));
});

Deno.test("Answers and notifications get back the names of their request, and keep all else", () => {
  const back = (message: JsonObject) => renamedAnswer(frameOf({ jsonrpc: "2.0", ...message }), OWN).message;
  assert.deepEqual(back({ id: "sent", result: { n: 1 } }), { jsonrpc: "2.0", id: 7, result: { n: 1 } });
  const tagged = { _meta: { [META.subscriptionId]: "sent", kept: true } };
  assert.deepEqual(back({ method: "notifications/x", params: tagged })["params"], {
    _meta: { [META.subscriptionId]: 7, kept: true },
  });
  const progress = { progressToken: "sent", progress: 1 };
  assert.deepEqual(back({ method: "notifications/progress", params: progress })["params"], {
    progressToken: "own",
    progress: 1,
  });
  fc.assert(fc.property(json, (result) => {
    assert.deepEqual(back({ id: "sent", result })["id"], 7);
  }));
});

Deno.test("Numbers that JavaScript would round keep their digits", () => {
  const text =
    `{"jsonrpc":"2.0","id":7,"method":"m","params":{"big":12345678901234567890,"exact":1.10,"small":1e-400}}`;
  const renamed = renamedRequest({ text, message: JSON.parse(text) }, SENT);
  assert.match(renamed.text, /"big":12345678901234567890,"exact":1\.10,"small":1e-400/);
});

Deno.test("What a message is about is told by the name that it gives, and by nothing else", () => {
  assert.deepEqual(aboutOf({ id: 1, result: {} }), { id: "1" });
  assert.deepEqual(aboutOf({ id: "1", result: {} }), { id: '"1"' });
  assert.deepEqual(aboutOf({ method: "notifications/progress", params: { progressToken: 3 } }), {
    progressToken: "3",
  });
  assert.deepEqual(aboutOf({ method: "notifications/cancelled", params: { requestId: "x" } }), { id: '"x"' });
  assert.equal(aboutOf({ method: "notifications/message", params: { data: 1 } }), undefined);
  fc.assert(fc.property(fc.dictionary(fc.string(), json), (message) => void aboutOf(message)));
});
