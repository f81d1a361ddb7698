/** A disk that is full, read-only or damaged: calls are refused, the reason is told, and work goes on when it can. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { GatewayProcess } from "../e2e/gateway_process.ts";
import { interven, temporaryFolder } from "../e2e/interven_process.ts";
import { startUpstream } from "../e2e/upstream.ts";
import { testUnless } from "../skips.ts";
import { auditedFolder, verifyFolder } from "./audited_folder.ts";
import { gatewayOnSmallDisk, onReadOnlyDisk, smallDiskMissing } from "./small_disk.ts";

const missing = smallDiskMissing();

async function readiness(gateway: GatewayProcess): Promise<{ status: number; text: string }> {
  const response = await gateway.console("/ready");
  return { status: response.status, text: await response.text() };
}

testUnless(
  missing,
  "on a full disk calls are refused with the reason, and pass when there is room",
  async () => {
    await using upstream = startUpstream();
    await using disk = await gatewayOnSmallDisk(["--allow-upstream", upstream.address]);
    const { gateway } = disk;
    const send = async () => {
      const response = await gateway.proxy(upstream.origin);
      await response.body?.cancel();
      return response;
    };
    assert.equal((await send()).status, 200);
    while ((await readiness(gateway)).status !== 200); // the scanning thread is still starting
    disk.fill();
    // What the log has allocated already still takes a few calls; then none is answered any more without its trace.
    let refused = await send();
    for (let i = 0; i < 50 && refused.status === 200; i++) refused = await send();
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get("x-interven-error"), "ENGINE_UNAVAILABLE");
    const full = await readiness(gateway);
    assert.equal(full.status, 503);
    assert.match(full.text, /the disk is full; free some space/);
    disk.free();
    const again = await readiness(gateway);
    assert.equal(again.status, 200, again.text);
    assert.equal((await send()).status, 200);
    await using copy = await temporaryFolder();
    await disk.copyTo(copy.path);
    const { broken, entries } = verifyFolder(copy.path);
    assert.equal(broken, undefined, broken?.message);
    assert.ok(entries > 3);
  },
);

testUnless(missing, "a read-only data folder: the gateway does not start, and says what to do", async () => {
  const { code, stderr } = await onReadOnlyDisk(["gateway", "--port", "0"]);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /Cannot use the data folder ".*": its file system is read-only; name a writable folder/,
  );
});

Deno.test("a damaged database: the gateway does not start, says what to do, and leaves the file alone", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "interven.db");
  const junk = "no database at all ".repeat(400);
  await Deno.writeTextFile(path, junk);
  const { code, stderr } = await interven(["gateway", "--port", "0", "--data-dir", folder.path]);
  assert.equal(code, 1);
  assert.match(stderr, /the file is damaged or no database; move it aside/);
  assert.equal(await Deno.readTextFile(path), junk);
});

Deno.test("a database damaged in the middle: audit verify does not say that it holds", async () => {
  using folder = await auditedFolder({ calls: 400 });
  const path = folder.path("interven.db");
  const bytes = Deno.readFileSync(path);
  // Every page but the first, from the middle on: whatever table it belongs to.
  bytes.fill(0x5a, Math.floor(bytes.length / 2 / 4096) * 4096);
  Deno.writeFileSync(path, bytes);
  const { code, stdout, stderr } = await interven(["audit", "verify", "--data-dir", folder.dataDir]);
  assert.equal(code, 1);
  assert.match(stdout + stderr, /BROKEN|damaged/);
});

Deno.test("an audit key that is no key: the gateway does not start rather than write what it cannot sign", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "audit-key.pem"), "not a key");
  const { code, stderr } = await interven(["gateway", "--port", "0", "--data-dir", folder.path]);
  assert.equal(code, 1);
  assert.match(stderr, /Cannot use the audit key ".*": .*; restore it from a copy, or delete it/);
  assert.equal(stderr.trim().split("\n").length, 1);
});
