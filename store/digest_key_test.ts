import assert from "node:assert/strict";
import { join } from "node:path";
import { DataDirError } from "./data_dir.ts";
import { loadDigestKey } from "./digest_key.ts";

Deno.test("the digest key is made once, stays the same, and is its owner's alone", () => {
  const dataDir = Deno.makeTempDirSync();
  try {
    const key = loadDigestKey(dataDir);
    assert.equal(loadDigestKey(dataDir), key);
    if (Deno.build.os !== "windows") {
      assert.equal((Deno.statSync(join(dataDir, "digest-key")).mode ?? 0) & 0o777, 0o600);
    }
    Deno.writeTextFileSync(join(dataDir, "digest-key"), "short");
    assert.throws(() => loadDigestKey(dataDir), DataDirError);
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
});
