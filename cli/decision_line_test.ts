import assert from "node:assert/strict";
import type { Trace } from "../engine/types.ts";
import { approvalLine, decisionLine, noticeLine } from "./decision_line.ts";

const TRACE: Trace = {
  traceId: "trace-1",
  at: 1_700_000_000_000,
  door: "proxy",
  mode: "enforce",
  agentId: "agent",
  agentName: null,
  sessionId: "agent",
  runtime: null,
  env: null,
  method: "POST",
  url: "https://slack.com/api/chat.postMessage",
  action: {
    tool: "slack",
    operation: "post_message",
    verb: "WRITE",
    category: "message",
    host: "slack.com",
    facts: {},
  },
  decision: "DENY",
  riskScore: 0.91,
  riskBand: "CRITICAL",
  reasonCodes: ["SECRET_EGRESS"],
  message: "",
  policyId: "default",
  policyName: "Default",
  ruleId: "secrets-to-third-party",
  classifications: ["SECRETS"],
  signals: [],
  findings: [],
  approvalId: null,
  request: { headers: [], body: null, bodyBytes: 0, contentType: "", bodyCut: false },
  scanMs: 0.1,
  evaluateMs: 1.25,
};
const TEXT = { format: "text", colour: false } as const;

Deno.test("A decision is one line with decision, risk, tool, call, reasons and trace", () => {
  const line = decisionLine(TRACE, TEXT);
  assert.match(
    line,
    /^\d\d:\d\d:\d\d {2}DENY +0\.91 CRITICAL {2}slack\.post_message {2}POST https:\/\/slack\.com\/api\/chat\.postMessage SECRET_EGRESS {2}1\.\dms trace-1$/,
  );
});

Deno.test("What a caller sends cannot write to the terminal", () => {
  const url = "https://x.test/\x1b[2J\r\nALLOW\u202e" + "a".repeat(5000);
  const line = decisionLine({ ...TRACE, url }, TEXT);
  // deno-lint-ignore no-control-regex -- control characters must not be there
  assert.ok(!/[\u0000-\u001f\u202e]/.test(line), JSON.stringify(line));
  assert.ok(line.length < 400);
});

Deno.test("Colour is used only when asked for", () => {
  assert.ok(decisionLine(TRACE, { format: "text", colour: true }).includes("\x1b[31mDENY"));
  assert.ok(!decisionLine(TRACE, { format: "json", colour: true }).includes("\x1b"));
});

Deno.test("In monitor mode a line says that the decision was not enforced", () => {
  assert.match(decisionLine({ ...TRACE, mode: "monitor" }, TEXT), /monitor: not enforced/);
  assert.doesNotMatch(decisionLine({ ...TRACE, mode: "monitor", decision: "ALLOW" }, TEXT), /not enforced/);
});

Deno.test("The JSON log is one object a line with the names of the wire", () => {
  const record = JSON.parse(decisionLine(TRACE, { format: "json", colour: false }));
  assert.equal(record.event, "decision");
  assert.equal(record.trace_id, "trace-1");
  assert.deepEqual(record.reason_codes, ["SECRET_EGRESS"]);
  assert.equal(JSON.parse(noticeLine("warn", "a\nb", "json")).message, "a\nb");
});

Deno.test("A pending approval tells where to decide, a decided one what was decided", () => {
  const approval = {
    id: "ap-1",
    traceId: "trace-1",
    agentId: "agent",
    sessionId: "agent",
    signature: "s",
    status: "pending",
    createdAt: 1,
    expiresAt: 2,
    decidedAt: null,
    decidedBy: null,
    note: null,
  } as const;
  assert.match(
    approvalLine(approval, "http://localhost:4100", TEXT),
    /http:\/\/localhost:4100\/approvals\/ap-1$/,
  );
  assert.match(
    approvalLine({ ...approval, status: "denied", decidedAt: 3 }, "", TEXT),
    /approval ap-1 denied$/,
  );
});
