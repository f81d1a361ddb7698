import assert from "node:assert/strict";
import { loadPolicy } from "../engine/policy/load.ts";
import { PACK_TREES } from "../engine/policy/pack_trees.ts";
import { packFile, PACKS } from "../engine/policy/packs.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { policyVersion } from "../engine/policy/version.ts";
import { readPackTrees } from "./bundle.ts";

function load(name: string, text = packFile(name)!.text): Policy {
  const loaded = loadPolicy([{ name: packFile(name)!.name, text }]);
  assert.ok(loaded.ok);
  return loaded.policy;
}

/** All that a policy says, functions aside. */
const said = (policy: Policy) => JSON.parse(JSON.stringify(policy));

Deno.test("the packs in the executable say what their YAML says, to the last rule", () => {
  const fromYaml = PACKS.map(({ name }) => load(name));
  const trees = readPackTrees();
  assert.deepEqual(Object.keys(trees).sort(), PACKS.map(({ name }) => `pack:${name}`).sort());
  Object.assign(PACK_TREES, trees);
  try {
    PACKS.forEach(({ name }, i) => {
      const policy = load(name);
      assert.deepEqual(said(policy), said(fromYaml[i]!));
      assert.equal(policyVersion(policy), policyVersion(fromYaml[i]!));
    });
  } finally {
    for (const name of Object.keys(trees)) Reflect.deleteProperty(PACK_TREES, name);
  }
});

Deno.test("a file that only calls itself a pack is read for what it says", () => {
  Object.assign(PACK_TREES, readPackTrees());
  try {
    const own = "policies: [{ name: own, rules: [{ rule_id: r, match: {}, action: DENY }] }]";
    assert.deepEqual(load("default", own).units.map(({ id }) => id), ["own"]);
  } finally {
    for (const name of PACKS.map((pack) => `pack:${pack.name}`)) Reflect.deleteProperty(PACK_TREES, name);
  }
});
