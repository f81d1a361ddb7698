import assert from "node:assert/strict";
import fc from "fast-check";
import { ToolHeaders } from "./tool_headers.ts";

const declared = (type: string, header: unknown = "Region") => ({ type, "x-mcp-header": header });

function learned(inputSchema: unknown, name = "t"): ToolHeaders {
  const tools = new ToolHeaders();
  tools.learn({
    tools: [{ name, inputSchema }, { name: "plain", inputSchema: { type: "object" } }, null, 7],
  });
  return tools;
}

Deno.test("Arguments that a schema wants in headers are there, also nested ones; what is absent or no simple value is not", () => {
  const nested = {
    type: "object",
    properties: { on: declared("boolean", "On"), n: declared("integer", "N") },
  };
  const tools = learned({ type: "object", properties: { region: declared("string"), nested } });
  const call = { name: "t", arguments: { region: "süd", nested: { on: true, n: 4 } } };
  assert.deepEqual(tools.headersOf(call), [
    ["Mcp-Param-Region", "=?base64?c8O8ZA==?="],
    ["Mcp-Param-On", "true"],
    ["Mcp-Param-N", "4"],
  ]);
  assert.deepEqual(tools.headersOf({ name: "t", arguments: { region: null, nested: { n: 2 ** 60 } } }), []);
  assert.deepEqual(tools.headersOf({ name: "plain", arguments: { region: "x" } }), []);
  assert.deepEqual(tools.headersOf({ name: "t" }), []);
});

Deno.test("A header that is missing, broken or of another value is a mismatch; numbers are compared as numbers", () => {
  const tools = learned({ properties: { region: declared("string"), n: declared("integer", "N") } });
  const why = (given: Record<string, unknown>, headers: Record<string, string>) =>
    tools.mismatchOf({ name: "t", arguments: given }, new Headers(headers));
  assert.equal(why({ region: "Hello" }, { "mcp-param-region": "=?base64?SGVsbG8=?=" }), undefined);
  assert.match(why({ region: "Hello" }, {}) ?? "", /Region is missing/);
  assert.match(
    why({ region: "Hello" }, { "mcp-param-region": "=?base64?SGVsbG8?=" }) ?? "",
    /something else/,
  );
  assert.match(why({ region: "Hello" }, { "mcp-param-region": "hello" }) ?? "", /something else/);
  assert.equal(why({ n: 4 }, { "mcp-param-n": "4.0" }), undefined);
  assert.match(why({ n: 4 }, { "mcp-param-n": "0x4" }) ?? "", /something else/);
});

Deno.test("Schemas that want headers where no reader could tell the value break the rules", () => {
  for (
    const schema of [
      { properties: { a: declared("string", "") } },
      { properties: { a: declared("string", "a b") } },
      { properties: { a: declared("number") } },
      { properties: { a: declared("object") } },
      { properties: { a: declared("string", "X"), b: declared("string", "x") } },
      { properties: { list: { type: "array", items: declared("string") } } },
      { anyOf: [{ properties: { a: declared("string") } }] },
      declared("string"),
    ]
  ) {
    const tools = learned(schema);
    assert.ok(tools.isBroken("t"), JSON.stringify(schema));
    assert.deepEqual(tools.headersOf({ name: "t", arguments: { a: "x" } }), []);
  }
  assert.ok(!learned({ properties: { a: declared("string") } }).isBroken("t"));
});

Deno.test("Lists that are no lists, and schemas without end, are survived", () => {
  let deep: unknown = { type: "string" };
  for (let i = 0; i < 5_000; i++) deep = { properties: { a: deep } };
  const tools = learned(deep);
  for (const result of [undefined, null, 1, [], { tools: {} }, { tools: [{ name: 3 }] }]) tools.learn(result);
  assert.ok(!tools.isBroken("t"));
});

Deno.test("Any schema is learned, and any call is looked at, without an exception; a call's own headers always agree with it", () => {
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom("string", "integer", "boolean", "number", "object"),
        "x-mcp-header": fc.oneof(fc.constantFrom("A", "a", "B", "bad name"), fc.jsonValue()),
        properties: fc.dictionary(fc.constantFrom("a", "b", "properties"), tie("schema")),
        items: tie("schema"),
        anyOf: fc.array(tie("schema"), { maxLength: 2 }),
      }, { requiredKeys: [] }),
    ),
  }));
  const given = fc.dictionary(fc.constantFrom("a", "b", "properties"), fc.jsonValue());
  fc.assert(fc.property(schema, given, (inputSchema, args) => {
    const tools = learned(inputSchema);
    const params = { name: "t", arguments: JSON.parse(JSON.stringify(args)) };
    const headers = new Headers(
      tools.headersOf(params).map(([name, value]): [string, string] => [name, value]),
    );
    assert.equal(tools.mismatchOf(params, headers), undefined);
  }));
});
