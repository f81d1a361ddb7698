/** Looks for phrases in the classes of a segment's words. */
import { PHRASES } from "./phrases.ts";
import type { Tokens } from "./tokens.ts";
import { CLASS_COUNT, CLASS_ID } from "./word_class.ts";

const COMPILED = PHRASES.map((rule) => ({
  rule,
  groups: rule.groups.map((names) => {
    const members = new Uint8Array(CLASS_COUNT);
    for (const name of names) members[CLASS_ID[name]] = 1;
    return members;
  }),
}));

const present = new Uint8Array(CLASS_COUNT);

/** Bits of the phrases that a segment holds: bit `i` is `PHRASES[i]`. */
export function phrasesIn({ classes, count }: Tokens): number {
  present.fill(0);
  for (let i = 0; i < count; i++) present[classes[i]!] = 1;
  present[0] = 0;
  let bits = 0;
  for (const [index, { rule, groups }] of COMPILED.entries()) {
    if (!groups.every((members) => meets(members))) continue;
    if (rule.ordered ? inOrder(groups, rule.within, classes, count) : inAnyOrder(groups, rule.within, classes, count)) {
      bits |= 1 << index;
    }
  }
  return bits;
}

function meets(members: Uint8Array): boolean {
  for (let id = 1; id < CLASS_COUNT; id++) if (members[id] !== 0 && present[id] !== 0) return true;
  return false;
}

function inOrder(groups: readonly Uint8Array[], within: number, classes: Uint8Array, count: number): boolean {
  for (let start = 0; start < count; start++) {
    if (groups[0]![classes[start]!] === 0) continue;
    let next = 1;
    for (let i = start + 1; i < Math.min(count, start + within) && next < groups.length; i++) {
      if (groups[next]![classes[i]!] !== 0) next++;
    }
    if (next === groups.length) return true;
  }
  return false;
}

/** A window in which each group has a word; one word may serve one group only when no other can take it. */
function inAnyOrder(groups: readonly Uint8Array[], within: number, classes: Uint8Array, count: number): boolean {
  for (let start = 0; start < count; start++) {
    const first = classes[start]!;
    if (first === 0 || !groups.some((members) => members[first] !== 0)) continue;
    const end = Math.min(count, start + within);
    let met = 0;
    for (const members of groups) {
      for (let i = start; i < end; i++) {
        if (members[classes[i]!] !== 0) {
          met++;
          break;
        }
      }
    }
    if (met === groups.length) return true;
  }
  return false;
}
