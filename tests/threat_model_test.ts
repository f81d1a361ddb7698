import assert from "node:assert/strict";

const read = (path: string) => Deno.readTextFile(new URL(`../${path}`, import.meta.url));
const PAPER = await read("docs/threat-model.md");
const ROW = /^\| (.+?) +\| (.+?) +\| `([a-z0-9_./]+_test\.ts)`: (.+?) +\|$/gm;

Deno.test("every threat names a test that is there", async () => {
  const rows = [...PAPER.matchAll(ROW)];
  assert.ok(rows.length >= 45, String(rows.length));
  for (const [, threat, , path = "", name = ""] of rows) {
    const text = await read(path).catch(() => assert.fail(`${threat}: there is no ${path}`));
    assert.ok(text.includes(name), `${threat}: ${path} has no test "${name}"`);
  }
});

Deno.test("every row of the tables of threats names one", () => {
  const tables = PAPER.slice(PAPER.indexOf("## What leaves"), PAPER.indexOf("## What is not protected"));
  const rows = tables.split("\n").filter((line) => /^\| (?!-|threat )/.test(line));
  assert.equal(rows.length, [...tables.matchAll(ROW)].length);
});
