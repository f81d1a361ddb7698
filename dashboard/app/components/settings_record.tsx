import type { AuditJobWire, AuditReportWire } from "../../../engine/wire/gateway_settings.ts";
import { GatewaySettings } from "../models/gateway_settings.ts";
import { byteCount, count } from "../models/words.ts";
import { Facts } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import type { FactsProps } from "./settings_mode.tsx";

/** How much is kept, for how long, and whether nobody has changed it. */
export function RecordCard({ facts }: FactsProps) {
  const model = useModel(GatewaySettings);
  const { retention, audit } = facts;
  const share = retention.max_bytes === null ? null : retention.used_bytes / retention.max_bytes;
  return (
    <section class="card setting" aria-labelledby="record-title">
      <h2 id="record-title">Record</h2>
      <p class="figure">
        {count(retention.calls)} <span class="unit">{retention.calls === 1 ? "call" : "calls"}</span>
      </p>
      {share !== null && (
        <div class="gauge">
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect width="100" height="4" class="off" />
            <rect width={Math.min(100, share * 100)} height="4" class="on" />
          </svg>
        </div>
      )}
      <Facts
        rows={[
          ["Takes", sizeWords(retention.used_bytes, retention.max_bytes)],
          ["Kept for", retention.keep_days === null ? "ever" : `${count(retention.keep_days)} days`],
          ["Approvals", count(retention.approvals)],
          ["Audit chain", `${count(retention.audit_entries)} entries`],
        ]}
      />
      {retention.oldest_at !== null && (
        <p class="label">
          The oldest call is of <Moment atMs={Date.parse(retention.oldest_at)} />.
        </p>
      )}
      <AuditResult job={audit} />
      <p class="acts">
        <button
          type="button"
          class="quiet"
          disabled={audit.state === "running" || model.busy.value}
          onClick={() => void model.verify()}
        >
          {audit.state === "running" ? "Checking…" : "Verify the record"}
        </button>
      </p>
    </section>
  );
}

function sizeWords(usedBytes: number, maxBytes: number | null): string {
  return maxBytes === null ? byteCount(usedBytes) : `${byteCount(usedBytes)} of ${byteCount(maxBytes)}`;
}

function AuditResult({ job }: { job: AuditJobWire }) {
  return (
    <div role="status" class="check-result">
      {job.state === "running" && "Every entry, record and signature is being checked."}
      {job.state === "failed" && <p class="checked failed">The check came to no result: {job.message}</p>}
      {job.state === "done" && <AuditReport report={job.report} at={job.finished_at} />}
    </div>
  );
}

function AuditReport({ report, at }: { report: AuditReportWire; at: string }) {
  const { broken, last_checkpoint: signed } = report;
  if (broken !== null) {
    return (
      <p class="checked failed">
        <Icon name="DENY" />
        <span>
          <b>The record was changed.</b> {broken.message}
        </span>
      </p>
    );
  }
  return (
    <p class="checked ok">
      <Icon name="check" />
      <span>
        <b>Everything holds.</b> {count(report.entries)} entries
        {signed !== null && `, signed up to entry ${count(signed.seq)} by key ${signed.key_id}`};{" "}
        <Moment atMs={Date.parse(at)} />
      </span>
    </p>
  );
}
