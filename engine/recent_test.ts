import assert from "node:assert/strict";
import { Recent, remembered } from "./recent.ts";

Deno.test("Recent keeps what was added last, and what is asked for again and again, and forgets the rest", () => {
  const recent = new Recent<string, number>(4);
  recent.add("old", 1);
  recent.add("often", 2);
  for (let n = 0; n < 100; n++) {
    recent.add(`new ${n}`, n);
    assert.equal(recent.get("often"), 2);
  }
  assert.equal(recent.get("old"), undefined);
  for (let n = 97; n < 100; n++) assert.equal(recent.get(`new ${n}`), n);
});

/** Counts how often it is really asked. */
function counted(options?: Parameters<typeof remembered>[1]) {
  const asked: string[] = [];
  const ask = remembered((text) => {
    asked.push(text);
    return { text };
  }, options);
  return { ask, asked };
}

Deno.test("remembered() works a text out once and gives the same answer again", () => {
  const { ask, asked } = counted();
  assert.equal(ask("a"), ask("a"));
  assert.deepEqual(asked, ["a"]);
});

Deno.test("remembered() forgets what nobody has asked for lately, so that its memory is bounded", () => {
  const { ask, asked } = counted({ minTexts: 4 });
  ask("old");
  for (let n = 0; n < 8; n++) ask(`new ${n}`);
  ask("old");
  assert.equal(asked.filter((text) => text === "old").length, 2);
});

Deno.test("remembered() keeps nothing of long texts, and answers them all the same", () => {
  const { ask, asked } = counted({ maxChars: 3 });
  assert.equal(ask("long").text, "long");
  ask("long");
  assert.deepEqual(asked, ["long", "long"]);
});
