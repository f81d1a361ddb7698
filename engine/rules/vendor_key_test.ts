import assert from "node:assert/strict";
import fc from "fast-check";
import { scanParts } from "../scan/mod.ts";
import { fake } from "./fake_value.ts";
import { type VendorKey, vendorKey } from "./vendor_key.ts";

const SPEC: VendorKey = {
  id: "acme-api-key",
  kind: "ACME_KEY",
  description: "Acme API key: ships anvils at its owner's cost",
  names: ["acmecorp", "acme"],
  value: /[a-f0-9]{32}/,
  source: "https://acme.example/docs/keys",
  homes: [],
  examples: [],
  nearMisses: [],
};
const RULE = vendorKey(SPEC);
const KEY = fake.hex(32, 3);

/** What the rule makes of a text, tried at its start. */
function judge(text: string): string | null {
  const match = new RegExp(RULE.pattern.source, `${RULE.pattern.flags}yd`).exec(text);
  if (match === null) return null;
  const [start, end] = match.indices![1]!;
  const value = match[1]!;
  if (RULE.plausible!(value) === false) return null;
  return RULE.validate!({ value, text, start, end, matchStart: 0, match: match[0] });
}

Deno.test("a vendor's key counts under a name with a word for a credential, however it is written", () => {
  assert.equal(judge(`ACME_API_KEY=${KEY}`), "HIGH");
  assert.equal(judge(`acmeSecretKey: '${KEY}'`), "HIGH");
  assert.equal(judge(`acme_token => "${KEY}"`), "HIGH");
  assert.equal(judge(`acme PRIVATE ${KEY}`), "MEDIUM");
  assert.equal(judge(`acme-token-${KEY}`), "MEDIUM");
  assert.equal(judge(`acmecorp: ${KEY}`), "LOW");
});

Deno.test("ids, hashes, addresses and words beside the vendor's name are no keys", () => {
  for (
    const text of [
      `acme_account_id=${KEY}`,
      `acme key sha ${KEY}`,
      `acme.test/items/${KEY}`,
      `acme_next_page_token=${KEY}`,
      `acme public key ${KEY}`,
      `acme released ${KEY}`,
      `acme_key=${KEY}${KEY}`,
      `acme_key=${"a".repeat(32)}`,
      `acme_key=${KEY.slice(1)}`,
    ]
  ) assert.equal(judge(text), null, text);
});

Deno.test("the vendor's own name neither speaks for a value nor against it", () => {
  const rule = vendorKey({ ...SPEC, names: ["passkey_hub"] });
  const match = { value: KEY, matchStart: 0, start: 19, end: 51, match: "" };
  assert.equal(rule.validate!({ ...match, text: `passkey_hub number ${KEY}` }), null);
});

Deno.test("a key is found wherever a program may write it, and all of it is the value", () => {
  const glue = fc.constantFrom("_API_KEY=", "_token: ", '_secret="', "-key-", " access token ", "Key = '");
  fc.assert(fc.property(glue, fc.integer({ min: 1, max: 500 }), (between, seed) => {
    const value = fake.hex(32, seed);
    const text = `wandb${between}${value}${fake.hex(8, seed)}\n`;
    const watch = { enter: () => {}, expired: () => false, now: () => 0 };
    const parts = [{ kind: "body", contentType: "text/plain", content: text }] as const;
    const { findings } = scanParts({ parts, host: "", want: { redact: false }, timeoutMs: 1000 }, watch);
    const found = findings.map(({ start, end }) => text.slice(start, end));
    assert.ok(found.includes(`${value}${fake.hex(8, seed)}`), `${text}: ${JSON.stringify(found)}`);
  }));
});
