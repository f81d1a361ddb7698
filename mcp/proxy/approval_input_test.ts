import assert from "node:assert/strict";
import fc from "fast-check";
import { verdictOf } from "../../tests/e2e/fake_engine.ts";
import { approvalInput, withoutApprovalAnswer } from "./approval_input.ts";
import { frameOf, isObject, type JsonObject, paramsOf } from "./message.ts";

const VERDICT = { ...verdictOf("REQUIRE_APPROVAL", "WRITE"), approvalId: "a-1" };

function call(params: JsonObject) {
  return frameOf({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "t", ...params } });
}

/** The same call as the client makes it again, with what a person said. */
function again(params: JsonObject, said: unknown) {
  const asked = approvalInput(call(params), VERDICT, "http://localhost:4100");
  const { inputRequests, requestState } = asked;
  const [key] = Object.keys(isObject(inputRequests) ? inputRequests : {});
  const { inputResponses: _, requestState: __, ...rest } = params;
  return call({
    ...rest,
    inputResponses: { [String(key)]: said },
    ...(requestState !== undefined && { requestState }),
  });
}

Deno.test("The answer comes back with the call, and the server gets the call as it was, its own state and inputs included", () => {
  const approve = { action: "accept", content: { decision: "approve", note: "fine" } };
  for (
    const params of [
      { arguments: { a: 1 } },
      { arguments: {}, requestState: "the server's", inputResponses: { name: { action: "accept" } } },
      { requestState: "interven.not really ours" },
    ]
  ) {
    const { frame, answer } = withoutApprovalAnswer(again(params, approve));
    assert.deepEqual(paramsOf(frame.message), { name: "t", ...params });
    assert.deepEqual(answer, { approvalId: "a-1", given: { status: "approved", note: "fine" } });
  }
});

Deno.test("Declining denies, closing the question says nothing, and anything else approves nothing", () => {
  const given = (said: unknown) => withoutApprovalAnswer(again({}, said)).answer?.given?.status;
  assert.equal(given({ action: "decline" }), "denied");
  assert.equal(given({ action: "cancel" }), undefined);
  assert.equal(given({ action: "accept", content: { decision: "deny" } }), "denied");
  assert.equal(given({ action: "accept" }), undefined);
  fc.assert(fc.property(fc.jsonValue(), (said) => assert.notEqual(given(said), "approved")));
});

Deno.test("Calls that answer no question of ours pass as the text that they were, whatever their state", () => {
  const frame = call({ inputResponses: { name: {} }, requestState: "interven.e30=" });
  assert.equal(withoutApprovalAnswer(frame).frame, frame);
  fc.assert(fc.property(fc.string(), fc.jsonValue(), (requestState, said) => {
    withoutApprovalAnswer(call({ inputResponses: { "interven-approval-x": said }, requestState }));
  }));
});
