/** Whether rules do what their authors say: each example is found, and no near miss. */
import type { Place, PolicyProblem } from "../policy/document.ts";
import { type CompiledRules, compileRules, scanParts } from "../scan/mod.ts";
import type { Rule } from "./rule.ts";
import { toKeywordRules, type UserRule } from "./user_rules.ts";

/** An example that is not found, or a near miss that is. */
export interface RuleFailure {
  readonly rule: string;
  readonly kind: "example" | "near miss";
  /** Position in the rule's list, from 0. */
  readonly index: number;
  /** What is wrong. The text itself is left out: an example looks like a secret to whoever reads the log. */
  readonly message: string;
}

/** What is needed of a rule to check it. */
type Checked = Pick<Rule, "id" | "examples" | "nearMisses">;

/**
 * Scans the texts of `rules`, as they are and inside JSON.
 *
 * @param compiled rules that hold them
 */
export function checkTexts(rules: readonly Checked[], compiled: CompiledRules): RuleFailure[] {
  return rules.flatMap(({ id, examples, nearMisses }) => [
    ...examples.flatMap((text, index): RuleFailure[] => {
      const others = missedBy(id, text, compiled);
      if (others === undefined) return [];
      const instead = others.length === 0 ? "" : `, "${others[0]}" is found instead`;
      return [{ rule: id, kind: "example", index, message: `example ${index + 1} is not found${instead}` }];
    }),
    ...nearMisses.flatMap((text, index): RuleFailure[] =>
      foundIn(text, compiled).includes(id)
        ? [{ rule: id, kind: "near miss", index, message: `near miss ${index + 1} is found` }]
        : []
    ),
  ]);
}

/** Checks user rules beside the built-in ones; problems stand where the text stands. */
export function checkUserRules(rules: readonly UserRule[]): PolicyProblem[] {
  const runnable = toKeywordRules(rules);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return checkTexts(runnable, compileRules(runnable)).map(({ rule: id, kind, index, message }) => {
    const rule = byId.get(id)!;
    const at: Place = (kind === "example" ? rule.examples : rule.nearMisses)[index]?.at ?? rule.at;
    return { file: rule.file, line: at.line, column: at.column, message: `Rule "${id}": ${message}` };
  });
}

/** Undefined when the rule finds something in both forms of the text, else the rules that do. */
function missedBy(id: string, text: string, compiled: CompiledRules): readonly string[] | undefined {
  for (const form of [text, JSON.stringify({ note: text })]) {
    const found = foundIn(form, compiled);
    if (!found.includes(id)) return found;
  }
  return undefined;
}

function foundIn(content: string, compiled: CompiledRules): readonly string[] {
  const request = { parts: [{ kind: "body", content }], host: "", want: { redact: false } } as const;
  const watch = { enter() {}, expired: () => false, now: () => 0 };
  return scanParts({ ...request, timeoutMs: 0 }, watch, compiled).findings.map(({ rule }) => rule);
}
