/** The words of one sentence that have a class, in order, and questions about them. Kept in place from sentence to sentence: reading is synchronous. */
import { CLASS_COUNT, CLASS_ID, type TokenClass } from "./word_class.ts";
import type { Tokens } from "./tokens.ts";

/** A set of classes, to be asked by id. */
export function set(...names: TokenClass[]): Uint8Array {
  const members = new Uint8Array(CLASS_COUNT);
  for (const name of names) members[CLASS_ID[name]] = 1;
  return members;
}

/** Words looked at for order; what comes after the 60th classed word of a sentence is not. */
const MAX_CLASSED = 60;
/** Their classes. */
export const classed = new Int32Array(MAX_CLASSED);
/** Where each stands among all words. */
export const classedAt = new Int32Array(MAX_CLASSED);
/** Which classes there are. */
export const seen = new Uint8Array(CLASS_COUNT);

export function has(name: TokenClass): boolean {
  return seen[CLASS_ID[name]] !== 0;
}

/** Takes a sentence; returns how many classed words it has. */
export function gather(tokens: Tokens): number {
  seen.fill(0);
  let count = 0;
  for (let i = 0; i < tokens.count && count < MAX_CLASSED; i++) {
    const id = tokens.classes[i]!;
    if (id === 0) continue;
    seen[id] = 1;
    classed[count] = id;
    classedAt[count++] = i;
  }
  return count;
}

/** Whether one of the first `count` words is of the set. */
export function anyOf(members: Uint8Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (members[classed[i]!] !== 0) return true;
  return false;
}

/** Whether a word of class `second` comes after one of class `first`. */
export function follows(first: number, second: number, count: number): boolean {
  let found = false;
  for (let i = 0; i < count; i++) {
    if (found && classed[i] === second) return true;
    if (classed[i] === first) found = true;
  }
  return false;
}

/** Whether `second` comes at most `distance` words after `first`. */
export function near(first: number, second: number, distance: number, count: number): boolean {
  for (let i = 0; i + 1 < count; i++) {
    if (classed[i] !== first) continue;
    for (let j = i + 1; j < count && classedAt[j]! - classedAt[i]! <= distance; j++) {
      if (classed[j] === second) return true;
    }
  }
  return false;
}
