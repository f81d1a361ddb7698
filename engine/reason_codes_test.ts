import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { REASON_CODES } from "./reason_codes.ts";

Deno.test("docs/reason-codes.md explains every reason code once, and no other", () => {
  const text = readFileSync(new URL("../docs/reason-codes.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| `([A-Z_]+)`\s*\|/gm)].map(([, code]) => code);
  assert.deepEqual(rows, [...REASON_CODES]);
});
