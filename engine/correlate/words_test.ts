import assert from "node:assert/strict";
import fc from "fast-check";
import { dayOf, namesDay } from "./dates.ts";
import { WordIndex } from "./values.ts";
import { splitWords, Telling } from "./words.ts";

const KEY = { high: 1, low: 2 };

function hashes(text: string): number[] {
  return [...splitWords(text, KEY).hashes];
}

const SAME: readonly (readonly [string, string])[] = [
  ["Send it to ADA@Office.Example.", "send it to ada@office.example"],
  ["'10,000.00'", "10000"],
  ["https://host.example/in?a=b", "https host.example in a b"],
  ["done.Send it", "done send it"],
  ["ａｄａ＠ｏｆｆｉｃｅ", "ada@office"],
  ["s\u200b\u200b\u200b\u00ade\u200bcret\u200b", "secret"],
  ["go to Stranger.Com now", "go to stranger.com now"],
  ["to ada@office.example.Do it", "to ada@office.example do it"],
  ["to ada@office.example.Send it", "to ada@office.example send it"],
  ["(GB33 BUKB)", "gb33, bukb"],
];

for (const [one, other] of SAME) {
  Deno.test(`"${one}" and "${other}" are the same words`, () => assert.deepEqual(hashes(one), hashes(other)));
}

Deno.test("what two texts share only by copying is told from the words of a language", () => {
  const telling = (text: string) => splitWords(text, KEY).telling[0];
  for (
    const own of [
      "ada@office.example",
      "host.example",
      "user_name_7",
      "4471-9023-11",
      "DE89370400440532013000",
    ]
  ) {
    assert.equal(telling(own), Telling.own, own);
  }
  for (const plain of ["transfer", "Paris", "the"]) assert.equal(telling(plain), Telling.plain, plain);
  for (const some of ["13", "2024", "B7"]) assert.equal(telling(some), Telling.some, some);
});

Deno.test("a long text without a full stop is split in time that grows with it alone", () => {
  // Quadratic work on this text would take minutes.
  assert.equal(splitWords("a1 ".repeat(13_000) + "b".repeat(1_000_000), KEY).count, 13_001);
});

Deno.test("inflections share a stem", () => {
  const stem = (text: string) => splitWords(text, KEY).stems[0];
  for (const [one, other] of [["files", "file"], ["reservation", "reserve"], ["Reservations", "reserve"]]) {
    assert.equal(stem(one!), stem(other!), one);
  }
});

Deno.test("a day in an argument is found where a sentence names it", () => {
  const index = new WordIndex(splitWords("from the 1st to the 5th of May 2024", KEY));
  const names = (text: string) => {
    const day = dayOf(text);
    return day !== undefined && namesDay(day, index, KEY);
  };
  assert.deepEqual(
    ["2024-05-05", "2024-05-01T09:00", "2024-05-04", "2025-05-05", "2024-06-05", "May"].map(names),
    [
      true,
      true,
      false,
      false,
      false,
      false,
    ],
  );
});

Deno.test("whatever the text, words have their place in it and hashes that doubles hold", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
    const words = splitWords(text, KEY);
    for (let i = 0; i < words.count; i++) {
      assert.ok(Number.isSafeInteger(words.hashes[i]) && words.hashes[i]! >= 0);
      assert.ok(words.starts[i]! < text.length && (i === 0 || words.starts[i]! > words.starts[i - 1]!));
    }
  }));
});
