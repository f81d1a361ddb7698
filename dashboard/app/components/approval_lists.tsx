import type { ApprovalState } from "../../../engine/types.ts";
import { clockTime, countdown, splitUrl } from "../models/words.ts";
import type { ApprovalRequest } from "../models/wire.ts";
import { useConsole } from "./console_context.ts";
import { callTitle } from "./decision_row.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { RiskMeter } from "./risk_meter.tsx";

/** What waits, soonest to lapse first. */
export function ApprovalQueue() {
  const { pending } = useConsole().approvals;
  if (pending.value.length === 0) return null;
  return (
    <section aria-label="Waiting">
      <h2>Waiting</h2>
      <ul class="queue">
        {pending.value.map((request) => <QueueItem key={request.id} request={request} />)}
      </ul>
    </section>
  );
}

function QueueItem({ request }: { request: ApprovalRequest }) {
  const { router, approvals, nowMs } = useConsole();
  const { trace } = request;
  const current = approvals.current.value?.id === request.id;
  return (
    <li>
      <button
        type="button"
        aria-current={current ? "true" : undefined}
        onClick={() => router.go({ view: "approvals", approvalId: request.id })}
      >
        <span class="what">{trace ? callTitle(trace) : "…"}</span>
        <span class="left">{countdown(request.expiresAt - nowMs.value)}</span>
        <span class="who">{whoAsksWhat(request)}</span>
        {trace && <RiskMeter score={trace.riskScore} band={trace.riskBand} />}
      </button>
    </li>
  );
}

/** What was decided lately, and what lapsed. */
export function RecentApprovals() {
  const { history } = useConsole().approvals;
  if (history.value.length === 0) return null;
  return (
    <section aria-label="Decided">
      <h2>Decided</h2>
      <ul class="queue past">
        {history.value.slice(0, 8).map((request) => <HistoryItem key={request.id} request={request} />)}
      </ul>
    </section>
  );
}

function HistoryItem({ request }: { request: ApprovalRequest }) {
  const { router, approvals } = useConsole();
  const { trace } = request;
  return (
    <li>
      <button
        type="button"
        aria-current={approvals.current.value?.id === request.id ? "true" : undefined}
        onClick={() => router.go({ view: "approvals", approvalId: request.id })}
      >
        <span class="what">{trace ? callTitle(trace) : "…"}</span>
        <ApprovalStatus status={request.status} />
        <span class="who">{[request.note, whoAsksWhat(request)].filter((word) => word).join(" · ")}</span>
        <span class="when">{clockTime(request.decidedAt ?? request.expiresAt)}</span>
      </button>
    </li>
  );
}

function whoAsksWhat({ trace, agentId }: ApprovalRequest): string {
  const agent = trace?.agentName ?? agentId;
  return trace ? `${agent} · ${trace.method} ${splitUrl(trace.url).path}` : agent;
}

const STATUS: Readonly<
  Record<ApprovalState, { readonly word: string; readonly icon: IconName; readonly tone: string }>
> = {
  pending: { word: "Waiting", icon: "REQUIRE_APPROVAL", tone: "REQUIRE_APPROVAL" },
  approved: { word: "Approved", icon: "ALLOW", tone: "APPROVED" },
  denied: { word: "Denied", icon: "DENY", tone: "DENY" },
  expired: { word: "Lapsed", icon: "REQUIRE_APPROVAL", tone: "LAPSED" },
};

export function ApprovalStatus({ status }: { status: ApprovalState }) {
  const { word, icon, tone } = STATUS[status];
  return (
    <span class={`mark ${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
