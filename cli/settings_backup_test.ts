import { deepEqual, equal, notEqual, ok, throws } from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { readSettings, replaceSettings, restoreSettings } from "./settings_backup.ts";

const NOW = new Date("2026-01-02T03:04:05.678Z");

function inFolder(run: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync({ prefix: "interven-test-" });
  try {
    run(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("undo gives back the very same bytes, and leaves no backup behind", () => {
  inFolder((folder) => {
    const path = join(folder, "settings.json");
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 5 }), (texts) => {
        const first = new TextEncoder().encode(texts[0]);
        Deno.writeFileSync(path, first);
        let written = 0;
        for (const [i, text] of texts.slice(1).entries()) {
          // A text that came before cannot be told from itself: the first of its backups is the one that is used.
          if (texts.slice(0, i + 1).includes(text)) continue;
          replaceSettings(readSettings(path), text, new Date(NOW.getTime() + i));
          written++;
        }
        equal(restoreSettings(readSettings(path)), written);
        deepEqual(Deno.readFileSync(path), first);
        deepEqual(namesIn(folder), ["settings.json"]);
      }),
      { numRuns: 50 },
    );
  });
});

Deno.test("a file that was not there is gone after undo", () => {
  inFolder((folder) => {
    const path = join(folder, "new", "settings.json");
    replaceSettings(readSettings(path), "{}", NOW);
    equal(Deno.readTextFileSync(path), "{}");
    equal(restoreSettings(readSettings(path)), 1);
    deepEqual(namesIn(join(folder, "new")), []);
  });
});

Deno.test("a file that has changed since is not restored over", () => {
  inFolder((folder) => {
    const path = join(folder, "settings.json");
    Deno.writeTextFileSync(path, "a");
    replaceSettings(readSettings(path), "b", NOW);
    Deno.writeTextFileSync(path, "c");
    equal(restoreSettings(readSettings(path)), 0);
    equal(Deno.readTextFileSync(path), "c");
  });
});

Deno.test("a file that another program changes between reading and writing is left to it", () => {
  inFolder((folder) => {
    const path = join(folder, "settings.json");
    Deno.writeTextFileSync(path, "a");
    const file = readSettings(path);
    Deno.writeTextFileSync(path, "b");
    throws(() => replaceSettings(file, "c", NOW), /changed it just now/);
    equal(Deno.readTextFileSync(path), "b");
    deepEqual(namesIn(folder), ["settings.json"]);
  });
});

Deno.test({
  name: "a symbolic link stays one, and file and backup have the mode of the file",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder((folder) => {
      const target = join(folder, "dotfiles.json");
      Deno.writeTextFileSync(target, "a");
      Deno.chmodSync(target, 0o640);
      Deno.symlinkSync("dotfiles.json", join(folder, "settings.json"));
      const backup = replaceSettings(readSettings(join(folder, "settings.json")), "b", NOW);
      ok(Deno.lstatSync(join(folder, "settings.json")).isSymlink);
      equal(Deno.readTextFileSync(target), "b");
      for (const path of [target, backup]) equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o640);
      Deno.removeSync(target);
      const dangling = readSettings(join(folder, "settings.json"));
      equal(dangling.text, undefined);
      equal(dangling.path, target);
    }),
});

Deno.test("what is no text is refused, and nothing is written", () => {
  inFolder((folder) => {
    const path = join(folder, "settings.json");
    Deno.writeFileSync(path, new Uint8Array([0xff, 0xfe, 0x00]));
    throws(() => readSettings(path), /not written in UTF-8/);
    throws(() => readSettings(folder), /it is no file/);
    notEqual(namesIn(folder).length, 0);
  });
});
