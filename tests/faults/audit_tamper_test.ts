/** Whoever may write the data folder changes the record; checking it must say where. */
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { entryHash, recordDigest } from "../../engine/audit/entry.ts";
import { canonicalValue } from "../../engine/audit/canonical_value.ts";
import { parsePublicKey, readAuditKey } from "../../store/audit_key.ts";
import { openAuditReader } from "../../store/audit_reader.ts";
import type { Break } from "../../store/audit_verify.ts";
import { openStore } from "../../store/open_store.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";
import { traceOf } from "../fixtures/traces.ts";
import { type AuditedFolder, auditedFolder } from "./audited_folder.ts";

Deno.test("a record that nobody touched holds, and every entry is under a signed checkpoint", async () => {
  using folder = await auditedFolder();
  const report = folder.verify();
  assert.equal(report.broken, undefined);
  assert.equal(report.entries, 1 + 1 + 60 * 2 + 6 + 2);
  assert.equal(report.lastSeq, report.entries);
  assert.equal(report.lastCheckpoint?.seq, report.lastSeq);
  assert.ok(report.checkpoints >= 6);
});

interface Tampering {
  readonly what: string;
  readonly sql: string | ((folder: AuditedFolder) => void);
  readonly kind: Break;
  readonly seq: number | null;
}

/** A negative place is looked up: see `lookUp`. */
const TAMPERINGS: readonly Tampering[] = [
  {
    what: "the decision in a call's document",
    sql: `UPDATE trace_documents SET document = replace(document, '"ALLOW"', '"DENY"') WHERE seq = 20`,
    kind: "edited",
    seq: -20,
  },
  {
    what: "the decision in a call's row, which filters see",
    sql: "UPDATE traces SET decision = 'DENY' WHERE seq = 20",
    kind: "edited",
    seq: -20,
  },
  {
    what: "an entry's time",
    sql: "UPDATE audit_entries SET at = at - 1 WHERE seq = 40",
    kind: "edited",
    seq: 40,
  },
  {
    what: "an entry's subject",
    sql: "UPDATE audit_entries SET subject = 'other' WHERE seq = 40",
    kind: "edited",
    seq: 40,
  },
  {
    what: "which call an entry is about",
    sql: "UPDATE audit_entries SET place = place + 1 WHERE seq = 40",
    kind: "edited",
    seq: 40,
  },
  {
    what: "an outcome",
    sql: `UPDATE trace_outcomes SET outcome = replace(outcome, '200', '500') WHERE seq = 20`,
    kind: "edited",
    seq: -1020,
  },
  {
    what: "an outcome, said to be a later one's",
    sql: `UPDATE trace_outcomes SET outcome = replace(outcome, '200', '500'), entry = 90 WHERE seq = 20`,
    kind: "inserted",
    seq: null,
  },
  {
    what: "who decided an approval",
    sql: "UPDATE approvals SET decided_by = 'nobody'",
    kind: "edited",
    seq: null,
  },
  { what: "an approval, removed", sql: "DELETE FROM approvals", kind: "deleted", seq: null },
  {
    what: "an approval, put in",
    sql:
      `INSERT INTO approvals (id, trace_id, agent_id, session_id, signature, status, created_at, expires_at)
      VALUES ('x', 't', 'a', 's', 'g', 'approved', 1, 9999999999999)`,
    kind: "inserted",
    seq: null,
  },
  { what: "an entry, removed", sql: "DELETE FROM audit_entries WHERE seq = 40", kind: "deleted", seq: 40 },
  {
    what: "an entry, removed, and all after it counted anew",
    sql: `DELETE FROM audit_entries WHERE seq = 40; UPDATE audit_entries SET seq = -seq WHERE seq > 40;
      UPDATE audit_entries SET seq = -seq - 1 WHERE seq < 0`,
    kind: "edited",
    seq: 40,
  },
  {
    what: "the first entries, removed",
    sql: "DELETE FROM audit_entries WHERE seq < 5",
    kind: "deleted",
    seq: 1,
  },
  {
    what: "a call with its documents, removed",
    sql: `DELETE FROM trace_outcomes WHERE seq = 20; DELETE FROM trace_documents WHERE seq = 20;
      DELETE FROM traces WHERE seq = 20`,
    kind: "deleted",
    seq: -20,
  },
  {
    what: "two entries, swapped",
    sql: `UPDATE audit_entries SET seq = -40 WHERE seq = 40; UPDATE audit_entries SET seq = 40 WHERE seq = 42;
      UPDATE audit_entries SET seq = 42 WHERE seq = -40`,
    kind: "edited",
    seq: 40,
  },
  {
    what: "the end of the chain, removed",
    sql: "DELETE FROM audit_entries WHERE seq > 100",
    kind: "truncated",
    seq: 101,
  },
  {
    what: "the end of the chain and its checkpoints, removed with all that it covers",
    sql:
      `DELETE FROM audit_checkpoints WHERE seq > 90; DELETE FROM audit_entries WHERE seq > (SELECT max(seq) FROM audit_checkpoints);
      DELETE FROM audit_records WHERE seq NOT IN (SELECT seq FROM audit_entries);
      DELETE FROM trace_outcomes WHERE entry NOT IN (SELECT seq FROM audit_entries);
      DELETE FROM trace_responses WHERE entry NOT IN (SELECT seq FROM audit_entries);
      DELETE FROM trace_documents WHERE entry NOT IN (SELECT seq FROM audit_entries);
      DELETE FROM traces WHERE seq NOT IN (SELECT seq FROM trace_documents)`,
    kind: "truncated",
    seq: -1,
  },
  {
    what: "everything that a checkpoint or entry says",
    sql: "DELETE FROM audit_checkpoints; DELETE FROM audit_entries; DELETE FROM audit_records",
    kind: "truncated",
    seq: 1,
  },
  {
    what: "a checkpoint in the middle, removed",
    sql:
      "DELETE FROM audit_checkpoints WHERE seq = (SELECT seq FROM audit_checkpoints ORDER BY seq LIMIT 1 OFFSET 2)",
    kind: "deleted",
    seq: -2,
  },
  {
    what: "two checkpoints, their hashes and signatures swapped",
    sql: `CREATE TEMP TABLE two AS SELECT * FROM audit_checkpoints ORDER BY seq LIMIT 2;
      UPDATE audit_checkpoints SET (hash, at, count, signature) = (SELECT hash, at, count, signature FROM two
        WHERE two.seq <> audit_checkpoints.seq) WHERE seq IN (SELECT seq FROM two)`,
    kind: "re-signed",
    seq: -3,
  },
  {
    what: "a call, put in with a row of its own",
    sql:
      `INSERT INTO traces SELECT 9999, 'forged', at, agent_id, agent_name, session_id, tool, decision, risk_band,
        reason_codes, classes, evaluate_ms, search_text FROM traces WHERE seq = 20;
      INSERT INTO trace_documents SELECT 9999, document, entry FROM trace_documents WHERE seq = 20`,
    kind: "inserted",
    seq: null,
  },
  {
    what: "a call, put in as older than the chain",
    sql:
      `INSERT INTO traces SELECT 9999, 'forged', at, agent_id, agent_name, session_id, tool, decision, risk_band,
        reason_codes, classes, evaluate_ms, search_text FROM traces WHERE seq = 20;
      INSERT INTO trace_documents SELECT 9999, document, NULL FROM trace_documents WHERE seq = 20`,
    kind: "inserted",
    seq: null,
  },
  {
    what: "a record of the chain itself",
    sql: `UPDATE audit_records SET record = '{"pid":2}' WHERE record = '{"pid":1}'`,
    kind: "edited",
    seq: 3,
  },
  {
    what: "the side file, removed",
    sql: (folder) => Deno.removeSync(folder.path("audit.head")),
    kind: "truncated",
    seq: null,
  },
  {
    what: "the side file, overwritten",
    sql: (folder) => Deno.writeTextFileSync(folder.path("audit.head"), "{}"),
    kind: "truncated",
    seq: null,
  },
];

for (const { what, sql, kind, seq } of TAMPERINGS) {
  Deno.test(`tampering is found: ${what}`, async () => {
    using folder = await auditedFolder();
    assert.equal(folder.verify().broken, undefined);
    const expected = seq === null || seq >= 0 ? seq : lookUp(folder, -seq);
    if (typeof sql === "string") folder.tamper(sql);
    else sql(folder);
    const { broken } = folder.verify();
    assert.equal(broken?.kind, kind, broken?.message);
    assert.equal(broken?.seq, expected, broken?.message);
  });
}

/** Entry of a call (its row), of its outcome (1000 + row), or the place of the checkpoint in question. */
function lookUp(folder: AuditedFolder, key: number): number {
  using reader = openAuditReader(folder.dataDir);
  const checkpoints = [...reader.checkpoints(1)].map((each) => each.seq);
  if (key === 1) return (checkpoints.findLast((seq) => seq <= 90) ?? 0) + 1;
  if (key === 2) return checkpoints[3] ?? 0;
  if (key === 3) return checkpoints[0] ?? 0;
  const kind = key > 1000 ? "outcome" : "call";
  const entry = [...reader.entries(1)].find((each) => each.kind === kind && each.place === key % 1000);
  return entry?.seq ?? 0;
}

/** Makes every hash fit again from one entry on: all that somebody without the key can do. */
function rehash(folder: AuditedFolder, from: number): void {
  const updates: string[] = [];
  {
    using reader = openAuditReader(folder.dataDir);
    let previous = [...reader.entries(from - 1)][0]?.hash ?? "";
    for (const entry of reader.entries(from)) {
      const digest = entry.record === null ? entry.digest : recordDigest(entry.kind, entry.record);
      const hash = entryHash({ ...entry, digest, previous });
      updates.push(
        `UPDATE audit_entries SET digest = x'${digest}', previous = x'${previous}', hash = x'${hash}' WHERE seq = ${entry.seq}`,
      );
      previous = hash;
    }
  }
  folder.tamper(updates.join(";"));
}

Deno.test("a chain that was made to fit after an edit is told by the next checkpoint", async () => {
  using folder = await auditedFolder();
  const document = canonicalValue(traceOf("call-20", { decision: "DENY" }));
  folder.tamper(`UPDATE trace_documents SET document = '${document}' WHERE seq = 20;
    UPDATE traces SET decision = 'DENY', at = 1700000000000 WHERE seq = 20`);
  rehash(folder, 40);
  const { broken, lastCheckpoint } = folder.verify();
  assert.equal(broken?.kind, "edited");
  assert.match(broken?.message ?? "", /rewritten before entry \d+: its checkpoint is of another hash/);
  assert.ok((lastCheckpoint?.seq ?? 0) < (broken?.seq ?? 0));
});

Deno.test("a record signed anew with another key is told, whoever kept the public key", async () => {
  using folder = await auditedFolder();
  const kept = parsePublicKey(readAuditKey(folder.dataDir)?.pem ?? "");
  using forged = await auditedFolder({ calls: 5 });
  assert.equal(forged.verify().broken, undefined, "by its own key it holds");
  const { broken } = forged.verify({ keys: [kept] });
  assert.equal(broken?.kind, "re-signed");
});

Deno.test("a key that was replaced does not pass for the one that signed", async () => {
  using folder = await auditedFolder();
  const { privateKey } = generateKeyPairSync("ed25519");
  Deno.writeTextFileSync(
    folder.path("audit-key.pem"),
    String(privateKey.export({ type: "pkcs8", format: "pem" })),
  );
  assert.equal(folder.verify().broken?.kind, "re-signed");
});

Deno.test("checking from an entry on looks at what comes after it alone", async () => {
  using folder = await auditedFolder();
  folder.tamper("UPDATE audit_entries SET at = 1 WHERE seq = 40");
  assert.equal(folder.verify({ from: 41 }).broken, undefined);
  assert.equal(folder.verify({ from: 40 }).broken?.seq, 40);
  assert.equal(folder.verify({ from: 41 }).firstSeq, 41);
});

Deno.test("going on after the end was cut off does not hide the cut", async () => {
  using folder = await auditedFolder();
  const cut = TAMPERINGS.find(({ what }) => what.startsWith("the end of the chain and its checkpoints"));
  assert.equal(typeof cut?.sql, "string");
  folder.tamper(String(cut?.sql));
  const store = openStore({
    dataDir: folder.dataDir,
    clock: REAL_CLOCK,
    checkpointEntries: 20,
    checkpointGapMs: 0,
  });
  for (let i = 0; i < 200; i++) await store.traces.append(traceOf(`later-${i}`));
  await store.close();
  const { broken } = folder.verify();
  assert.equal(broken?.kind, "edited");
  assert.match(broken?.message ?? "", /audit.head is of another hash/);
});
