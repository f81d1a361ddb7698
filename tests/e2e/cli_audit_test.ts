/** `interven audit`, as somebody who answers for the record uses it. */
import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { canonicalValue } from "../../engine/audit/canonical_value.ts";
import { auditedFolder } from "../faults/audited_folder.ts";
import { commandOf, interven } from "./interven_process.ts";

type Json = Record<string, unknown>;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

async function linesOf(args: readonly string[]): Promise<Json[]> {
  const { code, stdout, stderr } = await interven(args);
  assert.equal(code, 0, stderr);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

Deno.test("audit verify exits 0 when the record holds, and 1 with the place where it does not", async () => {
  using folder = await auditedFolder();
  const held = await interven(["audit", "verify", "--data-dir", folder.dataDir]);
  assert.equal(held.code, 0, held.stderr);
  assert.match(
    held.stdout,
    /^OK: 130 entries hold, 1 to 130\n\d+ checkpoints hold; the last was signed at entry 130/,
  );
  folder.tamper(
    `UPDATE trace_documents SET document = replace(document, '"ALLOW"', '"DENY"') WHERE seq = 20`,
  );
  const broken = await interven(["audit", "verify", "--data-dir", folder.dataDir]);
  assert.equal(broken.code, 1);
  assert.match(broken.stdout, /^BROKEN \(edited\): The record of the call "call-20" was edited/);
  const json = await interven(["audit", "verify", "--json", "--data-dir", folder.dataDir]);
  assert.equal(JSON.parse(json.stdout).broken.kind, "edited");
});

Deno.test("audit verify takes the public key that audit key printed, and no other", async () => {
  using folder = await auditedFolder();
  using other = await auditedFolder({ calls: 1 });
  const key = await interven(["audit", "key", "--data-dir", folder.dataDir]);
  const path = join(folder.dataDir, "kept.pub");
  await Deno.writeTextFile(path, key.stdout);
  const verifyWith = (dataDir: string) =>
    interven(["audit", "verify", "--public-key", path, "--data-dir", dataDir]);
  assert.equal((await verifyWith(folder.dataDir)).code, 0);
  const foreign = await verifyWith(other.dataDir);
  assert.equal(foreign.code, 1);
  assert.match(foreign.stdout, /BROKEN \(re-signed\)/);
  await Deno.writeTextFile(path, "no key");
  assert.equal((await verifyWith(folder.dataDir)).code, 2);
});

Deno.test("an export can be checked without the program: digests, chain and signatures", async () => {
  using folder = await auditedFolder();
  const pem = (await interven(["audit", "key", "--data-dir", folder.dataDir])).stdout;
  let previous = "0".repeat(64);
  let signed = 0;
  for (const line of await linesOf(["audit", "export", "--data-dir", folder.dataDir])) {
    if ("checkpoint" in line) {
      const { signature, ...statement } = line["checkpoint"] as Json;
      assert.equal(statement["hash"], previous);
      const message = Buffer.from(`interven-audit-checkpoint-v1\n${canonicalValue(statement)}`);
      assert.ok(verify(null, message, createPublicKey(pem), Buffer.from(String(signature), "base64")));
      signed++;
      continue;
    }
    const { record, hash, time: _, ...entry } = line;
    assert.equal(entry["previous"], previous);
    assert.equal(
      entry["digest"],
      sha256(`interven-audit-record-v1:${entry["kind"]}\n${canonicalValue(record)}`),
    );
    assert.equal(hash, sha256(`interven-audit-entry-v1\n${canonicalValue(entry)}`));
    previous = String(hash);
  }
  assert.ok(signed >= 6);
});

Deno.test("audit export writes CSV and OCSF, for a span of time, to a file that only its owner reads", async () => {
  using folder = await auditedFolder();
  const output = join(folder.dataDir, "out.csv");
  const { code, stdout } = await interven([
    "audit",
    "export",
    "--format",
    "csv",
    "--output",
    output,
    "--data-dir",
    folder.dataDir,
  ]);
  assert.deepEqual([code, stdout], [0, ""]);
  if (Deno.build.os !== "windows") assert.equal((Deno.statSync(output).mode ?? 0) & 0o077, 0);
  const rows = (await Deno.readTextFile(output)).split("\r\n");
  assert.equal(rows.length, 1 + 130 + 1);
  const [since, until] = [1_700_000_000_000 + 10 * 60_000, 1_700_000_000_000 + 20 * 60_000];
  const span = ["--since", new Date(since).toISOString(), "--until", String(until)];
  const events = await linesOf([
    "audit",
    "export",
    "--format",
    "ocsf",
    ...span,
    "--data-dir",
    folder.dataDir,
  ]);
  assert.deepEqual(events.map((event) => event["class_uid"]), Array(10).fill(6003));
  assert.equal((events[0]?.["http_response"] as Json)["code"], 200, "with what became of the call");
});

Deno.test("audit tail prints the last entries, and with -f those that come", async () => {
  using folder = await auditedFolder();
  const { stdout } = await interven(["audit", "tail", "-n", "2", "--data-dir", folder.dataDir]);
  assert.match(stdout, /^129 {2}\S+ {2}response .*\n130 {2}\S+ {2}approval_decided .*\n$/);
  const child = commandOf(
    ["audit", "tail", "-f", "-n", "1", "--json", "--data-dir", folder.dataDir],
    {},
    "null",
  ).spawn();
  const seen: unknown[] = [];
  let text = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    seen.push(...lines.map((line) => JSON.parse(line).kind));
    if (seen.length === 1) {
      await interven([
        "scan",
        "--method",
        "GET",
        "--url",
        "https://api.github.com/user",
        "--data-dir",
        folder.dataDir,
      ]);
    }
    if (seen.includes("process_stopped")) child.kill("SIGINT");
  }
  const { code } = await child.status;
  await child.stderr.cancel();
  assert.equal(code, 0);
  assert.deepEqual(seen, ["approval_decided", "process_started", "policy", "call", "process_stopped"]);
});

Deno.test("a wrong argument is told in one line with what is allowed", async () => {
  using folder = await auditedFolder({ calls: 1 });
  const dir = ["--data-dir", folder.dataDir];
  for (
    const [args, want] of [
      [["verify", "--from", "0"], /Invalid --from "0": want the number of an entry/],
      [["export", "--format", "xls"], /Invalid --format "xls": want ndjson, csv, ocsf/],
      [["export", "--since", "yesterday"], /Invalid --since "yesterday": want a time such as/],
      [["tail", "-n", "many"], /Invalid --lines "many": want a whole number/],
    ] as const
  ) {
    const { code, stderr } = await interven(["audit", ...args, ...dir]);
    assert.equal(code, 2);
    assert.match(stderr, want);
    assert.equal(stderr.trim().split("\n").length, 1);
  }
});

Deno.test("a folder without a record is told, and nothing is made in it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stderr } = await interven(["audit", "tail", "--data-dir", folder]);
    assert.equal(code, 1);
    assert.match(stderr, /there is no store/);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
