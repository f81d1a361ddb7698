import assert from "node:assert/strict";
import fc from "fast-check";
import { fingerprint, GRAM_CHARS, GUARANTEED_CHARS } from "./fingerprints.ts";

const KEY = { high: 3, low: 4 };
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789".split("");
const letters = (length: number) =>
  fc.array(fc.constantFrom(...LETTERS), { minLength: length, maxLength: length }).map((units) =>
    units.join("")
  );

function prints(text: string, key = KEY): Set<number> {
  const found = new Set<number>();
  fingerprint(text, key, (print) => found.add(print));
  return found;
}

function share(one: string, other: string): boolean {
  const known = prints(other);
  return [...prints(one)].some((print) => known.has(print));
}

Deno.test("two texts that share a stretch of the guaranteed length share a fingerprint", () => {
  const around = fc.string({ maxLength: 120 });
  fc.assert(fc.property(letters(GUARANTEED_CHARS), around, around, around, around, (stretch, a, b, c, d) => {
    assert.ok(share(`${a}${stretch}${b}`, `${c}${stretch}${d}`));
  }));
});

Deno.test("a text shorter than a gram has none, and one that shares less has none in common", () => {
  assert.equal(prints("a".repeat(GRAM_CHARS - 1)).size, 0);
  assert.equal(prints("").size, 0);
  const [one, other] = [
    "The meeting is on Tuesday at ten in the large room.",
    "Snow fell on the hills all through the night.",
  ];
  assert.ok(!share(one, other));
});

Deno.test("case, accents, spaces, signs and line breaks make no difference", () => {
  const text = "Résumé of Ada Quill: twelve years at the harbour office, three of them as its head.";
  const other = text.toUpperCase().replaceAll(" ", "\r\n\t").replace(/[:,.]/g, " - ");
  assert.deepEqual(prints(text), prints(other));
});

Deno.test("under another key the same text has other fingerprints", () => {
  const text = "The same text of more than thirty letters, twice.";
  const other = prints(text, { high: 5, low: 6 });
  assert.ok([...prints(text)].every((print) => !other.has(print)));
});

Deno.test("a fingerprint is a whole number that a double holds exactly", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
    for (const print of prints(text)) assert.ok(Number.isSafeInteger(print) && print >= 0);
  }));
});

Deno.test("read backwards, a text has the fingerprints of what is written backwards, character by character", () => {
  const units = fc.constantFrom(..."abcdefgh 1-", "é", "😀", "𝒳", "\ud83d", "\ude00");
  const texts = fc.array(units, { maxLength: 120 }).map((all) => all.join(""));
  fc.assert(fc.property(texts, (text) => {
    const backwards = new Set<number>();
    fingerprint(text, KEY, (print) => backwards.add(print), { backwards: true });
    assert.deepEqual(backwards, prints([...text].reverse().join("")));
  }));
});
