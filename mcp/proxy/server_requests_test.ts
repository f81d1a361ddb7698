import assert from "node:assert/strict";
import type { Engine, Refusal } from "../../engine/ports.ts";
import type { AnswerAction, ObservedResponse, ResponseObservation, Verdict } from "../../engine/types.ts";
import { verdictOf } from "../../tests/e2e/fake_engine.ts";
import { Conversation } from "./conversation.ts";
import { type Frame, frameOf, isObject, type JsonObject } from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import type { OpenRequest } from "./relay.ts";
import { ServerRequests } from "./server_requests.ts";
import { TaskAnswers } from "./task_answers.ts";

interface Rules {
  readonly verdict?: Partial<Verdict>;
  /** What is done with a text that holds the word `hostile`. */
  readonly action?: AnswerAction;
}

/** An engine that finds orders to the model wherever it reads the word `hostile`. */
function setUp({ verdict = {}, action }: Rules = {}) {
  const read: ResponseObservation[] = [];
  const refusals: Refusal[] = [];
  const observe = (observation: ResponseObservation): ObservedResponse => {
    read.push(observation);
    const text = new TextDecoder().decode(observation.body?.bytes);
    const isHostile = text.includes("hostile");
    const judgement = { ruleId: "rule", reasonCodes: ["PROMPT_INJECTION"], message: "Not here" };
    return {
      traceId: observation.traceId,
      dataClasses: [],
      fieldsRedactedCount: 0,
      contentFingerprint: "",
      reasonCodes: isHostile ? ["PROMPT_INJECTION"] : [],
      ...(isHostile && action && { judgement: { ...judgement, action } }),
      ...(isHostile && action === "REDACT" && {
        redactedBody: new TextEncoder().encode(text.replaceAll("hostile", "[gone]")),
      }),
    };
  };
  const engine: Partial<Engine> = {
    evaluate: () =>
      Promise.resolve({
        verdict: { ...verdictOf("ALLOW", "READ"), ...verdict },
        recorded: Promise.resolve(),
      }),
    observeResponse: (observation) => Promise.resolve(observe(observation)),
    recordRefusal: (refusal) => Promise.resolve({ traceId: String(refusals.push(refusal)) }),
  };
  const parts = {
    engine: Promise.resolve(engine as Engine),
    serverName: "web",
    consoleUrl: "http://localhost:4100",
    timeoutMs: 1_000,
    failOpen: false,
    say: () => {},
  } as unknown as ProxyParts;
  const conversation = new Conversation();
  const asked = new ServerRequests(parts, { conversation });
  const tasks = new TaskAnswers(parts, { conversation, asked });
  return { asked, tasks, read, refusals };
}

const sampling = (text: string): JsonObject => ({
  method: "sampling/createMessage",
  params: { messages: [{ role: "user", content: { type: "text", text } }], maxTokens: 5 },
});
const question = (field: string): JsonObject => ({
  method: "elicitation/create",
  params: {
    message: "Please fill in",
    requestedSchema: { type: "object", properties: { [field]: { type: "string" } } },
  },
});
const asking = (inputRequests: JsonObject): Frame =>
  frameOf({
    jsonrpc: "2.0",
    id: 1,
    result: { resultType: "input_required", inputRequests, requestState: "s" },
  });

Deno.test("A result that asks for harmless input goes on as the text that it was", async () => {
  const { asked } = setUp();
  const frame = asking({ a: question("project"), b: sampling("hello"), c: { method: "roots/list" }, d: 7 });
  const inputs = await asked.inputs(frame);
  assert.ok("value" in inputs && inputs.value === frame);
});

Deno.test("A result that asks the user for a password is refused and recorded, as the request of older revisions is", async () => {
  const { asked, refusals } = setUp();
  const inputs = await asked.inputs(asking({ a: question("project"), b: question("password") }));
  assert.ok("refused" in inputs && inputs.code === "MCP_CREDENTIAL_REQUEST");
  assert.match(inputs.refused, /never give one to this server/);
  assert.deepEqual(refusals.map(({ url }) => url), ["mcp://web/elicitation/create"]);
});

Deno.test("A result that has the client's model read orders is marked, written over or refused, as rules say", async () => {
  const frame = asking({ a: sampling("hostile words"), b: question("project") });
  const marked = await setUp().asked.inputs(frame);
  assert.ok("value" in marked);
  const { result } = marked.value.message;
  assert.ok(isObject(result) && result["requestState"] === "s");
  const said = JSON.stringify(result["inputRequests"]);
  assert.match(said, /^\{"a":.*"text":"Interven: the text below comes from outside.*hostile words/);
  assert.ok(said.includes(JSON.stringify(question("project"))));

  const rewritten = await setUp({ action: "REDACT" }).asked.inputs(frame);
  assert.ok("value" in rewritten);
  assert.match(rewritten.value.text, /\[gone\] words/);
  const refused = await setUp({ action: "WITHHOLD" }).asked.inputs(frame);
  assert.deepEqual(refused, { refused: "Not here", code: "PROMPT_INJECTION" });
});

Deno.test("Sampling that policy refuses, or wants a person to approve, does not reach the client's model", async () => {
  for (
    const [decision, expected] of [
      ["DENY", /Interven refused this request: No/],
      ["REQUIRE_APPROVAL", /a person must approve it at http:\/\/localhost:4100\/approvals\/a-1/],
    ] as const
  ) {
    const { asked } = setUp({ verdict: { decision, message: "No", approvalId: "a-1" } });
    const onward = await asked.samples(frameOf({ jsonrpc: "2.0", id: 5, ...sampling("hello") }));
    const settled = "later" in onward ? await onward.later : onward;
    assert.ok("answer" in settled);
    assert.match(settled.answer.text, expected);
    assert.equal(settled.answer.message["id"], 5);
  }
});

function request(method: string, params: JsonObject, note?: unknown): OpenRequest {
  return { id: 9, method, frame: frameOf({ id: 9, method, params }), isPassed: true, note } as OpenRequest;
}

async function answer(tasks: TaskAnswers, { method, result }: { method: string; result: JsonObject }) {
  const onward = await tasks.answered(
    frameOf({ jsonrpc: "2.0", id: 9, result }),
    request(method, { taskId: "t1" }),
  );
  const settled = "later" in onward ? await onward.later : onward;
  assert.ok("pass" in settled);
  return settled.pass.message;
}

const content = [{ type: "text", text: "hostile words" }];

Deno.test("The result of a task is read as the answer to the call that began it, in either revision's form", async () => {
  for (
    const [begun, method, result] of [
      [{ task: { taskId: "t1" } }, "tasks/result", { content }],
      [{ resultType: "task", taskId: "t1" }, "tasks/get", {
        taskId: "t1",
        status: "completed",
        result: { content },
      }],
    ] as const
  ) {
    const { tasks, read } = setUp();
    tasks.begun(frameOf({ id: 1, result: begun }), request("tools/call", {}, { traceId: "the call" }));
    const told = await answer(tasks, { method, result });
    assert.deepEqual(read.map(({ traceId }) => traceId), ["the call"]);
    assert.match(JSON.stringify(told), /Interven: the text below comes from outside.*hostile words/);
  }
});

Deno.test("A task's result that rules withhold is a refusal for the model, or an error where a state is asked for", async () => {
  const { tasks } = setUp({ action: "WITHHOLD" });
  const given = await answer(tasks, { method: "tasks/result", result: { content } });
  assert.match(JSON.stringify(given), /Interven withheld the answer.*"isError":true/);
  assert.ok(!JSON.stringify(given).includes("hostile"));
  const state = { taskId: "t1", status: "completed", result: { content } };
  const told = await answer(tasks, { method: "tasks/get", result: state });
  assert.match(JSON.stringify(told["error"]), /Interven withheld the answer/);
});

Deno.test("What a task still wants to know is judged; that it goes on is passed unread", async () => {
  const { tasks, read } = setUp();
  const state = { taskId: "t1", status: "input_required" };
  const asked = await answer(tasks, {
    method: "tasks/get",
    result: { ...state, inputRequests: { a: question("password") } },
  });
  assert.match(JSON.stringify(asked["error"]), /asked the user for a credential/);
  const working = { taskId: "t1", status: "working" };
  assert.deepEqual((await answer(tasks, { method: "tasks/get", result: working }))["result"], working);
  assert.equal(read.length, 0);
});
