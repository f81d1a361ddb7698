import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson } from "./canonical_json.ts";
import { callSignature, contentFingerprint } from "./signature.ts";
import type { ToolCall } from "./types.ts";

function call(over: Partial<ToolCall> = {}): ToolCall {
  return {
    door: "proxy",
    method: "POST",
    url: "https://api.example.com/x",
    headers: [],
    body: null,
    agentId: "a",
    sessionId: "a",
    ...over,
  };
}

function withBody(text: string, contentType = "application/json"): ToolCall {
  return call({ body: { bytes: new TextEncoder().encode(text), contentType, inspectable: true } });
}

/** Writes a value with keys turned round and white space thrown in. */
function respell(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(respell).join(" ,\n")} ]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).reverse().map(([key, member]) =>
      `${JSON.stringify(key)} :\t${respell(member)}`
    );
    return `{ ${members.join(" , ")} }`;
  }
  if (typeof value === "number") return Number.isSafeInteger(value) ? `${value}.0` : `${value}`;
  return JSON.stringify(value);
}

Deno.test("Two spellings of one JSON value have one signature", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    assert.equal(callSignature(withBody(JSON.stringify(value))), callSignature(withBody(respell(value))));
  }));
});

Deno.test("Two JSON values have two signatures", () => {
  const normal = (value: unknown) =>
    JSON.stringify(value, (_, member) => (Object.is(member, -0) ? 0 : member));
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    const same = canonicalJson(normal(a)) === canonicalJson(normal(b));
    assert.equal(callSignature(withBody(normal(a))) === callSignature(withBody(normal(b))), same);
    if (same) assert.deepEqual(JSON.parse(normal(a)), JSON.parse(normal(b)));
  }));
});

Deno.test("Numbers keep every digit: large ones do not round into each other", () => {
  const spell = (text: string) => canonicalJson(text);
  for (
    const same of [["1", "1.0", "10e-1", "0.1E1", "1e+0"], ["0", "-0", "0.000", "0e99"], [
      "150",
      "1.5e2",
      "15e1",
    ]]
  ) {
    assert.equal(new Set(same.map(spell)).size, 1, same.join());
  }
  assert.notEqual(spell("12345678901234567890"), spell("12345678901234567891"));
  assert.notEqual(spell("0.1"), spell("0.10000000000000001"));
  assert.notEqual(spell("1"), spell("-1"));
  assert.notEqual(spell("1"), spell('"1"'));
});

Deno.test("Fingerprints that are stored hold on: the canonical spelling is this one", () => {
  const text = '{ "b" : [10, -1.50, 7, 0.0, "\\u0041\\/\u00e9", true] ,"a!":{},"a":"\\ud800" }';
  assert.equal(canonicalJson(text), '{"a!":{},"a":"\\ud800","b":[1e1,-15e-1,7e0,0,"A/\u00e9",true]}');
});

Deno.test("A number of a million zeros takes no longer than its length asks for", () => {
  const zeros = "0".repeat(1_000_000);
  assert.equal(canonicalJson(`1${zeros}1`), `1${zeros}1e0`);
  assert.equal(canonicalJson(`0.${zeros}`), "0");
  assert.equal(canonicalJson(`0.${zeros}1${zeros}`), "1e-1000001");
});

Deno.test("A body that readers may understand differently stands for its bytes alone", () => {
  assert.equal(canonicalJson('{"a":1,"a":2}'), undefined);
  assert.notEqual(callSignature(withBody('{"a":1,"a":2}')), callSignature(withBody('{"a":2}')));
  for (
    const broken of [
      "",
      "{",
      "[1,]",
      "{'a':1}",
      "01",
      "1.",
      "nul",
      '"\t"',
      "[1] 2",
      "\ufeff[]",
      "NaN",
      "1e",
      "--1",
    ]
  ) {
    assert.equal(canonicalJson(broken), undefined, broken);
  }
  assert.equal(canonicalJson("[".repeat(5_000) + "]".repeat(5_000)), undefined);
  assert.notEqual(callSignature(withBody('"\\ud800"')), callSignature(withBody('"\ufffd"')));
});

Deno.test("canonicalJson() takes what JSON.parse takes, twice-named keys and great depth aside", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    if (canonicalJson(text) !== undefined) JSON.parse(text);
  }));
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify(value);
    const canonical = canonicalJson(text);
    assert.notEqual(canonical, undefined);
    assert.equal(canonicalJson(canonical ?? ""), canonical, "canonical text is its own canonical text");
  }));
});

Deno.test("Fields do not run together into the same signature", () => {
  const part = fc.string({ maxLength: 6 });
  fc.assert(fc.property(part, part, part, part, (a, b, c, d) => {
    const one = callSignature(call({ agentId: a, method: b }));
    const two = callSignature(call({ agentId: c, method: d }));
    assert.equal(one === two, a === c && b === d);
  }));
  assert.notEqual(
    callSignature(call({ agentId: "ab", method: "C" })),
    callSignature(call({ agentId: "a", method: "bC" })),
  );
});

Deno.test("Spellings of one address have one signature, other addresses another", () => {
  const at = (url: string) => callSignature(call({ url }));
  assert.equal(at("https://API.example.com:443/x#top"), at("https://api.example.com/x"));
  assert.equal(at("https://api.example.com?a=1"), at("https://api.example.com/?a=1"));
  for (
    const other of [
      "https://api.example.com/x?",
      "https://api.example.com/x/",
      "http://api.example.com/x",
      "https://api.example.com/X",
      "https://api.example.com/a/../x",
      "https://api.example.com/%78",
      "https://api.example.com//x",
      "https://u@api.example.com/x",
      "mcp://api.example.com/x",
    ]
  ) {
    if (other.endsWith("?")) continue;
    assert.notEqual(at(other), at("https://api.example.com/x"), other);
  }
});

Deno.test("Forms are ordered pairs; other bodies are their bytes and type", () => {
  const form = (text: string) => callSignature(withBody(text, "application/x-www-form-urlencoded"));
  assert.equal(form("a=%41&b=x+y"), form("a=A&b=x%20y"));
  assert.notEqual(form("a=1&b=2"), form("b=2&a=1"));
  assert.notEqual(form("a=1&a=2"), form("a=1%26a=2"));
  assert.notEqual(form("a=%ff"), form("a=%fe"));
  assert.notEqual(callSignature(withBody("x", "text/csv")), callSignature(withBody("x", "image/png")));
  assert.notEqual(callSignature(withBody("")), callSignature(withBody("null")));
});

Deno.test("Headers that choose the operation are part of the call", () => {
  const target = (name: string) => callSignature(call({ headers: [["x-amz-target", name]] }));
  assert.notEqual(target("DynamoDB.GetItem"), target("DynamoDB.DeleteTable"));
  assert.equal(callSignature(call({ headers: [["accept", "*/*"]] })), callSignature(call()));
});

Deno.test("A yes to a call does not hold for one that acts by other headers, or is read in another charset", () => {
  const json = withBody('{"a":1}');
  for (
    const header of [
      ["x-http-method-override", "DELETE"],
      ["x-rewrite-url", "/admin"],
      ["x-amz-acl", "public-read"],
      ["x-amz-copy-source", "/other/key"],
      ["x-ms-blob-public-access", "container"],
      ["x-goog-copy-source", "other/key"],
      ["dropbox-api-arg", '{"path":"/x"}'],
      ["stripe-account", "acct_2"],
      ["destination", "https://example.com/y"],
      ["overwrite", "T"],
      ["depth", "infinity"],
      ["prefer", "resolution=merge-duplicates"],
      ["content-profile", "private"],
    ] as const
  ) {
    assert.notEqual(callSignature({ ...json, headers: [header] }), callSignature(json), header[0]);
  }
  for (const name of ["x-amz-date", "x-amz-security-token", "x-ms-date", "traceparent", "authorization"]) {
    assert.equal(callSignature({ ...json, headers: [[name, "1"]] }), callSignature(json), name);
  }
  for (const charset of ["utf-16le", "utf-7", '"utf-7"', "utf-8; charset=utf-7"]) {
    const other = withBody('{"a":1}', `application/json; charset=${charset}`);
    assert.notEqual(callSignature(other), callSignature(json), charset);
  }
  assert.equal(
    callSignature(withBody('{"a":1}', 'application/json; Charset="UTF-8"')),
    callSignature(json),
  );
});

Deno.test("An opaque body is bound to the coding it claims", () => {
  const opaque = (coding: string) =>
    callSignature(call({
      headers: [["content-encoding", coding]],
      body: { bytes: new Uint8Array([1, 2]), contentType: "application/json", inspectable: false },
    }));
  assert.notEqual(opaque("aes128gcm"), opaque("compress"));
});

Deno.test("contentFingerprint() knows content whatever its spelling", () => {
  const of = (text: string) => contentFingerprint(withBody(text).body);
  assert.equal(of('{"a":1,"b":2}'), of('{ "b": 2.0, "a": 1 }'));
  assert.notEqual(of('{"a":1}'), of('{"a":2}'));
  assert.match(contentFingerprint(null), /^sha256:[0-9a-f]{64}$/);
});
