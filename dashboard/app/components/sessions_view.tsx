import { useEffect } from "preact/hooks";
import type { SessionWire } from "../../../engine/wire/session.ts";
import { AgentSessions } from "../models/agent_sessions.ts";
import { count, DECISIONS_IN_ORDER } from "../models/words.ts";
import { useModel } from "./console_context.ts";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import { Notice } from "./notice.tsx";
import { SessionTimeline } from "./session_timeline.tsx";
import { Failed, Loading } from "./states.tsx";
import { useKeys } from "./use_keys.ts";

/** Runs of agents; beside the list the timeline of the one that is open. */
export function SessionsView() {
  const model = useModel(AgentSessions);
  useEffect(() => model.show(), [model]);
  useKeys("Sessions", () => [
    { keys: "j", does: "Next session", repeats: true, run: () => model.step(1) },
    { keys: "k", does: "Previous session", repeats: true, run: () => model.step(-1) },
    { keys: "/", does: "Look for a session", run: () => document.getElementById("session-text")?.focus() },
    {
      keys: "Escape",
      does: "Back to the list",
      whileTyping: true,
      run: () => {
        if (model.openId.peek() === null) return false;
        model.open(null);
        return true;
      },
    },
  ]);
  const isOpen = model.openId.value !== null;
  return (
    <div class={isOpen ? "beside sessions open" : "beside sessions"}>
      <section class="beside-list" aria-label="Sessions">
        <h1 class="unseen">Sessions</h1>
        <SearchField />
        <SessionList />
      </section>
      <section class="beside-main" aria-label="Timeline" tabIndex={0}>
        {isOpen ? <SessionTimeline /> : (
          <Notice title="What did an agent read, and what did it do next?">
            <p>Pick a session: its calls in order, with lines from what was read to what was sent.</p>
          </Notice>
        )}
      </section>
    </div>
  );
}

function SearchField() {
  const model = useModel(AgentSessions);
  return (
    <div class="list-search">
      <Icon name="search" />
      <input
        id="session-text"
        type="search"
        aria-label="Look for a session or an agent"
        placeholder="Session or agent"
        autocomplete="off"
        value={model.text.value}
        onInput={(event) => model.filter(event.currentTarget.value)}
      />
    </div>
  );
}

function SessionList() {
  const model = useModel(AgentSessions);
  const sessions = model.sessions.value;
  if (sessions === null) {
    return model.problem.value === "" ? <Loading label="Loading sessions" /> : (
      <Failed
        title="The sessions could not be loaded"
        problem={model.problem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  if (sessions.length === 0) {
    return (
      <p class="label empty">
        {model.text.value === "" ? "No calls yet." : "No session has that in its name."}
      </p>
    );
  }
  return (
    <>
      <ul class="session-list">
        {sessions.map((session) => <SessionItem key={session.session_id} session={session} />)}
      </ul>
      {model.hasMore.value && (
        <button type="button" class="quiet more" onClick={() => void model.more()}>Older sessions</button>
      )}
    </>
  );
}

function SessionItem({ session }: { session: SessionWire }) {
  const model = useModel(AgentSessions);
  const isOpen = model.openId.value === session.session_id;
  const agent = session.agent_name ?? session.agent_id;
  const isTainted = session.reason_codes.includes("TAINTED_SESSION");
  return (
    <li>
      <button
        type="button"
        aria-current={isOpen ? "true" : undefined}
        onClick={() => model.open(session.session_id)}
      >
        <span class="what">{agent}</span>
        <span class="when">
          <Moment atMs={Date.parse(session.last_at)} />
        </span>
        <span class="who">
          {session.session_id === session.agent_id ? "its own session" : session.session_id}
        </span>
        <DecisionBar session={session} />
        {isTainted && <span class="tainted">Followed what it read</span>}
      </button>
    </li>
  );
}

/** The session's calls by decision, as parts of a bar. */
export function DecisionBar({ session }: { session: SessionWire }) {
  const { by_decision, calls, has_more_calls } = session;
  let x = 0;
  return (
    <span class="decision-bar">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {DECISIONS_IN_ORDER.map((decision) => {
          const width = by_decision[decision] * 100 / Math.max(1, calls);
          const left = x;
          x += width;
          return width > 0 && (
            <rect key={decision} class={decision} x={left} width={Math.max(width, 2)} height="6" />
          );
        })}
      </svg>
      <span class="label">
        {count(calls)}
        {has_more_calls && "+"} {calls === 1 ? "call" : "calls"}
        {by_decision.DENY > 0 && `, ${count(by_decision.DENY)} denied`}
        {by_decision.REQUIRE_APPROVAL > 0 && `, ${count(by_decision.REQUIRE_APPROVAL)} held`}
      </span>
    </span>
  );
}
