import assert from "node:assert/strict";
import fc from "fast-check";
import { outcomeOf, traceOf } from "../../tests/fixtures/traces.ts";
import { type Decision, DECISIONS, type RecordedTrace, type Trace } from "../types.ts";
import { csvLine } from "./csv.ts";
import { DECISION_FORMATS } from "./decision_formats.ts";
import { apiActivity } from "./ocsf.ts";

const recorded = (over: Partial<Trace> = {}, outcome: RecordedTrace["outcome"] = null): RecordedTrace => ({
  ...traceOf("t1", over),
  outcome,
  response: null,
});

/** Takes a line of CSV apart again, by RFC 4180. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(line); match !== null; match = field.exec(line)) {
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") break;
  }
  return fields;
}

Deno.test("a line of CSV reads back as it was, but for the guard against formulas", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (values) => {
    const back = fieldsOf(csvLine(values));
    assert.deepEqual(back.map((text) => text.replace(/^'(?=[=+\-@\t\r\n])/, "")), values);
    for (const text of back) assert.ok(!/^[=+\-@\t\r\n]/.test(text), text);
  }));
});

Deno.test("a number that is negative is a number in CSV, and text that looks like one is guarded", () => {
  assert.equal(csvLine([-1, "-1", null]), "-1,'-1,\r\n");
});

Deno.test("an OCSF event has every attribute that API Activity 1.6.0 requires", () => {
  const event = apiActivity(recorded());
  for (
    const name of [
      "activity_id",
      "actor",
      "api",
      "category_uid",
      "class_uid",
      "metadata",
      "severity_id",
      "src_endpoint",
      "time",
      "type_uid",
    ]
  ) {
    assert.ok(event[name] !== undefined, name);
  }
  assert.equal(event["class_uid"], 6003);
  assert.equal(event["type_uid"], 600301);
  assert.equal((event["metadata"] as { version: string }).version, "1.6.0");
});

Deno.test("an OCSF event says what was done with the call", () => {
  const control = (over: Partial<Trace>) => {
    const { action_id, disposition_id, disposition } = apiActivity(recorded(over));
    return [action_id, disposition_id, disposition];
  };
  const wanted: Readonly<Record<Decision, unknown[]>> = {
    ALLOW: [1, 1, "Allowed"],
    SANITIZE: [4, 11, "Corrected"],
    REQUIRE_APPROVAL: [2, 99, "Held for approval"],
    DENY: [2, 2, "Blocked"],
  };
  for (const decision of DECISIONS) assert.deepEqual(control({ decision }), wanted[decision]);
  assert.deepEqual(control({ reasonCodes: ["RECENT_APPROVAL_GRANT"] }), [1, 8, "Approved"]);
  assert.deepEqual(control({ decision: "DENY", mode: "monitor" }), [3, 17, "Logged"]);
});

Deno.test("an OCSF event names the kind of activity by what the call does", () => {
  const activity = (method: string, over: Partial<Trace["action"]> = {}) =>
    apiActivity(recorded({ method, action: { ...traceOf("t").action, ...over } }))["activity_id"];
  assert.equal(activity("POST"), 1);
  assert.equal(activity("POST", { verb: "READ" }), 2);
  assert.equal(activity("PATCH"), 3);
  assert.equal(activity("DELETE"), 4);
  assert.equal(activity("POST", { category: "delete" }), 4);
  assert.equal(activity("CALL"), 99);
});

Deno.test("an OCSF event tells a failed call from one that went well, and holds no preview of a finding", () => {
  assert.equal(apiActivity(recorded({}, outcomeOf("t1")))["status_id"], 1);
  assert.equal(apiActivity(recorded({}, outcomeOf("t1", { upstreamStatus: 502 })))["status_id"], 2);
  assert.equal(apiActivity(recorded())["status_id"], 0);
  const finding = {
    rule: "r",
    class: "SECRETS",
    confidence: "HIGH",
    part: "body",
    path: "$",
    start: 0,
    end: 9,
    chain: [],
    preview: "masked…9aB2",
  } as const;
  assert.ok(!JSON.stringify(apiActivity(recorded({ findings: [finding] }))).includes("masked"));
});

Deno.test("each format is one line a call", () => {
  const trace = recorded({ message: "two\nlines", agentId: "a\r\nb" });
  for (const name of ["ndjson", "ocsf"] as const) {
    const line = DECISION_FORMATS[name].line(trace);
    assert.equal(line.indexOf("\n"), line.length - 1, name);
  }
  assert.equal(fieldsOf(DECISION_FORMATS.csv.line(trace)).length, fieldsOf(DECISION_FORMATS.csv.head).length);
});
