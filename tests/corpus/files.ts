/** Which files of the corpora are measured, and how. */
import * as addresses from "./addresses.ts";
import * as benign from "./benign.ts";
import * as injection from "./injection.ts";
import type { Row } from "./measure.ts";
import * as pii from "./pii.ts";
import * as piiTypes from "./pii_types.ts";
import type { Score } from "./score.ts";
import * as secrets from "./secrets.ts";
import * as toolcalls from "./toolcalls.ts";
import * as verdicts from "./verdicts.ts";
import * as wrapped from "./wrapped.ts";

/** Takes all rows of one file; leaves out those that its source does not vouch for. */
export type Measure = (rows: readonly Row[]) => Promise<Score[]>;

/** In the order of the table. Names without the ending: `.dev.jsonl` here, perhaps another part of the same set elsewhere. */
export const FILES: ReadonlyMap<string, readonly Measure[]> = new Map([
  ["secrets", [secrets.measure, wrapped.measureSecrets]],
  ["pii", [pii.measure, piiTypes.measure]],
  ["benign", [benign.measure, wrapped.measureBenign, verdicts.measure]],
  ["injection", [injection.measure]],
  ["toolcalls", [toolcalls.measure]],
  ["ssrf", [addresses.measure]],
]);
