import type { RiskBand } from "../../../engine/types.ts";
import { BAND_WORDS } from "../models/words.ts";

const STEPS: readonly RiskBand[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** Four rising bars, filled up to the band, and the score. */
export function RiskMeter({ score, band }: { score: number; band: RiskBand }) {
  const level = STEPS.indexOf(band);
  return (
    <span class={`risk ${band}`} title={`Risk ${score.toFixed(2)} of 1, ${BAND_WORDS[band]}`}>
      <svg viewBox="0 0 19 14" aria-hidden="true" focusable="false">
        {STEPS.map((step, index) => (
          <rect
            key={step}
            class={index <= level ? "on" : "off"}
            x={index * 5}
            y={10 - index * 3}
            width="3.4"
            height={4 + index * 3}
            rx="1"
          />
        ))}
      </svg>
      <span class="score">{score.toFixed(2)}</span>
      <span class="unseen">risk, {BAND_WORDS[band]}</span>
    </span>
  );
}
