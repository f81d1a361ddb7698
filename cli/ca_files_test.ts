import assert from "node:assert/strict";
import { caPaths, readAuthority, removeAuthority, writeAuthority } from "./ca_files.ts";
import { installAdvice } from "./ca_advice.ts";
import { CommandError } from "./exit_codes.ts";
import { trustBundle } from "./trust_bundle.ts";

const LEAF = { cert: "certificate\n", key: "key\n" };

async function inFolder(run: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the authority's key is for its owner alone, and loose permissions are tightened", async () => {
  await inFolder((folder) => {
    assert.equal(readAuthority(folder), null);
    const { key } = writeAuthority(folder, LEAF);
    if (Deno.build.os === "windows") return;
    assert.equal(Deno.statSync(key).mode! & 0o777, 0o600);
    Deno.chmodSync(key, 0o644);
    assert.deepEqual(readAuthority(folder), LEAF);
    assert.equal(Deno.statSync(key).mode! & 0o777, 0o600);
  });
});

Deno.test("an authority is never written over, and half of one is an error", async () => {
  await inFolder((folder) => {
    writeAuthority(folder, LEAF);
    assert.throws(() => writeAuthority(folder, { cert: "other", key: "other" }), CommandError);
    assert.deepEqual(readAuthority(folder), LEAF);
    Deno.removeSync(caPaths(folder).cert);
    assert.throws(() => readAuthority(folder), /ca\.pem" is missing/);
    assert.equal(removeAuthority(folder), true);
    assert.equal(removeAuthority(folder), false);
    assert.equal(readAuthority(folder), null);
  });
});

Deno.test("a bundle has the authorities that were trusted before, and this one at its end", async () => {
  await inFolder((folder) => {
    const own = `${folder}/own.pem`;
    Deno.writeTextFileSync(own, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
    assert.equal(
      trustBundle("mine\n", own),
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n\nmine\n",
    );
    const system = trustBundle("mine\n", undefined);
    assert.ok(system.match(/BEGIN CERTIFICATE/g)!.length > 20);
    assert.ok(system.endsWith("\nmine\n"));
    assert.ok(trustBundle("mine\n", `${folder}/missing.pem`).endsWith("\nmine\n"));
  });
});

Deno.test("what to do is told for every system, with the paths and how to take it back", () => {
  for (const os of ["linux", "darwin", "windows"] as const) {
    const text = installAdvice(caPaths("/data"), os).flatMap(({ title, lines }) => [title, ...lines]).join(
      "\n",
    );
    assert.match(text, /take it back/, os);
    assert.match(text, /NODE_EXTRA_CA_CERTS.*ca\.pem/, os);
    assert.match(text, /REQUESTS_CA_BUNDLE.*bundle\.pem/, os);
  }
});
