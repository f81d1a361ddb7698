/** Names that an eye, or a model, takes for one another. */
import { fold } from "../text/fold.ts";

/** Characters that stand for one another in names (after Unicode UTS #39), once separators and case are gone. */
const SAME: readonly (readonly [RegExp, string])[] = [[/rn/g, "m"], [/vv/g, "w"], [/[1i|]/g, "l"], [
  /0/g,
  "o",
], [/5/g, "s"]];

/** Longer names are compared as far as this. */
const MAX_NAME_CHARS = 200;

function skeleton(name: string): string {
  const plain = fold(name.slice(0, MAX_NAME_CHARS)).text.normalize("NFKC").toLowerCase().replace(
    /[\s_.\-/:]+/g,
    "",
  );
  return SAME.reduce((text, [pattern, instead]) => text.replace(pattern, instead), plain);
}

/** Whether two names differ in spelling alone. The same name is no look-alike of itself. */
export function lookAlike(a: string, b: string): boolean {
  return a !== b && skeleton(a) === skeleton(b);
}
