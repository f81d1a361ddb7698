import assert from "node:assert/strict";
import fc from "fast-check";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { fake } from "../rules/fake_value.ts";
import type { ScanReport, ScanRequest } from "../ports.ts";
import { REDACTION_STYLES, type RedactionStyle } from "../types.ts";
import { scanParts } from "./mod.ts";

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };
const TOKEN = "ghp_" + fake.alnum(36, 7);
const CARD = "4111 1111" + " 1111 1111";
const MAIL = "ann.lee@" + "mail.corp.net";
const PHONE = "+44 20 7946" + " 0958";
const PASSWORD = "password=" + fake.alnum(14, 3);
const PLANTED = [
  TOKEN,
  CARD,
  MAIL,
  PHONE,
  PASSWORD,
  "SSN 536-90" + "-4399",
  "IBAN DE89 3704 0044" + " 0532 0130 00",
];

function allIn(style: RedactionStyle): ScanRequest["want"] {
  const byClass = { SECRETS: style, PII: style, PHI: style, INTERNAL: style };
  return { redact: true, styles: { byClass, byRule: {} }, hashKey: "key of the tests" };
}

function scan(
  content: string | Uint8Array,
  want: ScanRequest["want"],
  contentType = "application/json",
): ScanReport {
  const parts = [{ kind: "body", contentType, content }] as const;
  return scanParts({ parts, host: "", want, timeoutMs: 1000 }, WATCH);
}

function redacted(content: string, style: RedactionStyle, contentType?: string): string {
  const [result] = scan(content, allIn(style), contentType).redacted;
  assert.ok(typeof result === "string", content);
  return result;
}

Deno.test("each style writes what it promises", () => {
  const body = JSON.stringify({ token: TOKEN, card: CARD, mail: MAIL, note: `call ${PHONE} now` });
  assert.deepEqual(JSON.parse(redacted(body, "placeholder")), {
    token: "[REDACTED:GITHUB_TOKEN#1]",
    card: "[REDACTED:CARD#1]",
    mail: "[REDACTED:EMAIL#1]",
    note: "call [REDACTED:PHONE#1] now",
  });
  assert.deepEqual(JSON.parse(redacted(body, "mask")), {
    token: `ghp_****************${TOKEN.slice(-4)}`,
    card: "**** **** **** 1111",
    mail: "a****@mail.corp.net",
    note: "call +** ** **** 0958 now",
  });
  assert.deepEqual(JSON.parse(redacted(body, "remove")), {
    token: "",
    card: "",
    mail: "",
    note: "call  now",
  });
  const hashed = redacted(body, "hash");
  assert.match(hashed, /\[HASH:GITHUB_TOKEN:[0-9a-f]{12}\].*\[HASH:CARD:[0-9a-f]{12}\].*\[HASH:EMAIL:/);
});

Deno.test("a rule's own style goes before that of its class, and what is named in neither gets a placeholder", () => {
  const body = JSON.stringify([TOKEN, CARD, MAIL]);
  const styles = { byClass: { PII: "remove" }, byRule: { "card-number": "mask" } } as const;
  assert.deepEqual(JSON.parse(scan(body, { redact: true, styles }).redacted[0] as string), [
    "[REDACTED:GITHUB_TOKEN#1]",
    "**** **** **** 1111",
    "",
  ]);
});

Deno.test("the same value has the same digest in every place, call and encoding; another key or value has another", () => {
  const digestOf = (body: string, hashKey = "k") => {
    const styles = { byClass: { PII: "hash" }, byRule: {} } as const;
    return /\[HASH:EMAIL:[0-9a-f]{12}\]/.exec(
      scan(body, { redact: true, styles, hashKey }).redacted[0] as string,
    )?.[0];
  };
  const plain = digestOf(JSON.stringify({ to: MAIL }));
  assert.ok(plain !== undefined);
  assert.equal(digestOf(JSON.stringify({ from: `<${MAIL}>` })), plain);
  assert.equal(digestOf(`{"to":"${MAIL.replace("@", "\\u0040")}"}`), plain);
  assert.notEqual(digestOf(JSON.stringify({ to: `x${MAIL}` })), plain);
  assert.notEqual(digestOf(JSON.stringify({ to: MAIL }), "other"), plain);
});

Deno.test("without a key nothing is hashed: placeholders take the place", () => {
  const styles = { byClass: { PII: "hash" }, byRule: {} } as const;
  assert.equal(
    scan(JSON.stringify({ to: MAIL }), { redact: true, styles }).redacted[0],
    '{"to":"[REDACTED:EMAIL#1]"}',
  );
});

Deno.test("a number that is removed becomes null; one that is masked or hashed becomes a string", () => {
  const body = `{"card":${CARD.replaceAll(" ", "")},"n":1}`;
  assert.equal(redacted(body, "remove"), '{"card":null,"n":1}');
  assert.equal(redacted(body, "mask"), '{"card":"************1111","n":1}');
  assert.equal(typeof JSON.parse(redacted(body, "hash")).card, "string");
});

Deno.test("names are never masked or removed, so that no two of them become one", () => {
  const body = JSON.stringify({ [TOKEN]: 1, ["ghp_" + fake.alnum(36, 9)]: 2 });
  for (const style of ["mask", "remove"] as const) {
    assert.deepEqual(Object.keys(JSON.parse(redacted(body, style))), [
      "[REDACTED:GITHUB_TOKEN#1]",
      "[REDACTED:GITHUB_TOKEN#2]",
    ]);
  }
});

Deno.test("what is stored has placeholders whatever is sent, and so have URLs and headers", () => {
  const parts = [
    { kind: "url", content: `https://a.example/?m=${MAIL}` },
    { kind: "header", name: "x-note", content: MAIL },
    { kind: "body", contentType: "application/json", content: JSON.stringify({ to: MAIL }) },
  ] as const;
  for (const style of ["mask", "hash", "remove"] as const) {
    const { redacted, stored } = scanParts(
      { parts, host: "", want: allIn(style), timeoutMs: 1000 },
      WATCH,
    );
    assert.match(redacted[0] as string, /REDACTED/);
    assert.equal(redacted[1], "[REDACTED:EMAIL#1]");
    assert.doesNotMatch(redacted[2] as string, /REDACTED/);
    assert.deepEqual(stored, [null, null, '{"to":"[REDACTED:EMAIL#1]"}']);
  }
});

Deno.test("forms, multipart parts and attributes keep their names when their values are removed", () => {
  const form = `a=1&token=${TOKEN}&b=2`;
  assert.equal(redacted(form, "remove", "application/x-www-form-urlencoded"), "a=1&token=&b=2");
  const multipart = `--b\r\nContent-Disposition: form-data; name="t"\r\n\r\n${TOKEN}\r\n--b--\r\n`;
  assert.equal(
    redacted(multipart, "remove", "multipart/form-data; boundary=b"),
    multipart.replace(TOKEN, ""),
  );
  assert.equal(redacted(`<a b=${TOKEN} c="${MAIL}">x</a>`, "remove", "text/html"), '<a b="" c="">x</a>');
});

Deno.test("removal never brings a secret together: what remains is looked at again", () => {
  const half = fake.alnum(20, 4);
  const body = JSON.stringify({ note: `ghp_${half}${MAIL.replace("ann.lee", " ann.lee")}` });
  assert.ok(scan(redacted(body, "remove"), allIn("remove")).redacted[0] === null);
});

const style = fc.constantFrom(...REDACTION_STYLES);
const planted = fc.constantFrom(...PLANTED);
/** Text around planted values, with what masks and marks are made of. */
const text = fc.array(
  fc.oneof(
    planted,
    fc.string({ maxLength: 6 }),
    fc.constantFrom("*", "****", " ", "-", "=", "[HASH:", "[REDACTED:", "token: ", "@", "1234", '"'),
  ),
  { minLength: 1, maxLength: 10 },
).map((pieces) => pieces.join(""));

/** Asserts that a second redaction has nothing to do. */
function settles(content: string, used: RedactionStyle, contentType: string): string {
  const first = scan(content, allIn(used), contentType);
  const once = first.redacted[0];
  if (once === null) return content;
  const again = scan(once as string, allIn(used), contentType);
  assert.equal(again.redacted[0], null, `${JSON.stringify(content)} → ${JSON.stringify(once)}`);
  return once as string;
}

const RUNS = { numRuns: 400 };

Deno.test("redacted JSON parses, keeps its shape, and redacting it again changes nothing, in every style", () => {
  fc.assert(
    fc.property(style, fc.array(fc.oneof(text, fc.integer()), { maxLength: 6 }), text, (used, list, note) => {
      const body = { list, note, card: Number(CARD.replaceAll(" ", "")) };
      const after = JSON.parse(settles(JSON.stringify(body), used, "application/json"));
      assert.deepEqual(Object.keys(after), Object.keys(body));
      assert.equal(after.list.length, list.length);
      assert.equal(typeof after.card, used === "remove" ? "object" : "string");
    }),
    RUNS,
  );
});

Deno.test("redacted forms have the same names in the same order, and stay as they are, in every style", () => {
  fc.assert(
    fc.property(style, fc.array(text, { minLength: 1, maxLength: 4 }), (used, values) => {
      const form = new URLSearchParams(values.map((value, i) => [`f${i}`, value.toWellFormed()]));
      const after = new URLSearchParams(settles(form.toString(), used, "application/x-www-form-urlencoded"));
      assert.deepEqual([...after.keys()], [...form.keys()]);
    }),
    RUNS,
  );
});

Deno.test("redacted multipart bodies have the same parts, and stay as they are, in every style", async () => {
  await fc.assert(
    fc.asyncProperty(style, fc.array(text, { minLength: 1, maxLength: 4 }), async (used, values) => {
      const parts = values.map((value, i) =>
        `--b\r\nContent-Disposition: form-data; name="f${i}"\r\n\r\n${value.toWellFormed()}\r\n`
      );
      const contentType = "multipart/form-data; boundary=b";
      const after = settles(`${parts.join("")}--b--\r\n`, used, contentType);
      const form = await new Response(after, { headers: { "content-type": contentType } }).formData();
      assert.deepEqual([...form.keys()], values.map((_, i) => `f${i}`));
    }),
    { numRuns: 150 },
  );
});

Deno.test("redacted markup has the same tags and attributes, and stays as it is, in every style", () => {
  fc.assert(
    fc.property(style, planted, planted, planted, (used, inText, inAttribute, bare) => {
      const word = bare.replaceAll(" ", "");
      const body = `<r><a b="${inAttribute}" c=${word} d='1'>${inText}</a><!-- ${inText} --></r>`;
      const after = settles(body, used, "text/html");
      assert.match(after, /^<r><a b="[^"<>]*" c=[^\s<>]+ d='1'>[^<>]*<\/a><!-- [^<>]* --><\/r>$/);
    }),
    RUNS,
  );
});

Deno.test("plain text and anything inside an encoding stay as they are once redacted, in every style", () => {
  const wrappers: ((value: string) => string)[] = [
    (value) => value,
    (value) => btoa(value),
    (value) => Buffer.from(value).toString("hex"),
    (value) => encodeURIComponent(value),
    (value) => JSON.stringify({ inner: value }),
    (value) => Buffer.from(gzipSync(value)).toString("base64"),
  ];
  fc.assert(
    fc.property(style, fc.constantFrom(...wrappers), planted, planted, (used, wrap, one, two) => {
      const body = `see ${wrap(`first ${one} and ${two} end`)} end`;
      const after = settles(body, used, "text/plain");
      for (const value of [one, two]) assert.ok(!after.includes(value));
    }),
    RUNS,
  );
  fc.assert(fc.property(style, text, (used, body) => void settles(body, used, "text/plain")), {
    numRuns: 1500,
  });
});
