/** What became of tool calls, counted as it happens. Names and labels are interface: dashboards and alerts of users rest on them. */
import type { EngineEvents } from "../../engine/ports.ts";
import {
  type Approval,
  type Decision,
  DECISIONS,
  type Door,
  type Mode,
  type Outcome,
  type Trace,
} from "../../engine/types.ts";
import { Counter, type Family, Histogram } from "./families.ts";

const DOORS: readonly Door[] = ["proxy", "api", "mcp", "cli"];
const MODES: readonly Mode[] = ["enforce", "monitor"];

const DECIDING_SECONDS = [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const WHOLE_CALL_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const BODY_BYTES = [0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

export class CallMetrics implements EngineEvents {
  readonly #counts = new Map<Decision, number>(DECISIONS.map((decision) => [decision, 0]));
  readonly #decisions = new Counter("interven_decisions_total", "Tool calls decided.");
  readonly #reasons = new Counter("interven_reasons_total", "Reason codes of decisions other than ALLOW.");
  readonly #findings = new Counter("interven_findings_total", "Values that a detector found, by data class.");
  readonly #approvals = new Counter("interven_approvals_total", "Approvals asked for and decided.");
  readonly #answers = new Counter(
    "interven_upstream_responses_total",
    "Answers of upstreams, by status class.",
  );
  readonly #failures = new Counter(
    "interven_upstream_failures_total",
    "Forwarded calls without a whole answer.",
  );
  readonly #answerBytes = new Counter("interven_response_bytes_total", "Bytes of answers passed on.");
  readonly #deciding = new Histogram("interven_evaluate_seconds", "Time to a decision.", DECIDING_SECONDS);
  readonly #scanning = new Histogram("interven_scan_seconds", "Time in the scanner.", DECIDING_SECONDS);
  readonly #whole = new Histogram(
    "interven_call_seconds",
    "From the arrival of a call to the end of its answer, the upstream's time included.",
    WHOLE_CALL_SECONDS,
  );
  readonly #bodies = new Histogram("interven_request_body_bytes", "Sizes of scanned bodies.", BODY_BYTES);

  constructor() {
    // Written as 0 from the start: what appears with 1 is no increase to whoever watches for one.
    for (const decision of DECISIONS) {
      for (const door of DOORS) {
        for (const mode of MODES) this.#decisions.add({ decision, door, mode }, 0);
      }
    }
  }

  decision(trace: Trace): void {
    const { decision, door, mode } = trace;
    this.#counts.set(decision, this.count(decision) + 1);
    this.#decisions.add({ decision, door, mode });
    this.#deciding.observe({}, trace.evaluateMs / 1000);
    this.#scanning.observe({}, trace.scanMs / 1000);
    this.#bodies.observe({}, trace.request.bodyBytes);
    if (decision !== "ALLOW") { for (const reason of trace.reasonCodes) this.#reasons.add({ reason }); }
    for (const { class: dataClass } of trace.findings) this.#findings.add({ class: dataClass });
  }

  outcome({ forwarded, upstreamStatus, error, totalMs, responseBytes }: Outcome): void {
    this.#whole.observe({ forwarded }, totalMs / 1000);
    if (upstreamStatus !== null) this.#answers.add({ status: `${Math.floor(upstreamStatus / 100)}xx` });
    if (error !== null) this.#failures.add({ code: error });
    if (responseBytes > 0) this.#answerBytes.add({}, responseBytes);
  }

  approval({ status }: Approval): void {
    this.#approvals.add({ status });
  }

  count(decision: Decision): number {
    return this.#counts.get(decision) ?? 0;
  }

  families(): readonly Family[] {
    return [
      this.#decisions,
      this.#reasons,
      this.#findings,
      this.#approvals,
      this.#answers,
      this.#failures,
      this.#answerBytes,
      this.#deciding,
      this.#scanning,
      this.#whole,
      this.#bodies,
    ];
  }
}
