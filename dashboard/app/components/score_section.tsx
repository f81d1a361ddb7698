import type { RecordedTrace } from "../../../engine/types.ts";
import { scoreParts } from "../models/score_parts.ts";
import { BAND_WORDS } from "../models/words.ts";
import { Section } from "./call_details.tsx";
import { useConsole } from "./console_context.ts";
import { RiskMeter } from "./risk_meter.tsx";

/** Where a band ends and the next begins (docs/risk.md). */
const BAND_EDGES = [0.25, 0.5, 0.75];

/** The score, and how contribution after contribution adds up to it. */
export function ScoreSection({ trace }: { trace: RecordedTrace }) {
  const model = useConsole();
  const { parts, sum } = scoreParts(trace.signals);
  return (
    <Section title="Risk">
      <p class="reason-codes">
        <RiskMeter score={trace.riskScore} band={trace.riskBand} />
        <span class="label">{BAND_WORDS[trace.riskBand]}</span>
        {trace.reasonCodes.map((code) => (
          <button
            key={code}
            type="button"
            class="tag code-tag"
            title="Show calls with this reason"
            onClick={() => model.filter({ reason: code })}
          >
            <code>{code}</code>
          </button>
        ))}
      </p>
      {parts.length > 0 && (
        <ul class="waterfall">
          {parts.map(({ engine, score, from, to, reasons }) => (
            <li key={engine}>
              <span class="voice">
                {engine.replaceAll("_", " ")}
                {reasons.length > 0 && <span class="voice-reasons">{reasons.join(" · ")}</span>}
              </span>
              <Step from={from} to={to} band={trace.riskBand} />
              <span class="number">{signed(score)}</span>
            </li>
          ))}
          <li class="sum">
            <span class="voice">
              adds up to{sum !== trace.riskScore && (
                <span class="voice-reasons">{sum.toFixed(2)}, cut to what a score can be</span>
              )}
            </span>
            <Step from={0} to={trace.riskScore} band={trace.riskBand} />
            <span class="number">{trace.riskScore.toFixed(2)}</span>
          </li>
        </ul>
      )}
    </Section>
  );
}

function Step({ from, to, band }: { from: number; to: number; band: string }) {
  const left = Math.min(from, to) * 100;
  // A contribution beyond the cut still shows where it stands.
  const width = Math.max(0.8, Math.abs(to - from) * 100);
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {BAND_EDGES.map((edge) => <path key={edge} class="edge" d={`M${edge * 100} 0v10`} />)}
      <rect class={to < from ? "less" : band} x={Math.min(left, 99.2)} y="2" width={width} height="6" />
    </svg>
  );
}

function signed(score: number): string {
  return `${score < 0 ? "−" : "+"}${Math.abs(score).toFixed(2)}`;
}
