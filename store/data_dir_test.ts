import assert from "node:assert/strict";
import { join } from "node:path";
import { DataDirError, defaultDataDir, prepareDataDir } from "./data_dir.ts";

const HAS_MODES = Deno.build.os !== "windows";

function platform(os: typeof Deno.build.os, env: Record<string, string>) {
  return { os, env: (name: string) => env[name], home: () => "/home/ann" };
}

Deno.test("defaultDataDir() follows the platform's custom", () => {
  assert.equal(defaultDataDir(platform("linux", {})), "/home/ann/.local/share/interven");
  assert.equal(defaultDataDir(platform("linux", { XDG_DATA_HOME: "/data" })), "/data/interven");
  assert.equal(
    defaultDataDir(platform("darwin", { XDG_DATA_HOME: "/data" })),
    "/home/ann/Library/Application Support/Interven",
  );
  assert.ok(defaultDataDir(platform("windows", { LOCALAPPDATA: "L" })).startsWith(join("L", "Interven")));
});

Deno.test("defaultDataDir() ignores a relative XDG_DATA_HOME, as its specification asks", () => {
  assert.equal(
    defaultDataDir(platform("linux", { XDG_DATA_HOME: "data" })),
    "/home/ann/.local/share/interven",
  );
});

Deno.test("prepareDataDir() makes the folder for its owner alone and leaves nothing in it", () => {
  const parent = Deno.makeTempDirSync();
  try {
    const path = join(parent, "deep", "interven");
    prepareDataDir(path);
    prepareDataDir(path);
    if (HAS_MODES) assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o700);
    assert.deepEqual([...Deno.readDirSync(path)], []);
  } finally {
    Deno.removeSync(parent, { recursive: true });
  }
});

Deno.test("prepareDataDir() says in one line why a folder cannot be used", () => {
  const file = Deno.makeTempFileSync();
  try {
    assert.throws(() => prepareDataDir(join(file, "below")), (error) => {
      assert.ok(error instanceof DataDirError);
      assert.match(error.message, /^Cannot use the data folder ".*": .*--data-dir$/);
      return true;
    });
    assert.throws(() => prepareDataDir(file), DataDirError);
  } finally {
    Deno.removeSync(file);
  }
});
