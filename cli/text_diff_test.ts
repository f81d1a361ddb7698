import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { textDiff } from "./text_diff.ts";

Deno.test("a diff shows what changed with two lines around it, under the line where it is", () => {
  deepEqual(textDiff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nx\n5\n6\n"), [
    "@@ line 2 @@",
    "  2",
    "  3",
    "- 4",
    "+ x",
    "  5",
    "  6",
  ]);
  deepEqual(textDiff("", "a\n"), ["@@ line 1 @@", "+ a"]);
  deepEqual(textDiff("a\r\nb\r\n", "a\r\nb\r\n"), []);
});

Deno.test("a diff has all lines that went and all that came, in their order", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(fc.property(text, text, (old, fresh) => {
    const lines = textDiff(old.join("\n"), fresh.join("\n"));
    const of = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
    equal(of("+ ") - of("- "), fresh.length - old.length);
  }));
});
