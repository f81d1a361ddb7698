import assert from "node:assert/strict";
import { fake } from "../../engine/rules/fake_value.ts";
import { testUnless } from "../skips.ts";
import * as addresses from "./addresses.ts";
import * as benign from "./benign.ts";
import { corporaFolder, scoreCorpora, whyNoCorpora } from "./corpora.ts";
import { scanPlain } from "./measure.ts";
import { type Score, scoreRows, shareOf } from "./score.ts";
import * as secrets from "./secrets.ts";
import { causesList, scoresToJson, scoreTable, wrongList } from "./table.ts";
import * as verdicts from "./verdicts.ts";
import * as wrapped from "./wrapped.ts";

const KEY = fake.alnum(32);
const SECRET_ROW = {
  id: "1",
  source: "own",
  rule: "own",
  label: true,
  text: `api_key = "${KEY}"`,
  secret: KEY,
};

function line(scores: readonly Score[], measure: string, source = "all"): Score {
  const score = scores.find((one) => one.measure === measure && one.source === source);
  assert.ok(score !== undefined, `no line "${measure}" of "${source}"`);
  return score;
}

function counts({ hits, rows }: Score): string {
  return `${hits}/${rows}`;
}

Deno.test("the scoring of secrets counts what is found, what is missed and what is wrongly found", async () => {
  const rows = [
    SECRET_ROW,
    { ...SECRET_ROW, id: "2", text: "nothing to see", secret: "see" },
    { ...SECRET_ROW, id: "3", text: "x", secret: "x", placeholder_like: true },
    { ...SECRET_ROW, id: "4", label: false, neg_kind: "realistic" },
    { ...SECRET_ROW, id: "5", label: false, neg_kind: "realistic", text: "api_key = null" },
    { ...SECRET_ROW, id: "6", label: false, neg_kind: "realistic", token_like: true },
  ];
  const scores = await secrets.measure(rows);
  const recall = line(scores, "recall", "own");
  assert.deepEqual([counts(recall), recall.wrong.map(({ id }) => id)], ["1/2", ["2"]]);
  const alarms = line(scores, "false positives, MEDIUM up");
  assert.deepEqual([counts(alarms), alarms.wrong.map(({ id }) => id)], ["1/2", ["4"]]);
});

Deno.test("a finding elsewhere in the text does not count as the secret found", async () => {
  const row = { ...SECRET_ROW, text: `other words\napi_key = "${KEY}"`, secret: "other words" };
  assert.equal(counts(line(await secrets.measure([row]), "recall")), "0/1");
  const byLine = { ...row, source: "kingfisher", text: `other words; api_key = "${KEY}"` };
  assert.equal(counts(line(await secrets.measure([byLine]), "recall")), "1/1");
});

Deno.test("secrets that are found as written are looked for in every wrapping", async () => {
  const scores = await wrapped.measureSecrets([SECRET_ROW, { ...SECRET_ROW, text: "no", secret: "no" }]);
  for (const name of wrapped.WRAPPINGS.keys()) assert.equal(line(scores, `found in ${name}`).rows, 1, name);
  assert.equal(line(scores, "found in JSON string").hits, 1);
  assert.equal(line(scores, "found in base64").hits, 1);
});

const CALL_ROW = {
  id: "1",
  source: "own",
  direction: "request",
  method: "POST",
  url: "https://host.test/x",
  content_type: "application/json",
  body: `{"api_key":"${KEY}"}`,
};

Deno.test("the scoring of ordinary calls leaves out rows that name sensitive values", async () => {
  const rows = [CALL_ROW, { ...CALL_ROW, id: "2", sensitive_keys: ["api_key"] }, {
    ...CALL_ROW,
    id: "3",
    body: '{"a":1}',
  }];
  assert.equal(counts(line(await benign.measure(rows), "false positives, SECRETS MEDIUM up")), "1/2");
  assert.equal(counts(line(await wrapped.measureBenign(rows), "new alarms in base64")), "0/1");
});

Deno.test("ordinary requests get the verdict of the real engine, and the rule that gave it is counted", async () => {
  const holds = { ...CALL_ROW, body: `{"text":"${"ghp_" + fake.alnum(36)} api_key=${KEY}"}` };
  const scores = await verdicts.measure([
    { ...CALL_ROW, body: '{"a":1}' },
    { ...holds, id: "2" },
    { ...holds, id: "3", direction: "response" },
  ]);
  const stopped = line(scores, "requests stopped for what they hold");
  const changed = line(scores, "requests changed");
  assert.deepEqual([stopped.rows, stopped.hits + changed.hits], [2, 1]);
  assert.equal(Object.values({ ...stopped.causes, ...changed.causes }).length, 1);
});

Deno.test("addresses go through the proxy's own parser and guard, without any look-up", async () => {
  const row = (id: string, url: string, label: string) => ({
    id,
    source: "own",
    url,
    label,
    technique: "own",
  });
  const scores = await addresses.measure([
    row("1", "http://127.0.0.1/", "internal"),
    row("2", "http://[::ffff:10.0.0.1]/", "internal"),
    row("3", "http://10.0.0.1.nip.io/", "internal"),
    row("4", "http://[", "invalid"),
    row("5", "https://api.github.com/", "external"),
    { ...row("6", "https://inside.company.com/", "internal"), resolves_to: "192.168.1.1" },
  ]);
  assert.equal(counts(line(scores, "internal refused")), "4/4");
  assert.equal(counts(line(scores, "invalid refused")), "1/1");
  assert.equal(counts(line(scores, "external refused")), "0/1");
});

Deno.test("the table marks goals, and what is listed or written shows no value", async () => {
  const missed = { ...SECRET_ROW, text: `nothing says what ${KEY} is`, secret: KEY };
  const scores = [
    ...await secrets.measure([SECRET_ROW, { ...missed, id: "2" }]),
    ...await scoreRows([SECRET_ROW], { file: "own", measure: "own", counts: "alarms", goal: 0.5 }, () => ({
      counted: false,
      us: 1,
      cause: "never",
    })),
  ];
  const table = scoreTable(scores);
  assert.match(table, /recall +\| all +\| +1\/2 \| +50 % \| ≥ 95 % \| short/);
  assert.match(table, /own +\| own +\| all +\| +0\/1 \| +0 % \| ≤ 50 % \| +ok/);
  const listed = wrongList(scores, 3);
  assert.match(listed, /2 {2}own: nothing says what <32: a-zA-Z0-9> is/);
  assert.equal(causesList(scores), "");
  const json = scoresToJson(scores);
  assert.equal(JSON.parse(json).scores[0].share, 0.5);
  for (const text of [table, listed, json]) assert.ok(!text.includes(KEY.slice(4, 12)));
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

/** Well below what is measured for finds, well above for alarms: these catch a break, the table shows the rest. */
const BOUNDS: readonly (readonly [file: string, measure: string, atLeast: number, atMost: number])[] = [
  ["secrets", "recall", 0.85, 1],
  ["secrets", "false positives, MEDIUM up", 0, 0.05],
  ["secrets", "found in JSON string", 0.93, 1],
  ["secrets", "found in JSON twice", 0.93, 1],
  ["secrets", "found in URL-encoded", 0.93, 1],
  ["secrets", "found in base64", 0.93, 1],
  ["secrets", "found in hex", 0.93, 1],
  ["pii", "recall CREDIT_CARD", 0.95, 1],
  ["pii", "recall IBAN_CODE", 0.95, 1],
  ["pii", "recall US_SSN", 0.95, 1],
  ["pii", "recall EMAIL_ADDRESS", 0.95, 1],
  ["pii", "recall PHONE_NUMBER", 0.85, 1],
  ["benign", "false positives, SECRETS MEDIUM up", 0, 0.005],
  ["benign", "new alarms in base64", 0, 0.005],
  ["benign", "requests stopped for what they hold", 0, 0.02],
  ["toolcalls", "prevented, AgentDojo runs", 0.95, 1],
  ["toolcalls", "prevented, InjecAgent data stealing", 0.85, 1],
  ["toolcalls", "benign runs stopped", 0, 0.03],
  ["toolcalls", "injection not followed, stopped", 0, 0.1],
  ["toolcalls", "benign runs stopped by correlation", 0, 0.01],
  ["toolcalls", "not followed, stopped by correlation", 0, 0.06],
  ["ssrf", "internal refused", 1, 1],
  ["ssrf", "invalid refused", 1, 1],
  ["ssrf", "external refused", 0, 0],
];

testUnless(
  whyNoCorpora(),
  "on the corpora, recall and false positives stay within their bounds",
  async () => {
    const { scores } = await scoreCorpora(corporaFolder()!);
    // A file that is not there bounds nothing; a figure that is gone from a file that is there does.
    const broken = BOUNDS.filter(([file]) => scores.some((one) => one.file === file)).flatMap(
      ([file, measure, atLeast, atMost]) => {
        const share = shareOf(line(scores.filter((one) => one.file === file), measure));
        const holds = share === undefined || (share >= atLeast && share <= atMost);
        return holds ? [] : [`${file}, ${measure}: ${share} is not within ${atLeast} and ${atMost}`];
      },
    );
    assert.deepEqual(broken, []);
  },
);
