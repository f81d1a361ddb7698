/**
 * Narrow rows for what is filtered and counted, wide documents apart: a search over many calls reads few pages.
 * `seq` is the order of writing; `(at, trace_id)` is the order of reading.
 */
export const TRACES_AND_APPROVALS = `
CREATE TABLE traces (
  seq INTEGER PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT,
  session_id TEXT NOT NULL,
  tool TEXT NOT NULL,
  decision TEXT NOT NULL,
  risk_band TEXT NOT NULL,
  reason_codes TEXT NOT NULL,
  classes TEXT NOT NULL,
  evaluate_ms REAL NOT NULL,
  search_text TEXT NOT NULL
) STRICT;
CREATE INDEX traces_by_time ON traces (at, trace_id);

CREATE TABLE trace_documents (seq INTEGER PRIMARY KEY, document TEXT NOT NULL) STRICT;
CREATE TABLE trace_outcomes (seq INTEGER PRIMARY KEY, outcome TEXT NOT NULL) STRICT;
CREATE TABLE trace_responses (seq INTEGER PRIMARY KEY, report TEXT NOT NULL) STRICT;

CREATE TABLE approvals (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  trace_id TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'denied', 'expired')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX approvals_by_call ON approvals (agent_id, signature, created_at);
CREATE INDEX approvals_by_time ON approvals (created_at);
CREATE INDEX approvals_pending ON approvals (expires_at) WHERE status = 'pending';
`;
