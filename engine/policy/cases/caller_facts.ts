/** `caller:` of a case: what came before the call, by the names that expressions use. What is not named is not known. */
import {
  type BaselineFacts,
  type CallerFacts,
  type IntelMatch,
  type SequenceMatch,
  SESSION_HOLDINGS,
  type SessionFacts,
} from "../../history.ts";
import { type PolicyProblem, readDocument, type Tree } from "../document.ts";
import { Problems, readBoolean, readMap, readNumber, readText, readTexts } from "../fields.ts";

const KEYS = ["session", "baseline", "trust", "intel", "sequences", "mcp_signals"];
const UNIT = { min: 0, max: 1 };

/** The same facts as the text of a YAML or JSON map, as a command line or a file gives it. */
export function parseCallerFacts(
  file: { name: string; text: string },
  errors: PolicyProblem[],
): CallerFacts {
  const tree = readDocument(file.name, file.text, errors);
  return tree === undefined ? {} : readCallerFacts(tree, new Problems(file.name, errors));
}

export function readCallerFacts(tree: Tree, problems: Problems): CallerFacts {
  const map = readMap(tree, problems.reading("caller"), KEYS);
  const at = (key: string) => map?.get(key)?.value;
  const session = at("session");
  const baseline = at("baseline");
  const trust = at("trust");
  const intel = at("intel");
  const sequences = at("sequences");
  const signals = at("mcp_signals");
  const trusted = trust && readNumber(trust, problems.reading("caller.trust"), UNIT);
  return {
    ...(session && { session: readSession(session, problems) }),
    ...(baseline && { baseline: readBaseline(baseline, problems) }),
    ...(trusted !== undefined && { trust: trusted }),
    ...(intel && { intel: readIntel(intel, problems) }),
    ...(sequences && { sequences: readSequences(sequences, problems) }),
    ...(signals && { mcpSignals: readTexts(signals, problems.reading("caller.mcp_signals")) ?? [] }),
  };
}

function readSession(tree: Tree, problems: Problems): SessionFacts {
  const map = readMap(tree, problems.reading("caller.session"), [
    ...SESSION_HOLDINGS,
    "overlap",
    "taint",
    "injection",
  ]);
  const number = (key: string) => {
    const value = map?.get(key)?.value;
    return (value && readNumber(value, problems.reading(`caller.session.${key}`), UNIT)) ?? 0;
  };
  const holds = SESSION_HOLDINGS.filter((key) => {
    const value = map?.get(key)?.value;
    return value && readBoolean(value, problems.reading(`caller.session.${key}`));
  });
  return {
    holds,
    overlap: number("overlap"),
    taint: number("taint"),
    injection: number("injection"),
    flows: [],
  };
}

/** Far more calls than a baseline needs. */
const MANY_CALLS = 1_000;

function readBaseline(tree: Tree, problems: Problems): BaselineFacts {
  const keys = ["calls", "new_destination", "new_operation", "unusual_size", "unusual_hour", "burst"];
  const map = readMap(tree, problems.reading("caller.baseline"), keys);
  const flag = (key: string) => {
    const value = map?.get(key)?.value;
    return (value && readBoolean(value, problems.reading(`caller.baseline.${key}`))) ?? false;
  };
  const calls = map?.get("calls")?.value;
  return {
    calls: (calls && readNumber(calls, problems.reading("caller.baseline.calls"), { min: 0 })) ?? MANY_CALLS,
    isNewDestination: flag("new_destination"),
    isNewOperation: flag("new_operation"),
    isUnusualSize: flag("unusual_size"),
    isUnusualHour: flag("unusual_hour"),
    isBurst: flag("burst"),
  };
}

function readIntel(tree: Tree, problems: Problems): readonly IntelMatch[] {
  return (tree.kind === "list" ? tree.items : [tree]).map((item) => {
    const map = readMap(item, problems.reading("caller.intel"), ["kind", "list", "entry", "path"]);
    const text = (key: string) => {
      const value = map?.get(key)?.value;
      return value && readText(value, problems.reading(`caller.intel.${key}`));
    };
    const path = text("path");
    return {
      list: text("list") ?? "built-in",
      kind: text("kind") ?? "",
      entry: text("entry") ?? "",
      ...(path !== undefined && { path }),
    };
  });
}

function readSequences(tree: Tree, problems: Problems): readonly SequenceMatch[] {
  const names = readTexts(tree, problems.reading("caller.sequences")) ?? [];
  return names.map((name) => ({ name, reasonCode: name.toUpperCase(), traceIds: [], weight: 1 }));
}
