/**
 * What can be known to be wrong with an expression before it runs: unknown names, unknown fields, functions that do not take what they
 * are given, and a result that is neither true nor false. The library's own checker stops at constants and names (0.6).
 */
import { type CelEnv, type CelFunc } from "@bufbuild/cel";
import { didYouMean } from "../nearest.ts";
import type { Expr, Kind } from "./syntax.ts";
import { BOOL, type CelTypeInfo, DYN, INT, listOf } from "./types.ts";

export interface CelProblem {
  /** Id of the part that is wrong. */
  readonly id: bigint;
  readonly message: string;
}

export type Names = Readonly<Record<string, CelTypeInfo>>;

const TYPE_NAMES = ["int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type"];

/** Names of operators as they are written. */
const OPERATORS: Readonly<Record<string, string>> = { "@in": "in", "_[_]": "[]", "_?_:_": "?:" };

/** The problems of an expression; none when it is sound as far as can be told. */
export function checkTypes(expr: Expr, env: CelEnv, names: Names): readonly CelProblem[] {
  const check = new Check(env);
  const type = check.typeOf(expr, names);
  if (check.problems.length === 0 && type.name !== "bool" && type.name !== "dyn") {
    check.problems.push({ id: expr.id, message: `it gives ${spoken(type.name)}, wanted true or false` });
  }
  return check.problems;
}

class Check {
  readonly problems: CelProblem[] = [];
  constructor(readonly env: CelEnv) {}

  typeOf(expr: Expr, names: Names): CelTypeInfo {
    const { id, exprKind } = expr;
    switch (exprKind.case) {
      case "constExpr":
        return { name: CONSTANTS[exprKind.value.constantKind.case ?? ""] ?? "dyn" };
      case "identExpr":
        return this.#name(id, exprKind.value.name, names);
      case "selectExpr":
        return this.#select(id, exprKind.value, names);
      case "callExpr":
        return this.#call(id, exprKind.value, names);
      case "listExpr": {
        const [first, ...rest] = exprKind.value.elements.map((element) => this.typeOf(element, names));
        return listOf(first !== undefined && rest.every(({ name }) => name === first.name) ? first : DYN);
      }
      case "structExpr":
        for (const { value } of exprKind.value.entries) if (value !== undefined) this.typeOf(value, names);
        return { name: "map" };
      case "comprehensionExpr":
        return this.#fold(exprKind.value, names);
      default:
        return DYN;
    }
  }

  #wrong(id: bigint, message: string): CelTypeInfo {
    this.problems.push({ id, message });
    return DYN;
  }

  #name(id: bigint, name: string, names: Names): CelTypeInfo {
    const known = Object.hasOwn(names, name) ? names[name] : undefined;
    if (known !== undefined) return known;
    if (TYPE_NAMES.includes(name)) return { name: "type" };
    const allowed = Object.keys(names).filter((one) => !one.startsWith("@"));
    return this.#wrong(
      id,
      `unknown name "${name}", known: ${allowed.join(", ")}${didYouMean(name, allowed)}`,
    );
  }

  #select(id: bigint, { operand, field, testOnly }: Kind<"selectExpr">, names: Names): CelTypeInfo {
    if (operand === undefined) return DYN;
    const type = this.typeOf(operand, names);
    if (type.name !== "map" && type.name !== "dyn") {
      return this.#wrong(id, `${spoken(type.name)} has no field "${field}"`);
    }
    if (type.fields !== undefined && !Object.hasOwn(type.fields, field)) {
      const allowed = Object.keys(type.fields);
      return this.#wrong(
        id,
        `unknown field "${field}", known: ${allowed.join(", ")}${didYouMean(field, allowed)}`,
      );
    }
    if (testOnly) return BOOL;
    return type.fields?.[field] ?? type.element ?? DYN;
  }

  #fold(fold: Kind<"comprehensionExpr">, names: Names): CelTypeInfo {
    const { iterRange, accuInit, loopStep, result } = fold;
    if (iterRange === undefined || accuInit === undefined || loopStep === undefined || result === undefined) {
      return DYN;
    }
    const range = this.typeOf(iterRange, names);
    if (!["list", "map", "dyn"].includes(range.name)) {
      return this.#wrong(
        iterRange.id,
        `${spoken(range.name)} has no members to go through, wanted a list or map`,
      );
    }
    const member = range.name === "list"
      ? range.element ?? DYN
      : range.name === "map"
      ? { name: "string" }
      : DYN;
    const inside = { ...names, [fold.accuVar]: this.typeOf(accuInit, names), [fold.iterVar]: member };
    this.typeOf(loopStep, inside);
    return this.typeOf(result, inside);
  }

  #call(id: bigint, call: Kind<"callExpr">, names: Names): CelTypeInfo {
    const target = call.target === undefined ? undefined : this.typeOf(call.target, names);
    const args = call.args.map((arg) => this.typeOf(arg, names));
    const [first = DYN, second = DYN, third = DYN] = args;
    switch (call.function) {
      case "_&&_":
      case "_||_":
        for (const [i, type] of args.entries()) this.#wantBool(call.args[i]?.id ?? id, type);
        return BOOL;
      case "_?_:_":
        this.#wantBool(call.args[0]?.id ?? id, first);
        return second.name === third.name ? second : DYN;
      case "_[_]":
        return first.name === "list" || first.name === "map" ? first.element ?? DYN : DYN;
      case "@not_strictly_false":
        return BOOL;
      default:
        return this.#overload(id, call, { target, args });
    }
  }

  #wantBool(id: bigint, { name }: CelTypeInfo): void {
    if (name !== "bool" && name !== "dyn") this.#wrong(id, `found ${spoken(name)}, wanted true or false`);
  }

  #overload(
    id: bigint,
    call: Kind<"callExpr">,
    { target, args }: { target: CelTypeInfo | undefined; args: readonly CelTypeInfo[] },
  ): CelTypeInfo {
    const group = this.env.funcs.find(call.function);
    if (group === undefined) {
      const known = [...new Set([...this.env.funcs].map(({ name }) => name))].filter((name) =>
        /^[a-z]/i.test(name)
      );
      return this.#wrong(id, `unknown function "${call.function}"${didYouMean(call.function, known)}`);
    }
    const fitting = [...group].filter((func) => takes(func, target, args));
    const [one, ...others] = fitting;
    if (one === undefined) {
      const given = [...(target === undefined ? [] : [target]), ...args].map(({ name }) => spoken(name)).join(
        " and ",
      );
      return this.#wrong(id, `"${writtenAs(call.function)}" does not take ${given}`);
    }
    if (one.name === "_+_" && one.result.name === "list") return args[0] ?? DYN;
    return others.every(({ result }) => result.name === one.result.name) ? { name: one.result.name } : DYN;
  }
}

function takes(func: CelFunc, target: CelTypeInfo | undefined, args: readonly CelTypeInfo[]): boolean {
  if ((func.target === undefined) !== (target === undefined) || func.arguments.length !== args.length) {
    return false;
  }
  const fits = (wanted: string, found: string) => wanted === "dyn" || found === "dyn" || wanted === found;
  if (func.target !== undefined && target !== undefined && !fits(func.target.name, target.name)) return false;
  return func.arguments.every(({ name }, i) => fits(name, args[i]?.name ?? ""));
}

const CONSTANTS: Readonly<Record<string, string>> = {
  boolValue: BOOL.name,
  int64Value: INT.name,
  uint64Value: "uint",
  doubleValue: "double",
  stringValue: "string",
  bytesValue: "bytes",
  nullValue: "null_type",
};

/** `_>=_` is written `>=`. */
function writtenAs(name: string): string {
  return OPERATORS[name] ?? name.replace(/^_|_$/g, "");
}

function spoken(name: string): string {
  const words: Readonly<Record<string, string>> = {
    "google.protobuf.Timestamp": "a time",
    "google.protobuf.Duration": "a duration",
    string: "text",
    int: "an int",
    double: "a double",
    bool: "true or false",
    list: "a list",
    map: "a map",
    null_type: "null",
    dyn: "anything",
  };
  return words[name] ?? name;
}
