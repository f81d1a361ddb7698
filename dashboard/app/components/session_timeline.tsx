import type { SessionWire } from "../../../engine/wire/session.ts";
import { AgentSessions, MAX_TIMELINE_CALLS } from "../models/agent_sessions.ts";
import { exactTime } from "../models/words.ts";
import { useModel } from "./console_context.ts";
import { FlowLines } from "./flow_lines.tsx";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { RouteLink } from "./route_link.tsx";
import { DecisionBar } from "./sessions_view.tsx";
import { Failed, Loading } from "./states.tsx";
import { TimelineRow } from "./timeline_row.tsx";

const HOLDING_WORDS: Readonly<Record<string, string>> = {
  private_data: "private data",
  untrusted_content: "text by strangers",
  secrets: "secrets",
};

/** The calls of the open session in order, with lines from what was read to what carries it. */
export function SessionTimeline() {
  const model = useModel(AgentSessions);
  const calls = model.calls.value;
  if (calls === null) {
    return model.callsProblem.value === "" ? <Loading label="Loading the session" /> : (
      <Failed
        title="The session could not be loaded"
        problem={model.callsProblem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  if (calls.length === 0) {
    return (
      <Notice title="No such session">
        <p>No call of it is kept: it never was, or retention has forgotten it.</p>
      </Notice>
    );
  }
  const { lanes } = model.picture.value;
  return (
    <article class="timeline-page" aria-labelledby="session-title">
      <SessionHeader />
      {model.hasEarlier.value && (
        <button type="button" class="quiet" onClick={() => void model.earlier()}>
          <Icon name="up" /> Earlier calls
        </button>
      )}
      {calls.length >= MAX_TIMELINE_CALLS && <p class="label">Still earlier calls are in the live list.</p>}
      <div class="timeline" style={{ "--lanes": String(lanes) }}>
        <FlowLines rows={calls.length} />
        <ol>{calls.map((call) => <TimelineRow key={call.trace_id} call={call} />)}</ol>
      </div>
    </article>
  );
}

function lengthWords({ first_at, last_at }: SessionWire): string {
  const ms = Date.parse(last_at) - Date.parse(first_at);
  return ms < 1_000 ? "within a second" : `for ${spanWords(ms)}`;
}

/** `40 s`, `12 min`, `3 h`, `2 days` */
function spanWords(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} days`;
}

function SessionHeader() {
  const model = useModel(AgentSessions);
  const session = model.summary.value;
  const calls = model.calls.value ?? [];
  if (session === null) return null;
  // What the session holds by its latest call that says so.
  const holds = calls.findLast((call) => call.holds.length > 0)?.holds ?? [];
  return (
    <header>
      <button type="button" class="quiet back" onClick={() => model.open(null)}>
        <Icon name="left" /> Sessions
      </button>
      <p class="eyebrow">{session.agent_name ?? session.agent_id}</p>
      <h1 id="session-title">{session.session_id}</h1>
      <p class="label">
        From {exactTime(Date.parse(session.first_at))}, {lengthWords(session)}
      </p>
      <DecisionBar session={session} />
      <p class="reason-codes">
        {holds.length > 0 && (
          <span class="tag">Has read {holds.map((word) => HOLDING_WORDS[word] ?? word).join(", ")}</span>
        )}
        {session.reason_codes.slice(0, 6).map((code) => <code key={code}>{code}</code>)}
        <RouteLink
          to={{ view: "live", traceId: null, query: `session=${encodeURIComponent(session.session_id)}` }}
        >
          In the live list
        </RouteLink>
      </p>
    </header>
  );
}
