/** Readings are written in the order of time, so that the old ones are found by their row: an index less to write with each answer. */
export const FEWER_INDEXES = `
DROP INDEX session_reads_by_time;
`;
