import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CONDITION_ALIASES, CONDITION_KEYS } from "./condition_keys.ts";
import { ANSWER_CONDITION_KEYS } from "./answers.ts";
import { BLOCK_NAMES } from "./blocks.ts";
import { readCaseFile } from "./cases/read_cases.ts";
import { VARIABLES } from "./cel/variables.ts";
import type { PolicyProblem } from "./document.ts";
import { FINDING_KEYS } from "./finding_keys.ts";
import { PACK_NAMES } from "./packs.ts";
import { loadPolicy } from "./load.ts";
import { MATCH_ALIASES, MATCH_KEYS } from "./match_keys.ts";

const TEXT = readFileSync(new URL("../../docs/policy.md", import.meta.url), "utf8");

const problemsOf = (text: string) => {
  const loaded = loadPolicy([{ name: "docs/policy.md", text }]);
  return loaded.ok ? [] : loaded.errors;
};

Deno.test("docs/policy.md names every key and alias", () => {
  const tables = [MATCH_KEYS, CONDITION_KEYS, MATCH_ALIASES, CONDITION_ALIASES];
  const keys = tables.flatMap((table) => Object.keys(table)).filter((key) => key !== "tool");
  const answerKeys = Object.keys(ANSWER_CONDITION_KEYS);
  for (const key of [...keys, ...answerKeys, ...FINDING_KEYS, ...BLOCK_NAMES, ...Object.keys(VARIABLES)]) {
    assert.ok(TEXT.includes(`\`${key}\``) || TEXT.includes(`\n${key}: `), key);
  }
  for (const name of PACK_NAMES) assert.ok(TEXT.includes(`| \`${name}\``), name);
});

/** The example in the last column of a key's row; `\|` is how Markdown writes `|` in a table. */
function exampleOf(key: string): string {
  const row = new RegExp(`^\\| \`${key}\` .*\\| \`(${key}: .*)\` +\\|$`, "m").exec(TEXT);
  assert.ok(row?.[1] !== undefined, `No example of "${key}"`);
  return row[1].replaceAll("\\|", "|");
}

Deno.test("Every key has an example in docs/policy.md, and it loads", () => {
  const rule = (section: string, example: string) =>
    `policies:\n  - name: p\n    rules:\n      - rule_id: r\n        action: DENY\n        ${section}:\n          ${example}\n`;
  for (const key of Object.keys(MATCH_KEYS)) {
    assert.deepEqual(problemsOf(rule("match", exampleOf(key))), [], key);
  }
  for (const key of [...Object.keys(CONDITION_KEYS), ...FINDING_KEYS]) {
    assert.deepEqual(problemsOf(rule("condition", exampleOf(key))), [], key);
  }
});

Deno.test("Policies, blocks and cases shown in docs/policy.md load", () => {
  const examples = [...TEXT.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text);
  assert.ok(examples.length >= 5);
  for (const text of examples) {
    const errors: PolicyProblem[] = [];
    if (text.startsWith("- note")) readCaseFile({ name: "docs/policy.md", text }, errors);
    else errors.push(...problemsOf(text));
    assert.deepEqual(errors, [], text);
  }
});
