/** A backtracking matcher without any cleverness, which counts its steps. Slow, and right by its simplicity. */
import { charSet } from "../../engine/rules/char_set.ts";
import type { PatternNode } from "../../engine/rules/pattern_syntax.ts";

/** Steps to match `tree` at `start`, or to see that it does not; stops counting at `limit`. Edges and long look-behinds always hold. */
export function countSteps(
  tree: PatternNode,
  text: string,
  { start = 0, limit = Infinity }: { start?: number; limit?: number } = {},
): number {
  let steps = 0;
  const match = (node: PatternNode, at: number, next: (at: number) => boolean): boolean => {
    // A text that is given up looks like one that fits: nothing further is tried.
    if (++steps >= limit) return true;
    switch (node.kind) {
      case "set":
        return at < text.length && (node.set & charSet(text.charCodeAt(at))) !== 0n && next(at + 1);
      case "edge":
        return next(at);
      case "sequence": {
        const from = (index: number, place: number): boolean =>
          index === node.items.length
            ? next(place)
            : match(node.items[index]!, place, (then) => from(index + 1, then));
        return from(0, at);
      }
      case "choice":
        return node.branches.some((branch) => match(branch, at, next));
      case "repeat": {
        const round = (count: number, place: number): boolean =>
          (count < node.max &&
            match(
              node.item,
              place,
              (then) => (then > place || count < node.min) && round(count + 1, then),
            )) ||
          (count >= node.min && next(place));
        return round(0, at);
      }
      case "look":
        if (!node.ahead) {
          if (node.item.kind !== "set") return next(at);
          const before = at > 0 && (node.item.set & charSet(text.charCodeAt(at - 1))) !== 0n;
          return before !== node.negative && next(at);
        }
        return match(node.item, at, () => true) !== node.negative && next(at);
    }
  };
  match(tree, start, () => true);
  return steps;
}
