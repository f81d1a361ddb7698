import { deepEqual } from "node:assert/strict";
import { CATEGORIES } from "../engine/actions/categories.ts";
import { serviceRows } from "../tools/catalogue_paper.ts";

const paper = await Deno.readTextFile(new URL("../docs/catalogue.md", import.meta.url));

/** Rows of the table below the given head, their cells trimmed. */
function tableUnder(head: RegExp): string[][] {
  const lines = paper.split("\n");
  const at = lines.findIndex((line) => head.test(line));
  const rows: string[][] = [];
  for (const line of lines.slice(at + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(line.split("|").slice(1, -1).map((cell) => cell.trim()));
  }
  return rows;
}

Deno.test("docs/catalogue.md names every service and where it is known; tools/catalogue_paper.ts writes the table", () => {
  const wanted = serviceRows().map(([tool, knownBy]) => [`\`${tool}\``, knownBy]);
  deepEqual(tableUnder(/^\| tool +\| known by/), wanted);
});

Deno.test("docs/catalogue.md explains every category, in their order", () => {
  const wanted = Object.entries(CATEGORIES).map(([name, meaning]) => [`\`${name}\``, meaning]);
  deepEqual(tableUnder(/^\| category +\|/), wanted);
});
