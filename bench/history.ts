/** What history costs a call: time of the voices about agents, lists and sequences together, and memory for a thousand agents. */
import { nameAction } from "../engine/actions/catalogue.ts";
import { CallView } from "../engine/call_view.ts";
import { HabitVoice } from "../engine/habits/habit_voice.ts";
import { askHistory, type HistoryVoice, type SeenCall } from "../engine/history.ts";
import { IntelVoice } from "../engine/intel/intel_voice.ts";
import { SequenceVoice } from "../engine/sequences/sequence_voice.ts";
import { TrustVoice } from "../engine/trust/trust_voice.ts";
import type { Decision } from "../engine/types.ts";
import { cleanJson } from "./bodies.ts";
import { percentile } from "./statistics.ts";
import { figure, printTable, sizeName } from "./table.ts";

const AGENTS = 1_000;
const SIZES = [0, 1_000, 10_000, 100_000, 1_000_000];
const START_MS = Date.UTC(2026, 0, 5);

/** @param calls how many calls each figure is measured with */
export async function benchHistory({ calls }: { readonly calls: number }): Promise<void> {
  console.log(`\nHabits, trust, lists and sequences together, one thread, ${AGENTS} agents\n`);
  const rows = SIZES.map((size) => {
    const times = callTimes(size, size > 100_000 ? Math.ceil(calls / 100) : calls);
    return [
      size === 0 ? "no body" : sizeName(size),
      figure(percentile(times, 0.5) * 1_000),
      figure(percentile(times, 0.99) * 1_000),
    ];
  });
  printTable(["JSON body", "p50 µs", "p99 µs"], rows);
  console.log("");
  printTable(["memory", "MB", "kB an agent"], [
    await memoryRow("ordinary agents", (voices) => fill(voices, { places: 12, calls: 200 })),
    await memoryRow("every table full", (voices) => fill(voices, { places: 300, calls: 600 })),
  ]);
}

function voicesForBench(): readonly HistoryVoice[] {
  const options = { maxAgents: AGENTS };
  return [new HabitVoice(options), new TrustVoice(options), new IntelVoice(), new SequenceVoice(options)];
}

/** Before and after each judgement, milliseconds. What the catalogue and the policy read of a call is read before. */
function callTimes(bodyBytes: number, calls: number): number[] {
  const voices = voicesForBench();
  const bytes = bodyBytes === 0 ? null : cleanJson(bodyBytes);
  const measure = (count: number) => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const seen = callOf(i % AGENTS, { place: i % 7, bytes, now: START_MS + i * 50 });
      void seen.view.fields;
      const start = performance.now();
      askHistory(voices, seen);
      judged(voices, seen, i % 40 === 0 ? "DENY" : "ALLOW");
      times.push(performance.now() - start);
    }
    return times;
  };
  measure(Math.ceil(calls / 2));
  return measure(calls);
}

function callOf(
  agent: number,
  { place, bytes, now }: { place: number; bytes: Uint8Array | null; now: number },
): SeenCall {
  const isDelete = place % 5 === 4;
  const view = new CallView({
    door: "proxy",
    method: bytes !== null ? "POST" : isDelete ? "DELETE" : "GET",
    url: `https://api-${place}.example.com/v1/items/${place}?page=2`,
    headers: [["content-type", "application/json"]],
    body: bytes === null ? null : { bytes, contentType: "application/json", inspectable: true },
    agentId: `agent-${agent}`,
    sessionId: `agent-${agent}`,
  });
  return { call: view.call, view, action: nameAction(view), findings: [], now };
}

function judged(voices: readonly HistoryVoice[], seen: SeenCall, decision: Decision): void {
  const reasonCodes = decision === "DENY" ? ["SECRET_EGRESS"] : [];
  for (const voice of voices) {
    voice.judged?.({ ...seen, traceId: "trace", decision, reasonCodes, riskScore: 0 });
  }
}

/** Lets every agent make as many calls to as many places; every other call deletes something else. */
function fill(voices: readonly HistoryVoice[], { places, calls }: { places: number; calls: number }): void {
  for (let agent = 0; agent < AGENTS; agent++) {
    for (let i = 0; i < calls; i++) {
      const seen = callOf(agent, { place: i % places, bytes: null, now: START_MS + i * 1_000 });
      const operation = `operation_${i % places}`;
      const action = {
        ...seen.action,
        operation,
        verb: "WRITE" as const,
        category: i % 2 === 0 ? "delete" : "other",
      };
      judged(voices, { ...seen, action }, i % 50 === 49 ? "DENY" : "ALLOW");
    }
  }
}

async function memoryRow(name: string, use: (voices: readonly HistoryVoice[]) => void): Promise<string[]> {
  const before = await heapBytes();
  const voices = voicesForBench();
  use(voices);
  const bytes = await heapBytes() - before;
  // Still needed here: else they could have been collected.
  if (voices.length === 0) throw new Error("There are no voices");
  return [name, figure(bytes / 1e6), figure(bytes / AGENTS / 1e3)];
}

/** After a collection where the runtime has one to call (`--v8-flags=--expose-gc`). */
async function heapBytes(): Promise<number> {
  const { gc } = globalThis as { gc?: () => void };
  for (let i = 0; i < 3; i++) {
    gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Deno.memoryUsage().heapUsed;
}
