/**
 * Golden cases of the built-in policies: one file a rule of the default pack, one file each other pack. They go through the real
 * catalogue, the real scanner, the real loader and the real engine, as `interven policy test` runs them.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { readCaseFile } from "../../../engine/policy/cases/read_cases.ts";
import { runCase } from "../../../engine/policy/cases/run_case.ts";
import { type PolicyProblem } from "../../../engine/policy/document.ts";
import { loadPolicy } from "../../../engine/policy/load.ts";
import { packFile, PACKS } from "../../../engine/policy/packs.ts";
import type { Policy } from "../../../engine/policy/policy.ts";
import type { Scanner } from "../../../engine/ports.ts";
import { scanParts } from "../../../engine/scan/mod.ts";

const SCANNER: Scanner = {
  scan: (request) => Promise.resolve(scanParts(request, { enter() {}, expired: () => false, now: () => 0 })),
};

function loadPack(name: string): Policy {
  const file = packFile(name);
  assert.ok(file !== undefined);
  const loaded = loadPolicy([file]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy;
}

function casesOf(url: URL) {
  const errors: PolicyProblem[] = [];
  const cases = readCaseFile(
    { name: url.pathname.split("/").at(-1) ?? "", text: readFileSync(url, "utf8") },
    errors,
  );
  assert.deepEqual(errors, []);
  return cases;
}

function testCases(url: URL, pack: string): void {
  const policy = loadPack(pack);
  for (const one of casesOf(url)) {
    Deno.test(`${pack} policy, ${one.source}: ${one.note}`, async () => {
      const result = await runCase(one, { policy, scanner: SCANNER });
      assert.ok(result.passed, JSON.stringify(result.error ?? result.mismatches));
    });
  }
}

const FOLDER = new URL(".", import.meta.url);
const yamlFiles = (folder: URL) => readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
const DEFAULT_FILES = yamlFiles(FOLDER);
const PACK_FOLDER = new URL("packs/", FOLDER);

for (const file of DEFAULT_FILES) testCases(new URL(file, FOLDER), "default");
for (const file of yamlFiles(PACK_FOLDER)) testCases(new URL(file, PACK_FOLDER), file.replace(/\.yaml$/, ""));

/** Rules about answers, which no pack has. */
const ANSWERS = new URL("answers/", FOLDER);
for (const one of casesOf(new URL("policy.cases.yaml", ANSWERS))) {
  Deno.test(`answers, ${one.source}: ${one.note}`, async () => {
    const text = readFileSync(new URL("policy.yaml", ANSWERS), "utf8");
    const loaded = loadPolicy([{ name: "policy.yaml", text }]);
    assert.ok(loaded.ok, JSON.stringify(loaded));
    const result = await runCase(one, { policy: loaded.policy, scanner: SCANNER });
    assert.ok(result.passed, JSON.stringify(result.error ?? result.mismatches));
  });
}

function ownRules(pack: string): readonly string[] {
  const { units } = loadPack(pack);
  return units.flatMap(({ rules }) => rules)
    .filter(({ source }) => source.startsWith(`pack:${pack}:`))
    .map(({ ruleId }) => ruleId);
}

Deno.test("Every rule of the default policy has a case that fires it and one that does not", () => {
  const named = DEFAULT_FILES.map((file) => file.replace(/\.yaml$/, ""));
  const rules = ownRules("default");
  for (const rule of rules) {
    assert.ok(named.includes(rule), `tests/cases/policy/${rule}.yaml is missing`);
    const cases = casesOf(new URL(`${rule}.yaml`, FOLDER));
    assert.ok(cases.some(({ expect }) => expect["rule_id"] === rule), `No case fires "${rule}"`);
    assert.ok(cases.some(({ expect }) => expect["rule_id"] !== rule), `No case nearly fires "${rule}"`);
  }
  assert.deepEqual(named.filter((name) => !rules.includes(name)), []);
});

Deno.test("Every rule of every other pack has a case that fires it, and each pack has cases that pass", () => {
  for (const { name } of PACKS.filter((pack) => pack.name !== "default")) {
    const cases = casesOf(new URL(`${name}.yaml`, PACK_FOLDER));
    const fired = new Set(cases.map(({ expect }) => expect["rule_id"]));
    for (const rule of ownRules(name)) assert.ok(fired.has(rule), `No case fires "${rule}" of ${name}`);
    assert.ok(cases.some(({ expect }) => expect["decision"] === "ALLOW"), `No case of ${name} passes`);
  }
});
