import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CALLS_TO_LEARN } from "../habits/habit_voice.ts";
import { MAX_DESTINATIONS, MAX_OPERATIONS } from "../habits/habits.ts";
import { BUILT_IN_PLACES } from "../intel/built_in.ts";
import { MASS_LIMITS } from "../sequences/mass_action.ts";
import { HARVEST_LIMIT } from "../sequences/token_harvesting.ts";
import { readRiskWeights } from "./read_weights.ts";
import { SIGNAL_SOURCES } from "./score.ts";
import { RISK_WEIGHT_NAMES, RISK_WEIGHT_TABLE } from "./weights.ts";

const TEXT = readFileSync(new URL("../../docs/risk.md", import.meta.url), "utf8");
const ROWS = TEXT.split("\n").filter((line) => line.startsWith("|")).map((line) => line.replace(/ +/g, " "));

Deno.test("docs/risk.md has exactly one row for each weight, with its default and what it is for", () => {
  const wanted = RISK_WEIGHT_NAMES.map((name) => {
    const { fallback, doc } = RISK_WEIGHT_TABLE[name];
    return `| \`${name}\` | ${fallback.toFixed(2)} | ${doc} |`;
  });
  const names = new Set(RISK_WEIGHT_NAMES.map((name) => `| \`${name}\` | `));
  const found = ROWS.filter((row) => /^\| `\w+` \| \d\.\d\d \|/.test(row));
  assert.deepEqual(found, wanted);
  assert.equal(found.length, names.size);
});

Deno.test("docs/risk.md names every signal and every kind of place", () => {
  const signals = SIGNAL_SOURCES.map((source) =>
    source.name.replace(/Signal$/, "").replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
  );
  for (const signal of signals) assert.ok(ROWS.some((row) => row.startsWith(`| \`${signal}\` |`)), signal);
  for (const kind of [...BUILT_IN_PLACES.map((group) => group.kind), "ip_literal"]) {
    assert.ok(TEXT.includes(`\`${kind}\``), kind);
    assert.ok(Object.hasOwn(RISK_WEIGHT_TABLE, `intel_${kind}`), kind);
  }
});

Deno.test("The example in docs/risk.md is read", () => {
  const example = /```yaml\nrisk:\n([^]*?)```/.exec(TEXT)?.[1] ?? "";
  const fields = [...example.matchAll(/^ {2}(\w+): ([\d.]+)$/gm)].map(([, name = "", value]) =>
    [name, Number(value)] as const
  );
  assert.equal(fields.length, 2);
  assert.ok(readRiskWeights(fields).ok);
});

Deno.test("The limits in docs/risk.md are those of the code", () => {
  const { delete: deletions, share, message } = MASS_LIMITS;
  assert.ok(
    TEXT.includes(
      `${deletions} different deletions, ${share} shares, or messages to ${message} different recipients`,
    ),
  );
  assert.ok(TEXT.includes(`After ${CALLS_TO_LEARN} calls`));
  assert.equal(HARVEST_LIMIT, 4);
  assert.equal(MAX_DESTINATIONS, 256);
  assert.equal(MAX_OPERATIONS, 256);
});
