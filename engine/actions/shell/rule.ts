/** The form of a rule about commands: which programs, when, and what that means. */
import type { CommandArguments } from "./arguments.ts";
import type { ShellSignal } from "./model.ts";

/** `[programs, when, signals]`: names separated by spaces; `when` null means always. */
export type CommandRule = readonly [
  programs: string,
  when: ((given: CommandArguments) => boolean) | null,
  signals: readonly ShellSignal[],
];

/** Rules by program. */
export function indexRules(rules: readonly CommandRule[]): ReadonlyMap<string, readonly CommandRule[]> {
  const index = new Map<string, CommandRule[]>();
  for (const rule of rules) {
    for (const program of rule[0].split(" ")) {
      const own = index.get(program);
      if (own === undefined) index.set(program, [rule]);
      else own.push(rule);
    }
  }
  return index;
}

/** Whether any operand is one of these words. */
export const names = (given: CommandArguments, pattern: RegExp): boolean =>
  given.operands.some((operand) => operand.length < 256 && pattern.test(operand));
