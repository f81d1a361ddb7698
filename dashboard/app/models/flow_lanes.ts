/** Where the lines between calls of a timeline are drawn: each flow in a lane of its own, as close to the calls as it gets. */
import type { FlowWire, SessionCallWire } from "../../../engine/wire/session.ts";

/** One line from the row of a read to the row of the call that carries something of it. */
export interface FlowLine {
  readonly flow: FlowWire;
  /** Rows, from the top. `from` is -1 when the read stands further up than what is loaded, or in another session. */
  readonly from: number;
  readonly to: number;
  /** 0 is next to the rows. */
  readonly lane: number;
}

export interface FlowPicture {
  readonly lines: readonly FlowLine[];
  readonly lanes: number;
}

/** More lines than this are a grey field. */
const MAX_LINES = 200;
const MAX_LANES = 12;

/** @param calls Oldest first, a row each. Of several flows between the same two calls the heaviest is drawn. */
export function flowPicture(calls: readonly SessionCallWire[]): FlowPicture {
  const rowOf = new Map(calls.map((call, row) => [call.trace_id, row]));
  const found: Omit<FlowLine, "lane">[] = [];
  calls.forEach((call, to) => {
    const heaviest = new Map<number, FlowWire>();
    for (const flow of call.flows) {
      const from = rowOf.get(flow.trace_id) ?? -1;
      // A read that stands below is no source: clocks may jump.
      if (from >= to) continue;
      if ((heaviest.get(from)?.weight ?? -1) < flow.weight) heaviest.set(from, flow);
    }
    for (const [from, flow] of heaviest) found.push({ flow, from, to });
  });
  const drawn = found.sort((a, b) => b.flow.weight - a.flow.weight).slice(0, MAX_LINES);
  return inLanes(drawn);
}

/** Short lines first, each in the first lane that is free all along it. */
function inLanes(lines: readonly Omit<FlowLine, "lane">[]): FlowPicture {
  const taken: (readonly [number, number])[][] = [];
  const placed = lines.toSorted((a, b) => (a.to - a.from) - (b.to - b.from)).map((line) => {
    let lane = taken.findIndex((spans) => spans.every(([from, to]) => line.to <= from || to <= line.from));
    if (lane === -1) lane = Math.min(taken.length, MAX_LANES - 1);
    (taken[lane] ??= []).push([line.from, line.to]);
    return { ...line, lane };
  });
  return { lines: placed, lanes: taken.length };
}
