import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { RULE_IDS, scanParts } from "../scan/mod.ts";
import type { Finding } from "../types.ts";
import { RULES } from "./list.ts";

const FOLDER = new URL(".", import.meta.url);
/** Files of this folder that define what a rule is, or help to write one. */
const NO_FAMILY = new Set([
  "char_set.ts",
  "pattern_safety.ts",
  "pattern_syntax.ts",
  "user_rules.ts",
  "user_rules_check.ts",
  "user_rules_read.ts",
  "fake_value.ts",
  "list.ts",
  "provider_secret.ts",
  "rule.ts",
  "vendor_key.ts",
]);

function findingsIn(text: string, contentType: string): readonly Finding[] {
  const watch = { enter: () => {}, expired: () => false, now: () => 0 };
  const parts = [{ kind: "body", contentType, content: text }] as const;
  return scanParts({ parts, host: "", want: { redact: false }, timeoutMs: 1000 }, watch).findings;
}

for (const rule of RULES) {
  Deno.test(`${rule.id} finds its examples, as text and inside JSON`, () => {
    for (const example of rule.examples) {
      const found = [
        findingsIn(example, "text/plain"),
        findingsIn(JSON.stringify({ note: example }), "application/json"),
      ];
      for (const findings of found) {
        const same = findings.some((finding) => finding.rule === rule.id);
        assert.ok(
          same,
          `"${example}" should be ${rule.id}, found ${JSON.stringify(findings.map((f) => f.rule))}`,
        );
      }
    }
  });
  Deno.test(`${rule.id} leaves its near misses alone`, () => {
    for (const miss of rule.nearMisses) {
      const hit = findingsIn(miss, "text/plain").find((finding) => finding.rule === rule.id);
      assert.equal(hit, undefined, `"${miss}" should not be ${rule.id}`);
    }
  });
}

Deno.test("every rule has an id of its own, a kind, examples, near misses and a source", () => {
  assert.equal(new Set(RULES.map((rule) => rule.id)).size, RULES.length);
  for (const rule of RULES) {
    assert.match(rule.id, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    assert.match(rule.kind, /^[A-Z][A-Z_]*$/);
    assert.ok(
      rule.examples.length > 0 && rule.nearMisses.length > 0,
      `${rule.id} needs examples and near misses`,
    );
    assert.ok(URL.canParse(rule.source), `${rule.id} needs the address of its format's document`);
    assert.ok(
      rule.description.length > 20 && !rule.description.endsWith("."),
      `${rule.id} needs a description`,
    );
  }
});

Deno.test("every literal is lower-case ASCII of two characters or more, or a lone @", () => {
  for (const rule of RULES) {
    if (rule.trigger !== "keyword") continue;
    for (const keyword of rule.keywords) {
      assert.match(keyword, /^(?:[\x21-\x40\x5b-\x7e ]{2,}|@)$/, `${rule.id}: "${keyword}"`);
    }
  }
});

for (const folder of [FOLDER, new URL("providers/", FOLDER)]) {
  const name = folder === FOLDER ? "this folder" : "providers/";
  Deno.test(`every family of ${name} is in its list`, async () => {
    const listed = await Deno.readTextFile(new URL("list.ts", folder));
    for (const file of readdirSync(folder)) {
      if (!file.endsWith(".ts") || file.endsWith("_test.ts") || NO_FAMILY.has(file)) continue;
      assert.ok(listed.includes(`"./${file}"`), `${file} is not listed in list.ts`);
      const family: Record<string, unknown> = await import(new URL(file, folder).href);
      for (const [name, rules] of Object.entries(family)) {
        if (!name.endsWith("_RULES") || !Array.isArray(rules)) continue;
        for (const rule of rules) assert.ok(RULES.includes(rule), `${name} of ${file} is not in RULES`);
      }
    }
  });
}

Deno.test("RULE_IDS names each rule at its index", () => {
  RULES.forEach((rule, index) => assert.equal(RULE_IDS[index], rule.id));
});
