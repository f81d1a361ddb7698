import assert from "node:assert/strict";
import { consoleTokenPath, loadConsoleToken } from "./console_token.ts";
import { DataDirError } from "./data_dir.ts";

const HAS_MODES = Deno.build.os !== "windows";

function inFolder(test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("loadConsoleToken() makes a token of 32 random bytes once and then keeps it", () =>
  inFolder((folder) => {
    const token = loadConsoleToken(folder);
    assert.match(token, /^[A-Za-z0-9_-]{43}$/);
    assert.equal(loadConsoleToken(folder), token);
    assert.deepEqual([...Deno.readDirSync(folder)].map((entry) => entry.name), ["console-token"]);
    inFolder((other) => assert.notEqual(loadConsoleToken(other), token));
  }));

Deno.test("loadConsoleToken() lets nobody but the owner read the file", () =>
  inFolder((folder) => {
    if (!HAS_MODES) return;
    const path = consoleTokenPath(folder);
    const token = loadConsoleToken(folder);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
    Deno.chmodSync(path, 0o644);
    assert.equal(loadConsoleToken(folder), token);
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  }));

Deno.test("loadConsoleToken() refuses a file that holds something else, without showing it", () =>
  inFolder((folder) => {
    Deno.writeTextFileSync(consoleTokenPath(folder), "short-and-guessable");
    assert.throws(() => loadConsoleToken(folder), (error) => {
      assert.ok(error instanceof DataDirError);
      assert.ok(!error.message.includes("guessable"));
      return true;
    });
  }));

Deno.test("loadConsoleToken() reports a folder it cannot write as a DataDirError", () =>
  inFolder((folder) => {
    assert.throws(() => loadConsoleToken(`${folder}/missing`), DataDirError);
  }));
