import assert from "node:assert/strict";
import { join } from "node:path";
import { CommandError } from "./exit_codes.ts";
import { openPolicySource, savedPolicyPath } from "./policy_source.ts";

const RULE = (id: string) => `policies: [{ name: ${id}, rules: [{ rule_id: ${id}, action: DENY }] }]\n`;

/** A folder of policies that is watched, and the next thing that is said of it. */
async function withWatched(
  files: Readonly<Record<string, string>>,
  use: (watched: {
    folder: string;
    source: Awaited<ReturnType<typeof openPolicySource>>;
    said: () => Promise<string>;
  }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const lines: string[] = [];
  let heard: ((line: string) => void) | undefined;
  const say = (level: string, message: string) => {
    const line = `${level} ${message}`;
    if (heard === undefined) lines.push(line);
    else heard(line);
    heard = undefined;
  };
  const said = () => {
    const line = lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    return new Promise<string>((resolve) => {
      heard = resolve;
    });
  };
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), text);
  const source = await openPolicySource({ path: folder, watch: true, say });
  try {
    await use({ folder, source, said });
  } finally {
    source.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const ruleIds = (source: Awaited<ReturnType<typeof openPolicySource>>) =>
  source.current().units.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));

Deno.test("A folder with packs is loaded anew when a file changes, comes or goes", async () => {
  await withWatched({ "a.yaml": `extends: [sre]\n${RULE("first")}` }, async ({ folder, source, said }) => {
    assert.ok(ruleIds(source).includes("sre-backups-stay") && ruleIds(source).includes("first"));
    await Deno.writeTextFile(
      join(folder, "b.yaml"),
      `extends: [finance]\nwithout: [sre-backups-stay]\n${RULE("second")}`,
    );
    assert.match(await said(), /^info Policy reloaded/);
    assert.ok(ruleIds(source).includes("second") && ruleIds(source).includes("finance-very-large"));
    assert.ok(!ruleIds(source).includes("sre-backups-stay"));
    await Deno.remove(join(folder, "b.yaml"));
    assert.match(await said(), /^info Policy reloaded/);
    assert.ok(!ruleIds(source).includes("second") && ruleIds(source).includes("sre-backups-stay"));
  });
});

Deno.test("An edit that does not load keeps the last good policy and says what is wrong", async () => {
  await withWatched({ "a.yaml": RULE("first") }, async ({ folder, source, said }) => {
    await Deno.writeTextFile(join(folder, "a.yaml"), "extends: [sree]\n");
    assert.match(
      await said(),
      /^warn Policy not reloaded, the last good one stays in force: .*a\.yaml:1:10: .*no pack "sree"/,
    );
    assert.deepEqual(ruleIds(source), ["first"]);
    await Deno.writeTextFile(join(folder, "a.yaml"), `${RULE("first")}approvals: { grant_minutes: 3 }\n`);
    assert.match(await said(), /^info Policy reloaded/);
    assert.deepEqual(source.current().approvals, { grantMinutes: 3 });
  });
});

Deno.test("Packs are policies by name, and an unknown one is an error that tells those there are", async () => {
  const say = () => {};
  const source = await openPolicySource({ path: "pack:sre,finance", watch: true, say });
  assert.ok(ruleIds(source).includes("sre-backups-stay") && ruleIds(source).includes("finance-very-large"));
  assert.equal(ruleIds(source).filter((id) => id === "payment").length, 1);
  source.close();
  await assert.rejects(openPolicySource({ path: "pack:sree", watch: false, say }), (error: unknown) => {
    assert.ok(error instanceof CommandError);
    assert.match(error.message, /found no pack "sree", allowed: default, sre/);
    return true;
  });
});

Deno.test("A policy that is saved in the data folder comes into force where none was named, and goes with its file", async () => {
  const dataDir = await Deno.makeTempDir();
  const lines = new ReadableLines();
  const say = (level: string, message: string) => lines.add(`${level} ${message}`);
  const source = await openPolicySource({ path: undefined, dataDir, watch: true, say });
  try {
    assert.equal(source.description(), "built-in default pack");
    const changes: string[] = [];
    source.beforeChange((_policy, by) => changes.push(by));
    const saved = savedPolicyPath(dataDir);
    await Deno.writeTextFile(saved, RULE("ours"));
    assert.match(await lines.next(), /^info Policy reloaded from .*policy\.yaml: 1 rules/);
    assert.deepEqual([ruleIds(source), source.description(), changes], [["ours"], saved, ["file"]]);
    await Deno.remove(saved);
    assert.match(await lines.next(), /^info Policy reloaded from built-in default pack/);
    assert.ok(ruleIds(source).includes("secrets-to-third-party"));
  } finally {
    source.close();
    await Deno.remove(dataDir, { recursive: true });
  }
});

/** Lines that are waited for, in their order. */
class ReadableLines {
  readonly #lines: string[] = [];
  #heard: (() => void) | undefined;

  add(line: string): void {
    this.#lines.push(line);
    this.#heard?.();
  }

  async next(): Promise<string> {
    while (this.#lines.length === 0) await new Promise<void>((resolve) => this.#heard = resolve);
    return this.#lines.shift() ?? "";
  }
}
