/** Counts kept beside the calls, a row for each minute and kind of call: figures over a week need not read a week of calls. */
export const MINUTE_COUNTS = `
CREATE TABLE minute_counts (
  minute_ms INTEGER NOT NULL,
  decision TEXT NOT NULL,
  tool TEXT NOT NULL,
  reason_codes TEXT NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (minute_ms, decision, tool, reason_codes)
) STRICT, WITHOUT ROWID;

INSERT INTO minute_counts (minute_ms, decision, tool, reason_codes, calls)
  SELECT at - at % 60000, decision, tool, reason_codes, count(*) FROM traces GROUP BY 1, 2, 3, 4;
`;
