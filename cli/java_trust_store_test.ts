import assert from "node:assert/strict";
import { join } from "node:path";
import { createAuthority } from "../proxy/intercept/authority.ts";
import { testUnless } from "../tests/skips.ts";
import { javaTrustStore } from "./java_trust_store.ts";

const NOW = Date.UTC(2026, 0, 15);

async function storeOf(count: number): Promise<Uint8Array<ArrayBuffer>> {
  const names = Array.from({ length: count }, (_, index) => `Authority ${index}`);
  const made = await Promise.all(names.map((name) => createAuthority({ name, days: 365, now: Date.now() })));
  return await javaTrustStore(made.map(({ cert }) => `# a comment\n${cert}`).join("\n"), {
    password: "changeit",
    now: NOW,
  });
}

Deno.test("a Java key store has its magic, version and count, and ends in a digest of 20 bytes", async () => {
  const view = new DataView((await storeOf(2)).buffer);
  assert.deepEqual([view.getUint32(0), view.getUint32(4), view.getUint32(8)], [0xfeedfeed, 2, 2]);
  const empty = await javaTrustStore("", { password: "changeit", now: NOW });
  assert.equal(empty.length, 12 + 20);
});

function noKeytool(): string | undefined {
  try {
    new Deno.Command("keytool", { args: ["-help"], stdout: "null", stderr: "null" }).outputSync();
    return undefined;
  } catch {
    return "keytool is not installed";
  }
}

testUnless(noKeytool(), "Java's own keytool reads the store and finds every authority in it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "trust.jks");
    await Deno.writeFile(path, await storeOf(3));
    const args = ["-list", "-keystore", path, "-storetype", "JKS", "-storepass", "changeit"];
    const { success, stdout } = await new Deno.Command("keytool", { args, stdin: "null" }).output();
    const text = new TextDecoder().decode(stdout);
    assert.ok(success, text);
    assert.equal(text.match(/trustedCertEntry/g)?.length, 3);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
