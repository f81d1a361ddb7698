import assert from "node:assert/strict";
import { wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";
import {
  byteCount,
  countdown,
  duration,
  exactTime,
  readableBody,
  relativeTime,
  sentOnApproval,
  splitRedactions,
  splitUrl,
} from "./words.ts";

Deno.test("duration() and byteCount() choose the unit that reads best", () => {
  assert.deepEqual([0.4249, 8.14, 340.2, 2400].map(duration), ["0.42 ms", "8.1 ms", "340 ms", "2.4 s"]);
  assert.deepEqual([812, 4200, 1_300_000, 1e9].map(byteCount), ["812 B", "4.2 kB", "1.3 MB", "1.0 GB"]);
});

Deno.test("countdown() shows minutes and seconds and ends at zero", () => {
  assert.deepEqual([581_000, 59_001, 1, 0, -5000].map(countdown), ["9:41", "1:00", "0:01", "0:00", "0:00"]);
});

Deno.test("relativeTime() tells how long ago in the unit that fits, and the date when it is long ago", () => {
  const now = Date.UTC(2026, 2, 10, 12);
  const ago = (seconds: number) => relativeTime(now - seconds * 1000, now);
  assert.deepEqual(
    [0, 12, 61, 3_700, 90_000, 200_000, -1, -240].map(ago),
    ["now", "12 s ago", "1 min ago", "1 h ago", "1 day ago", "2 days ago", "now", "in 4 min"],
  );
  assert.equal(ago(60 * 86_400), "9 Jan 2026");
  assert.match(exactTime(now), /10 Mar 2026.*\.000/);
});

Deno.test("splitUrl() sets the host apart and names the scheme unless it is https", () => {
  assert.deepEqual(splitUrl("https://api.github.com/a?b=c"), { host: "api.github.com", path: "/a?b=c" });
  assert.deepEqual(splitUrl("http://h:8080"), { host: "http://h:8080", path: "" });
  assert.deepEqual(splitUrl("mcp://server/tool"), { host: "mcp://server", path: "/tool" });
  assert.deepEqual(splitUrl("no url"), { host: "no url", path: "" });
});

Deno.test("readableBody() breaks JSON into lines and leaves everything else alone", () => {
  assert.equal(readableBody('{"a":1}', "application/json"), '{\n  "a": 1\n}');
  assert.equal(readableBody('{"a":', "application/json"), '{"a":');
  assert.equal(readableBody("a=1&b=2", "application/x-www-form-urlencoded"), "a=1&b=2");
});

Deno.test("splitRedactions() puts placeholders at odd places and loses no character", () => {
  const text = "x [REDACTED:EMAIL#1] y [REDACTED:TOKEN#2]";
  const parts = splitRedactions(text);
  assert.deepEqual(parts.filter((_, index) => index % 2 === 1), ["[REDACTED:EMAIL#1]", "[REDACTED:TOKEN#2]"]);
  assert.equal(parts.join(""), text);
});

Deno.test("sentOnApproval() speaks only of calls in which something was found, and only when the record says", () => {
  const findings = readTrace(wireTrace("t", 0, { findings: [{}] }))?.findings ?? [];
  assert.match(sentOnApproval({ findings, sanitizesOnApproval: true }) ?? "", /sent redacted/);
  assert.match(sentOnApproval({ findings, sanitizesOnApproval: false }) ?? "", /sent as it is/);
  assert.equal(sentOnApproval({ findings: [], sanitizesOnApproval: false }), null);
  assert.equal(sentOnApproval({ findings }), null);
});
