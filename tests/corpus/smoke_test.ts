import assert from "node:assert/strict";
import { fake } from "../../engine/rules/fake_value.ts";
import { corporaFolder, scoreCorpora } from "./main.ts";
import { scanPlain } from "./measure.ts";
import { scoreBenign, scorePii, scoreSecrets } from "./score.ts";

const KEY = fake.alnum(32);

Deno.test("the scoring of secrets counts what is found, what is missed and what is wrongly found", () => {
  const rows = [
    { id: "1", source: "own", label: true, text: `api_key = "${KEY}"`, secret: KEY },
    { id: "2", source: "own", label: true, text: "nothing to see", secret: "see" },
    { id: "3", source: "own", label: true, text: "x", secret: "x", placeholder_like: true },
    { id: "4", source: "own", label: false, neg_kind: "realistic", text: `api_key = "${KEY}"` },
    { id: "5", source: "own", label: false, neg_kind: "realistic", text: "api_key = null" },
  ];
  const [recall, , wrong] = scoreSecrets(rows).filter((score) =>
    score.source === "own" || score.measure !== "recall"
  );
  assert.deepEqual([recall?.hits, recall?.rows, recall?.wrong], [1, 2, ["2"]]);
  assert.deepEqual([wrong?.hits, wrong?.rows, wrong?.wrong], [1, 2, ["4"]]);
});

Deno.test("the scoring of personal data reads spans in code points", () => {
  const mail = "ann.lee@corp" + ".net";
  const spans = [{ start: 3, end: 3 + mail.length, type: "EMAIL_ADDRESS" }];
  const rows = [{
    id: "1",
    source: "presidio-research",
    label: true,
    text: `😀😀 ${mail}`,
    types: ["EMAIL_ADDRESS"],
    spans,
  }];
  const score = scorePii(rows).find((line) =>
    line.measure === "recall EMAIL_ADDRESS" && line.source === "all"
  );
  assert.deepEqual([score?.hits, score?.rows], [1, 1]);
});

Deno.test("the scoring of ordinary calls leaves out rows that name sensitive values", () => {
  const row = {
    source: "own",
    url: "https://host.test/x",
    content_type: "application/json",
    body: `{"api_key":"${KEY}"}`,
  };
  const rows = [{ id: "1", ...row }, { id: "2", ...row, sensitive_keys: ["api_key"] }, {
    id: "3",
    ...row,
    body: '{"a":1}',
  }];
  const score = scoreBenign(rows).find((line) => line.measure.includes("MEDIUM up") && line.source === "all");
  assert.deepEqual([score?.hits, score?.rows], [1, 2]);
});

Deno.test("ordinary text of this project's own making holds no secret", () => {
  const texts = [
    "The quick brown fox renewed the token of its session yesterday, and nobody asked for the key.",
    JSON.stringify({
      id: 17,
      sha: fake.hex(40),
      etag: `"${fake.hex(32)}"`,
      cursor: fake.base64(44),
      created_at: 1609459200,
    }),
    "import { token } from './token.ts'; const password = readPassword(); const key = keys[index];",
    "SELECT id, name FROM users WHERE password_hash IS NOT NULL AND api_key_id = 42;",
  ];
  for (const text of texts) {
    assert.deepEqual(scanPlain(text).findings.filter((f) => f.class === "SECRETS"), [], text);
  }
});

Deno.test({
  name: "on the corpora, when they are there, recall and false positives stay within their floors",
  ignore: corporaFolder() === undefined,
  fn: async () => {
    const scores = await scoreCorpora(corporaFolder()!);
    const share = (file: string, measure: string) => {
      const score = scores.find((line) =>
        line.file === file && line.measure === measure && line.source === "all"
      );
      return score === undefined ? undefined : score.hits / score.rows;
    };
    const floors = [
      ["secrets", "recall", 0.8],
      ["pii", "recall CREDIT_CARD", 0.95],
      ["pii", "recall IBAN_CODE", 0.95],
      ["pii", "recall US_SSN", 0.95],
      ["pii", "recall EMAIL_ADDRESS", 0.95],
      ["pii", "recall PHONE_NUMBER", 0.75],
    ] as const;
    for (const [file, measure, floor] of floors) {
      const value = share(file, measure);
      if (value !== undefined) {
        assert.ok(value >= floor, `${file} ${measure}: ${value}, at least ${floor} wanted`);
      }
    }
    const wrong = share("benign", "false positives, SECRETS MEDIUM up");
    if (wrong !== undefined) assert.ok(wrong <= 0.005, `${wrong} of ordinary calls flagged`);
  },
});
