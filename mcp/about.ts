/** The resource `interven://about`, and the first thing a client is told about this server. */
export const INSTRUCTIONS =
  "Before you call a tool that reaches another system, call interven_scan with what you are about to send, and do " +
  "what its decision says. After a read, hand the answer to interven_scan_response.";

export const ABOUT = `# Interven guard

Interven judges the tool calls of an AI agent before they happen. This server has two tools.

## interven_scan

Call it before any tool that reaches an external system (a chat, a drive, a repository, a CRM, an HTTP endpoint), with
the tool's name, the URL, the method and the body you are about to send. It answers with a verdict.

| decision | what to do |
|---|---|
| ALLOW | Make the call as planned. |
| SANITIZE | Make the call with \`sanitized_body\` from the verdict in place of your body. |
| REQUIRE_APPROVAL | Do not make the call yet. Give the user \`console_url\`: a person must approve it. Then call interven_scan again with exactly the same arguments; within 10 minutes of the approval the answer is ALLOW. |
| DENY | Do not make the call. Tell the user the reason codes. Do not look for a way around. |

When the answer is an error, no verdict could be had: do not make the call, and tell the user.

## interven_scan_response

After a call that read something (a document, a record, a page), pass \`trace_id\` from its verdict and what you read as
\`response_body\`. Interven keeps fingerprints, never the text, and notices when later calls would carry the same
content elsewhere.
`;
