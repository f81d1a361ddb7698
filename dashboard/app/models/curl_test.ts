import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCurl } from "./curl.ts";

Deno.test("A curl command is read as the call that it would make", () => {
  const cases: [string, unknown][] = [
    ["curl https://a.example/x", { method: "GET", url: "https://a.example/x", headers: [], body: "" }],
    [
      `curl -X POST https://a.example -H 'Content-Type: application/json' \\\n  -d '{"a": "it'\\''s"}'`,
      {
        method: "POST",
        url: "https://a.example",
        headers: [["content-type", "application/json"]],
        body: `{"a": "it's"}`,
      },
    ],
    [
      `curl -sS -XDELETE "https://a.example/\\$x" -u amy:pass -o /dev/null --compressed`,
      {
        method: "DELETE",
        url: "https://a.example/$x",
        headers: [["authorization", "Basic YW15OnBhc3M="]],
        body: "",
      },
    ],
    [
      "curl a.example -d a=1 --data b=2",
      {
        method: "POST",
        url: "http://a.example",
        headers: [["content-type", "application/x-www-form-urlencoded"]],
        body: "a=1&b=2",
      },
    ],
    ["curl -G a.example/x?q=1 -d a=1", {
      method: "GET",
      url: "http://a.example/x?q=1&a=1",
      headers: [],
      body: "",
    }],
    [
      `curl --json $'{"a":"\\u0041\\n"}' https://a.example`,
      {
        method: "POST",
        url: "https://a.example",
        headers: [["content-type", "application/json"], ["accept", "application/json"]],
        body: `{"a":"A\n"}`,
      },
    ],
  ];
  for (const [text, call] of cases) assert.deepEqual(parseCurl(text), call, text);
});

Deno.test("What is no curl command, or an unfinished one, is not read", () => {
  for (const text of ["", "wget https://a.example", "curl", "curl 'https://a.example", "curl -X POST"]) {
    assert.equal(parseCurl(text), undefined, text);
  }
});

Deno.test("Whatever is pasted, reading it ends without an error", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseCurl(`curl ${text}`)), {
    seed: 1,
    numRuns: 500,
  });
});
