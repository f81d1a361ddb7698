/** Recorded calls as text for other programs: what the API's export and `interven audit export` have in common. */
import type { RecordedTrace } from "../types.ts";
import { traceToWire } from "../wire/trace.ts";
import { csvLine } from "./csv.ts";
import { DECISION_COLUMNS } from "./decision_columns.ts";
import { apiActivity } from "./ocsf.ts";

export const EXPORT_FORMATS = ["ndjson", "csv", "ocsf"] as const;
export type ExportFormat = typeof EXPORT_FORMATS[number];

export interface DecisionFormat {
  readonly contentType: string;
  /** Ending of a file's name, without the dot. */
  readonly extension: string;
  /** What stands before the first line; possibly nothing. */
  readonly head: string;
  /** One call, line end included. */
  readonly line: (trace: RecordedTrace) => string;
}

export const DECISION_FORMATS: Readonly<Record<ExportFormat, DecisionFormat>> = {
  ndjson: {
    contentType: "application/x-ndjson",
    extension: "ndjson",
    head: "",
    line: (trace) => JSON.stringify(traceToWire(trace)) + "\n",
  },
  csv: {
    contentType: "text/csv; charset=utf-8",
    extension: "csv",
    head: csvLine(DECISION_COLUMNS.map(([name]) => name)),
    line: (trace) => csvLine(DECISION_COLUMNS.map(([, value]) => value(trace))),
  },
  ocsf: {
    contentType: "application/x-ndjson",
    extension: "ocsf.ndjson",
    head: "",
    line: (trace) => JSON.stringify(apiActivity(trace)) + "\n",
  },
};
