/** What an expression may speak of: the facts of one call, by name. docs/policy.md has the same table. */
import type { CelInput } from "@bufbuild/cel";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { SESSION_HOLDINGS } from "../../history.ts";
import { CONFIDENCES } from "../../types.ts";
import type { PolicyFacts } from "../policy.ts";
import type { Names } from "./type_check.ts";
import { BOOL, DOUBLE, DYN, INT, listOf, record, STRING, TIMESTAMP } from "./types.ts";

/** Environment of a call that names none: the strict one is meant. */
const DEFAULT_ENV = "production";

/** A body with more values than this is not given to expressions: they fail, which counts against the call. */
export const MAX_BODY_VALUES = 20_000;
/** As deep as a body may be nested for expressions. */
const MAX_BODY_DEPTH = 64;

interface Variable {
  readonly type: Names[string];
  /** @throws {RangeError} when it cannot be told; the expression then fails. */
  readonly of: (facts: PolicyFacts) => CelInput;
}

const FINDING = record({ rule: STRING, class: STRING, confidence: STRING, part: STRING, path: STRING });
const INTEL = record({ list: STRING, kind: STRING, entry: STRING, path: STRING });

const CALL: Readonly<Record<string, (facts: PolicyFacts) => string>> = {
  method: ({ view }) => view.method,
  url: ({ view }) => view.urlSpellings[0] ?? "",
  host: ({ action }) => action.host,
  path: ({ view }) => `/${view.location.segments.join("/")}`,
  agent: ({ view }) => view.call.agentId,
  agent_name: ({ view }) => view.call.agentName ?? "",
  session: ({ view }) => view.call.sessionId,
  env: ({ view }) => view.call.env ?? DEFAULT_ENV,
  runtime: ({ view }) => view.call.runtime ?? "",
  door: ({ view }) => view.call.door,
  tool_name: ({ view }) => view.call.toolName ?? "",
};

const SESSION_FLAGS = Object.fromEntries(SESSION_HOLDINGS.map((name) => [name, BOOL]));

export const VARIABLES: Readonly<Record<string, Variable>> = {
  call: {
    type: record(Object.fromEntries(Object.keys(CALL).map((name) => [name, STRING]))),
    of: (facts) => new Map(Object.entries(CALL).map(([name, read]) => [name, read(facts)])),
  },
  tool: { type: STRING, of: ({ action }) => action.tool },
  operation: { type: STRING, of: ({ action }) => action.operation },
  verb: { type: STRING, of: ({ action }) => action.verb },
  category: { type: STRING, of: ({ action }) => action.category },
  facts: {
    type: { name: "map", element: STRING },
    of: ({ action }) => new Map(Object.entries(action.facts)),
  },
  external_principal: { type: BOOL, of: ({ action }) => action.externalPrincipal ?? false },
  findings: {
    type: listOf(FINDING),
    of: ({ findings }) =>
      findings.map((finding) =>
        new Map([
          ["rule", finding.rule],
          ["class", finding.class],
          ["confidence", finding.confidence],
          ["part", finding.part],
          ["path", finding.path],
        ])
      ),
  },
  classes: {
    type: listOf(STRING),
    of: ({ findings }) => [
      ...new Set(
        findings.filter(({ confidence }) => confidence !== CONFIDENCES[0]).map((finding) => finding.class),
      ),
    ],
  },
  payloads: { type: listOf(STRING), of: ({ payloads = [] }) => payloads.map(({ shape }) => shape) },
  risk: { type: DOUBLE, of: ({ riskScore }) => riskScore },
  trust: { type: DOUBLE, of: ({ caller }) => caller?.trust ?? 1 },
  session: {
    type: record({ ...SESSION_FLAGS, overlap: DOUBLE, taint: DOUBLE, injection: DOUBLE }),
    of: ({ caller }) => {
      const session = caller?.session;
      return new Map<string, boolean | number>([
        ...SESSION_HOLDINGS.map((name): [string, boolean] => [name, session?.holds.includes(name) ?? false]),
        ["overlap", session?.overlap ?? 0],
        ["taint", session?.taint ?? 0],
        ["injection", session?.injection ?? 0],
      ]);
    },
  },
  baseline: {
    type: record({
      calls: INT,
      new_destination: BOOL,
      new_operation: BOOL,
      unusual_size: BOOL,
      unusual_hour: BOOL,
      burst: BOOL,
    }),
    of: ({ caller }) => {
      const baseline = caller?.baseline;
      return new Map<string, bigint | boolean>([
        ["calls", BigInt(baseline?.calls ?? 0)],
        ["new_destination", baseline?.isNewDestination ?? false],
        ["new_operation", baseline?.isNewOperation ?? false],
        ["unusual_size", baseline?.isUnusualSize ?? false],
        ["unusual_hour", baseline?.isUnusualHour ?? false],
        ["burst", baseline?.isBurst ?? false],
      ]);
    },
  },
  intel: {
    type: listOf(INTEL),
    of: ({ caller }) =>
      (caller?.intel ?? []).map(({ list, kind, entry, path = "" }) =>
        new Map([["list", list], ["kind", kind], ["entry", entry], ["path", path]])
      ),
  },
  sequences: { type: listOf(STRING), of: ({ caller }) => (caller?.sequences ?? []).map(({ name }) => name) },
  mcp_signals: { type: listOf(STRING), of: ({ caller }) => [...caller?.mcpSignals ?? []] },
  body: { type: DYN, of: bodyOf },
  body_size: { type: INT, of: ({ view }) => BigInt(view.bodyBytes) },
  now: { type: TIMESTAMP, of: ({ now }) => timestampFromMs(now) },
  hour: { type: INT, of: ({ now }) => BigInt(new Date(now).getUTCHours()) },
  weekday: { type: INT, of: ({ now }) => BigInt(new Date(now).getUTCDay()) },
};

export const VARIABLE_TYPES: Names = Object.fromEntries(
  Object.entries(VARIABLES).map(([name, { type }]) => [name, type]),
);

/** What was worked out of one call's facts, or why it could not be. */
class Bound {
  readonly done = new Map<string, { readonly value: CelInput } | { readonly error: unknown }>();
  constructor(readonly facts: PolicyFacts) {}

  /** A failure is remembered as well: a body that is too large is walked through once, and not for each rule. */
  get(name: string, of: Variable["of"]): CelInput {
    let found = this.done.get(name);
    if (found === undefined) {
      try {
        found = { value: of(this.facts) };
      } catch (error) {
        found = { error };
      }
      this.done.set(name, found);
    }
    if ("error" in found) throw found.error;
    return found.value;
  }
}

const BOUND = Symbol("bound facts");
type Bindings = Record<string, CelInput> & { [BOUND]: Bound };

/** Getters stand on one prototype for all calls: to make them anew for each would cost more than most expressions. */
const GETTERS = Object.create(
  null,
  Object.fromEntries(
    Object.entries(VARIABLES).map(([name, { of }]) => [name, {
      get(this: Bindings): CelInput {
        return this[BOUND].get(name, of);
      },
    }]),
  ),
);

const REMEMBERED = new WeakMap<PolicyFacts, Bindings>();

/** Each variable is worked out when it is first asked for, and once for all rules. */
export function bindingsOf(facts: PolicyFacts): Record<string, CelInput> {
  let bindings = REMEMBERED.get(facts);
  if (bindings === undefined) {
    const made: Bindings = Object.create(GETTERS);
    made[BOUND] = new Bound(facts);
    REMEMBERED.set(facts, made);
    bindings = made;
  }
  return bindings;
}

/** Fields of a JSON or form body; null when it has none. */
function bodyOf({ view }: PolicyFacts): CelInput {
  const { fields } = view;
  if (fields.kind === "unreadable") throw new RangeError(`The body cannot be read: ${fields.why}`);
  if (fields.kind !== "json" && fields.kind !== "form") return null;
  let values = 0;
  const convert = (value: unknown, depth: number): CelInput => {
    if (++values > MAX_BODY_VALUES) {
      throw new RangeError(`The body holds more than ${MAX_BODY_VALUES} values`);
    }
    if (depth > MAX_BODY_DEPTH) {
      throw new RangeError(`The body is nested deeper than ${MAX_BODY_DEPTH} levels`);
    }
    if (Array.isArray(value)) return value.map((member) => convert(member, depth + 1));
    if (typeof value === "object" && value !== null) {
      return new Map(Object.entries(value).map(([name, member]) => [name, convert(member, depth + 1)]));
    }
    // JSON knows nothing else.
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : null;
  };
  return convert(fields.value, 0);
}
