/** What flowed from earlier answers into a call, as the correlation signal tells it. */
import type { Signal } from "../../../engine/types.ts";
import { readList, readNumber, readObject, readText, readTexts } from "./json_reading.ts";

export interface ShownFlow {
  /** The calls whose answers it came from, heaviest first. */
  readonly traceIds: readonly string[];
  /** What came: words for a person. */
  readonly what: string;
  /** Where it stands in this call. */
  readonly path: string;
  readonly weight: number;
  readonly reasons: readonly string[];
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  copied_data: "Data that was read",
  destination: "The place it goes to",
  argument: "A value",
  instruction: "What it was told to do",
};

/** Heaviest first, what flowed in the same way told once; empty when nothing is known to have flowed. */
export function flowsIn(signals: readonly Signal[]): readonly ShownFlow[] {
  const correlation = signals.find(({ engine }) => engine === "correlation");
  const flows = readList(correlation?.details["flows"]).map(readObject).flatMap(
    (flow): readonly ShownFlow[] => {
      const traceId = readText(flow.trace_id);
      if (traceId === "") return [];
      const kind = readText(flow.kind);
      return [{
        traceIds: [traceId],
        what: Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind] ?? kind : kind.replaceAll("_", " "),
        path: readText(flow.path),
        weight: readNumber(flow.weight),
        reasons: readTexts(flow.reasons),
      }];
    },
  ).sort((a, b) => b.weight - a.weight);
  const ways = new Map<string, ShownFlow>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.what, flow.path, flow.reasons]);
    const known = ways.get(key);
    ways.set(key, known ? { ...known, traceIds: [...known.traceIds, ...flow.traceIds] } : flow);
  }
  return [...ways.values()];
}
