import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CONDITION_ALIASES, CONDITION_KEYS } from "./condition_keys.ts";
import { FINDING_KEYS } from "./finding_keys.ts";
import { loadPolicy } from "./load.ts";
import { MATCH_ALIASES, MATCH_KEYS } from "./match_keys.ts";
import { CATEGORY_WEIGHT, CLASS_WEIGHT } from "../risk/weights.ts";

const TEXT = readFileSync(new URL("../../docs/policy.md", import.meta.url), "utf8");

Deno.test("docs/policy.md names every key, and alias", () => {
  const hidden = new Set(["tool", "new_resource", "volume_burst"]);
  const keys = [MATCH_KEYS, CONDITION_KEYS, MATCH_ALIASES, CONDITION_ALIASES].flatMap((table) =>
    Object.keys(table)
  );
  for (const key of [...keys, ...FINDING_KEYS]) {
    if (!hidden.has(key)) assert.ok(TEXT.includes(`\`${key}\``), key);
  }
});

Deno.test("The example in docs/policy.md loads", () => {
  const example = /```yaml\n([^]*?)```/.exec(TEXT)?.[1] ?? "";
  const loaded = loadPolicy([{ name: "docs/policy.md", text: example }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
});

Deno.test("The weights in docs/policy.md are those of the code", () => {
  for (const [name, weight] of [...Object.entries(CLASS_WEIGHT), ...Object.entries(CATEGORY_WEIGHT)]) {
    assert.ok(TEXT.includes(`\`${name}\` ${weight.toFixed(2)}`), `${name} ${weight.toFixed(2)}`);
  }
});
