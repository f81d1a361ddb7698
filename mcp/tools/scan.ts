import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Evaluation, ToolCall } from "../../engine/types.ts";
import { CONFIDENCES, DATA_CLASSES, DECISIONS, RISK_BANDS, VERBS } from "../../engine/types.ts";
import { parseScanRequest } from "../../engine/wire/scan_request.ts";
import { verdictToWire } from "../../engine/wire/verdict.ts";
import { clientName } from "../client_name.ts";
import { within } from "../deadline.ts";
import type { GuardParts } from "../ports.ts";
import { summaryOf } from "../summary.ts";
import { failed, failureOf, structured, type ToolResult } from "../tool_result.ts";

const text = (description: string) => z.string().describe(description);

export const SCAN_INPUT = z.object({
  tool_name: text("Name of the tool you are about to call, such as slack.post_message"),
  url: text("Absolute URL the tool will reach, such as https://slack.com/api/chat.postMessage"),
  method: text("HTTP method the tool will use, such as POST"),
  body: z.unknown().describe("The body as you would send it: an object, a list or a text").optional(),
  headers: z.record(z.string(), z.string()).describe("Headers the tool will send").optional(),
  context: text("The part of the conversation that led to this call").optional(),
  session_id: text("Any id that stays the same for this conversation").optional(),
});

/** The verdict of the engine API. Further fields may come: a client must not reject them. */
export const SCAN_OUTPUT = z.looseObject({
  decision: z.enum(DECISIONS),
  risk_score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  reason_codes: z.array(z.string()),
  trace_id: z.string().nullable(),
  tool_name: z.string(),
  operation: z.string(),
  verb: z.enum(VERBS).nullable(),
  classifications: z.array(z.enum(DATA_CLASSES)),
  signals: z.array(z.looseObject({ engine: z.string(), score: z.number() })),
  findings: z.array(
    z.looseObject({ class: z.enum(DATA_CLASSES), rule: z.string(), confidence: z.enum(CONFIDENCES) }),
  ),
  sanitized_body: z.unknown().optional(),
  approval_id: z.string().nullable().optional(),
  console_url: z.string().nullable().optional(),
  policy_id: z.string().nullable().optional(),
  policy_name: z.string().nullable().optional(),
  rule_id: z.string().nullable().optional(),
});

const DESCRIPTION =
  "Asks Interven whether a tool call may be made. Call it before any tool that reaches an " +
  "external system, with what you are about to send. ALLOW: go on. SANITIZE: send sanitized_body instead. " +
  "REQUIRE_APPROVAL: pause, a person must approve at console_url, then scan again. DENY: do not make the call.";

export function registerScan(server: McpServer, parts: GuardParts): void {
  server.registerTool("interven_scan", {
    title: "Scan a tool call before it is made",
    description: DESCRIPTION,
    inputSchema: SCAN_INPUT,
    outputSchema: SCAN_OUTPUT,
    annotations: { readOnlyHint: true, idempotentHint: false, destructiveHint: false, openWorldHint: false },
  }, (args, context) => scan(args, clientName(server, context), parts));
}

async function scan(
  args: z.infer<typeof SCAN_INPUT>,
  client: string,
  parts: GuardParts,
): Promise<ToolResult> {
  const parsed = parseScanRequest(args, { door: "mcp", agentId: parts.agentId ?? client });
  if (!parsed.ok) return failed(`BAD_REQUEST: ${parsed.message}. Correct the arguments and scan again.`);
  const { call, bodyForm } = parsed;
  const bytes = call.body?.bytes.length ?? 0;
  if (bytes > parts.maxBodyBytes) return tooLarge(bytes, parts.maxBodyBytes);
  try {
    const { verdict } = await within(parts.timeoutMs, evaluate(call, parts));
    const object = verdictToWire(verdict, { consoleUrl: parts.consoleUrl, body: bodyForm });
    return structured(summaryOf(verdict, object["console_url"]), object);
  } catch (error) {
    return withoutVerdict(error, args.tool_name, parts.failOpen);
  }
}

/** Never let through, not even when failing open: the size is the caller's doing. */
function tooLarge(bytes: number, maxBytes: number): ToolResult {
  return failed(
    `PAYLOAD_TOO_LARGE: The body has ${bytes} bytes, the limit is ${maxBytes}. Do not make the call; send less.`,
  );
}

/** The verdict once its trace is durable. */
async function evaluate(call: ToolCall, parts: GuardParts): Promise<Evaluation> {
  const evaluation = await (await parts.engine).evaluate(call);
  await evaluation.recorded;
  return evaluation;
}

function withoutVerdict(error: unknown, toolName: string, failOpen: boolean): ToolResult {
  const { code, message } = failureOf(error);
  if (!failOpen) {
    return failed(
      `${code}: No verdict could be had (${message}). Do not make the call. Tell the user that Interven cannot ` +
        "check calls at the moment, and scan again later.",
    );
  }
  const reasons = code === "ENGINE_UNAVAILABLE" ? [code] : ["ENGINE_UNAVAILABLE", code];
  const object = {
    decision: "ALLOW",
    risk_score: 0,
    risk_band: "LOW",
    reason_codes: reasons,
    trace_id: null,
    tool_name: toolName,
    operation: "unknown",
    verb: null,
    classifications: [],
    signals: [],
    findings: [],
    sanitized_body: null,
    approval_id: null,
    console_url: null,
    policy_id: null,
    policy_name: null,
    rule_id: null,
  };
  return structured(
    `ALLOW: Make the call as planned. It was not scanned: ${message}. Reasons: ${reasons.join(", ")}.`,
    object,
  );
}
