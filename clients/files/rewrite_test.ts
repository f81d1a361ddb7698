import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { stringify as yamlText } from "yaml";
import { stringify as tomlText } from "smol-toml";
import { applyChange, type Change, type JsonMap, sameValue } from "./change.ts";
import { jsonFormat } from "./json.ts";
import { read, rewrite } from "./rewrite.ts";
import { TOML } from "./toml.ts";
import { YAML } from "./yaml.ts";

const JSONC = jsonFormat({ comments: true });

const word = fc.string({ maxLength: 12 });
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const entry = fc.record({ command: word, args: fc.array(word, { maxLength: 4 }) });
const settings = fc.record({
  servers: fc.dictionary(name, entry, { maxKeys: 4, noNullPrototype: true }),
  other: fc.oneof(word, fc.array(fc.integer(), { maxLength: 3 }), fc.boolean()),
}, { noNullPrototype: true });

/** Changes such as setup makes, on settings of this form. */
function changesFor(value: JsonMap): readonly Change[] {
  const servers = Object.keys(value["servers"] as JsonMap);
  return [
    { op: "put", path: ["servers", "fresh"], value: { command: "x y", args: ["--", "#"] } },
    ...servers.flatMap((server): Change[] => [
      { op: "put", path: ["servers", server, "command"], value: "a: \"b\" 'c'" },
      { op: "prepend", path: ["servers", server, "args"], items: ["mcp", "--", "true"] },
    ]),
    ...servers.map((server): Change => ({ op: "dropFirst", path: ["servers", server, "args"], count: 3 })),
    { op: "remove", path: ["servers", "fresh"] },
  ];
}

const FORMS = [
  { form: "JSON", format: JSONC, write: (value: JsonMap) => JSON.stringify(value) },
  { form: "indented JSON", format: JSONC, write: (value: JsonMap) => JSON.stringify(value, null, "\t") },
  { form: "YAML", format: YAML, write: (value: JsonMap) => yamlText(value) },
  { form: "TOML", format: TOML, write: (value: JsonMap) => tomlText(value) },
] as const;

for (const { form, format, write } of FORMS) {
  Deno.test(`an edit of ${form} does to the values what was meant, or is not made`, () => {
    let made = 0;
    fc.assert(
      fc.property(settings, (value) => {
        const text = write(value);
        for (const change of changesFor(value)) {
          const before = read(text, format);
          ok(before.ok, text);
          const result = rewrite(text, [change], format);
          if (!result.ok) continue;
          made++;
          const after = read(result.text, format);
          ok(after.ok && sameValue(after.value, applyChange(before.value, change)), result.text);
        }
      }),
      { numRuns: 150 },
    );
    ok(made > 150, `only ${made} edits were made`);
  });

  Deno.test(`reading ${form} never throws, whatever stands there`, () => {
    fc.assert(
      fc.property(fc.string(), settings, fc.nat(), (noise, value, at) => {
        const text = write(value);
        const cut = at % (text.length + 1);
        for (const broken of [noise, text.slice(0, cut), text.slice(0, cut) + noise + text.slice(cut)]) {
          const parsed = read(broken, format);
          if (!parsed.ok) ok(parsed.broken.line >= 1 && parsed.broken.column >= 1);
        }
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("in JSON every change of setup can be made", () => {
  fc.assert(fc.property(settings, fc.constantFrom("", "  ", "\t"), (value, indent) => {
    const result = rewrite(JSON.stringify(value, null, indent), changesFor(value), JSONC);
    ok(result.ok);
  }));
});

Deno.test("what is broken is told with line and column", () => {
  const cases = [
    [JSONC, '{\n  "a": 1,\n  "b": }\n', 3, 8],
    [JSONC, "[]", 1, 1],
    [JSONC, '{\n"a": 1,\n"a": 2 }', 3, 1],
    [jsonFormat({ comments: false }), "{\n // no\n}", 2, 2],
    [YAML, "a: 1\nb: [\n", 3, 1],
    [YAML, "a: 1\na: 2\n", 2, 1],
    [TOML, 'a = 1\nb = "x\n', 2, 7],
  ] as const;
  for (const [format, text, line, column] of cases) {
    const parsed = read(text, format);
    ok(!parsed.ok, text);
    deepEqual(
      [parsed.broken.line, parsed.broken.column],
      [line, column],
      `${text}: ${parsed.broken.message}`,
    );
  }
});

Deno.test("a file nested without end is refused, not followed", () => {
  const parsed = read('{"a":' + "[".repeat(100_000), JSONC);
  ok(!parsed.ok);
});

Deno.test("a flow map of YAML and an inline table of TOML are left to a person", () => {
  const change: Change = { op: "put", path: ["servers", "new"], value: { command: "x" } };
  equal(rewrite("servers: { a: { command: b } }\n", [change], YAML).ok, false);
  equal(rewrite('servers = { a = { command = "b" } }\n', [change], TOML).ok, false);
});
