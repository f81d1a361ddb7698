/**
 * The hash chain over the record. `place` is the row of the call (traces.seq) that an entry is about. In return each
 * record names the entry that covers it: one that names none, or a wrong one, was put there by somebody else.
 *
 * `audit_records` holds what has no table of its own. Checkpoints are signed statements about the chain.
 */
export const AUDIT_CHAIN = `
CREATE TABLE audit_entries (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  place INTEGER,
  digest BLOB NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE audit_records (seq INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;

CREATE TABLE audit_checkpoints (
  seq INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;

ALTER TABLE trace_documents ADD COLUMN entry INTEGER;
ALTER TABLE trace_outcomes ADD COLUMN entry INTEGER;
ALTER TABLE trace_responses ADD COLUMN entry INTEGER;
ALTER TABLE approvals ADD COLUMN entry INTEGER;

CREATE TABLE maintenance (task TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
`;
