import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import { findSeedPhrases, isBase58Check, isSeedPhrase } from "./wallet_key.ts";

/** The phrase of some entropy, as BIP-39 makes it. */
function phraseOf(entropy: Uint8Array): string[] {
  const toBits = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const sum = toBits(createHash("sha256").update(entropy).digest()).slice(0, entropy.length / 4);
  return (toBits(entropy) + sum).match(/.{11}/g)!.map((bits) => wordlist[Number.parseInt(bits, 2)]!);
}

const phrases = fc.constantFrom(16, 20, 24, 28, 32)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length })).map(phraseOf);

Deno.test("a seed phrase of any length is found in a text, with its exact span", () => {
  const prose = fc.constantFrom("", "Please keep this: ", "my wallet is a b c ", "x\n", "of it\n");
  fc.assert(
    fc.property(phrases, prose, fc.constantFrom(" ", "\n", ", "), (words, lead, gap) => {
      assert.ok(isSeedPhrase(words));
      const phrase = words.join(gap);
      const text = `${lead}${phrase}. And so on.`;
      assert.deepEqual(findSeedPhrases(text, { from: 0, to: text.length }), [[
        lead.length,
        lead.length + phrase.length,
      ]]);
    }),
    { numRuns: 300 },
  );
});

Deno.test("words of the list without the checksum are no seed phrase, nor is prose", () => {
  const words = phraseOf(new Uint8Array(16).fill(7));
  const reversed = [...words].reverse();
  assert.ok(!isSeedPhrase(reversed));
  assert.ok(!isSeedPhrase(words.slice(0, 11)));
  const prose =
    "people watch key results of project alpha and token rings in a public garden near river side ".repeat(
      20,
    );
  assert.deepEqual(findSeedPhrases(prose, { from: 0, to: prose.length }), []);
});

Deno.test("findSeedPhrases() takes any text, and gives spans inside of it", () => {
  const any = fc.array(
    fc.oneof(fc.constantFrom(...wordlist.slice(0, 40), " ", "\n", ", "), fc.string({ maxLength: 5 })),
    { maxLength: 80 },
  );
  fc.assert(fc.property(any, (pieces) => {
    const text = pieces.join(" ");
    for (const [start, end] of findSeedPhrases(text, { from: 0, to: text.length })) {
      assert.ok(start >= 0 && start < end && end <= text.length);
    }
  }));
});

Deno.test("a text that is made of the list's words asks before each checksum, and stops when it may not", () => {
  const text = wordlist.slice(0, 600).join(" ");
  let asked = 0;
  findSeedPhrases(text, { from: 0, to: text.length }, () => ++asked < 10);
  assert.ok(asked <= 10);
});

Deno.test("isBase58Check() accepts a value with its checksum and none with another last character", () => {
  const key = "5HueCGU8rMjxEXxiPuD5BDku4MkFq" + "eZyd4dZ1jvhTVqvbTLvyTJ";
  assert.ok(isBase58Check(key));
  for (const last of "123456789ABC") assert.ok(!isBase58Check(key.slice(0, -1) + last));
  assert.ok(!isBase58Check("0OIl"));
  assert.ok(!isBase58Check(""));
});
