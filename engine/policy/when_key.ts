/** `when`: one CEL expression over the facts of the call. */
import { compileExpression, type Expression } from "./cel/expression.ts";
import type { Tree } from "./document.ts";
import { type Reading, readText } from "./fields.ts";
import type { Predicate } from "./policy.ts";

/**
 * An expression that cannot be evaluated (a field that is not there, a result that is neither true nor false, too much work) counts
 * against the call: it holds for a rule that restricts, and does not for one that allows.
 */
export function readWhen(tree: Tree, reading: Reading): Predicate | undefined {
  const text = readText(tree, reading);
  if (text === undefined) return undefined;
  const expression = isChecked(tree) ? compiledLater(text) : checked(text, tree, reading);
  if (expression === undefined) return undefined;
  return {
    key: reading.field,
    wanted: text.trim().replace(/\s+/g, " "),
    costly: true,
    holds: (facts) => {
      const result = expression.evaluate(facts);
      return result.ok ? result.value : reading.strict;
    },
    found: (facts) => {
      const result = expression.evaluate(facts);
      if (result.ok) return String(result.value);
      return `cannot be told: ${result.reason}; it counts against the call, so it ${
        reading.strict ? "holds" : "does not hold"
      }`;
    },
  };
}

function checked(text: string, tree: Tree, reading: Reading): Expression | undefined {
  const compiled = compileExpression(text);
  if (compiled.ok) return compiled.expression;
  for (const { offset, message } of compiled.problems) {
    const at = (tree.kind === "scalar" ? tree.placeOf?.(offset) : undefined) ?? tree.at;
    reading.problem(at, `Cannot read "${reading.field}": ${message}`);
  }
  return undefined;
}

/** A text without places comes from a built-in pack that was read, and whose expressions were compiled, when the executable was made. */
function isChecked(tree: Tree): boolean {
  return tree.kind === "scalar" && tree.placeOf === undefined;
}

/** Compiled when a call first comes that far: a program that starts should not wait for it. */
function compiledLater(text: string): Expression {
  let compiled: ReturnType<typeof compileExpression> | undefined;
  return {
    text,
    evaluate(facts) {
      compiled ??= compileExpression(text);
      if (compiled.ok) return compiled.expression.evaluate(facts);
      return { ok: false, reason: compiled.problems.map(({ message }) => message).join("; ") };
    },
  };
}
