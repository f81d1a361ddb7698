import fc from "fast-check";
import assert from "node:assert/strict";
import {
  byteSize,
  domainNames,
  hostNames,
  listenHost,
  oneOf,
  opaqueToken,
  path,
  serverUrl,
  storeSize,
  wholeNumber,
  yesOrNo,
} from "./setting_values.ts";

const PARSERS = {
  wholeNumber: wholeNumber(0, 65535),
  oneOf: oneOf("a", "b"),
  yesOrNo,
  byteSize,
  serverUrl,
  listenHost,
  hostNames,
  domainNames,
  path,
  opaqueToken: opaqueToken(1),
};

for (const [name, parse] of Object.entries(PARSERS)) {
  Deno.test(`${name} answers a value or what it wants, and never throws`, () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl(), fc.ipV6()), (text) => {
      const result = parse(text);
      assert.ok("value" in result ? result.value !== undefined : result.want.length > 0);
    }));
  });
}

Deno.test("wholeNumber takes decimal digits alone", () => {
  for (const text of ["", " 1", "1 ", "+1", "-1", "1.0", "1e3", "0x10", "١", "9".repeat(400)]) {
    assert.ok("want" in wholeNumber(0, 65535)(text), text);
  }
  fc.assert(fc.property(fc.nat(65535), (n) => {
    assert.deepEqual(wholeNumber(0, 65535)(String(n)), { value: n });
  }));
});

Deno.test("hostNames takes names and addresses, and nothing that could mean more than one host", () => {
  assert.deepEqual(hostNames("Interven.Example.com., [::1] ,10.0.0.5"), {
    value: ["interven.example.com", "::1", "10.0.0.5"],
  });
  for (const text of ["", "a,,b", "a:80", "*", "*.example.com", "http://a", "a/b", "a b", "a@b", "."]) {
    assert.ok("want" in hostNames(text), text);
  }
});

Deno.test("domainNames takes domains however they are written, and neither addresses nor top-level names", () => {
  assert.deepEqual(domainNames("@ACME.example., *.b.example,bücher.example"), {
    value: ["acme.example", "b.example", "xn--bcher-kva.example"],
  });
  for (
    const text of [
      "",
      "acme",
      "a@acme.example",
      "10.0.0.5",
      "*",
      "a.*.example",
      "http://a.example",
      "a.example:80",
      "a b.example",
    ]
  ) {
    assert.ok("want" in domainNames(text), text);
  }
});

Deno.test("byteSize reads decimal and binary units", () => {
  for (
    const [text, bytes] of [["1", 1], ["10MB", 1e7], ["10 mb", 1e7], ["1KiB", 1024], [
      "1GiB",
      2 ** 30,
    ]] as const
  ) {
    assert.deepEqual(byteSize(text), { value: bytes });
  }
  for (const text of ["0", "2GiB", "-1", "1.5MB", "MB", "1TB", ""]) assert.ok("want" in byteSize(text), text);
});

Deno.test("storeSize takes no limit or one that leaves room to work", () => {
  for (const [text, bytes] of [["0", 0], ["10MB", 1e7], ["1GB", 1e9], ["1024GiB", 2 ** 40]] as const) {
    assert.deepEqual(storeSize(text), { value: bytes });
  }
  for (const text of ["9MB", "1025GiB", "-1", "none", ""]) assert.ok("want" in storeSize(text), text);
});

Deno.test("serverUrl takes an origin with an optional path and nothing that hides a secret", () => {
  for (const text of ["http://u:p@h/", "ftp://h/", "h:80", "http://h/?q", "http://h/#f", ""]) {
    assert.ok("want" in serverUrl(text), text);
  }
  assert.ok("value" in serverUrl("https://h.example/base"));
});
