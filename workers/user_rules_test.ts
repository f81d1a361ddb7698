import assert from "node:assert/strict";
import { loadPolicy } from "../engine/policy/load.ts";
import type { UserRule } from "../engine/rules/user_rules.ts";
import { createScannerPool, type ScannerPool } from "./pool.ts";

function rules(...ids: readonly string[]): readonly UserRule[] {
  const list = ids.map((id) => ({
    id,
    class: "INTERNAL",
    description: "A code name of a project that is not public",
    confidence: "HIGH",
    keywords: [id],
    pattern: `${id}-\\d{3}`,
    examples: [`${id}-123`],
    nearMisses: [id],
  }));
  const loaded = loadPolicy([{ name: "rules.json", text: JSON.stringify({ rules: list }) }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy.detectionRules;
}

async function foundBy(pool: ScannerPool, padding: number): Promise<readonly string[]> {
  const content = `nightfall-123 and daybreak-456 ${"and more ".repeat(padding)}`;
  const request = {
    parts: [{ kind: "body", content }],
    host: "",
    want: { redact: true },
    timeoutMs: 30_000,
  } as const;
  const report = await pool.scan(request);
  assert.ok(report.ok, JSON.stringify(report));
  return report.findings.map(({ rule }) => rule);
}

for (const transport of ["shared", "messages"] as const) {
  Deno.test(`user rules are in force in every thread and on this one, until others are (${transport})`, async () => {
    const pool = createScannerPool({ workers: 2, transport, userRules: rules("nightfall") });
    try {
      for (const padding of [1, 2_000]) assert.deepEqual(await foundBy(pool, padding), ["nightfall"]);
      pool.useRules(rules("daybreak", "nightfall"));
      const both = await Promise.all(
        Array.from({ length: 20 }, (_, i) => foundBy(pool, i % 2 === 0 ? 1 : 2_000)),
      );
      for (const found of both) assert.deepEqual(found, ["nightfall", "daybreak"]);
      pool.useRules([]);
      for (const padding of [1, 2_000]) assert.deepEqual(await foundBy(pool, padding), []);
    } finally {
      await pool.close();
    }
  });
}

Deno.test("rules that change while jobs are under way lose no job", async () => {
  const pool = createScannerPool({ workers: 1 });
  try {
    const scans: Promise<readonly string[]>[] = [];
    for (let i = 0; i < 60; i++) {
      pool.useRules(rules(i % 2 === 0 ? "nightfall" : "daybreak"));
      scans.push(foundBy(pool, 500));
    }
    for (const found of await Promise.all(scans)) assert.equal(found.length, 1);
  } finally {
    await pool.close();
  }
});
