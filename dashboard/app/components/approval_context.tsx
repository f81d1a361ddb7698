import { useEffect } from "preact/hooks";
import type { ApprovalContextWire, EarlierApprovalWire } from "../../../engine/wire/approval_context.ts";
import type { SessionCallWire } from "../../../engine/wire/session.ts";
import { ApprovalContexts } from "../models/approval_context.ts";
import { CLASS_WORDS, splitUrl } from "../models/words.ts";
import { ApprovalStatus } from "./approval_lists.tsx";
import { Section } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import { RouteLink } from "./route_link.tsx";

export interface ApprovalContextProps {
  readonly approvalId: string;
  readonly sessionId: string;
}

/** Earlier answers of its kind, and what the session did before: beside the call that waits. */
export function ApprovalContext({ approvalId, sessionId }: ApprovalContextProps) {
  const model = useModel(ApprovalContexts);
  useEffect(() => model.show(approvalId), [model, approvalId]);
  const open = model.open.value;
  if (open?.id !== approvalId) return null;
  return (
    <>
      <Before context={open.context} sessionId={sessionId} />
      <Earlier similar={open.context.similar} />
    </>
  );
}

function Earlier({ similar }: { similar: ApprovalContextWire["similar"] }) {
  const { approved, denied, expired, latest } = similar;
  const sums = [
    approved > 0 && `${approved} approved`,
    denied > 0 && `${denied} denied`,
    expired > 0 && `${expired} lapsed`,
  ].filter((words) => words);
  return (
    <Section title="Asked before">
      {sums.length === 0 ? <p class="label">Nobody was asked about this operation there yet.</p> : (
        <>
          <p>{sums.join(", ")}, of the same operation at the same place</p>
          <ul class="earlier">
            {latest.map((each) => <EarlierItem key={each.approval_id} earlier={each} />)}
          </ul>
        </>
      )}
    </Section>
  );
}

function EarlierItem({ earlier }: { earlier: EarlierApprovalWire }) {
  return (
    <li>
      <ApprovalStatus status={earlier.status} />
      <RouteLink to={{ view: "approvals", approvalId: earlier.approval_id }}>
        {splitUrl(earlier.url).path || earlier.url}
      </RouteLink>
      <span class="label">
        {earlier.agent_id}, <Moment atMs={Date.parse(earlier.decided_at ?? earlier.created_at)} />
        {earlier.note !== null && `: ${earlier.note}`}
      </span>
    </li>
  );
}

/** Newest first, as one thinks back from the call. */
function Before({ context, sessionId }: { context: ApprovalContextWire; sessionId: string }) {
  const { before, sources, has_more_before } = context;
  const named = new Set(sources.map(({ trace_id }) => trace_id));
  const elsewhere = sources.filter(({ trace_id }) => before.every((call) => call.trace_id !== trace_id));
  if (before.length === 0 && elsewhere.length === 0) {
    return (
      <Section title="Before this">
        <p class="label">It is the first call of its session.</p>
      </Section>
    );
  }
  return (
    <Section title="Before this">
      <ol class="before">
        {[...before, ...elsewhere].map((call) => (
          <BeforeItem key={call.trace_id} call={call} isSource={named.has(call.trace_id)} />
        ))}
      </ol>
      <p>
        <RouteLink to={{ view: "sessions", sessionId }}>
          {has_more_before ? "The whole session" : "As a timeline"}
        </RouteLink>
      </p>
    </Section>
  );
}

function BeforeItem({ call, isSource }: { call: SessionCallWire; isSource: boolean }) {
  const isRead = call.verb === "READ";
  const classes = call.read?.data_classes ?? [];
  return (
    <li class={isSource ? "source" : undefined}>
      <Icon name={isRead ? "down" : "up"} />
      <span>
        <span class="unseen">{isRead ? "Read:" : "Sent:"}</span>
        <RouteLink to={{ view: "live", traceId: call.trace_id }}>{call.tool_name}.{call.operation}</RouteLink>
        <span class="label">
          {call.host} · <Moment atMs={Date.parse(call.at)} />
          {classes.length > 0 &&
            ` · read ${classes.map((name) => CLASS_WORDS[name].toLowerCase()).join(", ")}`}
          {call.decision !== "ALLOW" && ` · ${call.decision.toLowerCase().replaceAll("_", " ")}`}
        </span>
        {isSource && <b class="from-here">Something of this call came from here</b>}
      </span>
    </li>
  );
}
