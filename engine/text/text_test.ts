import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeRun } from "./base_codes.ts";
import { decodeBackslashes, decodeEntities, decodePercent } from "./escapes.ts";
import { readFields } from "./fields.ts";
import { fold } from "./fold.ts";
import { readJsonLeaves } from "./json_leaves.ts";
import { asIs, rootLayer } from "./layer.ts";
import { readMultipart } from "./multipart.ts";
import { survey } from "./survey.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

Deno.test("decodeUtf8() and encodeUtf8() lose no byte, whatever the bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      assert.deepEqual([...encodeUtf8(decodeUtf8(bytes))], [...bytes]);
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.equal(decodeUtf8(new TextEncoder().encode(text)), text.toWellFormed());
  }));
});

Deno.test("decodeUtf8() takes bodies longer than its buffer with one bad byte at the end", () => {
  const bytes = new Uint8Array(100_001).fill(0x61);
  bytes[100_000] = 0xff;
  const text = decodeUtf8(bytes);
  assert.equal(text.length, 100_001);
  assert.deepEqual(encodeUtf8(text), bytes);
});

Deno.test("readJsonLeaves() yields every string, key and number of any JSON, with spans of the source", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const leaves = readJsonLeaves(json, 0, json.length);
      assert.ok(leaves !== undefined);
      const found: string[] = [];
      for (let i = 0; i < leaves.length; i++) {
        const raw = json.slice(leaves.startOf(i), leaves.endOf(i));
        found.push(
          leaves.roleOf(i) === "number"
            ? raw
            : decodeBackslashes(json, leaves.startOf(i), leaves.endOf(i)).text,
        );
        assert.equal(leaves.isEscaped(i), raw.includes("\\"));
      }
      assert.deepEqual(found, expectedLeaves(json));
    }),
    { numRuns: 1000 },
  );
});

/** Strings, keys and numbers in source order, by the platform's own tokens. */
function expectedLeaves(json: string): string[] {
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g) ?? [];
  return tokens.map((token) => token.startsWith('"') ? JSON.parse(token) as string : token);
}

Deno.test("readJsonLeaves() agrees with JSON.parse on what is JSON, apart from escapes, words and numbers that nothing rests on", () => {
  const piece = fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', "1", "true", " ", '"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const leaves = readJsonLeaves(text, 0, text.length);
      if (valid) assert.ok(leaves !== undefined, text);
      else assert.ok(leaves === undefined || leaves.values !== 1 || /\d{2}|1[a-z]|[a-z]1/.test(text), text);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("paths name keys and indices, quoting keys that are no words", () => {
  const json = '{"a":[{"b c":1},2],"d":{}}';
  const leaves = readJsonLeaves(json, 0, json.length)!;
  const paths = Array.from({ length: leaves.length }, (_, i) => leaves.pathOf(i));
  assert.deepEqual(paths, ["$.{key}", "$.a[0].{key}", '$.a[0]["b c"]', "$.a[1]", "$.{key}"]);
  assert.equal(leaves.labelOf(2), "a.b c");
});

Deno.test("decoders map every unit back to where it came from", () => {
  const cases = [
    [decodeBackslashes, "a\\u0041\\n\\q", "aA\n\\q"],
    [decodePercent, "a%41%C3%A9%F0%9F%98%80%zz%", "aAé😀%zz%"],
    [decodeEntities, "a&#65;&#x42;&amp;&nope;", "aAB&&nope;"],
  ] as const;
  for (const [decode, source, text] of cases) {
    const decoded = decode(source, 0, source.length);
    assert.equal(decoded.text, text);
    assert.equal(decoded.offsets.length, text.length + 1);
    assert.equal(decoded.offsets.at(-1), source.length);
    assert.equal(source[decoded.offsets[0]!], "a");
    assert.ok(decoded.offsets.every((offset, i) => i === 0 || offset >= decoded.offsets[i - 1]!));
  }
});

Deno.test("decodePercent() agrees with the platform on any well-formed text", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const encoded = encodeURIComponent(text.toWellFormed());
    assert.equal(decodePercent(encoded, 0, encoded.length).text, text.toWellFormed());
  }));
});

Deno.test("decoders never throw and keep their maps in order on any text", () => {
  const piece = fc.constantFrom(
    "%",
    "%4",
    "%C3",
    "%ff",
    "\\",
    "\\u",
    "\\u00",
    "&#",
    "&#x41;",
    "&#9999999;",
    "\u200b",
    "\ud835\udc00",
    "\ud800",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      for (
        const decoded of [
          decodePercent(text, 0, text.length),
          decodeBackslashes(text, 0, text.length),
          decodeEntities(text, 0, text.length),
          fold(text),
        ]
      ) {
        assert.equal(decoded.offsets.length, decoded.text.length + 1);
      }
    }),
    { numRuns: 2000 },
  );
});

Deno.test("decodeRun() takes text in base64 of either alphabet and in hex, writes it back, and leaves hashes and binary alone", () => {
  const text = "héllo wörld, this is ~~~ text??";
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const url = base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const hex = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  for (const run of [base64, url, hex]) {
    const decoded = decodeRun(run, { from: 0, to: run.length }, { chars: 100_000, guesses: 4 });
    assert.ok(decoded !== undefined && "text" in decoded);
    assert.equal(decoded.text, text);
    assert.equal(decoded.encode(text), run);
  }
  for (
    const run of [
      "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "iVBORw0KGgoAAAANSUhEUgAAAAE=",
      "ThisIsAnIdentifierNotText",
    ]
  ) {
    assert.equal(decodeRun(run, { from: 0, to: run.length }, { chars: 100_000, guesses: 4 }), undefined, run);
  }
});

Deno.test("readMultipart() gives each part's name, type and exact content, and nothing when no part begins", () => {
  const text =
    '--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/csv\r\n\r\n1,2\r\n--x--';
  const [part] = readMultipart(text, { from: 0, to: text.length }, 'multipart/form-data; boundary="x"')!;
  assert.equal(part?.name, "a");
  assert.equal(part?.contentType, "text/csv");
  assert.equal(text.slice(part!.body.from, part!.body.to), "1,2");
  assert.equal(readMultipart("no parts", { from: 0, to: 8 }, "multipart/form-data; boundary=x"), undefined);
  assert.equal(readMultipart(text, { from: 0, to: text.length }, "multipart/form-data"), undefined);
});

Deno.test("survey() marks numbers that stand free, runs that may be encoded, and characters that need decoding", () => {
  const text = "call +1 (415) 555-2671 sha0123456789 GB82 WEST %41 " + "aGVsbG8gd29ybGQhISE=";
  const seen = survey(text, 0, text.length);
  assert.deepEqual(seen.numbers.map(({ start, end }) => text.slice(start, end)), ["1 (415) 555-2671", "82"]);
  assert.deepEqual(text.slice(seen.runs[0], seen.runs[1]), "aGVsbG8gd29ybGQhISE=");
  assert.equal(seen.percent, true);
  assert.equal(seen.nonAscii, false);
});

function fieldsOf(text: string): string[] {
  const leaves = readFields(rootLayer(text), { from: 0, to: text.length }, {
    root: "form",
    chain: [],
    write: asIs,
  });
  return leaves.map(({ layer, from, to }) => layer.text.slice(from, to));
}

Deno.test("readFields() tells names from values, and takes as long for names without values", () => {
  assert.deepEqual(fieldsOf("a=1&b&&c=2=3&=4&d="), ["a", "1", "b", "", "c", "2=3", "", "4", "d", ""]);
  assert.deepEqual(fieldsOf("a&b=%41+c"), ["a", "", "b", "A c"]);
  assert.equal(fieldsOf("ab&".repeat(300_000)).length, 600_000);
});

Deno.test("survey() finds each run of twenty and more, wherever it begins", () => {
  const unit = fc.constantFrom(..."abcXYZ019+/_-= .,é");
  const text = fc.array(fc.string({ unit, maxLength: 45 }), { maxLength: 6 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(text, fc.nat(9), (whole, from) => {
      const expected = [...whole.slice(from).matchAll(/[A-Za-z0-9+/_=-]{20,}/g)]
        .flatMap(({ index, 0: run }) => [from + index, from + index + run.length]);
      assert.deepEqual(survey(whole, Math.min(from, whole.length), whole.length).runs, expected);
    }),
    { numRuns: 2000, seed: 7 },
  );
});
