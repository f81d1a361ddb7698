import type { CallChangeWire, GapWire, ReplayWire, WordWire } from "../../../engine/wire/policy_console.ts";
import { count } from "../models/words.ts";
import { DecisionMark } from "./decision_mark.tsx";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import { RouteLink } from "./route_link.tsx";

const GAPS: Readonly<Record<GapWire, string>> = {
  body: "a body that was redacted, cut or not kept",
  url: "an address that was redacted",
  facts: "a name that was redacted",
  findings: "more findings than are kept",
  instructions: "instructions that nobody looked for at the time",
};

/** What a policy would have said of recorded calls, against the one in force. */
export function ReplayResult({ replay }: { replay: ReplayWire | null }) {
  if (replay === null) return null;
  const judged = replay.calls - replay.unjudged;
  return (
    <section class="replay card" aria-label="On recorded calls" aria-live="polite">
      <h2>
        {replay.calls === 0
          ? "No call was recorded yet"
          : replay.changed === 0
          ? `None of the last ${count(judged)} calls would be decided otherwise`
          : `${count(replay.changed)} of the last ${count(judged)} calls would be decided otherwise`}
      </h2>
      {replay.moves.length > 0 && (
        <ul class="moves">
          {replay.moves.map(({ from, to, calls }) => (
            <li key={`${from} ${to}`}>
              <b class="number">{count(calls)}</b>
              <DecisionMark decision={from} />
              <Icon name="right" />
              <span class="unseen">becomes</span>
              <DecisionMark decision={to} />
            </li>
          ))}
        </ul>
      )}
      <Untold replay={replay} />
      {replay.notes.map((note) => <p key={note} class="label">{note}</p>)}
      {replay.changes.length > 0 && (
        <ol class="changes">
          {replay.changes.map((change) => <Change key={change.trace_id} change={change} />)}
        </ol>
      )}
      {replay.changed > replay.changes.length && (
        <p class="label">The newest {count(replay.changes.length)} of them are listed.</p>
      )}
    </section>
  );
}

function Untold({ replay }: { replay: ReplayWire }) {
  if (replay.untold === 0) return null;
  const gaps = replay.untold_for.map(({ gap }) => GAPS[gap]);
  return (
    <p class="untold">
      Of {count(replay.untold)} it cannot be told: what decides was not recorded ({gaps.join("; ")}).
    </p>
  );
}

function Change({ change }: { change: CallChangeWire }) {
  return (
    <li>
      <RouteLink to={{ view: "live", traceId: change.trace_id }}>
        {change.tool_name}.{change.operation}
      </RouteLink>
      <span class="label">
        {change.host && `${change.host}, `}
        {change.agent_id}, <Moment atMs={Date.parse(change.at)} />
      </span>
      <span class="from-to">
        <Word word={change.before} />
        <Icon name="right" />
        <span class="unseen">becomes</span>
        <Word word={change.after} />
      </span>
    </li>
  );
}

function Word({ word }: { word: WordWire }) {
  return (
    <span title={word.rule_id ?? "no rule speaks"}>
      <DecisionMark decision={word.decision} />
      {word.decision === "REQUIRE_APPROVAL" && word.redacts && <span class="label">redacted</span>}
    </span>
  );
}
