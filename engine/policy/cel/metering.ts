/**
 * Bounds on what one expression may cost. Every function call and every turn of a comprehension is charged, by the size of what it is
 * given; over the budget the evaluation ends as failed. So a body of the caller's making cannot hold up the verdict.
 */
import { type CelEnv, type CelFunc, type CelValue, isCelList, isCelMap } from "@bufbuild/cel";
import type { Expr } from "./syntax.ts";

/** Units that one evaluation may use; about 10 ms of work. */
export const COST_BUDGET = 20_000;

/** Characters, and members of a list or map, that cost one unit. */
const CHARS_PER_UNIT = 256;
const MEMBERS_PER_UNIT = 16;

/** Stands around what each comprehension walks over and asks before each turn. */
const METER = "@meter";

export class Budget {
  #left = 0;
  /** Starts an evaluation. */
  open(): void {
    this.#left = COST_BUDGET;
  }
  /** @throws {RangeError} when the budget is used up. */
  charge(values: readonly (CelValue | undefined)[]): void {
    this.#left--;
    for (const value of values) this.#left -= sizeOf(value);
    if (this.#left < 0) throw new RangeError(`It costs more than ${COST_BUDGET} steps`);
  }
}

function sizeOf(value: CelValue | undefined): number {
  if (typeof value === "string") return value.length / CHARS_PER_UNIT;
  if (value instanceof Uint8Array) return value.length / CHARS_PER_UNIT;
  if (typeof value !== "object" || value === null) return 0;
  return isCelList(value) || isCelMap(value) ? value.size / MEMBERS_PER_UNIT : 0;
}

/** The same environment with functions that charge the budget. An exception ends the whole evaluation, whatever `||` stands around it. */
export function metered(env: CelEnv, budget: Budget): CelEnv {
  type Found = NonNullable<ReturnType<CelEnv["funcs"]["find"]>>;
  const wrap = (group: Found): Found =>
    Object.create(group, {
      call: {
        value: (...[id, target, args]: Parameters<CelFunc["call"]>) => {
          budget.charge([target, ...args]);
          return group.call(id, target, args);
        },
      },
    });
  const meter = {
    call: (_id: number, _target: CelValue | undefined, args: CelValue[]) => {
      budget.charge(args);
      return args[0];
    },
  };
  const find = (name: string) => {
    if (name === METER) return meter;
    const group = env.funcs.find(name);
    return group && wrap(group);
  };
  return Object.create(env, { funcs: { value: Object.create(env.funcs, { find: { value: find } }) } });
}

/** The expression with a meter in every comprehension. */
export function withMeters(expr: Expr): Expr {
  const { exprKind } = expr;
  const each = (parts: readonly Expr[]) => parts.map(withMeters);
  const one = <T extends Expr | undefined>(part: T) => (part === undefined ? part : withMeters(part));
  switch (exprKind.case) {
    case "selectExpr":
      return {
        ...expr,
        exprKind: {
          case: "selectExpr",
          value: { ...exprKind.value, ...given("operand", one(exprKind.value.operand)) },
        },
      };
    case "callExpr": {
      const { target, args } = exprKind.value;
      return {
        ...expr,
        exprKind: {
          case: "callExpr",
          value: { ...exprKind.value, ...given("target", one(target)), args: each(args) },
        },
      };
    }
    case "listExpr":
      return {
        ...expr,
        exprKind: { case: "listExpr", value: { ...exprKind.value, elements: each(exprKind.value.elements) } },
      };
    case "structExpr": {
      const entries = exprKind.value.entries.map((entry) => ({
        ...entry,
        ...given("value", one(entry.value)),
      }));
      return { ...expr, exprKind: { case: "structExpr", value: { ...exprKind.value, entries } } };
    }
    case "comprehensionExpr": {
      const fold = exprKind.value;
      const value = {
        ...fold,
        ...given("iterRange", measured(one(fold.iterRange))),
        ...given("loopCondition", measured(one(fold.loopCondition))),
        ...given("loopStep", one(fold.loopStep)),
      };
      return { ...expr, exprKind: { case: "comprehensionExpr", value } };
    }
    default:
      return expr;
  }
}

function given<K extends string>(key: K, value: Expr | undefined): { [P in K]?: Expr } {
  return value === undefined ? {} : { [key]: value } as { [P in K]: Expr };
}

function measured(expr: Expr | undefined): Expr | undefined {
  if (expr === undefined) return undefined;
  return {
    ...expr,
    exprKind: {
      case: "callExpr",
      value: { $typeName: "cel.expr.Expr.Call", function: METER, args: [expr] },
    },
  };
}
