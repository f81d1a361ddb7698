/** Texts built against a rule: what starts its pattern again and again, and what nearly ends it. */
import type { Rule } from "../../engine/rules/rule.ts";

export interface HostileText {
  /** How it is made; never the text itself. */
  readonly name: string;
  readonly text: string;
}

const TAILS = ["", " ", "=", '="', ": ", "a", "A1", "1", "-", ".", "_", "/", "\n"];
/** Where examples are cut, as shares of their length. */
const CUTS = [0.25, 0.5, 0.75, 1];

/** Rules for vendors' names have hundreds, all alike. */
const MAX_KEYWORDS = 12;
const MAX_EXAMPLES = 6;

/** All texts for one rule, each of `chars` characters. */
export function hostileTexts(rule: Rule, chars: number): HostileText[] {
  const texts: HostileText[] = [];
  const add = (name: string, piece: string, lead = "") => {
    if (piece !== "") {
      texts.push({ name, text: lead + piece.repeat(Math.ceil(chars / piece.length)).slice(0, chars) });
    }
  };
  if (rule.trigger === "keyword") {
    rule.keywords.slice(0, MAX_KEYWORDS).forEach((keyword, i) => {
      for (const tail of TAILS) add(`keyword ${i + 1} and ${JSON.stringify(tail)}, repeated`, keyword + tail);
    });
  }
  rule.examples.slice(0, MAX_EXAMPLES).forEach((example, i) => {
    for (const cut of CUTS) {
      const part = example.slice(0, Math.max(1, Math.floor(example.length * cut)));
      add(`${cut} of example ${i + 1}, repeated`, part);
      add(`${cut} of example ${i + 1}, then its last character without end`, part.at(-1)!, part);
      add(`${cut} of example ${i + 1}, then its last ten without end`, part.slice(-10), part);
      add(`${cut} of example ${i + 1}, then blanks without end`, " ", part);
    }
  });
  return texts;
}
