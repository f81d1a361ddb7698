import assert from "node:assert/strict";
import { measure, rates, scoreTypes, total } from "./pii_types.ts";

const MAIL = "ann.lee@corp" + ".net";
const spans = [{ start: 3, end: 3 + MAIL.length, type: "EMAIL_ADDRESS" }];
const ROWS = [
  {
    id: "1",
    source: "presidio-research",
    label: true,
    text: `😀😀 ${MAIL}`,
    types: ["EMAIL_ADDRESS"],
    spans,
  },
  {
    id: "2",
    source: "presidio-research",
    label: true,
    text: "write to ann",
    types: ["EMAIL_ADDRESS"],
    spans: [{ start: 9, end: 12, type: "EMAIL_ADDRESS" }],
  },
  { id: "3", source: "presidio-research", label: false, text: `or ${MAIL}`, types: [], spans: [] },
  {
    id: "4",
    source: "presidio",
    label: false,
    text: `or ${MAIL}`,
    types: ["EMAIL_ADDRESS"],
    spans: [],
    negative_for: "EMAIL_ADDRESS",
  },
  {
    id: "5",
    source: "presidio",
    label: true,
    text: `${MAIL} and ${MAIL}`,
    types: ["EMAIL_ADDRESS"],
    spans: null,
    expected_count: 2,
  },
];

Deno.test("spans found, missed and made up are counted apart, in code points or by number", () => {
  const score = scoreTypes(ROWS).find(({ type }) => type === "EMAIL_ADDRESS")!;
  const { spans, found, extra, negatives, flagged } = score;
  assert.deepEqual({ spans, found, extra, negatives, flagged }, {
    spans: 4,
    found: 3,
    extra: 1,
    negatives: 1,
    flagged: 1,
  });
  assert.deepEqual(rates(score), { recall: 0.75, precision: 0.75, f1: 0.75 });
  assert.equal(total([score, score]).found, 6);
});

Deno.test("the share of the table's line is F1", async () => {
  const line = (await measure(ROWS)).find(({ source, measure }) =>
    source === "EMAIL_ADDRESS" && measure.includes("any")
  )!;
  assert.equal(line.hits / line.rows, 0.75);
});
