/**
 * A pattern with its bounds taken away, as an automaton of a few states: `{20,200}` becomes `+`, and look-arounds at either end become
 * what they demand of the next character. A checker of regular expressions judges the one in milliseconds and gives up on the other,
 * and whoever finds nothing wrong without the bounds finds nothing wrong with them.
 */
import { ANY_CHAR, type CharSet, complement } from "../../engine/rules/char_set.ts";
import { parsePattern, type PatternNode } from "../../engine/rules/pattern_syntax.ts";

/** Counts up to this one stay as they are. */
const MAX_KEPT_COUNT = 2;

export function relaxedPattern(source: string, flags: string): string {
  return write(parsePattern(source, flags));
}

function write(node: PatternNode): string {
  switch (node.kind) {
    case "set":
      return writeSet(node.set);
    case "sequence":
      return node.items.map(write).join("");
    case "choice":
      return `(?:${node.branches.map(write).join("|")})`;
    case "repeat":
      return writeRepeat(node);
    case "look":
      // A single character that must not come next: as if any other, or the end, came next.
      return node.ahead && node.negative && node.item.kind === "set"
        ? `(?:${writeSet(complement(node.item.set))}|$)`
        : "";
    case "edge":
      return "";
  }
}

function writeRepeat({ item, min, max }: PatternNode & { kind: "repeat" }): string {
  const inner = item.kind === "set" || item.kind === "choice" ? write(item) : `(?:${write(item)})`;
  if (inner === "" || inner === "(?:)") return "";
  if (max === 1 && min === 0) return `${inner}?`;
  if (max <= MAX_KEPT_COUNT) return `${inner}{${min},${max}}`;
  return inner + (min === 0 ? "*" : "+");
}

/** The bit of a set that stands for everything beyond ASCII is written as one such range. */
function writeSet(set: CharSet): string {
  if (set === ANY_CHAR) return "[^]";
  let text = "";
  for (let unit = 0; unit < 128; unit++) {
    if ((set >> BigInt(unit)) & 1n) text += `\\x${unit.toString(16).padStart(2, "0")}`;
  }
  if ((set >> 128n) & 1n) text += "\\u0080-\\uffff";
  return `[${text}]`;
}
