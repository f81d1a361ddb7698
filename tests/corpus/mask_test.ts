import assert from "node:assert/strict";
import { fake } from "../../engine/rules/fake_value.ts";
import { maskSpan, shapeOf } from "./mask.ts";

Deno.test("what stands around a span stays readable, and no value in it does", () => {
  const [key, other] = [fake.alnum(24), fake.hex(40)];
  const text = `vendor says\nit is ${key}, digest ${other}; login ann password 'plainword' end`;
  const at = text.indexOf(key);
  assert.equal(
    maskSpan(text, at, at + key.length),
    "vendor says↵it is <24: a-zA-Z0-9>, digest <40: a-f0-9>",
  );
  const last = text.indexOf("login");
  const end = maskSpan(text, last, last + 5);
  assert.ok(!end.includes("plainword") && end.includes("password"), end);
});

Deno.test("a value that the excerpt would cut is masked as a whole", () => {
  const key = fake.alnum(200);
  const text = `${key} secret here ${key}`;
  const at = text.indexOf("here");
  const shown = maskSpan(text, at, at + 4);
  for (let i = 0; i + 4 <= key.length; i++) assert.ok(!shown.includes(key.slice(i, i + 4)), shown);
});

Deno.test("a shape tells length and kinds of characters", () => {
  assert.equal(shapeOf("ab-12"), "<5: a-f0-9->");
  assert.equal(shapeOf("aZ 9!"), "<5: a-zA-Z0-9!␣>");
  assert.equal(shapeOf(""), "");
});
