/** What is remembered of each agent: one small document for each kind of memory, read when the agent is first seen. */
export const AGENT_STATES = `
CREATE TABLE agent_states (
  kind TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  document TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, agent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_states_by_time ON agent_states (updated_at);
`;
