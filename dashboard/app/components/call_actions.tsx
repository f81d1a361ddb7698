import type { RecordedTrace } from "../../../engine/types.ts";
import { asCurl } from "../models/as_curl.ts";
import { CallDrafts } from "./call_drafts.tsx";
import { CopyButton } from "./copy_button.tsx";
import { RouteLink } from "./route_link.tsx";

/** What can be done with a call that was recorded. */
export function CallActions({ trace }: { trace: RecordedTrace }) {
  const { approvalId } = trace;
  const curl = asCurl(trace);
  return (
    <div class="call-actions">
      {approvalId !== null && trace.decision === "REQUIRE_APPROVAL" && (
        <RouteLink to={{ view: "approvals", approvalId }} class="primary">Open its approval</RouteLink>
      )}
      {curl !== null && (
        <CopyButton text={() => curl} label="Copy as curl" done="Copied, with masked values" />
      )}
      <CallDrafts
        traceId={trace.traceId}
        canAllow={trace.decision === "REQUIRE_APPROVAL" || trace.decision === "SANITIZE"}
      />
    </div>
  );
}
