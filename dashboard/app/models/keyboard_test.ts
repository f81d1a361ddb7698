import assert from "node:assert/strict";
import { EVERYWHERE, Keyboard } from "./keyboard.ts";

function press(
  keyboard: Keyboard,
  key: string,
  more: { atMs?: number; typing?: boolean; repeat?: boolean } = {},
) {
  return keyboard.press({ key, atMs: 0, typing: false, repeat: false, ...more });
}

Deno.test("Keyboard runs what a key stands for, the view's before everybody's, and forgets it when the view is left", () => {
  const keyboard = new Keyboard();
  const done: string[] = [];
  keyboard.add("Everywhere", [{ keys: "j", does: "Down", run: () => void done.push("everywhere") }]);
  const leave = keyboard.add("View", [{ keys: "j", does: "Next", run: () => void done.push("view") }]);
  assert.equal(press(keyboard, "j"), true);
  leave();
  assert.equal(press(keyboard, "j"), true);
  assert.equal(press(keyboard, "x"), false);
  assert.deepEqual(done, ["view", "everywhere"]);
});

Deno.test("Keyboard takes two keys one after the other, but not when the second comes late", () => {
  const keyboard = new Keyboard();
  let went = 0;
  keyboard.add("Everywhere", [{ keys: "g l", does: "Live", run: () => void went++ }]);
  assert.equal(press(keyboard, "g"), false);
  assert.equal(press(keyboard, "l", { atMs: 900 }), true);
  press(keyboard, "g", { atMs: 2_000 });
  assert.equal(press(keyboard, "l", { atMs: 4_000 }), false);
  assert.equal(press(keyboard, "l", { atMs: 4_100 }), false);
  assert.equal(went, 1);
});

Deno.test("Keyboard leaves text fields alone, except for keys that say otherwise and those with a modifier", () => {
  const keyboard = new Keyboard();
  const done: string[] = [];
  keyboard.add("View", [
    { keys: "a", does: "Approve", run: () => void done.push("a") },
    { keys: "Escape", does: "Close", whileTyping: true, run: () => void done.push("Escape") },
    { keys: "mod+s", does: "Save", run: () => void done.push("mod+s") },
  ]);
  assert.equal(press(keyboard, "a", { typing: true }), false);
  assert.equal(press(keyboard, "Escape", { typing: true }), true);
  assert.equal(press(keyboard, "mod+s", { typing: true }), true);
  assert.deepEqual(done, ["Escape", "mod+s"]);
});

Deno.test("A key that is held down acts once, unless it is one for going on and on", () => {
  const keyboard = new Keyboard();
  const done: string[] = [];
  keyboard.add("View", [
    { keys: "a", does: "Approve", run: () => void done.push("a") },
    { keys: "j", does: "Next", repeats: true, run: () => void done.push("j") },
  ]);
  for (const repeat of [false, true, true]) {
    assert.equal(press(keyboard, "a", { repeat }), true);
    assert.equal(press(keyboard, "j", { repeat }), true);
  }
  assert.deepEqual(done, ["a", "j", "j", "j"]);
});

Deno.test("A key whose owner has no use for it now goes to the next who wants it", () => {
  const keyboard = new Keyboard();
  let closed = 0;
  keyboard.add("Everywhere", [{ keys: "Escape", does: "Close", run: () => void closed++ }]);
  keyboard.add("View", [{ keys: "Escape", does: "Close details", run: () => false }]);
  assert.equal(press(keyboard, "Escape"), true);
  assert.equal(closed, 1);
});

Deno.test("The keys of a view go before those that work everywhere, whichever was added first", () => {
  const keyboard = new Keyboard();
  const done: string[] = [];
  keyboard.add("View", [{ keys: "j", does: "Next", run: () => void done.push("view") }]);
  keyboard.add(EVERYWHERE, [{ keys: "j", does: "Down", run: () => void done.push("everywhere") }]);
  press(keyboard, "j");
  assert.deepEqual(done, ["view"]);
  assert.deepEqual(keyboard.layers.value.map(({ title }) => title), [EVERYWHERE, "View"]);
});
