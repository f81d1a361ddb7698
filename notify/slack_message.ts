/**
 * News as an incoming webhook of Slack takes it (Mattermost and Rocket.Chat read `text`):
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
import type { ApprovalNews } from "./approval_news.ts";

/** Slack cuts a section at 3,000 characters; nothing here comes near it. */
const MAX_LINE_CHARS = 300;

export interface SlackMessage {
  /** What a notification shows. */
  readonly text: string;
  readonly blocks: readonly unknown[];
}

export function slackMessage({ type, data }: ApprovalNews): SlackMessage {
  const call = `${data.tool}.${data.operation}`;
  const text = type === "approval.requested"
    ? `${data.agent} wants to call ${call} (risk ${data.risk_band.toLowerCase()}, ${data.risk_score})`
    : `${call} of ${data.agent} was ${data.status}${
      data.decided_by === null ? "" : ` by ${data.decided_by}`
    }`;
  const lines = [
    `*${plain(text)}*`,
    `\`${code(`${data.method} ${data.url}`)}\``,
    ...(data.reason_codes.length > 0 ? [`Reasons: ${plain(data.reason_codes.join(", "))}`] : []),
    ...data.findings.map(({ rule, path }) => `• ${plain(`${rule} at ${path}`)}`),
    ...(type === "approval.requested"
      ? [`<${data.console_url}|Look at it and decide>, until ${plain(data.expires_at)}`]
      : data.note === null
      ? []
      : [`Note: ${plain(data.note)}`]),
  ];
  const section = { type: "section", text: { type: "mrkdwn", text: lines.join("\n") } };
  return { text: plain(text), blocks: [section] };
}

/**
 * Text of an agent's making must not become a link, a mention or formatting: the three characters that Slack reads are
 * escaped (https://docs.slack.dev/messaging/formatting-message-text#escaping), and those that format are taken out.
 */
function plain(text: string): string {
  return escape(text.replace(/[*_~`]/g, " "));
}

function code(text: string): string {
  return escape(text.replaceAll("`", "'"));
}

function escape(text: string): string {
  // deno-lint-ignore no-control-regex -- line breaks and other controls would begin a line of their own
  const oneLine = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").slice(0, MAX_LINE_CHARS);
  return oneLine.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
