import assert from "node:assert/strict";
import fc from "fast-check";
import type { NumberContext } from "../rules/rule.ts";
import { survey } from "../text/survey.ts";
import { detectCard } from "./card.ts";
import { splitWords } from "./credential.ts";
import { entropy } from "./entropy.ts";
import { checksum, hasGithubChecksum } from "./github_checksum.ts";
import { detectIban } from "./iban.ts";
import { judgeJwt } from "./jwt.ts";
import { passesLuhn } from "./luhn.ts";
import { detectPhone } from "./phone.ts";
import { isPlaceholderToken, isPlaceholderValue } from "./placeholder_value.ts";
import { detectUsSsn } from "./us_ssn.ts";

/** Runs a check over the numbers of a text; gives what it took. */
function detect(
  check: typeof detectCard,
  text: string,
  field: { label?: string; bare?: boolean } = {},
): string[] {
  const common = {
    text,
    from: 0,
    to: text.length,
    label: () => field.label ?? "",
    bare: field.bare ?? false,
  };
  return survey(text, 0, text.length).numbers.flatMap((span) => {
    const context: NumberContext = { ...common, span };
    const match = check(context);
    return match === null ? [] : [text.slice(match.start, match.end)];
  });
}

Deno.test("passesLuhn() accepts a number with its check digit, and no other last digit", () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{11,18}$/), (digits) => {
    const passing = [...Array(10).keys()].filter((last) => passesLuhn(digits + last));
    assert.equal(passing.length, 1);
  }));
});

Deno.test("detectCard() takes card numbers as people write them, and no ids, times or parts of longer things", () => {
  const card = "4111" + "111111111111";
  assert.deepEqual(detect(detectCard, `pay with ${card}`), [card]);
  assert.deepEqual(detect(detectCard, "3782 822463" + " 10005"), ["3782 822463" + " 10005"]);
  for (
    const text of [
      `x${card}`,
      `${card}9`,
      "0.4111" + "111111111111",
      `${card}-abc`,
      "1609459200000",
      "2024-01-01 12:00:00",
    ]
  ) {
    assert.deepEqual(detect(detectCard, text), [], text);
  }
  assert.deepEqual(detect(detectCard, card, { label: "order.user_id" }), []);
  assert.deepEqual(detect(detectCard, card, { label: "payment.pan" }), [card]);
});

Deno.test("detectIban() checks country, length and remainder, spaces or not", () => {
  assert.deepEqual(detect(detectIban, "to GB82 WEST 1234 5698" + " 7654 32, thanks"), [
    "GB82 WEST 1234 5698" + " 7654 32",
  ]);
  assert.deepEqual(detect(detectIban, "NO93 8601 11" + "17 947"), ["NO93 8601 11" + "17 947"]);
  for (
    const text of [
      "GB83 WEST 1234 5698 7654 32",
      "GB82 WEST 1234",
      "XGB82WEST12345698765432",
      "GB82WEST123456987654321",
    ]
  ) {
    assert.deepEqual(detect(detectIban, text), [], text);
  }
});

Deno.test("detectUsSsn() takes issued ranges when written as one or named as one", () => {
  const ssn = "536-" + "22-8726";
  assert.deepEqual(detect(detectUsSsn, ssn), [ssn]);
  assert.deepEqual(detect(detectUsSsn, "ssn: 536" + "228726"), ["536" + "228726"]);
  for (
    const text of [
      "000-22-8726",
      "666-22-8726",
      "912-22-8726",
      "536-00-8726",
      "536-22-0000",
      "order 536" + "228726",
      "078-05-1120",
    ]
  ) {
    assert.deepEqual(detect(detectUsSsn, text), [], text);
  }
});

Deno.test("detectPhone() takes international numbers, others only near words or in a country's own writing", () => {
  assert.deepEqual(detect(detectPhone, "+44 20 7946" + " 0958 now"), ["+44 20 7946" + " 0958"]);
  assert.deepEqual(detect(detectPhone, "(415) 555-" + "2671"), ["(415) 555-" + "2671"]);
  assert.deepEqual(detect(detectPhone, "415555" + "2671", { label: "contact.phone", bare: true }), [
    "415555" + "2671",
  ]);
  for (
    const text of [
      "1609459200",
      "build 20240131123456",
      "2024-01-31",
      "10.15.7.1234",
      "127.0.0.1 8080",
      "total 415555" + "2671",
    ]
  ) {
    assert.deepEqual(detect(detectPhone, text), [], text);
  }
});

Deno.test("checksum() is the base-62 CRC-32 that GitHub describes, six digits wide", () => {
  // CRC-32 of "123456789" is 0xCBF43926, the check value of the algorithm.
  let rest = 0xcbf43926;
  let expected = "";
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (let i = 0; i < 6; i++) {
    expected = digits[rest % 62] + expected;
    rest = Math.floor(rest / 62);
  }
  assert.equal(checksum("123456789"), expected);
  const body = "a".repeat(10) + "B7".repeat(10);
  assert.ok(hasGithubChecksum(`ghp_${body}${checksum(body)}`));
  assert.ok(!hasGithubChecksum(`ghp_${body}AAAAAA`));
});

Deno.test("entropy() is 0 for one repeated character and the logarithm of the alphabet for an even mix", () => {
  assert.equal(entropy(""), 0);
  assert.equal(entropy("aaaa"), 0);
  assert.ok(Math.abs(entropy("abcdabcd") - 2) < 1e-9);
});

Deno.test("judgeJwt() asks for a header that is a JSON object", () => {
  assert.equal(judgeJwt(`${btoa('{"alg":"none"}')}.e30.`), "HIGH");
  assert.equal(judgeJwt(`${btoa('{"typ":"JWT"}')}.e30.`), "MEDIUM");
  assert.equal(judgeJwt(`${btoa("[1]")}.e30.`), null);
  assert.equal(judgeJwt("eyJ###.e30."), null);
});

Deno.test("placeholders, references and runs are told from values", () => {
  for (
    const value of [
      "your-api-key",
      "${TOKEN}",
      "{{ token }}",
      "<token>",
      "xxxxxxxxxxxx",
      "1234567890",
      "$SECRET",
      "changeme1",
    ]
  ) {
    assert.ok(isPlaceholderValue(value), value);
  }
  for (const value of ["AKIA" + "IOSFODNN7" + "EXAMPLE", "ghp_" + "x".repeat(36), "aaaabbbbaaaabbbb"]) {
    assert.ok(isPlaceholderToken(value), value);
  }
  assert.ok(!isPlaceholderToken("q7Zp2LmX9vTb4RsK"));
});

Deno.test("a count in an id does not make a placeholder of a token whose rest is random", () => {
  const counts = "xoxb-" + "1234567890-1234567890123-";
  assert.ok(!isPlaceholderToken(counts + "q7Zp2LmX9vTb4RsKq81LmnTz"));
  for (const rest of ["x".repeat(24), "abcdefghijklmnopqrstuvwx", "000000000000000000000000", ""]) {
    assert.ok(isPlaceholderToken(counts + rest), rest);
  }
  assert.ok(isPlaceholderToken("AKIA" + "1234567890ABCDEF"));
  assert.ok(isPlaceholderToken("AKIA" + "QYLPMN5H" + "EXAMPLE"));
  assert.ok(isPlaceholderToken("ghp_" + "a".repeat(36)));
});

Deno.test("splitWords() reads camel case, snake case, kebab case and dots alike", () => {
  for (const name of ["nextPageToken", "next_page_token", "NEXT-PAGE-TOKEN", "next.page.token"]) {
    assert.deepEqual(splitWords(name), ["next", "page", "token"]);
  }
});
