import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { CommandError } from "./exit_codes.ts";
import { readPolicyFiles } from "./policy_files.ts";

async function withFolder(names: readonly string[], use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of names) await Deno.writeTextFile(join(folder, name), `text of ${name}`);
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("A folder gives its YAML and JSON files in the order of their names, without hidden ones and tests", async () => {
  const names = [
    "b.yml",
    "a.yaml",
    "c.JSON",
    "a_test.yaml",
    "b.test.yaml",
    ".hidden.yaml",
    "notes.md",
    "a.yaml~",
  ];
  await withFolder(names, async (folder) => {
    await Deno.mkdir(join(folder, "d.yaml"));
    const files = await readPolicyFiles(folder);
    assert.deepEqual(files.map(({ name }) => basename(name)), ["a.yaml", "b.yml", "c.JSON"]);
    assert.equal(files[0]?.text, "text of a.yaml");
  });
});

Deno.test("A file is read whatever its name", async () => {
  await withFolder(["policy.txt"], async (folder) => {
    assert.equal((await readPolicyFiles(join(folder, "policy.txt"))).length, 1);
  });
});

Deno.test("Nothing to read, and nothing that can be read, is a one-line error", async () => {
  await withFolder([], async (folder) => {
    for (const path of [folder, join(folder, "nothing")]) {
      await assert.rejects(readPolicyFiles(path), (error: unknown) => {
        assert.ok(error instanceof CommandError);
        assert.ok(error.message.includes(path) && !error.message.includes("\n"));
        return true;
      });
    }
  });
});
