import assert from "node:assert/strict";
import { seenCall } from "../tests/fixtures/judged_calls.ts";
import { askHistory, type CallerFacts, type HistoryVoice } from "./history.ts";

const voice = (facts: CallerFacts): HistoryVoice => ({ before: () => facts });
const match = (name: string) => ({ name, reasonCode: "X", traceIds: [], weight: 1 });
const place = (entry: string) => ({ list: "l", kind: "k", entry });

Deno.test("askHistory() puts lists of matches together and lets the later voice count for all else", () => {
  const facts = askHistory([
    voice({ trust: 0.5, sequences: [match("a")], intel: [place("x")] }),
    voice({ sequences: [match("b")] }),
    voice({ trust: 0.7, intel: [place("y")] }),
    voice({}),
  ], seenCall());
  assert.deepEqual(facts, {
    trust: 0.7,
    sequences: [match("a"), match("b")],
    intel: [place("x"), place("y")],
  });
});

Deno.test("askHistory() tells of no list that nobody has anything for", () => {
  assert.deepEqual(askHistory([voice({ trust: 1 })], seenCall()), { trust: 1 });
  assert.deepEqual(askHistory([], seenCall()), {});
});
