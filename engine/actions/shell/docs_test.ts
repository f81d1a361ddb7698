import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SHELL_SIGNALS } from "./model.ts";

Deno.test("The papers name every signal of a command line, and no other", () => {
  const text = readFileSync(new URL("../../../docs/command-lines.md", import.meta.url), "utf8");
  const table = text.slice(text.indexOf("| signal "));
  const named = [...table.matchAll(/^\| `(\w+)` /gm)].map((match) => match[1]);
  assert.deepEqual(named, [...SHELL_SIGNALS]);
});
