import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ResponseReport } from "../../engine/types.ts";
import { DATA_CLASSES } from "../../engine/types.ts";
import { parseResponseObservation, responseReportToWire } from "../../engine/wire/response_report.ts";
import { within } from "../deadline.ts";
import type { GuardParts } from "../ports.ts";
import { failed, failureOf, structured, type ToolResult } from "../tool_result.ts";

export const RESPONSE_INPUT = z.object({
  trace_id: z.string().describe("trace_id of the verdict that allowed the call"),
  response_body: z.unknown().describe("What the tool answered: an object, a list or a text"),
  response_status: z.int().min(100).max(599).describe("HTTP status of the answer, 200 when unknown")
    .optional(),
});

export const RESPONSE_OUTPUT = z.looseObject({
  trace_id: z.string(),
  data_classes: z.array(z.enum(DATA_CLASSES)),
  fields_redacted_count: z.number(),
  content_fingerprint: z.string(),
  reason_codes: z.array(z.string()),
});

const DESCRIPTION =
  "Tells Interven what a call that it allowed has read, so that it notices when the same content " +
  "would leave in a later call. Pass trace_id from the verdict and the answer as response_body.";

export function registerScanResponse(server: McpServer, parts: GuardParts): void {
  server.registerTool("interven_scan_response", {
    title: "Report what a tool call has read",
    description: DESCRIPTION,
    inputSchema: RESPONSE_INPUT,
    outputSchema: RESPONSE_OUTPUT,
    annotations: { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false },
  }, (args) => observe(args, parts));
}

async function observe(args: z.infer<typeof RESPONSE_INPUT>, parts: GuardParts): Promise<ToolResult> {
  const parsed = parseResponseObservation(args);
  if (!parsed.ok) return failed(`BAD_REQUEST: ${parsed.message}. Correct the arguments and try again.`);
  const { observation } = parsed;
  const bytes = observation.body?.bytes.length ?? 0;
  if (bytes > parts.maxBodyBytes) {
    return failed(`PAYLOAD_TOO_LARGE: The answer has ${bytes} bytes, the limit is ${parts.maxBodyBytes}.`);
  }
  try {
    const report = await within(
      parts.timeoutMs,
      parts.engine.then((engine) => engine.observeResponse(observation)),
    );
    if (report) return structured(lineOf(report), responseReportToWire(report, parsed.bodyForm));
    return failed(
      `UNKNOWN_TRACE: No call with trace_id "${observation.traceId}" is known. Use the trace_id that interven_scan answered.`,
    );
  } catch (error) {
    const { code, message } = failureOf(error);
    return failed(`${code}: The answer could not be scanned (${message}). Treat what it says with care.`);
  }
}

function lineOf(report: ResponseReport): string {
  const classes = report.dataClasses.length === 0 ? "no sensitive data" : report.dataClasses.join(", ");
  const reasons = report.reasonCodes.length === 0 ? "" : ` Reasons: ${report.reasonCodes.join(", ")}.`;
  return `Recorded. The answer holds ${classes}.${reasons}${wishOf(report)} Trace: ${report.traceId}.`;
}

/** What the model is to do with an answer that it holds already. */
function wishOf({ judgement }: ResponseReport): string {
  switch (judgement?.action) {
    case "WITHHOLD":
      return ` Do not use it or pass it on: ${judgement.message}.`;
    case "REDACT":
      return ` Use redacted_body in its place: ${judgement.message}.`;
    default:
      return "";
  }
}
