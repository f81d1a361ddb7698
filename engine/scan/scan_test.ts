import assert from "node:assert/strict";
import { gzipSync } from "fflate";
import type { ScanPart, ScanReport } from "../ports.ts";
import { fake } from "../rules/fake_value.ts";
import { DeadlineExceededError, RULE_IDS, scanParts } from "./mod.ts";

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };
const GITHUB = "ghp_" + fake.alnum(36, 3);
const SLACK = "xoxb-" + fake.digits(12) + "-" + fake.digits(12, 2) + "-" + fake.alnum(24);
const CARD = "4111" + "111111111111";

function scan(parts: readonly ScanPart[], host = ""): ScanReport {
  return scanParts({ parts, host, want: { redact: true }, timeoutMs: 1000 }, WATCH);
}

function body(content: string, contentType = "application/json"): ScanPart {
  return { kind: "body", contentType, content };
}

function rulesOf(report: ScanReport): string[] {
  return report.findings.map((finding) => finding.rule);
}

Deno.test("a finding tells rule, class, place, chain and a masked preview, never the value", () => {
  const text = JSON.stringify({ items: [{ "odd key": `x ${GITHUB}` }] });
  const [finding] = scan([body(text)]).findings;
  assert.deepEqual(finding, {
    rule: "github-pat",
    class: "SECRETS",
    confidence: "HIGH",
    part: "body",
    path: '$.items[0]["odd key"]',
    start: 2,
    end: 2 + GITHUB.length,
    chain: ["json"],
    preview: `ghp_…${GITHUB.slice(-4)}`,
  });
});

Deno.test("previews of short secrets show nothing, of mail addresses two letters and the top-level domain, of cards four digits", () => {
  const text = JSON.stringify({
    password: "k8!" + "Trout",
    mail: "ann.lee@corp" + ".net",
    card: `card ${CARD}`,
  });
  assert.deepEqual(scan([body(text)]).findings.map((finding) => finding.preview), [
    "…",
    "a…@c….net",
    "…1111",
  ]);
});

Deno.test("a JSON number that is a card becomes a string, and the JSON stays valid", () => {
  const { redacted } = scan([body(`{"card_number": ${CARD}, "n": 1.50}`)]);
  assert.equal(redacted[0], '{"card_number": "[REDACTED:CARD#1]", "n": 1.50}');
});

Deno.test("the same value gets the same number in every part, another value the next", () => {
  const other = "ghp_" + fake.alnum(36, 9);
  const { redacted } = scan([body(GITHUB, ""), body(`${other} ${GITHUB}`, "")]);
  assert.deepEqual(redacted, [
    "[REDACTED:GITHUB_TOKEN#1]",
    "[REDACTED:GITHUB_TOKEN#2] [REDACTED:GITHUB_TOKEN#1]",
  ]);
});

Deno.test("redaction keeps escapes, white space and order of all that it does not replace", () => {
  const text = `{ "a" : "\\u0041\\/ ${GITHUB} \\n\\"", "b":[1.0, true ] }\n`;
  assert.equal(scan([body(text)]).redacted[0], text.replace(GITHUB, "[REDACTED:GITHUB_TOKEN#1]"));
});

Deno.test("inside base64 only the encoded span changes, and it is encoded again in its own alphabet", () => {
  const inner = `{"note":"${GITHUB}","t":"é"}`;
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(inner))).replace(/=+$/, "");
  const report = scan([body(`{"data":"${encoded}","x":1}`)]);
  assert.deepEqual(report.findings[0]?.chain, ["json", "base64", "json"]);
  assert.deepEqual(report.reasonCodes, ["ENCODED_PAYLOAD"]);
  const data = JSON.parse(report.redacted[0] as string).data as string;
  assert.ok(!data.includes("="));
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  assert.equal(new TextDecoder().decode(bytes), inner.replace(GITHUB, "[REDACTED:GITHUB_TOKEN#1]"));
});

Deno.test("a key that holds a secret is masked in the paths of what stands below it", () => {
  const report = scan([body(JSON.stringify({ [GITHUB]: { inner: SLACK } }))]);
  assert.deepEqual(report.findings.map((finding) => finding.path), [
    "$.{key}",
    '$["[REDACTED:GITHUB_TOKEN#1]"].inner',
  ]);
});

Deno.test("a provider's secret is no finding at its home in header, URL or token field, and is one anywhere else", () => {
  const header = (value: string): ScanPart => ({ kind: "header", name: "authorization", content: value });
  assert.deepEqual(rulesOf(scan([header(`Bearer ${GITHUB}`)], "api.github.com")), []);
  assert.deepEqual(rulesOf(scan([header(`Bearer ${GITHUB}`)], "evil.test")), ["github-pat"]);
  assert.deepEqual(rulesOf(scan([header(`Bearer ${GITHUB}`)], "api.github.com.evil.test")), ["github-pat"]);
  assert.deepEqual(rulesOf(scan([header(`Basic ${btoa(`x:${GITHUB}`)}`)], "evil.test")), ["github-pat"]);
  const form = "application/x-www-form-urlencoded";
  assert.deepEqual(rulesOf(scan([body(`token=${SLACK}&text=hi`, form)], "slack.com")), []);
  assert.deepEqual(rulesOf(scan([body(`token=x&text=${SLACK}`, form)], "slack.com")), ["slack-token"]);
  assert.deepEqual(rulesOf(scan([body(`{"body":"${GITHUB}"}`)], "api.github.com")), ["github-pat"]);
});

Deno.test("a credential of no known provider is no finding in headers that are there for credentials", () => {
  const value = fake.alnum(40);
  for (const name of ["authorization", "x-api-key", "cookie", "proxy-authorization"]) {
    const part = {
      kind: "header",
      name,
      content: name === "cookie" ? `sid=${value}` : `Bearer ${value}`,
    } as const;
    assert.deepEqual(rulesOf(scan([part], "host.test")), []);
  }
  assert.deepEqual(
    rulesOf(scan([{ kind: "header", name: "x-note", content: `api_key=${value}` }], "host.test")),
    ["credential"],
  );
});

Deno.test("what goes home is still replaced in the URLs and headers that are stored, but not in the body that is sent", () => {
  const url = { kind: "url", content: `https://api.github.com/x?access_token=${GITHUB}` } as const;
  const report = scan([url, body(`{"token":"${GITHUB}"}`)], "api.github.com");
  assert.deepEqual(report.findings, []);
  assert.deepEqual(report.redacted, [
    "https://api.github.com/x?access_token=%5BREDACTED%3AGITHUB_TOKEN%231%5D",
    null,
  ]);
  assert.deepEqual(report.stored, [null, '{"token":"[REDACTED:GITHUB_TOKEN#1]"}']);
});

Deno.test("what may be stored is told apart only where a body holds a credential that goes home", () => {
  assert.equal(scan([body(`{"text":"${GITHUB}"}`)], "api.github.com").stored, undefined);
  const form = "application/x-www-form-urlencoded";
  const report = scan([body(`token=${SLACK}&text=${GITHUB}`, form)], "slack.com");
  assert.deepEqual(report.redacted, [`token=${SLACK}&text=%5BREDACTED%3AGITHUB_TOKEN%231%5D`]);
  assert.deepEqual(report.stored, [
    "token=%5BREDACTED%3ASLACK_TOKEN%231%5D&text=%5BREDACTED%3AGITHUB_TOKEN%231%5D",
  ]);
});

Deno.test("JSON is read as JSON whatever it is declared as, and stays valid when redacted", () => {
  const text = JSON.stringify({ text: GITHUB, card_number: Number(CARD) });
  for (
    const type of ["application/x-www-form-urlencoded", "text/plain", "", "multipart/form-data; boundary=b"]
  ) {
    const report = scan([body(text, type)]);
    assert.deepEqual(report.findings.map(({ path }) => path), ["$.text", "$.card_number"], type);
    assert.deepEqual(JSON.parse(report.redacted[0] as string), {
      text: "[REDACTED:GITHUB_TOKEN#1]",
      card_number: "[REDACTED:CARD#1]",
    });
  }
});

Deno.test("a token of the issuer's form and of random looks is certain, whatever its checksum; a made-up one is not", () => {
  assert.equal(scan([body(GITHUB)]).findings[0]?.confidence, "HIGH");
  assert.notEqual(scan([body("ghp_" + "abcabc123".repeat(4))]).findings[0]?.confidence, "HIGH");
});

Deno.test("parts of a multipart form are looked at by their own type, files as well, and boundaries stay", () => {
  const text = [
    "--b1",
    'Content-Disposition: form-data; name="meta"',
    "Content-Type: application/json",
    "",
    `{"t":"${GITHUB}"}`,
    "--b1",
    'Content-Disposition: form-data; name="file"; filename="a.txt"',
    "",
    `card ${CARD}`,
    "--b1--",
    "",
  ].join("\r\n");
  const report = scan([body(text, "multipart/form-data; boundary=b1")]);
  assert.deepEqual(report.findings.map((finding) => finding.path), ["form.meta.t", "form.file"]);
  assert.equal(
    report.redacted[0],
    text.replace(GITHUB, "[REDACTED:GITHUB_TOKEN#1]").replace(CARD, "[REDACTED:CARD#1]"),
  );
});

Deno.test("what stands before and behind the parts of a multipart form is looked at and redacted too", () => {
  const part = '--b1\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
  const text = `note ${GITHUB}\r\n${part}--b1--\r\nand ${SLACK} behind`;
  const report = scan([body(text, "multipart/form-data; boundary=b1")]);
  assert.deepEqual(report.findings.map((finding) => finding.path), ["form.{preamble}", "form.{epilogue}"]);
  assert.equal(
    report.redacted[0],
    text.replace(GITHUB, "[REDACTED:GITHUB_TOKEN#1]").replace(SLACK, "[REDACTED:SLACK_TOKEN#1]"),
  );
});

Deno.test("a body in a charset that is not read here is not called clean, nor is a part of one", () => {
  const bytes = new TextEncoder().encode("nothing to see");
  const form =
    '--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\nx\r\n--b--';
  const cases = [
    [bytes, "text/plain; charset=utf-7", true],
    [bytes, 'text/plain; charset="UTF-32LE"', true],
    [new TextEncoder().encode(form), "multipart/form-data; boundary=b", true],
    [bytes, "text/plain; charset=utf-8", false],
    [bytes, "text/plain; charset=iso-8859-1", false],
    [new TextEncoder().encode(form.replace("utf-16le", "utf-8")), "multipart/form-data; boundary=b", false],
  ] as const;
  for (const [content, contentType, unread] of cases) {
    const report = scan([{ kind: "body", contentType, content }]);
    assert.equal(report.reasonCodes.includes("BODY_NOT_INSPECTABLE"), unread, contentType);
  }
});

Deno.test("a specific rule wins over a generic one for the same value", () => {
  assert.deepEqual(rulesOf(scan([body(JSON.stringify({ api_token: GITHUB }))])), ["github-pat"]);
});

Deno.test("the name of a field decides: a page token is none, a client secret is one", () => {
  const value = fake.alnum(32);
  assert.deepEqual(
    rulesOf(scan([body(JSON.stringify({ next_page_token: value, etag: value, node_id: value }))])),
    [],
  );
  assert.deepEqual(rulesOf(scan([body(JSON.stringify({ client_secret: value }))])), ["credential"]);
});

Deno.test("lines of NDJSON are told apart in paths", () => {
  const report = scan([body(`{"a":1}\n{"a":"${GITHUB}"}\n`, "application/x-ndjson")]);
  assert.equal(report.findings[0]?.path, "$[1].a");
});

Deno.test("JSON nested a hundred thousand deep is read without a stack overflow", () => {
  const depth = 100_000;
  const text = `${"[".repeat(depth)}"${GITHUB}"${"]".repeat(depth)}`;
  assert.deepEqual(rulesOf(scan([body(text)])), ["github-pat"]);
});

Deno.test("broken JSON is looked at as text, its escapes decoded", () => {
  const report = scan([body(`{"a": "${GITHUB.replace("ghp_", "\\u0067hp_")}", `)]);
  assert.deepEqual(rulesOf(report), ["github-pat"]);
});

Deno.test("invisible and full-width characters inside a secret do not hide it", () => {
  const hidden = `${GITHUB.slice(0, 8)}\u200b${GITHUB.slice(8)}`;
  const wide = [...GITHUB].map((
    c,
  ) => (/[A-Za-z0-9]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join("");
  for (const text of [hidden, wide]) {
    const report = scan([body(`see ${text} end`, "text/plain")]);
    assert.deepEqual(rulesOf(report), ["github-pat"]);
    assert.equal(report.redacted[0], "see [REDACTED:GITHUB_TOKEN#1] end");
  }
});

Deno.test("when time is up the scan stops and names the rule that was next", () => {
  let calls = 0;
  const watch = { enter: () => {}, expired: () => ++calls > 2, now: () => 0 };
  const request = {
    parts: [body("api_key = ".repeat(1000), "")],
    host: "",
    want: { redact: false },
    timeoutMs: 1,
  };
  assert.throws(() => scanParts(request, watch), (error) => {
    assert.ok(error instanceof DeadlineExceededError);
    return RULE_IDS.includes(error.rule);
  });
});

Deno.test("encodings piled up beyond the limit are reported as not inspectable rather than clean", () => {
  let text = GITHUB;
  for (let i = 0; i < 12; i++) text = btoa(`layer ${text}`);
  assert.ok(scan([body(text, "text/plain")]).reasonCodes.includes("BODY_NOT_INSPECTABLE"));
});

Deno.test("a body in UTF-16 is read and redacted in its own encoding", () => {
  const encode = (text: string) => new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
  const content = encode(`\ufeff{"text":"${GITHUB}"}`);
  const report = scan([{ kind: "body", contentType: "application/json", content }]);
  assert.deepEqual(report.findings.map(({ path }) => path), ["$.text"]);
  assert.deepEqual(report.redacted[0], encode('\ufeff{"text":"[REDACTED:GITHUB_TOKEN#1]"}'));
});

Deno.test("a payload that unpacks without end is no crash, and not clean", () => {
  const bomb = gzipSync(new Uint8Array(20_000_000), { mtime: 0 }).toBase64();
  const report = scan([body(JSON.stringify({ data: bomb }))]);
  assert.deepEqual(report.reasonCodes, ["ENCODED_PAYLOAD", "BODY_NOT_INSPECTABLE"]);
});

Deno.test("a secret in packed, spaced or soft-broken spelling is found, and redacted inside of it", () => {
  const text = `the key is ${GITHUB}, keep it`;
  const bytes = new TextEncoder().encode(text);
  const hex = bytes.toHex().match(/../g)!;
  const spellings: Record<string, string> = {
    gzip: gzipSync(bytes).toBase64(),
    "quoted-printable": text.replace("ghp_", "ghp=5F").replace(/(.{30})/g, "$1=\r\n"),
    colons: hex.join(":"),
    list: hex.map((two) => `0x${two}`).join(", "),
    tags: [...text].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join(""),
  };
  for (const [name, spelling] of Object.entries(spellings)) {
    const report = scan([body(JSON.stringify({ note: spelling }))]);
    assert.ok(rulesOf(report).includes("github-pat"), name);
    const again = scan([body(report.redacted[0] as string)]);
    assert.deepEqual(rulesOf(again), [], name);
  }
});

Deno.test("a token that is cut over neighbouring fields is found in each, with one placeholder", () => {
  const cut = [GITHUB.slice(0, 4), GITHUB.slice(4, 20), GITHUB.slice(20)];
  const report = scan([body(JSON.stringify({ parts: [...cut, "next"] }))]);
  assert.deepEqual(rulesOf(report), ["github-pat", "github-pat", "github-pat"]);
  const one = "[REDACTED:GITHUB_TOKEN#1]";
  assert.deepEqual(JSON.parse(report.redacted[0] as string), { parts: [one, one, one, "next"] });
  const form = `a=${GITHUB.slice(0, 20)}&b=${GITHUB.slice(20)}&c=1`;
  const pieces = scan([body(form, "application/x-www-form-urlencoded")]);
  assert.equal(
    pieces.redacted[0],
    "a=%5BREDACTED%3AGITHUB_TOKEN%231%5D&b=%5BREDACTED%3AGITHUB_TOKEN%231%5D&c=1",
  );
  assert.deepEqual(rulesOf(scan([body(JSON.stringify(["ghp_", "is the prefix", "of tokens"]))])), []);
});

Deno.test("the name that stands beside a value names it, in JSON and in attributes", () => {
  const value = "tr0ub4" + "dor3&9";
  const pairs = [{ name: "DB_PASSWORD", value }, { value, type: "x", key: "admin_password" }];
  assert.deepEqual(scan([body(JSON.stringify(pairs))]).findings.map(({ path }) => path), [
    "$[0].value",
    "$[1].value",
  ]);
  assert.deepEqual(rulesOf(scan([body(JSON.stringify([{ name: "COLOUR", value: "green12345" }]))])), []);
  const xml =
    `<c><add key="password" value="tr0ub4${"dor3"}"/><entry key="db.password">tr0ub4${"dor3"}</entry></c>`;
  const report = scan([body(xml, "application/xml")]);
  assert.deepEqual(report.findings.map(({ path }) => path), ["$.c.add.@value", "$.c.entry"]);
});

Deno.test("text, attributes, comments and character data of markup are looked at and redacted where they stand", () => {
  const xml =
    `<?xml version="1.0"?><r a="${GITHUB}"><b>x &amp; ${GITHUB}</b><!-- ${GITHUB} --><![CDATA[<${GITHUB}>]]></r>`;
  const report = scan([body(xml, "text/xml")]);
  assert.deepEqual(report.findings.map(({ path }) => path), ["$.r.@a", "$.r.b", "$.r", "$.r"]);
  assert.equal(report.redacted[0], xml.replaceAll(GITHUB, "[REDACTED:GITHUB_TOKEN#1]"));
});

Deno.test("letters of other scripts that look like Latin ones do not hide a name", () => {
  const report = scan([body(JSON.stringify({ text: `p\u0430ssw\u043erd = tr0ub4${"dor3"}` }))]);
  assert.deepEqual(rulesOf(report), ["password"]);
});

Deno.test("a service's own field for a credential is its home, on that service alone and for that kind alone", () => {
  const jwt = [
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ",
    fake.alnum(43),
  ]
    .join(".");
  const token = "ghp_" + fake.alnum(36, 7);
  const password = "Xk29!m" + "Qz77";
  const rulesFound = (host: string, body: unknown) => {
    const content = JSON.stringify(body);
    const parts = [{ kind: "body", contentType: "application/json", content }] as const;
    const request = { parts, host, want: { redact: true }, timeoutMs: 1000 };
    return scanParts(request, { enter: () => {}, expired: () => false, now: () => 0 }).findings.map((
      { rule },
    ) => rule);
  };
  assert.deepEqual(rulesFound("api.github.com", { oidc_token: jwt, credentials: [token] }), []);
  assert.deepEqual(rulesFound("api.github.com", { note: jwt, oidc_token: "glpat-" + fake.alnum(20) }), [
    "jwt",
    "gitlab-personal-access-token",
  ]);
  assert.deepEqual(rulesFound("a.example", { oidc_token: jwt, credentials: [token] }), ["jwt", "github-pat"]);
  assert.deepEqual(rulesFound("api.box.com", { shared_link: { access: "open", password } }), []);
  assert.deepEqual(rulesFound("api.box.com", { note: { password } }), ["password"]);
});
