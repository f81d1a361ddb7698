import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { ResponseReport, Verdict } from "../../engine/types.ts";
import { isMap, type JsonMap } from "../files/change.ts";
import { jsonFormat } from "../files/json.ts";
import { read, rewrite } from "../files/rewrite.ts";
import { answerAfter, answerBefore, answerUnjudged } from "./claude_answer.ts";
import { judgedCall } from "./claude_call.ts";
import { readClaudeEvent } from "./claude_event.ts";
import { hookCommand, planHook, planHookUndo } from "./claude_settings.ts";

const JSON_FILE = jsonFormat({ comments: false });

Deno.test("each tool of Claude Code is judged as what it does", () => {
  const cases: readonly [string, JsonMap, string, JsonMap | undefined][] = [
    ["Bash", { command: "ls", description: "d" }, "POST exec://localhost", { command: "ls" }],
    ["Write", { file_path: "/a", content: "c" }, "POST mcp://filesystem/write_file", {
      path: "/a",
      content: "c",
    }],
    ["Edit", { file_path: "/a", old_string: "o", new_string: "n" }, "POST mcp://filesystem/edit_file", {
      path: "/a",
      edits: [{ oldText: "o", newText: "n" }],
    }],
    ["Read", { file_path: "/a", limit: 3 }, "POST mcp://filesystem/read_text_file", { path: "/a" }],
    ["Grep", { pattern: "p" }, "POST mcp://filesystem/search_files", { path: ".", pattern: "p" }],
    ["WebFetch", { url: "https://x.example/a", prompt: "p" }, "GET https://x.example/a", undefined],
    ["WebFetch", { url: "nonsense" }, "POST mcp://claude-code/WebFetch", { url: "nonsense" }],
    ["WebSearch", { query: "q" }, "POST search://web", { query: "q" }],
    ["mcp__git_hub__create__issue", { t: 1 }, "POST mcp://git_hub/create__issue", { t: 1 }],
    ["Task", { prompt: "p" }, "POST mcp://claude-code/Task", { prompt: "p" }],
  ];
  for (const [tool, input, line, body] of cases) {
    const call = judgedCall(tool, input);
    equal(`${call?.method} ${call?.url}`, line);
    deepEqual(call?.body, body);
  }
  equal(judgedCall("TodoWrite", {}), undefined);
});

Deno.test("any name of a tool gives an address, whatever is in it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.boolean(), (name, isMcp) => {
      const call = judgedCall(isMcp ? `mcp__${name}__x` : name, {});
      ok(call === undefined || URL.canParse(call.url), name);
    }),
    { examples: [["valueOf", false], ["__proto__", false], ["constructor", true]] },
  );
});

Deno.test("what policy rewrote goes back into the input of the tool, with everything else of it", () => {
  deepEqual(judgedCall("Bash", { command: "a", timeout: 5 })?.restore?.({ command: "b" }), {
    command: "b",
    timeout: 5,
  });
  const write = judgedCall("Write", { file_path: "/a", content: "c" });
  deepEqual(write?.restore?.({ path: "/a", content: "d" }), { file_path: "/a", content: "d" });
  equal(write?.restore?.({ path: "/b", content: "d" }), undefined, "another file is not what was asked for");
  equal(judgedCall("Edit", { file_path: "/a" })?.restore, undefined);
});

const verdictOf = (decision: Verdict["decision"]) =>
  ({
    decision,
    reasonCodes: ["SECRET_EGRESS"],
    message: "No",
    traceId: "t1",
    approvalId: "a1",
  }) as unknown as Verdict;

function decided(decision: Verdict["decision"], mode: string, rewritten?: JsonMap): JsonMap | undefined {
  const answer = answerBefore({
    verdict: verdictOf(decision),
    rewritten,
    permissionMode: mode,
    consoleUrl: "http://localhost:4100",
  });
  const output = answer?.["hookSpecificOutput"];
  return isMap(output) ? output : undefined;
}

Deno.test("a call that may be made is left to Claude Code's own permissions", () => {
  equal(decided("ALLOW", "default"), undefined);
});

Deno.test("a person is asked where there is one, else the call is refused", () => {
  equal(decided("DENY", "default")?.["permissionDecision"], "deny");
  equal(decided("REQUIRE_APPROVAL", "default")?.["permissionDecision"], "ask");
  for (const mode of ["bypassPermissions", "dontAsk"]) {
    const output = decided("REQUIRE_APPROVAL", mode);
    equal(output?.["permissionDecision"], "deny");
    ok(String(output?.["permissionDecisionReason"]).includes("http://localhost:4100/approvals/a1"));
    equal(decided("SANITIZE", mode, { command: "x" })?.["permissionDecision"], "deny");
  }
  const sanitized = decided("SANITIZE", "default", { command: "x" });
  deepEqual([sanitized?.["permissionDecision"], sanitized?.["updatedInput"]], ["ask", { command: "x" }]);
  equal(decided("SANITIZE", "default")?.["permissionDecision"], "deny");
  const output = answerUnjudged("SCAN_TIMEOUT", "too slow")["hookSpecificOutput"];
  ok(isMap(output) && output["permissionDecision"] === "deny");
});

Deno.test("an answer that reads like instructions is told to be data, a loud one stops the model", () => {
  const report = (score: number, codes: readonly string[]) =>
    ({ reasonCodes: codes, injection: { score, spans: [] } }) as unknown as ResponseReport;
  equal(answerAfter(report(0.1, [])), undefined);
  equal(answerAfter(report(0.6, ["PROMPT_INJECTION"]))?.["decision"], undefined);
  equal(answerAfter(report(0.9, ["PROMPT_INJECTION"]))?.["decision"], "block");
});

Deno.test("an event is read whatever it holds, and what is missing is named", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void readClaudeEvent(value)));
  const missing = readClaudeEvent({ hook_event_name: "PreToolUse" });
  ok(!missing.ok && missing.message.includes("tool_name"));
  deepEqual(readClaudeEvent({ hook_event_name: "Stop" }), { ok: true, event: undefined });
});

const OTHERS = `{
  "model": "m",
  "hooks": {
    "PreToolUse": [
      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "mine.sh" }] }
    ]
  }
}
`;

function applied(text: string, plan: (settings: JsonMap) => ReturnType<typeof planHook>): string {
  const parsed = read(text, JSON_FILE);
  ok(parsed.ok);
  const result = rewrite(text, plan(parsed.value), JSON_FILE);
  ok(result.ok);
  return result.text;
}

Deno.test("the hook goes beside those that are there, once, and away without them", () => {
  const once = applied(OTHERS, (settings) => planHook(settings, "/opt/my tools/interven"));
  ok(once.includes('"command": "mine.sh"'));
  equal(once.split("interven").length - 1, 2);
  equal(applied(once, (settings) => planHook(settings, "/opt/my tools/interven")), once);
  const parsed = read(applied(once, planHookUndo), JSON_FILE);
  ok(parsed.ok);
  deepEqual(parsed.value, { ...JSON.parse(OTHERS), hooks: { ...JSON.parse(OTHERS).hooks, PostToolUse: [] } });
});

Deno.test("the path of the program is quoted for a shell where it has to be", () => {
  equal(hookCommand("/opt/interven"), "/opt/interven hook claude-code");
  equal(hookCommand("/opt/my tools/interven"), '"/opt/my tools/interven" hook claude-code');
  equal(hookCommand('/a"$(x)`/interven'), '"/a\\"\\$(x)\\`/interven" hook claude-code');
});
