import { readAuditHead } from "../../store/audit_head.ts";
import { readAuditKey } from "../../store/audit_key.ts";
import { verifyAudit } from "../../store/audit_verify.ts";
import { withAuditReader } from "../audit_store.ts";
import { dataDirOf } from "../data_folder.ts";
import type { Check } from "./check.ts";

/** The whole of a long record takes its time: `audit verify` looks at that. */
const LATEST_ENTRIES = 5_000;

export const record: Check = {
  name: "record",
  run: ({ dataDir: named }) => {
    const dataDir = dataDirOf(named);
    const key = readAuditKey(dataDir);
    if (key === undefined) return "empty: nothing was recorded yet";
    const head = readAuditHead(dataDir) ?? "missing";
    const report = withAuditReader(dataDir, (reader) => {
      const from = Math.max(1, reader.lastSeq() - LATEST_ENTRIES + 1);
      return verifyAudit(reader, { keys: [key], head, ...(from > 1 && { from }) });
    });
    if (report.broken !== undefined) throw new Error(`${report.broken.kind}: ${report.broken.message}`);
    if (report.entries === 0) return "empty: nothing was recorded yet";
    return `the latest ${report.entries} entries hold`;
  },
  mend:
    "Somebody or something changed the record: keep a copy of the data folder, and see interven audit verify",
};
