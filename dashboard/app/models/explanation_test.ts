import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiClient } from "./api_client.ts";
import { ExplanationOf } from "./explanation.ts";
import { FakeGateway } from "./test_surroundings.ts";

function explanationOver(answer: unknown): { explanation: ExplanationOf; gateway: FakeGateway } {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/traces/t1/explanation", () => Response.json(answer));
  const api = new ApiClient({ fetch: gateway.fetch as typeof fetch, onLocked: () => {} });
  const explanation = new ExplanationOf(api);
  explanation.reset("t1");
  return { explanation, gateway };
}

Deno.test("ExplanationOf asks once for each call, and tells unknown from no", async () => {
  const { explanation, gateway } = explanationOver({
    explanation: {
      policy_of_then: true,
      gaps: ["body"],
      policies: [{
        policy_id: "p",
        rules: [{
          rule_id: "r",
          action: "DENY",
          matched: null,
          spoke: false,
          predicates: [{ key: "k", held: true }],
        }],
      }],
    },
  });
  await explanation.load();
  await explanation.load();
  assert.equal(gateway.asked("GET /v1/traces/t1/explanation"), 1);
  const state = explanation.state.value;
  assert.ok(state.kind === "ready");
  const rule = state.explanation.policies[0]?.rules[0];
  assert.deepEqual([rule?.matched, rule?.spoke, rule?.keys[0]?.held, rule?.keys[0]?.found], [
    null,
    false,
    true,
    null,
  ]);
});

Deno.test("ExplanationOf says when there is none, and drops the answer about a call that is not open any more", async () => {
  const { explanation } = explanationOver({ explanation: null });
  const slow = explanation.load();
  explanation.reset("t2");
  await slow;
  assert.equal(explanation.state.value.kind, "idle");
  explanation.reset("t1");
  await explanation.load();
  assert.equal(explanation.state.value.kind, "none");
});

Deno.test("ExplanationOf takes any JSON without throwing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      await explanationOver({ explanation: value }).explanation.load();
      await explanationOver(value).explanation.load();
    }),
    { seed: 5, numRuns: 50 },
  );
});
