/** The small subset of JSONPath that rules and the catalogue use: `$.a.b`, `$.items[0].x`, `$.items[*].x`, `$['odd key']`. */

/** A key, an index, or every member. */
type Step = string | number | typeof EVERY;
const EVERY = Symbol("every member");

export type BodyPath = readonly Step[];

/** More values than this are not collected from one `[*]` path; a rule that needs them all is held to be met. */
export const MAX_PATH_VALUES = 10_000;

const STEP = /\.([A-Za-z0-9_\-$@]+)|\.\*|\[\*\]|\[(\d{1,9})\]|\['([^'\]]+)'\]|\["([^"\]]+)"\]/y;

/** Undefined when the text is no path of this subset. */
export function parseBodyPath(text: string): BodyPath | undefined {
  if (!text.startsWith("$")) return undefined;
  const steps: Step[] = [];
  let at = 1;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [, key, index, single, double] = match;
    const name = key ?? single ?? double;
    steps.push(name ?? (index === undefined ? EVERY : Number(index)));
    at = STEP.lastIndex;
  }
  return steps;
}

/** All values at the path, in order; none when there is nothing there. */
export function valuesAt(root: unknown, path: BodyPath): unknown[] {
  let found: unknown[] = [root];
  for (const step of path) {
    const next: unknown[] = [];
    for (const value of found) {
      if (step === EVERY) {
        for (const member of membersOf(value)) {
          if (next.length >= MAX_PATH_VALUES) break;
          next.push(member);
        }
      } else {
        const member = memberOf(value, step);
        if (member !== undefined) next.push(member);
      }
    }
    found = next;
  }
  return found;
}

function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function memberOf(value: unknown, step: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  // Checked just above: the member is the object's own.
  return (value as Record<string | number, unknown>)[step];
}
