import assert from "node:assert/strict";
import { settingsRows } from "./settings_table.ts";

Deno.test("docs/cli.md has exactly one row for each setting, with its environment variable, default and meaning", async () => {
  const text = await Deno.readTextFile(new URL("../docs/cli.md", import.meta.url));
  const rows = text.split("\n").filter((line) => line.startsWith("| `--"));
  // The formatter pads the columns.
  assert.deepEqual(rows.map((row) => row.replace(/ +/g, " ")), settingsRows());
});
