import assert from "node:assert/strict";
import fc from "fast-check";
import { traceOf } from "../tests/fixtures/traces.ts";
import type { Approval } from "../engine/types.ts";
import { type ApprovalNews, approvalNews } from "./approval_news.ts";
import { slackMessage } from "./slack_message.ts";

const PENDING: Approval = {
  id: "a1",
  traceId: "t1",
  agentId: "agent-one",
  sessionId: "session-one",
  signature: "s",
  status: "pending",
  createdAt: 1_700_000_000_000,
  expiresAt: 1_700_000_600_000,
  decidedAt: null,
  decidedBy: null,
  note: null,
};

function news(over: Partial<ApprovalNews["data"]> = {}, approval = PENDING): ApprovalNews {
  const made = approvalNews(approval, traceOf("t1"), {
    consoleUrl: "http://localhost:4100",
    now: 1_700_000_000_000,
  });
  return { ...made, data: { ...made.data, ...over } };
}

const textOf = (message: unknown) => JSON.stringify(message);

Deno.test("A question names agent, call, risk and the place to decide", () => {
  const message = slackMessage(news());
  assert.equal(message.text, "agent-one wants to call slack.post message (risk low, 0.1)");
  assert.match(textOf(message), /<http:\/\/localhost:4100\/approvals\/a1\|Look at it and decide>/);
});

Deno.test("A decision names who decided and the note, and no link to decide", () => {
  const decided = { ...PENDING, status: "denied" as const, decidedBy: "console", note: "not today" };
  const message = slackMessage(news({}, decided));
  assert.match(message.text, /was denied by console$/);
  assert.match(textOf(message), /Note: not today/);
  assert.doesNotMatch(textOf(message), /decide>/);
});

Deno.test("What an agent writes becomes no link, no mention, no formatting and no line of its own", () => {
  const hostile = fc.array(
    fc.constantFrom(
      "<!channel>",
      "<https://evil.example|ok>",
      "`",
      "*bold*",
      "\n",
      "\r\n• ",
      "&lt;",
      "\u2028",
      "x",
    ),
    { maxLength: 12 },
  ).map((parts) => parts.join(""));
  fc.assert(fc.property(hostile, hostile, hostile, (agent, url, path) => {
    const finding = { rule: "r", class: "SECRETS", path };
    const [section] = slackMessage(news({ agent, url, findings: [finding] })).blocks as {
      text: { text: string };
    }[];
    const lines = section!.text.text.split("\n");
    assert.equal(lines.length, 4, section!.text.text);
    const own = lines.slice(0, 3).join("\n");
    assert.ok(!/[<>]/.test(own), own);
    assert.equal(own.split("`").length, 3, own);
  }));
});
