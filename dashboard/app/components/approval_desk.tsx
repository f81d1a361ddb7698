import { useEffect } from "preact/hooks";
import type { RecordedTrace } from "../../../engine/types.ts";
import { clockTime, countdown, sentOnApproval } from "../models/words.ts";
import type { ApprovalRequest } from "../models/wire.ts";
import { ApprovalContext } from "./approval_context.tsx";
import { ApprovalStatus } from "./approval_lists.tsx";
import {
  CallLine,
  Facts,
  Findings,
  Message,
  RequestBody,
  RequestHeaders,
  RiskSection,
  Section,
} from "./call_details.tsx";
import { useConsole } from "./console_context.ts";
import { CallDrafts } from "./call_drafts.tsx";
import { FlowsSection } from "./flows_section.tsx";
import { callTitle } from "./decision_row.tsx";

/** One request with all that is needed to decide it. */
export function ApprovalDesk({ request }: { request: ApprovalRequest }) {
  const model = useConsole();
  const { trace } = request;
  useEffect(() => {
    if (trace) model.approvals.show(request.id, Date.now());
  }, [model, request.id, trace]);
  return (
    <article class="request" aria-labelledby="request-title">
      <header>
        <p class="eyebrow">
          <b>{trace?.agentName ?? request.agentId}</b>{" "}
          {request.status === "pending" ? "wants to call" : "wanted to call"}
        </p>
        <TimeLeft request={request} />
        <h2 id="request-title">{trace ? callTitle(trace) : "Loading the call"}</h2>
        {trace && <CallLine trace={trace} />}
      </header>
      {trace && <Evidence request={request} trace={trace} />}
      {request.status === "pending" ? <DecisionBar request={request} /> : <Ending request={request} />}
    </article>
  );
}

/** What would be sent, beside why it was held and who asks. */
function Evidence({ request, trace }: { request: ApprovalRequest; trace: RecordedTrace }) {
  return (
    <div class="evidence" tabIndex={0} role="region" aria-label="The call">
      <div>
        {request.status === "pending" && <SentOnApproval trace={trace} />}
        <Findings findings={trace.findings} />
        <RequestBody trace={trace} />
        <RequestHeaders trace={trace} open={trace.request.bodyBytes === 0} />
        <ApprovalContext approvalId={request.id} sessionId={request.sessionId} />
      </div>
      <div>
        <RiskSection trace={trace} />
        <FlowsSection trace={trace} />
        <Section title="Context">
          <Facts
            rows={[
              ["Agent", request.agentId],
              ["Session", request.sessionId],
              ["Environment", trace.env],
              ["Effect", `${trace.action.verb.toLowerCase()}, ${trace.action.category}`],
              ...Object.entries(trace.action.facts),
              ["Asked", clockTime(request.createdAt)],
            ]}
          />
        </Section>
        <Message text={trace.message} />
        <div class="call-actions">
          <CallDrafts traceId={trace.traceId} canAllow />
        </div>
      </div>
    </div>
  );
}

function SentOnApproval({ trace }: { trace: RecordedTrace }) {
  const words = sentOnApproval(trace);
  if (words === null) return null;
  return <p class={trace.sanitizesOnApproval === true ? "sent-as redacted" : "sent-as whole"}>{words}</p>;
}

function TimeLeft({ request }: { request: ApprovalRequest }) {
  const { nowMs } = useConsole();
  if (request.status !== "pending") return null;
  const leftMs = request.expiresAt - nowMs.value;
  return (
    <span class={leftMs < 60_000 ? "left soon" : "left"} role="timer">
      {countdown(leftMs)} <span class="label">left</span>
    </span>
  );
}

function DecisionBar({ request }: { request: ApprovalRequest }) {
  const model = useConsole();
  const { approvals } = model;
  const busy = approvals.deciding.value !== null || request.trace === null;
  return (
    <footer class="decide">
      <p class="problem" role="alert">{approvals.problem.value}</p>
      <label class="note">
        <span class="unseen">Note, optional</span>
        <input
          id="note"
          type="text"
          placeholder="Note (optional)"
          autocomplete="off"
          maxLength={500}
          value={approvals.note.value}
          onInput={(event) => approvals.note.value = event.currentTarget.value}
        />
      </label>
      <button type="button" class="deny" disabled={busy} onClick={() => void model.decide("deny")}>
        Deny <kbd>D</kbd>
      </button>
      <button type="button" class="approve" disabled={busy} onClick={() => void model.decide("approve")}>
        Approve <kbd>A</kbd>
      </button>
    </footer>
  );
}

function Ending({ request }: { request: ApprovalRequest }) {
  return (
    <footer class="ending">
      <ApprovalStatus status={request.status} />
      <span>
        {request.status === "expired"
          ? `Nobody decided by ${clockTime(request.expiresAt)}. The agent has to ask again.`
          : [
            request.decidedAt !== null && `at ${clockTime(request.decidedAt)}`,
            request.decidedBy !== null && `by ${request.decidedBy}`,
            request.note,
          ].filter((word) => word).join(" · ")}
      </span>
    </footer>
  );
}
