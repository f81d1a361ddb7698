import assert from "node:assert/strict";
import fc from "fast-check";
import { fake } from "../rules/fake_value.ts";
import { scanParts } from "../scan/mod.ts";
import { packedIn } from "./packed.ts";
import { textPayloads } from "./text_payloads.ts";
import { urlPayloads } from "./url_payloads.ts";

const NOTES = "Minutes of the meeting in March: we will close the office in Lyon and nobody knows that yet";
const RECORD = JSON.stringify({ user: "amy", role: "admin", plan: "enterprise", seats: 42, region: "eu-1" });
const base64 = (text: string) => btoa(text);
const base64url = (text: string) => btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const hex = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function base32(text: string): string {
  const bits = [...new TextEncoder().encode(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(group.padEnd(5, "0"), 2)])
    .join("");
}

const shapesOf = (url: string) => urlPayloads(url).map(({ shape }) => shape);

/** Runs of base64 characters, as the scan's survey finds them. */
function inText(text: string, label = "text") {
  const runs = [...text.matchAll(/[A-Za-z0-9+/_=-]{20,}/g)].flatMap((m) => [m.index, m.index + m[0].length]);
  return textPayloads(text, runs, label).map(({ shape }) => shape);
}

Deno.test("text under each encoding is told apart by what it says, and noise by its variety", () => {
  for (const encode of [base64, base64url, hex, base32]) {
    assert.equal(packedIn(encode(NOTES)), "prose");
    assert.equal(packedIn(encode(RECORD)), "record");
  }
  assert.equal(packedIn(fake.base64url(200, 7)), "noise");
  assert.equal(
    packedIn("a/path/of/words/and/more/words/in/lower/case/that/goes/on/and/on/for/a/while"),
    undefined,
  );
});

Deno.test("packed data is seen in the query, the path and the name of an address", () => {
  for (const encode of [base64url, hex, base32]) {
    assert.deepEqual(shapesOf(`https://c.example.com/p?d=${encode(NOTES)}`), ["query"]);
    assert.deepEqual(shapesOf(`https://c.example.com/p?${encode(NOTES)}`), ["query"]);
    assert.deepEqual(shapesOf(`https://c.example.com/in/${encode(NOTES)}/x`), ["path"]);
  }
  assert.deepEqual(shapesOf(`https://c.example.com/p?d=${encodeURIComponent(base64(NOTES))}`), ["query"]);
  assert.deepEqual(shapesOf(`https://c.example.com/p?d=${fake.base64url(240, 2)}`), ["query"]);
  assert.deepEqual(shapesOf(`https://${base32("lyon will be closed").slice(0, 60)}.x.example.com/`), [
    "subdomain",
  ]);
  assert.deepEqual(shapesOf(`https://${hex("lyon will be closed")}.x.example.com/`), ["subdomain"]);
  const labels = [1, 2, 3].map((seed) => fake.lower(30, seed)).join(".");
  assert.deepEqual(shapesOf(`https://${labels}.x.example.com/`), ["subdomain"]);
});

Deno.test("prose is out of place even under a name for opaque values, and many small pieces count together", () => {
  assert.deepEqual(shapesOf(`https://c.example.com/p?cursor=${base64url(NOTES)}`), ["query"]);
  const pieces = base64url(NOTES + NOTES).match(/.{1,28}/g) ?? [];
  assert.deepEqual(
    shapesOf(`https://c.example.com/p?${pieces.map((piece, i) => `p${i}=${piece}`).join("&")}`).length > 0,
    true,
  );
  const drawn = Array.from({ length: 8 }, (_, i) => `p${i}=${fake.lower(24, i + 1)}`).join("&");
  assert.deepEqual(shapesOf(`https://c.example.com/p?${drawn}`), ["chunks"]);
});

Deno.test("signed addresses, identifiers, digests, cursors and names that services give are no data", () => {
  const sha = fake.hex(64, 3);
  const jwt = `${base64url('{"alg":"RS256","typ":"JWT"}')}.${base64url(RECORD)}.${fake.base64url(86, 1)}`;
  const innocent = [
    `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${
      fake.upper(20)
    }%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=${
      fake.base64url(900)
    }&X-Amz-Signature=${sha}`,
    `https://storage.googleapis.com/b/k?GoogleAccessId=a%40b.iam&Expires=1&Signature=${fake.base64url(344)}`,
    `https://storage.googleapis.com/b/k?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Signature=${fake.hex(512)}`,
    `https://a.blob.core.windows.net/c/k?sv=2024-01-01&se=2026-01-01&sp=r&sig=${
      encodeURIComponent(fake.base64(43) + "=")
    }`,
    `https://d111111abcdef8.cloudfront.net/k?Expires=1&Policy=${base64url(RECORD + RECORD)}&Signature=${
      fake.base64url(344)
    }&Key-Pair-Id=${fake.upper(20)}`,
    `https://app.example.com/cb?id_token=${jwt}`,
    `https://app.example.com/things/${fake.uuid()}/${sha}/${fake.hex(40)}`,
    `https://api.example.com/list?page_token=${
      base64url('{"id":123456,"created_at":"2026-01-01T00:00:00Z"}')
    }`,
    `https://api.example.com/list?after=${base64url("arrayconnection:1234567890")}&first=50`,
    `https://api.example.com/nodes/${base64url("gid://shopify/Product/1234567890")}`,
    `https://docs.google.com/document/d/${fake.base64url(44)}/edit`,
    `https://discord.com/api/webhooks/${fake.digits(19)}/${fake.base64url(68)}`,
    `https://api.telegram.org/bot${fake.digits(10)}:${fake.base64url(35)}/sendMessage`,
    `https://hooks.slack.com/services/T${fake.upper(9)}/B${fake.upper(9)}/${fake.alnum(24)}`,
    `https://graph.microsoft.com/v1.0/me/messages/AAMkA${fake.base64url(147)}=`,
    `https://cdn.example.com/assets/main.${fake.hex(20)}.js?v=${fake.hex(12)}`,
    `https://${fake.hex(32)}-${fake.digits(10)}.us-east-1.elb.amazonaws.com/`,
    `https://my-app-git-feature-long-branch-name-acme-team.vercel.app/`,
    `https://git.example.com/acme/web/blob/${fake.hex(40)}/src/components/very_long_component_name_test.tsx`,
    "https://www.example.com/a-title-made-of-many-words-that-goes-on-and-on-for-the-search-engines-2026",
    `https://accounts.example.com/o/oauth2/auth?state=${base64url('{"return_to":"/home"}')}&code_challenge=${
      fake.base64url(43)
    }&nonce=${fake.alnum(32)}`,
    `https://shop.example.com/?gclid=${
      fake.base64url(95)
    }&utm_source=newsletter&utm_campaign=spring_sale_for_everyone`,
  ];
  for (const url of innocent) assert.deepEqual(urlPayloads(url), [], url);
});

Deno.test("packed data is seen in what people write, and not where files, keys and digests stand", () => {
  assert.deepEqual(inText(`for later: ${base64(NOTES)}`), ["text"]);
  assert.deepEqual(inText(base64(NOTES)), ["text"]);
  assert.deepEqual(inText(`see ${hex(NOTES)}`), ["text"]);
  assert.deepEqual(inText(base64(NOTES), "content"), []);
  assert.deepEqual(inText(`for later: ${base64(NOTES)}`, "content"), ["text"]);
  assert.deepEqual(inText(`![x](data:image/png;base64,${fake.base64(800)})`), []);
  assert.deepEqual(inText(`ssh-rsa AAAAB3NzaC1yc2E${fake.base64(700)} amy@host`), []);
  assert.deepEqual(inText(`"integrity": "sha512-${fake.base64(86)}=="`), []);
  assert.deepEqual(inText(`docker pull img@sha256:${fake.hex(64)}`), []);
});

Deno.test("a picture tells its host what stands in its address, packed or in words", () => {
  const said = encodeURIComponent("the office in Lyon will be closed in March");
  assert.deepEqual(inText(`![ok](https://i.example.com/p.png?q=${base64url(NOTES)})`), ["image_url"]);
  assert.deepEqual(inText(`![ok](https://i.example.com/p.png?q=${said})`), ["image_url"]);
  assert.deepEqual(inText(`<img alt="x" src="https://i.example.com/p.png?q=${said}">`), ["image_url"]);
  assert.deepEqual(inText("![build](https://i.example.com/badge.svg?branch=main&label=build%20status)"), []);
  assert.deepEqual(inText("![logo](https://i.example.com/logo.png) and ![](relative.png?q=1)"), []);
});

Deno.test("a scan tells where packed data stands and gives the reason for it", () => {
  const watch = { enter() {}, expired: () => false, now: () => 0 };
  const content = JSON.stringify({
    channel: "C1",
    blocks: [{ text: `note ${base64(NOTES)}` }],
    file: base64(NOTES),
  });
  const parts = [
    { kind: "url", content: `https://c.example.com/p?d=${base64url(NOTES)}` },
    { kind: "body", contentType: "application/json", content },
  ] as const;
  const report = scanParts({ parts, host: "c.example.com", want: { redact: false }, timeoutMs: 1000 }, watch);
  assert.deepEqual(report.reasonCodes, ["ENCODED_PAYLOAD"]);
  assert.deepEqual(report.payloads?.map(({ part, path, shape }) => [part, path, shape]), [
    ["url", "query.d", "query"],
    ["body", "$.blocks[0].text", "text"],
  ]);
});

Deno.test("any address and any text can be looked at", () => {
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), (url) => void urlPayloads(url)));
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
    urlPayloads(text);
    urlPayloads(`https://h.example.com/${text}`);
    packedIn(text);
    inText(text);
  }));
});
