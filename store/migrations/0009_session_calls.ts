/** Finds the calls of one session, and counts them by decision and reason, without reading any other. */
export const SESSION_CALLS = `
CREATE INDEX traces_by_session ON traces (session_id, at, decision, risk_band, reason_codes);
`;
