/** Definitions of MCP tools that a person knows, and those that wait for one. */
export const TOOL_PINS = `
CREATE TABLE tool_pins (
  server TEXT NOT NULL,
  tool TEXT NOT NULL,
  server_name TEXT NOT NULL,
  accepted TEXT,
  held TEXT,
  rejected_digest TEXT,
  seen_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (server, tool)
) STRICT, WITHOUT ROWID;
`;
