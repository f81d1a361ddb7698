/** What a trace keeps of a scan of what an agent read: counts, places and scores, never a value. */
import type { ScanReport } from "./ports.ts";
import type { ClassCounts, ResponseReport } from "./types.ts";

/** More spans of one answer tell nothing new. */
const MAX_KEPT_SPANS = 20;

export function seenInAnswer(
  { findings, instructions }: Pick<ScanReport, "findings" | "instructions">,
): Pick<ResponseReport, "classCounts" | "injection"> {
  const classCounts: { -readonly [K in keyof ClassCounts]: ClassCounts[K] } = {};
  for (const { class: found } of findings) classCounts[found] = (classCounts[found] ?? 0) + 1;
  if (instructions === undefined || instructions.score === 0) return { classCounts };
  const spans = [...instructions.spans].sort((a, b) => b.score - a.score).slice(0, MAX_KEPT_SPANS)
    .map(({ path, start, end, score, reasons }) => ({ path, start, end, score, reasons }));
  return { classCounts, injection: { score: instructions.score, spans } };
}
