import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeBirthDate } from "./birth_date.ts";
import { hasDay, isDate } from "./calendar.ts";
import {
  passesEan13,
  passesIcao,
  passesLuhnWithLetters,
  passesMod11Radix10,
  passesVerhoeff,
  remainder,
} from "./checksums.ts";
import { isBase58Address, isBech32Address, judgeEthereum } from "./crypto_address.ts";
import { isIpv6, isQuad } from "./ip.ts";
import { keccak256 } from "./keccak.ts";

const DIGITS = [..."0123456789"];

Deno.test("checks accept the numbers that their authors print", () => {
  // Verhoeff's 236 and 3; ISO 7064's 0794 and 5; an ISBN; the specimen of ICAO 9303, part 4.
  assert.ok(passesVerhoeff("2363"));
  assert.ok(passesMod11Radix10("07945"));
  assert.ok(passesEan13("978030640" + "6157"));
  assert.ok(passesIcao("L898902C" + "36"));
  assert.ok(passesLuhnWithLetters("US037833" + "1005"));
});

Deno.test("one last digit in ten passes, and a wrong digit never does", () => {
  const body = fc.stringMatching(/^[1-9][0-9]{9}$/);
  for (const passes of [passesVerhoeff, passesMod11Radix10]) {
    fc.assert(fc.property(body, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const last = DIGITS.filter((digit) => passes(digits + digit));
      assert.equal(last.length, 1);
      const changed = digits.slice(0, at) + (Number(digits[at]) + by) % 10 + digits.slice(at + 1);
      assert.ok(!passes(changed + last[0]));
    }));
  }
});

Deno.test("remainder() is that of the number, however long", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 40n }),
      fc.integer({ min: 2, max: 97 }),
      (number, modulus) => {
        assert.equal(remainder(String(number), modulus), Number(number % BigInt(modulus)));
      },
    ),
  );
});

Deno.test("days are those of the calendar, 29 February in leap years", () => {
  assert.ok(isDate(2024, 2, 29) && !isDate(2023, 2, 29) && !isDate(1900, 2, 29) && isDate(2000, 2, 29));
  assert.ok(!isDate(2024, 4, 31) && !isDate(2024, 13, 1) && !isDate(2024, 0, 1) && !isDate(2024, 1, 0));
  assert.ok(hasDay("8512", 0, false) === false && hasDay("1231", 0) && hasDay("3112", 0, true));
});

Deno.test("judgeBirthDate() takes dates on which somebody alive can be born, in the usual writings", () => {
  for (
    const date of [
      "1985-04-17",
      "17.04.1985",
      "04/17/1985",
      "17/4/85",
      "19850417",
      "17041985",
      "17 April 1985",
      "April 17, 1985",
    ]
  ) {
    assert.equal(judgeBirthDate(date), "HIGH", date);
  }
  for (const date of ["1785-04-17", "2023-02-29", "45/45/1985", "99999999", "17 April 2985"]) {
    assert.equal(judgeBirthDate(date), null, date);
  }
});

Deno.test("keccak256() gives the hashes of the empty text and of abc", () => {
  assert.equal(keccak256(""), "c5d2460186f7233c927e7db2dcc703c0" + "e500b653ca82273b7bfad8045d85a470");
  assert.equal(keccak256("abc"), "4e03657aea45a94fc7d47ba826c8d667" + "c0d1e6e33a64a036ec44f58fa12d6c45");
  assert.throws(() => keccak256("a".repeat(136)), RangeError);
});

Deno.test("addresses of wallets carry their checksums", () => {
  assert.ok(isBase58Address("1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNa"));
  assert.ok(isBase58Address("3P14159f73E4gFr7JterCCQh9" + "QjiTjiZrG"));
  assert.ok(!isBase58Address("1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNb"));
  assert.ok(isBech32Address("bc1qw508d6qejxtdg4y5" + "r3zarvary0c5xw7kv8f3t4"));
  assert.ok(isBech32Address("BC1QW508D6QEJXTDG4Y5" + "R3ZARVARY0C5XW7KV8F3T4"));
  assert.ok(!isBech32Address("bc1Qw508d6qejxtdg4y5" + "r3zarvary0c5xw7kv8f3t4"));
  assert.equal(judgeEthereum("0xfB6916095ca1df60bB79Ce92" + "cE3Ea74c37c5d359"), "MEDIUM");
  assert.equal(judgeEthereum("0xfb6916095ca1df60bb79ce92" + "ce3ea74c37c5d359"), "LOW");
  assert.equal(judgeEthereum("0xFb6916095ca1df60bB79Ce92" + "cE3Ea74c37c5d359"), null);
});

Deno.test("IP addresses are told from versions, times and paths", () => {
  assert.ok(isQuad("8.20.30.40") && !isQuad("8.20.30.400") && !isQuad("8.20.30"));
  assert.ok(isIpv6("2a02:8071:b1ff:1::2") && isIpv6("2a02:8071:1:2:3:4:5:6"));
  for (
    const text of [
      "12:34:56",
      "fe80::1:2:3",
      "::1",
      "1:2:3",
      "2a02:::1:2",
      "2a02:8071:1:2:3:4:5:6:7",
      "2001:db8::1:2",
    ]
  ) {
    assert.ok(!isIpv6(text), text);
  }
});
