/** Every step of the schema, in order. A step that was released is never changed: the next one corrects it. */
import { TRACES_AND_APPROVALS } from "./0001_traces_and_approvals.ts";
import { MINUTE_COUNTS } from "./0002_minute_counts.ts";
import { SESSION_READS } from "./0003_session_reads.ts";
import { AGENT_STATES } from "./0004_agent_states.ts";
import { AUDIT_CHAIN } from "./0005_audit_chain.ts";
import { APPROVAL_WINDOWS } from "./0006_approval_windows.ts";
import { TOOL_PINS } from "./0007_tool_pins.ts";
import { SESSION_CALLS } from "./0009_session_calls.ts";
import { FEWER_INDEXES } from "./0010_fewer_indexes.ts";

export const MIGRATIONS: readonly string[] = [
  TRACES_AND_APPROVALS,
  MINUTE_COUNTS,
  SESSION_READS,
  AGENT_STATES,
  AUDIT_CHAIN,
  APPROVAL_WINDOWS,
  TOOL_PINS,
  SESSION_CALLS,
  FEWER_INDEXES,
];
