/** What a name alone tells about an operation: MCP tools, RPC methods and AWS actions are named after what they do. */
import { remembered } from "../recent.ts";
import { isGraver } from "./categories.ts";
import { type NameReading, readClause } from "./naming/clause.ts";
import { words } from "./naming/lexicon.ts";
import { phrasesOf } from "./naming/words.ts";

export type { NameReading } from "./naming/clause.ts";
export { snakeCase, wordsOf } from "./naming/words.ts";

const JOIN = words("and then or");

/** Reads a name. Of several acts (`read_and_send`) the gravest counts; what names no act is a write. */
export const readName = remembered((name): NameReading => {
  const clauses: string[][] = [[]];
  for (const word of phrasesOf(name)) {
    if (JOIN.has(word)) clauses.push([]);
    else clauses.at(-1)?.push(word);
  }
  const [first = [], ...rest] = clauses;
  const readings = rest.filter((clause) => clause.length > 0).map(readClause)
    // `search_channel_or_user`: what names no act of its own belongs to the one before.
    .filter(({ category }) => category !== "other");
  return readings.reduce(graver, readClause(first));
});

/** The graver of two readings. */
export function graver<T extends NameReading, U extends NameReading>(a: T, b: U): T | U {
  return isGraver(b, a) ? b : a;
}
