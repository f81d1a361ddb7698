/** Looks for phrases in the classes of a segment's words. */
import { PHRASES } from "./phrases.ts";
import type { Tokens } from "./tokens.ts";
import { CLASS_COUNT, CLASS_ID } from "./word_class.ts";

const COMPILED = PHRASES.map((rule) => {
  const ids = rule.groups.map((names) => names.map((name) => CLASS_ID[name]));
  return {
    rule,
    groups: ids.map((group) => {
      const members = new Uint8Array(CLASS_COUNT);
      for (const id of group) members[id] = 1;
      return members;
    }),
    /** Per group its classes as three words of bits, flattened: most segments are turned away by these. */
    masks: Int32Array.from(ids.flatMap((group) => maskOf(group))),
  };
});

/** Classes 0…95 as bits. */
function maskOf(ids: readonly number[]): number[] {
  const mask = [0, 0, 0];
  for (const id of ids) mask[id >> 5]! |= 1 << (id & 31);
  return mask;
}

/** Bits of the phrases that a segment holds: bit `i` is `PHRASES[i]`. */
export function phrasesIn({ classes, count }: Tokens): number {
  let low = 0;
  let middle = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    const id = classes[i]!;
    if (id === 0) continue;
    if (id < 32) low |= 1 << id;
    else if (id < 64) middle |= 1 << (id & 31);
    else high |= 1 << (id & 31);
  }
  let bits = 0;
  for (let index = 0; index < COMPILED.length; index++) {
    const { rule, groups, masks } = COMPILED[index]!;
    let met = true;
    for (let i = 0; met && i < masks.length; i += 3) {
      met = ((masks[i]! & low) | (masks[i + 1]! & middle) | (masks[i + 2]! & high)) !== 0;
    }
    if (!met) continue;
    if (
      rule.ordered
        ? inOrder(groups, rule.within, classes, count)
        : inAnyOrder(groups, rule.within, classes, count)
    ) {
      bits |= 1 << index;
    }
  }
  return bits;
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
function inAnyOrder(
  groups: readonly Uint8Array[],
  within: number,
  classes: Uint8Array,
  count: number,
): boolean {
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
