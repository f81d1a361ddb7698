/**
 * Golden cases of the default policy: one file a rule, `input` a scan request, `expect` what the verdict must say. They go through the
 * real catalogue, the real scanner, the real loader and the real engine.
 *
 * `{{name}}` in an input stands for a made-up value from the table below, so that no file here holds anything that looks like a secret.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { checksum } from "../../../engine/detectors/github_checksum.ts";
import { createEngine } from "../../../engine/engine.ts";
import { loadDefaultPolicy } from "../../../engine/policy/default_pack.ts";
import type { Scanner } from "../../../engine/ports.ts";
import { fake } from "../../../engine/rules/fake_value.ts";
import { scanParts } from "../../../engine/scan/mod.ts";
import type { Approval, Trace } from "../../../engine/types.ts";
import { parseScanRequest } from "../../../engine/wire/scan_request.ts";
import { verdictToWire } from "../../../engine/wire/verdict.ts";

const FAKES: Readonly<Record<string, string>> = {
  github_pat: "ghp_" + fake.alnum(30, 7) + checksum(fake.alnum(30, 7)),
  stripe_key: "sk_" + "live_" + fake.alnum(24, 3),
  generic_secret: fake.alnum(32, 5),
  // The test card of payment companies, the SSN that the agency itself used in a leaflet, and the IBAN of the standard's examples.
  card: "4111 1111" + " 1111 1111",
  ssn: "536-" + "22-" + "8726",
  github_pat_base64: btoa("ghp_" + fake.alnum(30, 7) + checksum(fake.alnum(30, 7))),
  // What a leak looks like: notes of a meeting, packed.
  packed_notes: btoa(
    "Minutes of the meeting in March: we will close the office in Lyon and nobody knows that yet",
  ),
  packed_noise: fake.base64url(400, 4),
  short_token: fake.base64url(40, 4),
  sha256: fake.hex(64, 4),
  // Not in a domain for examples: an address there is no personal data.
  email: "amy.miller" + "@" + "millerandsons.co.uk",
  iban: "GB82 WEST " + "1234 5698 7654 32",
  // Examples of the issuers: a Medicare beneficiary identifier, a Spanish identity number of a foreigner.
  mbi: "1EG4-" + "TE5-MK73",
  nie: "X12345" + "67L",
};

interface Case {
  readonly note: string;
  readonly input: Record<string, unknown>;
  readonly expect: {
    readonly decision: string;
    readonly rule_id?: string | null;
    readonly reason_codes?: readonly string[];
    readonly operation?: string;
    readonly sanitized_body?: unknown;
    /** Texts that the sanitised body must not hold. */
    readonly removed?: readonly string[];
  };
}

const FOLDER = new URL(".", import.meta.url);
const POLICY = loadDefaultPolicy();
const SCANNER: Scanner = {
  scan: (request) => Promise.resolve(scanParts(request, { enter() {}, expired: () => false, now: () => 0 })),
};

function fill(text: string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = FAKES[name];
    assert.ok(value !== undefined, `No made-up value is called "${name}"`);
    return value;
  });
}

function engine() {
  let ids = 0;
  const ignore = () => {};
  const pending: Approval[] = [];
  return createEngine({
    scanner: SCANNER,
    policy: () => POLICY,
    traces: {
      append: (_: Trace) => Promise.resolve(),
      appendOutcome: ignore,
      appendResponse: ignore,
      has: () => false,
      origin: () => undefined,
    },
    approvals: {
      latest: () => undefined,
      insert: (one) => void pending.push(one),
      get: () => undefined,
      list: () => [],
      decide: () => undefined,
    },
    events: { decision: ignore, outcome: ignore, approval: ignore },
    clock: { now: () => 0, monotonic: () => 0 },
    newId: () => `id-${++ids}`,
  });
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")).sort();

for (const file of files) {
  const cases: readonly Case[] = parse(fill(readFileSync(new URL(file, FOLDER), "utf8")));
  for (const { note, input, expect } of cases) {
    Deno.test(`default policy, ${file}: ${note}`, async () => {
      const parsed = parseScanRequest(input, { door: "cli", agentId: "agent" });
      assert.ok(parsed.ok, JSON.stringify(parsed));
      const { verdict } = await engine().evaluate(parsed.call);
      const wire = verdictToWire(verdict, { consoleUrl: "http://localhost:4100", body: parsed.bodyForm });
      const { removed = [], ...fields } = expect;
      const found = Object.fromEntries(Object.keys(fields).map((key) => [key, wire[key]]));
      assert.deepEqual(found, fields, JSON.stringify(wire.findings));
      for (const text of removed) {
        assert.ok(!JSON.stringify(wire.sanitized_body).includes(text), `"${text}" is still there`);
      }
    });
  }
}

Deno.test("Every rule of the default policy has a case that fires it and one that does not", () => {
  const named = files.map((file) => file.replace(/\.yaml$/, ""));
  const rules = POLICY.units.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));
  for (const rule of rules) {
    assert.ok(named.includes(rule), `tests/cases/policy/${rule}.yaml is missing`);
    const cases: readonly Case[] = parse(fill(readFileSync(new URL(`${rule}.yaml`, FOLDER), "utf8")));
    assert.ok(cases.some(({ expect }) => expect.rule_id === rule), `No case fires "${rule}"`);
    assert.ok(cases.some(({ expect }) => expect.rule_id !== rule), `No case nearly fires "${rule}"`);
  }
});
