import assert from "node:assert/strict";
import { RULES } from "./list.ts";

/** Longest stretch that one attempt of a pattern may read, in characters. */
const MAX_PATTERN_CHARS = 34_000;

/**
 * Walks a regex and returns what is wrong with it, or the longest match: quantifiers need an upper bound, and none may stand on
 * a group that holds another one that can match in more than one way with it, save groups repeated at most six times.
 */
function inspectPattern(source: string): { maxLength: number; problem?: string } {
  const stack: { length: number; longest: number; hasQuantifier: boolean; lookaround: boolean }[] = [];
  let group = { length: 0, longest: 0, hasQuantifier: false, lookaround: false };
  let last = { length: 0, hasQuantifier: false };
  for (let i = 0; i < source.length;) {
    const rest = source.slice(i);
    const token =
      /^(?:\\[ux][0-9a-fA-F]{2,4}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|[()|^$]|.)/s.exec(
        rest,
      )![0];
    i += token.length;
    if (token.startsWith("(")) {
      stack.push(group);
      group = { length: 0, longest: 0, hasQuantifier: false, lookaround: /^\(\?<?[=!]/.test(token) };
      continue;
    }
    if (token === "|") {
      group.longest = Math.max(group.longest, group.length);
      group.length = 0;
      continue;
    }
    if (token === ")") {
      const inner = Math.max(group.longest, group.length);
      last = { length: group.lookaround ? 0 : inner, hasQuantifier: group.hasQuantifier };
      group = stack.pop()!;
    } else {
      const zeroWidth = token === "^" || token === "$" || token === "\\b" || token === "\\B";
      last = { length: zeroWidth ? 0 : 1, hasQuantifier: false };
    }
    const quantifier = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(i));
    let most = 1;
    if (quantifier !== null) {
      i += quantifier[0].length;
      if (/^[*+]/.test(quantifier[0]) || quantifier[2] === ",") {
        return { maxLength: 0, problem: `unbounded "${quantifier[0]}"` };
      }
      most = quantifier[0].startsWith("?") ? 1 : Number(quantifier[3] ?? quantifier[1]);
      if (last.hasQuantifier && most > 6) {
        return { maxLength: 0, problem: `nested quantifier "${quantifier[0]}"` };
      }
    }
    group.length += last.length * most;
    group.hasQuantifier ||= quantifier !== null || last.hasQuantifier;
  }
  return { maxLength: Math.max(group.longest, group.length) };
}

Deno.test("the inspection of patterns tells bounded from unbounded ones", () => {
  assert.equal(inspectPattern("a{1,3}b").maxLength, 4);
  assert.equal(inspectPattern("(?:ab|c)?[x-z]{2}").maxLength, 4);
  assert.match(inspectPattern("a+").problem ?? "", /unbounded/);
  assert.match(inspectPattern("a{2,}").problem ?? "", /unbounded/);
  assert.match(inspectPattern("(?:a{1,9}){1,9}").problem ?? "", /nested/);
});

for (const rule of RULES) {
  if (rule.trigger !== "keyword") continue;
  Deno.test(`the pattern of ${rule.id} reads a bounded stretch and cannot backtrack without end`, () => {
    const { maxLength, problem } = inspectPattern(rule.pattern.source);
    assert.equal(problem, undefined);
    assert.ok(maxLength <= MAX_PATTERN_CHARS, `reads up to ${maxLength} characters`);
    assert.ok(!/[gyd]/.test(rule.pattern.flags), "sets flags that the scan sets itself");
    assert.ok(!/\\[1-9]/.test(rule.pattern.source), "holds a back-reference");
  });
}
