import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { PolicySourceWire } from "../../../engine/wire/policy_console.ts";
import { ApiClient } from "./api_client.ts";
import { Notices } from "./notices.ts";
import { Playground } from "./playground.ts";
import { NEW_POLICY, PolicyEditor } from "./policy_editor.ts";
import { RuleDraft } from "./rule_draft.ts";
import { Router } from "./router.ts";
import { fakeAddressBar, FakeTimers, settle } from "./test_surroundings.ts";
import type { ViewTools } from "./view_tools.ts";

type Route = (body: Record<string, unknown>) => unknown;

/** A gateway made of functions, by method and path. A route may answer a `Response` of its own. */
function tools(routes: Record<string, Route>): ViewTools & { timers: FakeTimers; asked: string[] } {
  const timers = new FakeTimers();
  const asked: string[] = [];
  const api = new ApiClient({
    fetch: async (path, init) => {
      const name = `${init?.method} ${path}`;
      asked.push(name);
      const answer = routes[name]?.(JSON.parse(String(init?.body ?? "{}")));
      if (answer instanceof Response) return answer;
      return answer === undefined
        ? new Response("{}", { status: 404 })
        : Response.json(await (answer as Promise<unknown>));
    },
    onLocked: () => {},
  });
  return {
    api,
    timers,
    asked,
    router: new Router(fakeAddressBar()),
    notices: new Notices(timers),
    nowMs: signal(0),
    onEvent: () => {},
    onConnected: () => {},
  };
}

const FILE = { name: "/etc/policy.yaml", text: "extends: [default]\n" };
const SOURCE: PolicySourceWire = {
  kind: "file",
  description: FILE.name,
  files: [FILE],
  version: "v1",
  read_only: null,
  new_file: null,
  problems: [],
  packs: [],
};
const FINE = { ok: true, policies: 1, rules: 2, detection_rules: 0, errors: [] };

async function opened(routes: Record<string, Route>) {
  const given = tools({
    "GET /v1/policies/source": () => SOURCE,
    "POST /v1/policies/validate": () => FINE,
    ...routes,
  });
  const editor = new PolicyEditor(given);
  const close = editor.open();
  await settle();
  return { editor, close, ...given };
}

Deno.test("A text is checked when the person pauses, and an answer that comes late is not believed", async () => {
  const answers: PromiseWithResolvers<unknown>[] = [];
  const { editor, timers, close } = await opened({
    "POST /v1/policies/validate": () => {
      const answer = Promise.withResolvers<unknown>();
      answers.push(answer);
      return answer.promise;
    },
  });
  answers[0]?.resolve(FINE);
  editor.edit("a");
  editor.edit("ab");
  await timers.advance(400);
  assert.equal(answers.length, 2);
  editor.edit("abc");
  await timers.advance(400);
  answers[2]?.resolve(FINE);
  await settle();
  answers[1]?.resolve({ ok: false, errors: [{ file: "x", line: 1, column: 1, message: "old" }] });
  await settle();
  assert.equal(editor.check.value.state, "fine");
  close();
  assert.equal(timers.waiting, 0);
});

Deno.test("Without a file of one's own the first save makes one, from a text that says what is built in", async () => {
  const sent: unknown[] = [];
  const { editor } = await opened({
    "GET /v1/policies/source": () => ({
      ...SOURCE,
      kind: "built-in",
      files: [],
      new_file: "/data/policy.yaml",
    }),
    "PUT /v1/policies/source": (body) => {
      sent.push(body);
      return { ok: true, backup: "b", source: { ...SOURCE, version: "v2" } };
    },
  });
  assert.deepEqual([editor.name.value, editor.text.value, editor.isEdited.value], [
    "/data/policy.yaml",
    NEW_POLICY,
    true,
  ]);
  assert.equal(await editor.save(), true);
  assert.deepEqual(sent, [{ file: { name: "/data/policy.yaml", text: NEW_POLICY }, expected_version: "v1" }]);
  assert.equal(editor.isEdited.value, false);
});

Deno.test("What was changed elsewhere is told, the edits are kept, and only a person overwrites it", async () => {
  let version = "v1";
  const sent: unknown[] = [];
  const { editor, timers } = await opened({
    "GET /v1/policies/source": () => ({ ...SOURCE, version }),
    "PUT /v1/policies/source": (body) => {
      sent.push(body["expected_version"]);
      return body["expected_version"] === version
        ? { ok: true, backup: "b", source: { ...SOURCE, version: "v3" } }
        : Response.json({ code: "POLICY_CHANGED", version }, { status: 409 });
    },
  });
  editor.edit("mine");
  version = "v2";
  await timers.advance(10_000);
  assert.deepEqual([editor.overtaken.value, editor.text.value], [true, "mine"]);
  assert.equal(await editor.save(), false);
  assert.equal(editor.text.value, "mine");
  assert.equal(await editor.save({ overwrite: true }), true);
  assert.deepEqual(sent, ["v1", "v2"]);
  assert.equal(editor.overtaken.value, false);
});

Deno.test("Without edits the text follows what is on disk; going back to it by hand is no edit", async () => {
  let source = SOURCE;
  const { editor, timers } = await opened({ "GET /v1/policies/source": () => source });
  editor.edit("x");
  assert.equal(editor.isEdited.value, true);
  editor.edit(FILE.text);
  assert.equal(editor.isEdited.value, false);
  source = { ...SOURCE, version: "v2", files: [{ ...FILE, text: "extends: [sre]\n" }] };
  await timers.advance(10_000);
  assert.deepEqual([editor.text.value, editor.overtaken.value], ["extends: [sre]\n", false]);
});

Deno.test("An answer about recorded calls is shown only for the text that it is about", async () => {
  const answer = Promise.withResolvers<unknown>();
  const { editor } = await opened({ "POST /v1/policies/replay": () => answer.promise });
  const trying = editor.tryOut();
  editor.edit("something else");
  answer.resolve({ ok: true, calls: 1 });
  await trying;
  assert.equal(editor.replay.value, null);
  assert.equal(editor.replaying.value, false);
});

const DRAFT = { ok: true, file: FILE, version: "v1", keys: [], effect: { ok: true } };

Deno.test("A draft that was overtaken is drafted anew for what the policy says now, and not saved unseen", async () => {
  let drafts = 0;
  const given = tools({
    "POST /v1/policies/draft": () => ({ ...DRAFT, version: `v${++drafts}` }),
    "PUT /v1/policies/source": () => Response.json({ code: "POLICY_CHANGED" }, { status: 409 }),
  });
  const model = new RuleDraft(given);
  model.open("t1");
  await settle();
  assert.equal(await model.save(), false);
  assert.equal(drafts, 2);
  assert.match(model.problem.value, /changed elsewhere/);
  assert.equal(given.notices.shown.value.length, 0);
});

Deno.test("The playground judges after a pause, the newest text only, and says when what is seen is old", async () => {
  const answers: PromiseWithResolvers<unknown>[] = [];
  const given = tools({
    "POST /v1/playground": () => {
      const answer = Promise.withResolvers<unknown>();
      answers.push(answer);
      return answer.promise;
    },
  });
  const model = new Playground(given);
  model.open(new URLSearchParams("sample=issue"));
  assert.equal(model.fields.method.value, "POST");
  answers[0]?.resolve({ decision: "ALLOW", findings: [], policies: [] });
  await settle();
  model.edit("body", "one");
  assert.equal(model.stale.value, true);
  await given.timers.advance(300);
  model.edit("body", "two");
  await given.timers.advance(300);
  answers[2]?.resolve({ decision: "DENY", findings: [], policies: [] });
  await settle();
  answers[1]?.resolve({ decision: "ALLOW", findings: [], policies: [] });
  await settle();
  const result = model.result.value;
  assert.equal(result.state === "judged" && result.verdict.decision, "DENY");
  assert.equal(model.stale.value, false);
  assert.equal(answers.length, 3);
});

Deno.test("A pasted curl command or a call in JSON fills the fields; other text does not", () => {
  const model = new Playground(tools({ "POST /v1/playground": () => ({}) }));
  assert.equal(model.paste("curl -d a=1 https://a.example/x"), true);
  assert.deepEqual(
    [model.fields.method.value, model.fields.url.value, model.fields.body.value],
    ["POST", "https://a.example/x", "a=1"],
  );
  assert.equal(
    model.paste('{"method":"put","url":"https://b.example","headers":{"a":["1","2"]},"body":{"x":1}}'),
    true,
  );
  assert.deepEqual(
    [model.fields.method.value, model.fields.headers.value, model.fields.body.value],
    ["PUT", "a: 1\na: 2", '{\n  "x": 1\n}'],
  );
  assert.equal(model.paste('{"text":"hello"}'), false);
});
