/**
 * Expressions of the policy language: CEL (https://github.com/google/cel-spec), parsed and checked when the policy is loaded, and
 * evaluated within bounds. Regular expressions in it are RE2: linear, whatever the text.
 */
import { celEnv, celFunc, CelScalar, isCelError, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import type { PolicyFacts } from "../policy.ts";
import { Budget, metered, withMeters } from "./metering.ts";
import type { Expr } from "./syntax.ts";
import { checkTypes } from "./type_check.ts";
import { bindingsOf, VARIABLE_TYPES } from "./variables.ts";

/** Longer expressions are refused. */
export const MAX_EXPRESSION_CHARS = 4_000;
/** Parts of one expression, such as names, constants and calls. */
const MAX_PARTS = 500;

export type Evaluation =
  | { readonly ok: true; readonly value: boolean }
  /** It could not be told: a field that is not there, no boolean, too costly. */
  | { readonly ok: false; readonly reason: string };

export interface Expression {
  readonly text: string;
  /** Never throws. */
  evaluate(facts: PolicyFacts): Evaluation;
}

export interface ExpressionProblem {
  /** In UTF-16 units from the start of the expression. */
  readonly offset: number;
  readonly message: string;
}

export type CompiledExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

const { INT, DOUBLE } = CelScalar;

/** Numbers of a JSON body are doubles, and people write `body.amount * 2`: an int beside a double is widened. CEL itself would refuse. */
const MIXED_ARITHMETIC = ([["_+_", (a, b) => a + b], ["_-_", (a, b) => a - b], ["_*_", (a, b) => a * b], [
  "_/_",
  (a, b) => a / b,
]] as [string, (a: number, b: number) => number][]).flatMap(([name, apply]) => [
  celFunc(name, [INT, DOUBLE], DOUBLE, (a, b) => apply(Number(a), b)),
  celFunc(name, [DOUBLE, INT], DOUBLE, (a, b) => apply(a, Number(b))),
]);

/** Of the library's further functions on texts only those whose result is no longer than what they are given. */
const TEXT_FUNCTIONS = ["lowerAscii", "upperAscii", "trim"];

const ENV = celEnv({
  funcs: [...strings.filter(({ name }) => TEXT_FUNCTIONS.includes(name)), ...MIXED_ARITHMETIC],
});
const BUDGET = new Budget();
const METERED = metered(ENV, BUDGET);

/** Reads an expression, or says what is wrong with it and where. Never throws. */
export function compileExpression(text: string): CompiledExpression {
  if (text.length > MAX_EXPRESSION_CHARS) {
    return failed(0, `found ${text.length} characters, wanted at most ${MAX_EXPRESSION_CHARS}`);
  }
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(text);
  } catch (error) {
    return syntaxProblem(error);
  }
  const positions = parsed.sourceInfo?.positions ?? {};
  const parts = Object.keys(positions).length;
  if (parts > MAX_PARTS) return failed(0, `found ${parts} parts, wanted at most ${MAX_PARTS}`);
  const problems = [...checkTypes(parsed.expr, ENV, VARIABLE_TYPES), ...checkPatterns(parsed.expr)]
    .map(({ id, message }) => ({ offset: skipSpace(text, positions[String(id)] ?? 0), message }));
  if (problems.length > 0) return { ok: false, problems };
  const run = plan(METERED, withMeters(parsed.expr));
  return { ok: true, expression: { text, evaluate: (facts) => evaluate(run, facts) } };
}

function evaluate(run: ReturnType<typeof plan>, facts: PolicyFacts): Evaluation {
  BUDGET.open();
  try {
    const value = run(bindingsOf(facts));
    if (typeof value === "boolean") return { ok: true, value };
    return {
      ok: false,
      reason: isCelError(value) ? value.message : `it gives ${typeof value}, wanted true or false`,
    };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function failed(offset: number, message: string): CompiledExpression {
  return { ok: false, problems: [{ offset, message }] };
}

/** The parser's error carries `location.start.offset` and a message that begins with its own idea of a place. */
function syntaxProblem(error: unknown): CompiledExpression {
  if (error instanceof RangeError) return failed(0, "it is nested too deeply");
  const message = error instanceof Error ? error.message.replace(/^<input>:\d+:\d+: /, "") : String(error);
  const location = error instanceof Error && "location" in error ? error.location : undefined;
  const start = typeof location === "object" && location !== null && "start" in location
    ? location.start
    : undefined;
  const offset = typeof start === "object" && start !== null && "offset" in start ? start.offset : 0;
  return failed(typeof offset === "number" ? offset : 0, message);
}

/** An operator's position is that of the space before it. */
function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

/** A pattern that RE2 does not take is a mistake whatever it is matched with. */
function* checkPatterns(expr: Expr): Iterable<{ id: bigint; message: string }> {
  for (const part of partsOf(expr)) {
    if (part.exprKind.case !== "callExpr" || part.exprKind.value.function !== "matches") continue;
    const pattern = part.exprKind.value.args[0];
    const constant = pattern?.exprKind.case === "constExpr" ? pattern.exprKind.value.constantKind : undefined;
    if (pattern === undefined || constant?.case !== "stringValue") continue;
    const result = ENV.funcs.find("matches")?.call(0, "", [constant.value]);
    if (isCelError(result)) yield { id: pattern.id, message: `no pattern of RE2: ${result.message}` };
  }
}

function* partsOf(value: unknown): Iterable<Expr> {
  if (Array.isArray(value)) { for (const member of value) yield* partsOf(member); }
  else if (typeof value === "object" && value !== null) {
    if ("exprKind" in value) yield value as Expr;
    for (const member of Object.values(value)) yield* partsOf(member);
  }
}
