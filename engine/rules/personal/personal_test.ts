import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { scanParts } from "../../scan/mod.ts";
import type { Finding } from "../../types.ts";
import { PERSONAL_RULES } from "./list.ts";

const FOLDER = new URL(".", import.meta.url);
const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };

function findingsIn(content: string, contentType = "text/plain"): readonly Finding[] {
  const parts = [{ kind: "body", contentType, content }] as const;
  return scanParts({ parts, host: "", want: { redact: false }, timeoutMs: 1000 }, WATCH).findings;
}

/** Rule and confidence of each finding. */
function found(text: string, contentType?: string): string[] {
  return findingsIn(text, contentType).map(({ rule, confidence }) => `${rule} ${confidence}`);
}

const PESEL = "440514" + "01359";
const NIE = "X12345" + "67L";

Deno.test("every file of this folder is in its list", () => {
  const list = readFileSync(new URL("list.ts", FOLDER), "utf8");
  for (const file of readdirSync(FOLDER)) {
    if (file.endsWith("_test.ts") || file === "list.ts" || file === "id_number.ts") continue;
    assert.ok(list.includes(`"./${file}"`), `${file} is not in the list`);
  }
  assert.equal(new Set(PERSONAL_RULES.map(({ id }) => id)).size, PERSONAL_RULES.length);
});

Deno.test("a number of digits needs its name beside it: before, behind, or as the field's name", () => {
  assert.deepEqual(found(`PESEL: ${PESEL}`), ["id-pl-pesel HIGH"]);
  assert.deepEqual(found(`${PESEL} to mój pesel`), ["id-pl-pesel HIGH"]);
  assert.deepEqual(found(JSON.stringify({ userPesel: PESEL }), "application/json"), ["id-pl-pesel HIGH"]);
  assert.deepEqual(found(JSON.stringify({ pesel: Number(PESEL) }), "application/json"), ["id-pl-pesel HIGH"]);
  assert.deepEqual(found(`see ${PESEL} for more`), []);
  assert.deepEqual(found(`pesel ${"x ".repeat(40)} ${PESEL}`), [], "the name is too far away");
});

Deno.test("a text that is nothing but a number with the right check digit is reported, with MEDIUM confidence when chance seldom passes", () => {
  assert.deepEqual(found(PESEL), ["id-pl-pesel MEDIUM"]);
  assert.deepEqual(found(JSON.stringify({ text: PESEL }), "application/json"), ["id-pl-pesel MEDIUM"]);
  assert.deepEqual(found("123 456 7" + "82"), ["id-au-tfn LOW"]);
  for (const body of [{ id: PESEL }, { order_number: PESEL }, { text: Number(PESEL) }]) {
    assert.deepEqual(found(JSON.stringify(body), "application/json"), []);
  }
});

Deno.test("a format with letters and a check letter says enough by itself, but not as part of a longer word", () => {
  assert.deepEqual(found(`Maria, ${NIE}, Calle Mayor`), ["id-es-nie MEDIUM"]);
  for (const text of [`A${NIE}`, `${NIE}9`, `${NIE}-a1`, `/${NIE}/x${NIE}`.replace("/X", "x_X")]) {
    assert.ok(!found(text).some((one) => one.startsWith("id-es-nie")), text);
  }
});

Deno.test("numbers that only white space divides are looked at one by one", () => {
  const numbers = found(`PESEL ${PESEL} ${PESEL}`);
  assert.deepEqual(numbers, ["id-pl-pesel HIGH", "id-pl-pesel HIGH"]);
});

Deno.test("ids, times, hashes and amounts of ordinary answers are no personal data", () => {
  const body = {
    id: 289_782_451,
    run_id: "289782451",
    created_at: "2024-01-02T03:04:05Z",
    updated: 1_609_459_200_000,
    sha: "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    uuid: "123e4567-e89b-12d3-a456-426614174000",
    version: "8.20.30.40",
    amount: 1_234_567.89,
    phone_verified_at: "1609459200",
    note: "run 289782451 was in a call of 1609459200",
    clone_url: "deploy@" + "host.corp.net:team/repo.git",
  };
  assert.deepEqual(found(JSON.stringify(body), "application/json").filter((one) => !one.endsWith("LOW")), []);
});

Deno.test("an extension belongs to its telephone number", () => {
  const text = "Fax: 415-555-" + "2671x204";
  const [finding] = findingsIn(text);
  assert.equal(text.slice(finding!.start, finding!.end), "415-555-" + "2671x204");
});
