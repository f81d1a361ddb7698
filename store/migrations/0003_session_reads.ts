/** What each session has read lately, as hashes: a row for each answer, written once, read when the session comes back. */
export const SESSION_READS = `
CREATE TABLE session_reads (
  id INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE INDEX session_reads_by_session ON session_reads (session_id, id);
CREATE INDEX session_reads_by_time ON session_reads (at);
`;
