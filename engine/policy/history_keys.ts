/**
 * Keys of `condition` about what came before the call. What is not known holds for no rule: a rule that restricts does not fire on
 * what nobody saw, and a rule that allows does not rest on it.
 */
import { CALLS_TO_LEARN } from "../habits/habit_voice.ts";
import { type BaselineFacts, type IntelMatch, SESSION_HOLDINGS, type SessionFacts } from "../history.ts";
import { describeTree, readBoolean, type Reading, readNumber, readTexts, readWords } from "./fields.ts";
import type { Tree } from "./document.ts";
import { compileGlob } from "./glob.ts";
import type { KeyReader } from "./match_keys.ts";
import type { FactKind, PolicyFacts, Predicate } from "./policy.ts";

const UNKNOWN = "not known";

/** True or false; a fact that is not known is neither. */
function habit(read: (baseline: BaselineFacts) => boolean): KeyReader {
  return (tree, reading) => {
    const wanted = readBoolean(tree, reading);
    if (wanted === undefined) return undefined;
    // While habits are learnt nothing is unusual, and nothing is known to be usual either.
    const isKnown = ({ calls }: BaselineFacts) => reading.strict || calls >= CALLS_TO_LEARN;
    const told = ({ caller }: PolicyFacts) =>
      caller?.baseline && isKnown(caller.baseline) ? read(caller.baseline) : undefined;
    return {
      key: reading.field,
      wanted: String(wanted),
      holds: (facts) => told(facts) === wanted,
      found: (facts) => {
        const calls = facts.caller?.baseline?.calls;
        return calls === undefined ? UNKNOWN : `${told(facts) ?? UNKNOWN}, after ${calls} calls`;
      },
    };
  };
}

const UNIT_RANGE = { min: 0, max: 1 };

function sessionNumberAbove(read: (session: SessionFacts) => number): KeyReader {
  return (tree, reading) => {
    const limit = readNumber(tree, reading, UNIT_RANGE);
    if (limit === undefined) return undefined;
    const told = ({ caller }: PolicyFacts) => caller?.session && read(caller.session);
    return {
      key: reading.field,
      wanted: `above ${limit}`,
      holds: (facts) => (told(facts) ?? 0) > limit,
      found: (facts) => withFlows(told(facts), facts),
    };
  };
}

/** A number and what it rests on: from which call, and where it stands now. Never a value. */
function withFlows(value: number | undefined, { caller }: PolicyFacts): string {
  if (value === undefined) return UNKNOWN;
  const flows = (caller?.session?.flows ?? []).map(({ kind, traceId, path }) =>
    `${kind} of ${traceId} at ${path}`
  );
  return [value.toFixed(2), ...flows].join("; ");
}

/** `trust_score_lt`: nobody mistrusts an agent of whom nothing is known. */
function readTrust(tree: Tree, reading: Reading): Predicate | undefined {
  const limit = readNumber(tree, reading, UNIT_RANGE);
  if (limit === undefined) return undefined;
  return {
    key: reading.field,
    wanted: `below ${limit}`,
    holds: ({ caller }) => caller?.trust !== undefined && caller.trust < limit,
    found: ({ caller }) => caller?.trust?.toFixed(2) ?? UNKNOWN,
  };
}

/** What `overlaps_earlier_read: true` asks for. */
const MUCH_OVERLAP = 0.5;

/** True, false, or the least share of the call that was read before. */
function readOverlap(tree: Tree, reading: Reading): Predicate | undefined {
  const value = tree.kind === "scalar" ? tree.value : undefined;
  if (typeof value !== "boolean" && !(typeof value === "number" && value > 0 && value <= 1)) {
    return void reading.problem(
      tree.at,
      `Cannot read "${reading.field}": found ${
        describeTree(tree)
      }, wanted true, false or a number above 0 up to 1`,
    );
  }
  const least = typeof value === "number" ? value : MUCH_OVERLAP;
  return {
    key: reading.field,
    wanted: value === false ? `below ${least}` : `at least ${least}`,
    holds: ({ caller }) => {
      const overlap = caller?.session?.overlap;
      if (overlap === undefined) return false;
      return value === false ? overlap < least : overlap >= least;
    },
    found: (facts) => withFlows(facts.caller?.session?.overlap, facts),
  };
}

function readSessionHas(tree: Tree, reading: Reading): Predicate | undefined {
  const words = readWords(tree, reading, { words: SESSION_HOLDINGS.map((word) => word.toUpperCase()) });
  if (words === undefined) return undefined;
  const wanted = words.map((word) => word.toLowerCase());
  return {
    key: reading.field,
    wanted: wanted.join(" or "),
    holds: ({ caller }) => caller?.session?.holds.some((held) => wanted.includes(held)) ?? false,
    found: ({ caller }) =>
      caller?.session === undefined ? UNKNOWN : caller.session.holds.join(", ") || "nothing",
  };
}

/** `true`: any list. Else kinds or names of lists. */
function intel(concerns: (match: IntelMatch) => boolean): KeyReader {
  return (tree, reading) => {
    const isFlag = tree.kind === "scalar" && typeof tree.value === "boolean";
    const wanted = isFlag ? tree.value === true : readTexts(tree, reading)?.map((name) => name.toLowerCase());
    if (wanted === undefined) return undefined;
    const named = ({ caller }: PolicyFacts) => (caller?.intel ?? []).filter(concerns);
    const holds = (facts: PolicyFacts) => {
      const matches = named(facts);
      if (typeof wanted === "boolean") return matches.length > 0 === wanted;
      return matches.some(({ list, kind }) =>
        wanted.includes(kind.toLowerCase()) || wanted.includes(list.toLowerCase())
      );
    };
    return {
      key: reading.field,
      wanted: typeof wanted === "boolean" ? (wanted ? "on a list" : "on no list") : wanted.join(" or "),
      ...(wanted !== false && { needs: "intel" }),
      holds,
      found: (facts) =>
        named(facts).map(({ kind, list, entry, path }) =>
          `${kind} (${list}: ${entry})${path === undefined ? "" : ` at ${path}`}`
        )
          .join(", ") || "on no list",
    };
  };
}

function listed(needs: FactKind, read: (facts: PolicyFacts) => readonly string[]): KeyReader {
  return (tree, reading) => {
    const globs = readTexts(tree, reading)?.map((pattern) => compileGlob(pattern, { ignoreCase: true }));
    if (globs === undefined) return undefined;
    return {
      key: reading.field,
      wanted: globs.map(({ pattern }) => pattern).join(" or "),
      needs,
      holds: (facts) => read(facts).some((name) => globs.some((glob) => glob.matches(name))),
      found: (facts) => read(facts).join(", ") || "none",
    };
  };
}

export const HISTORY_KEYS: Readonly<Record<string, KeyReader>> = {
  is_new_destination: habit(({ isNewDestination }) => isNewDestination),
  is_new_operation: habit(({ isNewOperation }) => isNewOperation),
  is_unusual_size: habit(({ isUnusualSize }) => isUnusualSize),
  is_unusual_hour: habit(({ isUnusualHour }) => isUnusualHour),
  is_volume_burst: habit(({ isBurst }) => isBurst),
  trust_score_lt: readTrust,
  threat_intel_match: intel(({ path }) => path === undefined),
  threat_intel_mention: intel(({ path }) => path !== undefined),
  session_has: readSessionHas,
  overlaps_earlier_read: readOverlap,
  injection_score_gt: sessionNumberAbove(({ injection }) => injection),
  taint_gt: sessionNumberAbove(({ taint }) => taint),
  sequence: listed("sequences", ({ caller }) => (caller?.sequences ?? []).map(({ name }) => name)),
  mcp_signals: listed("mcpSignals", ({ caller }) => caller?.mcpSignals ?? []),
};
