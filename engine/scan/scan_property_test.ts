import assert from "node:assert/strict";
import fc from "fast-check";
import { fake } from "../rules/fake_value.ts";
import type { ScanReport } from "../ports.ts";
import { scanParts } from "./mod.ts";

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };
const SECRET = "ghp_" + fake.alnum(36, 7);
const CARD = "4111 1111" + " 1111 1111";
const RUNS = { numRuns: 300 };

function scanBody(content: string | Uint8Array, contentType = "application/json"): ScanReport {
  const parts = [{ kind: "body", contentType, content }] as const;
  return scanParts({ parts, host: "", want: { redact: true }, timeoutMs: 1000 }, WATCH);
}

function redactedText(report: ScanReport): string {
  const content = report.redacted[0];
  assert.equal(typeof content, "string");
  return content as string;
}

const contentTypes = fc.constantFrom(
  "",
  "application/json",
  "application/x-ndjson",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=b",
  "text/plain",
  "text/html; charset=utf-8",
  "application/octet-stream",
);

/** Text that is made of what the scanner acts on, so that random input meets its code. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      SECRET,
      CARD,
      "%",
      "%25",
      "%g",
      "\\u00",
      "\\",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "&",
      "=",
      "+",
      "--b\r\n",
      "\r\n\r\n",
      "-----BEGIN ",
      "PRIVATE KEY-----",
      "password=",
      "[REDACTED:",
      "#1]",
      "&#65;",
      "\u200b",
      "\uff27",
      "\ud800",
      "eyJ",
      "://a:",
      "@b.co",
      "DE89",
      "+1 415",
      btoa(SECRET),
      "null",
      "1e9",
      "\u0000",
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxLength: 30 },
).map((list) => list.join(""));

Deno.test("a scan never throws and reports spans inside the text, whatever the bytes and the content type", () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), pieces), contentTypes, (content, contentType) => {
      const report = scanBody(content, contentType);
      assert.equal(report.redacted.length, 1);
      for (const finding of report.findings) assert.ok(finding.start >= 0 && finding.start < finding.end);
      const redacted = report.redacted[0] ?? null;
      assert.equal(redacted === null, report.findings.length === 0);
      if (redacted !== null) assert.equal(typeof redacted, typeof content);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("URLs and headers of any content are scanned without throwing", () => {
  fc.assert(
    fc.property(pieces, (content) => {
      const parts = [{ kind: "url", content }, { kind: "header", name: "x-note", content }] as const;
      scanParts({ parts, host: "", want: { redact: true }, timeoutMs: 1000 }, WATCH);
    }),
    RUNS,
  );
});

Deno.test("a secret planted anywhere in JSON is found, and the redacted JSON has the same shape without it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), fc.boolean(), (value, seed, escape) => {
      const planted = plant(value, seed);
      let text = JSON.stringify(planted);
      if (escape) text = text.replaceAll("ghp_", "\\u0067hp\\u005f");
      const report = scanBody(text);
      assert.ok(report.findings.some((finding) => finding.rule === "github-pat"), text);
      const parsed: unknown = JSON.parse(redactedText(report));
      assert.ok(!JSON.stringify(parsed).includes(SECRET));
      assert.deepEqual(shapeOf(parsed), shapeOf(JSON.parse(text)));
    }),
    RUNS,
  );
});

Deno.test("redacting what was redacted changes nothing more, and finds no more of the same kind", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(), (value, seed) => {
      const once = redactedText(scanBody(JSON.stringify(plant(value, seed))));
      const again = scanBody(once);
      assert.ok(!again.findings.some((finding) => finding.rule === "github-pat"));
      if (again.redacted[0] !== null) assert.equal(scanBody(redactedText(again)).redacted[0], null);
    }),
    RUNS,
  );
});

Deno.test("a secret is found under each encoding and any two on top of each other, and redaction removes it", () => {
  const encoders: Record<string, (text: string) => string> = {
    base64: (text) => btoa(text),
    base64url: (text) => btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
    hex: (text) =>
      [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, "0")).join(""),
    percent: (text) => [...text].map((c) => "%" + c.charCodeAt(0).toString(16).padStart(2, "0")).join(""),
    json: (text) => JSON.stringify({ inner: text }),
    escape: (text) => [...text].map((c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")).join(""),
    entity: (text) => [...text].map((c) => `&#${c.charCodeAt(0)};`).join(""),
  };
  for (const [outerName, outer] of Object.entries(encoders)) {
    for (const [innerName, inner] of Object.entries(encoders)) {
      const wrapped = outer(inner(`my key is ${SECRET} ok`));
      const report = scanBody(JSON.stringify({ note: `see ${wrapped} end` }));
      assert.ok(
        report.findings.some((finding) => finding.rule === "github-pat"),
        `${outerName} over ${innerName}`,
      );
      const after = scanBody(redactedText(report));
      assert.ok(
        !after.findings.some((finding) => finding.rule === "github-pat"),
        `${outerName} over ${innerName} redacted`,
      );
      JSON.parse(redactedText(report));
    }
  }
});

Deno.test("a form with a secret in a value decodes to the same fields, and all other fields keep their bytes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 8 })), {
        maxLength: 5,
      }),
      (fields) => {
        const form = new URLSearchParams(
          fields.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]),
        );
        const before = form.toString();
        form.append("note", `a+b ${SECRET}&c`);
        const report = scanBody(form.toString(), "application/x-www-form-urlencoded");
        const text = redactedText(report);
        const after = new URLSearchParams(text);
        assert.equal(after.size, form.size);
        assert.equal(after.getAll("note").at(-1), "a+b [REDACTED:GITHUB_TOKEN#1]&c");
        // A random name or value can itself be one, such as the mail address "0@0.AA": then it is redacted, rightly.
        if (scanBody(before, "application/x-www-form-urlencoded").findings.length === 0) {
          assert.deepEqual([...after.keys()], [...form.keys()]);
          assert.ok(text.startsWith(before));
        }
      },
    ),
    RUNS,
  );
});

Deno.test("bytes that are no UTF-8 stay as they are around a redacted value", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (before, after) => {
      const secret = new TextEncoder().encode(` ${SECRET} `);
      const body = new Uint8Array([...before, ...secret, ...after]);
      const redacted = scanBody(body, "text/plain").redacted[0] as Uint8Array;
      const mark = new TextEncoder().encode(" [REDACTED:GITHUB_TOKEN#1] ");
      if (redacted.length !== before.length + mark.length + after.length) return;
      assert.deepEqual([...redacted.subarray(0, before.length)], [...before]);
      assert.deepEqual([...redacted.subarray(redacted.length - after.length)], [...after]);
    }),
    RUNS,
  );
});

/** Puts the secret in place of one string, number or key, or beside the value when there is none. */
function plant(value: unknown, seed: number): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = seed % value.length;
    return value.map((item, index) => index === at ? plant(item, seed >> 1) : item);
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    if (keys.length > 0 && seed % 3 !== 0) {
      const key = keys[seed % keys.length]!;
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [k, k === key ? plant(v, seed >> 1) : v]),
      );
    }
    return { ...value, [`k ${SECRET}`]: 1 };
  }
  return `see ${SECRET}`;
}

/** The structure of a JSON value: containers and their sizes. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === "object" && value !== null) return Object.values(value).map(shapeOf);
  return typeof value === "number" || typeof value === "string" ? "scalar" : value;
}

Deno.test("markup with a secret anywhere is found, and redacted it has the same tags", () => {
  const piece = fc.constantFrom(
    "<a>",
    "</a>",
    "<b c='1'>",
    '<d e="',
    '">',
    "<",
    ">",
    "<!-- ",
    " -->",
    "<![CDATA[",
    "]]>",
    " text ",
    "&amp;",
    "/",
    "'",
    "=",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.array(piece, { maxLength: 20 }), (before, after) => {
      const text = `<r>${before.join("")} ${SECRET} ${after.join("")}</r>`;
      const report = scanBody(text, "application/xml");
      assert.ok(report.findings.some((finding) => finding.rule === "github-pat"), text);
      assert.equal(redactedText(report), text.replace(SECRET, "[REDACTED:GITHUB_TOKEN#1]"));
    }),
    RUNS,
  );
});
