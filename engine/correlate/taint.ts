/** How likely a call does what something read told the agent: a logistic sum of a few comparisons, with weights a person can read. */
import type { Flow } from "../history.ts";
import { matchAct, sentenceOf } from "./acts.ts";
import { type CallInView, compare, type Obedience } from "./obedience.ts";

/**
 * Set by hand so that neither a loud instruction, nor a value from it, nor the same kind of act is enough: two of the three are.
 * tests/corpus measures what that is worth; docs/correlation.md says how the weights were looked at, suite by suite.
 */
export const TAINT_WEIGHTS = {
  bias: -5.3,
  /** Times how surely the text is an instruction to the agent, 0…1. */
  strength: 3,
  /** Times how telling the best argument is that stands in it, 0…1. */
  value: 3.6,
  /** Times the other arguments that stand in it, at most 2. */
  moreValues: 0.5,
  /** Times the share of the operation's words in the sentence, when it asks for this kind of act. */
  askedAct: 2.2,
  /** The same when it does not. */
  namedAct: 0.6,
  /** The call goes or sends to a place that stands in it. */
  destination: 0.8,
  /** The call only reads, and goes to no place that stands in it. */
  read: -3,
} as const;

/** From this share of the operation's words on, and asked for, the user's own words ask for the act. */
const USER_ASKS = 0.6;
/** How much the act still counts then: the user wanted it anyway. */
const WANTED_ANYWAY = 0.3;
/** A taint below this is not worth telling. */
const MIN_TAINT = 0.05;

export interface Taint {
  /** 0…1 */
  readonly taint: number;
  readonly flows: readonly Flow[];
}

export function taintOf(call: CallInView): Taint {
  const directives = call.memory.directives(call.now);
  if (directives.length === 0) return { taint: 0, flows: [] };
  const actCounts = userAsks(call) ? WANTED_ANYWAY : 1;
  let taint = 0;
  const flows: Flow[] = [];
  for (const directive of directives) {
    const obedience = compare(directive, call);
    const probability = probabilityOf(obedience, call, actCounts);
    if (probability < MIN_TAINT) continue;
    taint = Math.max(taint, probability);
    flows.push(...flowsOf(obedience, probability));
  }
  return { taint, flows };
}

function userAsks({ act, user }: CallInView): boolean {
  if (user.words === null) return false;
  const { words, asks } = matchAct(act, sentenceOf(user.words, { from: 0, to: user.words.count }));
  return asks && words >= USER_ASKS;
}

/** 0…1 */
function probabilityOf(
  { directive, value, values, act, asks, isDestination, goesThere }: Obedience,
  { action }: CallInView,
  actCounts: number,
): number {
  const w = TAINT_WEIGHTS;
  const sum = w.bias +
    w.strength * directive.strength +
    w.value * value +
    w.moreValues * Math.min(2, values - value) +
    (asks ? w.askedAct : w.namedAct) * act * actCounts +
    (isDestination ? w.destination : 0) +
    (action.verb === "READ" && !goesThere ? w.read : 0);
  return 1 / (1 + Math.exp(-sum));
}

/** One flow for each argument that stands in the instruction; one for the act alone where none does. */
function flowsOf({ directive, act, asks, arguments: found }: Obedience, probability: number): Flow[] {
  const { traceId } = directive;
  const common = ["in_instruction", ...(asks ? ["asks_for_this_act"] : act > 0 ? ["names_this_act"] : [])];
  if (found.length === 0) {
    return [{ traceId, kind: "instruction", path: "$", weight: probability, reasons: common }];
  }
  return found.slice(0, MAX_FLOWS_PER_DIRECTIVE).map(({ path, weight, isPlace, how }): Flow => ({
    traceId,
    kind: isPlace ? "destination" : "argument",
    path,
    weight: probability * weight,
    reasons: [...common, how],
  }));
}

const MAX_FLOWS_PER_DIRECTIVE = 4;
