import assert from "node:assert/strict";
import { ThemeChoice } from "./theme.ts";

function keeperOf(kept: string) {
  const applied: string[] = [];
  let now = kept;
  return {
    applied,
    read: () => now,
    write: (theme: string) => void (now = theme),
    apply: (theme: string) => void applied.push(theme),
  };
}

Deno.test("The theme follows the system until one is chosen, and the choice is kept", () => {
  const keeper = keeperOf("");
  const choice = new ThemeChoice(keeper);
  assert.equal(choice.theme.value, "system");
  choice.next();
  choice.next();
  assert.equal(new ThemeChoice(keeper).theme.value, "dark");
  choice.next();
  assert.deepEqual(keeper.applied, ["system", "light", "dark", "dark", "system"]);
});

Deno.test("A theme that nobody knows is the system's", () => {
  assert.equal(new ThemeChoice(keeperOf("solarized")).theme.value, "system");
});
