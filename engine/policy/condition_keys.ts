/** Keys of `condition`: what a call carries. Those about findings are in finding_keys.ts, those about earlier calls in history_keys.ts. */
import { type BodyPath, parseBodyPath, valuesAt } from "../body_path.ts";
import type { Tree } from "./document.ts";
import { PAYLOAD_SHAPES } from "../types.ts";
import {
  describeTree,
  readBoolean,
  type Reading,
  readMap,
  readNumber,
  readTexts,
  readWords,
} from "./fields.ts";
import { HISTORY_KEYS } from "./history_keys.ts";
import type { KeyReader } from "./match_keys.ts";
import type { PolicyFacts, Predicate } from "./policy.ts";
import { readTimeOfDay } from "./time_of_day.ts";
import { readWhen } from "./when_key.ts";

function containing(all: boolean): KeyReader {
  return (tree, reading) => {
    const words = readTexts(tree, reading)?.map((word) => word.toLowerCase());
    if (words === undefined) return undefined;
    const inBody = (word: string, { view }: PolicyFacts) => view.lowerText.includes(word);
    return {
      key: reading.field,
      wanted: words.map((word) => `"${word}"`).join(all ? " and " : " or "),
      costly: true,
      holds: (
        facts,
      ) => (all ? words.every((word) => inBody(word, facts)) : words.some((word) => inBody(word, facts))),
      found: (facts) =>
        words.filter((word) => inBody(word, facts)).map((word) => `"${word}"`).join(", ") || "none",
    };
  };
}

/**
 * `{path, value}`. Of several values at the path a rule that restricts wants one to fit, a rule that allows wants all to. A body whose
 * fields cannot be read counts against the call in both: padding or breaking a body must not lead past a rule.
 */
function atPath(
  fits: (found: unknown, wanted: readonly unknown[]) => boolean,
  kind: "any" | "number",
): KeyReader {
  return (tree, reading) => {
    const read = readPathValue(tree, reading, kind);
    if (read === undefined) return undefined;
    const { path, written, wanted } = read;
    return {
      key: reading.field,
      wanted: `${written} ${wanted.map(String).join(" or ")}`,
      costly: true,
      holds: ({ view }) => {
        const { fields } = view;
        if (fields.kind === "unreadable") return reading.strict;
        if (fields.kind !== "json" && fields.kind !== "form") return false;
        const values = valuesAt(fields.value, path).flatMap((
          value,
        ) => (Array.isArray(value) ? value : [value]));
        if (reading.strict) return values.some((value) => fits(value, wanted));
        return values.length > 0 && values.every((value) => fits(value, wanted));
      },
      found: ({ view }) => {
        const { fields } = view;
        if (fields.kind === "unreadable") return `a body that cannot be read: ${fields.why}`;
        if (fields.kind !== "json" && fields.kind !== "form") return "a body without fields";
        const values = valuesAt(fields.value, path);
        // Numbers are shown, texts are not: they may hold what must not be seen.
        return values.map((value) => (typeof value === "number" ? String(value) : `a ${typeof value}`)).join(
          ", ",
        ) || "nothing there";
      },
    };
  };
}

function readPathValue(
  tree: Tree,
  reading: Reading,
  kind: "any" | "number",
): { path: BodyPath; written: string; wanted: readonly unknown[] } | undefined {
  const map = readMap(tree, reading, ["path", "value"]);
  if (map === undefined) return undefined;
  const path = map.get("path")?.value;
  const value = map.get("value")?.value;
  if (path === undefined || value === undefined) {
    return void reading.problem(tree.at, `Cannot read "${reading.field}": wanted both "path" and "value"`);
  }
  const written = path.kind === "scalar" && typeof path.value === "string" ? path.value : "";
  const parsed = parseBodyPath(written);
  if (parsed === undefined) {
    return void reading.problem(
      path.at,
      `Cannot read "${reading.field}.path": found ${
        describeTree(path)
      }, wanted a path such as $.a.b or $.items[*].price`,
    );
  }
  const wanted = kind === "number"
    ? [readNumber(value, { ...reading, field: `${reading.field}.value` })]
    : readScalars(value, reading);
  if (wanted === undefined || wanted.includes(undefined)) return undefined;
  return { path: parsed, written, wanted };
}

function readScalars(tree: Tree, reading: Reading): readonly unknown[] | undefined {
  const items = tree.kind === "list" ? tree.items : [tree];
  const values: unknown[] = [];
  for (const item of items) {
    if (item.kind !== "scalar") {
      return void reading.problem(
        item.at,
        `Cannot read "${reading.field}.value": wanted text, a number, true, false or null`,
      );
    }
    values.push(item.value);
  }
  return values;
}

/** Forms know texts only, so a number equals its spelling. */
const equals = (found: unknown, wanted: readonly unknown[]) =>
  (typeof found !== "object" || found === null) && wanted.some((value) => String(value) === String(found));

const compared =
  (holds: (found: number, wanted: number) => boolean) => (found: unknown, [wanted]: readonly unknown[]) => {
    const number = typeof found === "number"
      ? found
      : typeof found === "string" && found.trim() !== ""
      ? Number(found)
      : NaN;
    return typeof wanted === "number" && holds(number, wanted);
  };

function flag(read: (facts: PolicyFacts) => boolean | undefined): KeyReader {
  return (tree, reading) => {
    const wanted = readBoolean(tree, reading);
    if (wanted === undefined) return undefined;
    return {
      key: reading.field,
      wanted: String(wanted),
      holds: (facts) => read(facts) === wanted,
      found: (facts) => String(read(facts) ?? "cannot be told"),
    };
  };
}

function above(read: (facts: PolicyFacts) => number, range: { min: number; max?: number }): KeyReader {
  return (tree, reading): Predicate | undefined => {
    const limit = readNumber(tree, reading, range);
    if (limit === undefined) return undefined;
    return {
      key: reading.field,
      wanted: `above ${limit}`,
      holds: (facts) => read(facts) > limit,
      found: (facts) => String(read(facts)),
    };
  };
}

const SHAPE_WORDS = PAYLOAD_SHAPES.map((shape) => shape.toUpperCase());

/** Packed data of one of these shapes. */
const readPayloadShapes: KeyReader = (tree, reading) => {
  const words = readWords(tree, reading, { words: SHAPE_WORDS });
  if (words === undefined) return undefined;
  return {
    key: reading.field,
    wanted: `packed data in ${words.join(" or ").toLowerCase()}`,
    needs: "payloads",
    holds: ({ payloads = [] }) => payloads.some(({ shape }) => words.includes(shape.toUpperCase())),
    found: ({ payloads = [] }) =>
      payloads.map(({ shape, path, chars }) => `${shape} at ${path}, ${chars} characters`).join("; ") ||
      "none",
  };
};

/** Rules with this key have bodies searched for instructions. */
export const INSTRUCTIONS_KEY = "body_injection_gt";

export const CONDITION_KEYS: Readonly<Record<string, KeyReader>> = {
  body_contains_any: containing(false),
  body_contains_all: containing(true),
  body_path_equals: atPath(equals, "any"),
  body_path_gt: atPath(compared((found, wanted) => found > wanted), "number"),
  body_path_gte: atPath(compared((found, wanted) => found >= wanted), "number"),
  body_path_lt: atPath(compared((found, wanted) => found < wanted), "number"),
  body_path_lte: atPath(compared((found, wanted) => found <= wanted), "number"),
  body_size_gt: above(({ view }) => view.bodyBytes, { min: 0 }),
  [INSTRUCTIONS_KEY]: above(({ instructionScore }) => instructionScore ?? 0, { min: 0, max: 1 }),
  body_not_inspectable: flag(({ view, bodyInspectable }) => view.bodyBytes > 0 && !bodyInspectable),
  encoded_payload: readPayloadShapes,
  is_external_principal: flag(({ action }) => action.externalPrincipal),
  risk_score_gt: above(({ riskScore }) => riskScore, { min: 0, max: 1 }),
  time_of_day_outside: readTimeOfDay,
  when: readWhen,
  ...HISTORY_KEYS,
};

/** Names from older policies. */
export const CONDITION_ALIASES: Readonly<Record<string, string>> = {
  body_size_bytes_gt: "body_size_gt",
  new_resource: "is_new_destination",
  volume_burst: "is_volume_burst",
};
