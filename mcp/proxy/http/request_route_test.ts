import assert from "node:assert/strict";
import fc from "fast-check";
import { frameOf, type JsonObject } from "../message.ts";
import { headerValue, readHeaderValue } from "./header_value.ts";
import { META, routeOf } from "./request_route.ts";

const ENVELOPE = { [META.protocolVersion]: "2026-07-28", [META.clientCapabilities]: {} };

function route(headers: Record<string, string>, ...messages: readonly JsonObject[]) {
  return routeOf(new Headers(headers), messages.map((message) => frameOf({ jsonrpc: "2.0", ...message })));
}

function call(meta: JsonObject, name = "x") {
  return { id: 1, method: "tools/call", params: { name, _meta: meta } };
}

const SAID = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "x" };

Deno.test("Messages that claim no revision, or one with sessions in the header, are of a session", () => {
  assert.equal(route({}, { id: 1, method: "tools/list" }).kind, "session");
  assert.equal(route({ "mcp-protocol-version": "2025-11-25" }, { id: 1, method: "ping" }).kind, "session");
  assert.equal(route({ "mcp-protocol-version": "v9" }, { id: 1, method: "ping" }).kind, "session");
});

Deno.test("Headers that say what the message says are let in, in any case and with base64 where it is needed", () => {
  assert.equal(route(SAID, call(ENVELOPE)).kind, "sessionless");
  const packed = { ...SAID, "mcp-name": headerValue("é ü") };
  assert.equal(route(packed, call(ENVELOPE, "é ü")).kind, "sessionless");
  assert.equal(route(SAID, { method: "notifications/x" }).kind, "sessionless");
});

Deno.test("Headers that are missing or say something else are refused: who judges by them would be deceived", () => {
  for (
    const [headers, why] of [
      [{ ...SAID, "mcp-protocol-version": "2025-11-25" }, /MCP-Protocol-Version says something else/],
      [{ ...SAID, "mcp-method": "tools/list" }, /Mcp-Method says something else/],
      [{ ...SAID, "mcp-method": "TOOLS/CALL" }, /Mcp-Method says something else/],
      [{ ...SAID, "mcp-name": "y" }, /Mcp-Name says something else/],
      [{ ...SAID, "mcp-name": "=?base64?eA?=" }, /Mcp-Name says something else/],
      [{ "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call" }, /Mcp-Name is missing/],
      [{ "mcp-method": "tools/call", "mcp-name": "x" }, /MCP-Protocol-Version is missing/],
    ] as const
  ) {
    const refused = route(headers, call(ENVELOPE));
    assert.ok(refused.kind === "refused" && refused.code === -32020, JSON.stringify(refused));
    assert.match(refused.why, why);
  }
});

Deno.test("What the revision wants in each message is asked for by name; batches, answers and openings are refused", () => {
  const refusals = [
    [route(SAID, call({})), -32602],
    [route(SAID, call({ [META.protocolVersion]: "2026-07-28" })), -32602],
    [route(SAID, call({ [META.clientCapabilities]: {} })), -32602],
    [route(SAID, call({ ...ENVELOPE, [META.protocolVersion]: 7 })), -32602],
    [route(SAID, { id: 1, method: "initialize" }), -32020],
    [route(SAID, { id: 1, result: {} }), -32600],
    [route(SAID, call(ENVELOPE), call(ENVELOPE)), -32600],
  ] as const;
  for (const [refused, code] of refusals) {
    assert.ok(refused.kind === "refused" && refused.code === code, JSON.stringify(refused));
  }
});

Deno.test("Any text goes through a header and comes back, and fits into one", () =>
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const value = headerValue(text);
    assert.equal(new Headers([["mcp-name", value]]).get("mcp-name"), value);
    assert.equal(readHeaderValue(value), text);
  })));

Deno.test("Any message with any headers is routed without an exception", () => {
  const value = fc.jsonValue().map((made) => JSON.parse(JSON.stringify(made)));
  const meta = fc.dictionary(fc.constantFrom(META.protocolVersion, META.clientCapabilities, "x"), value);
  const message = fc.record({
    id: value,
    method: fc.oneof(fc.constantFrom("tools/call", "initialize", "constructor", "__proto__"), value),
    params: fc.oneof(value, fc.record({ name: value, uri: value, taskId: value, _meta: meta })),
  }, { requiredKeys: [] });
  const headers = fc.dictionary(
    fc.constantFrom("mcp-protocol-version", "mcp-method", "mcp-name"),
    fc.oneof(fc.constantFrom("2026-07-28", "2025-11-25", "=?base64?e30=?="), fc.base64String()),
  );
  fc.assert(fc.property(headers, fc.array(message, { maxLength: 3 }), (given, messages) => {
    route(given, ...messages);
  }));
});
