import assert from "node:assert/strict";
import fc from "fast-check";
import type { RecordedTrace } from "../../../engine/types.ts";
import { bodyLines, diffLines, type Line } from "./redacted_text.ts";
import { wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";

function finding(path: string, start: number, end: number, preview: string): Record<string, unknown> {
  return {
    rule: `rule-${preview}`,
    class: "PII",
    confidence: "HIGH",
    part: "body",
    path,
    start,
    end,
    chain: [],
    preview,
  };
}

function call(
  body: string,
  findings: readonly unknown[] = [],
  contentType = "application/json",
): RecordedTrace {
  const request = { headers: [], body, body_bytes: body.length, content_type: contentType, body_cut: false };
  const trace = readTrace(wireTrace("t", 0, { request, findings }));
  assert.ok(trace);
  return trace;
}

function text(lines: readonly Line[]): string {
  return lines.map((line) => line.map((piece) => piece.text).join("")).join("\n");
}

function hidden(lines: readonly Line[]): readonly (readonly string[])[] {
  return lines.flat().flatMap((piece) =>
    piece.kind === "hidden" ? [[piece.text, ...piece.findings.map(({ preview }) => preview)]] : []
  );
}

Deno.test("bodyLines() ties each placeholder to what was found there, by path and by order", () => {
  const body = JSON.stringify({
    to: ["[REDACTED:EMAIL#1]", "plain"],
    text: "card [REDACTED:CARD#1], mail [REDACTED:EMAIL#2]",
    "odd name": { inner: "[REDACTED:PHONE#1]" },
  });
  const lines = bodyLines(call(body, [
    finding("$.text", 40, 60, "second"),
    finding("$.text", 5, 24, "first"),
    finding("$.text", 6, 20, "first too"),
    finding("$.to[0]", 0, 10, "to"),
    finding('$["odd name"].inner', 0, 9, "odd"),
  ]));
  assert.deepEqual(hidden(lines), [
    ["[REDACTED:EMAIL#1]", "to"],
    ["[REDACTED:CARD#1]", "first", "first too"],
    ["[REDACTED:EMAIL#2]", "second"],
    ["[REDACTED:PHONE#1]", "odd"],
  ]);
  assert.equal(text(lines), JSON.stringify(JSON.parse(body), null, 2));
});

Deno.test("bodyLines() claims nothing when placeholders and findings do not agree", () => {
  const lines = bodyLines(call('{"a":"[REDACTED:X#1] [REDACTED:X#2]"}', [finding("$.a", 0, 4, "one")]));
  assert.deepEqual(hidden(lines), [["[REDACTED:X#1]"], ["[REDACTED:X#2]"]]);
});

Deno.test("bodyLines() shows text that is no JSON line by line", () => {
  const lines = bodyLines(call("one\ntoken=[REDACTED:T#1]&b", [finding("$", 10, 20, "p")], "text/plain"));
  assert.equal(text(lines), "one\ntoken=[REDACTED:T#1]&b");
  assert.deepEqual(hidden(lines), [["[REDACTED:T#1]", "p"]]);
  assert.equal(text(bodyLines(call('{"cut":"of', []))), '{"cut":"of');
});

Deno.test("bodyLines() loses no character of any JSON, and never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const body = JSON.stringify(value);
      assert.equal(text(bodyLines(call(body))), JSON.stringify(JSON.parse(body), null, 2));
    }),
    { seed: 11 },
  );
});

Deno.test("diffLines() sets what was found against what took its place, and repeats no other line", () => {
  const lines = bodyLines(call('{"a":"x","b":"[REDACTED:X#1]"}', [finding("$.b", 0, 4, "one")]));
  assert.deepEqual(diffLines(lines).map(({ sign }) => sign), [" ", " ", "-", "+", " "]);
});
