/** A name as its words. */
import { remembered } from "../../recent.ts";
import { BRANDS } from "./lexicon.ts";

/** Longer names are read by their beginning. */
const MAX_NAME_CHARS = 256;

/** Words of a name in lower case: `deleteUserKey`, `delete-user_key` and `Delete.UserKey` read alike. */
export const wordsOf = remembered((name): readonly string[] =>
  name.slice(0, MAX_NAME_CHARS)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
);

/** `PascalCase` and the like as `snake_case`. */
export const snakeCase = remembered((name) => wordsOf(name).join("_"));

/** The words with brands put together again, so that PayPal does not pay; phrases of two words become one verb. */
export function phrasesOf(name: string): string[] {
  const plain = wordsOf(name);
  const joined: string[] = [];
  for (let i = 0; i < plain.length; i++) {
    const word = plain[i] ?? "";
    const next = plain[i + 1];
    const pair = next === undefined ? "" : `${word}_${next}`;
    // `share_file` is an act in snake case; ShareFile is a brand only at the start of a longer camel-case name.
    if (BRANDS.has(pair) && (pair !== "share_file" || (i === 0 && /^ShareFile[A-Z]/.test(name)))) {
      joined.push(word + next);
      i++;
    } else if (PHRASES.has(pair)) {
      joined.push(PHRASES.get(pair) ?? "");
      i++;
    } else joined.push(word);
  }
  return joined;
}

const PHRASES: ReadonlyMap<string, string> = new Map([
  ["log_in", "login"],
  ["log_out", "logout"],
  ["sign_in", "signin"],
  ["sign_out", "signout"],
  ["sign_up", "signup"],
  ["look_up", "lookup"],
  ["check_out", "checkout"],
  ["check_in", "book"],
  ["cash_out", "cashout"],
  ["pay_out", "payout"],
  ["shut_down", "shutdown"],
  ["roll_back", "rollback"],
  ["roll_out", "rollout"],
  ["smart_lock", "smartlock"],
  ["go_to", "goto"],
  ["un_lock", "unlock"],
  ["api_key", "apikey"],
  ["flush_all", "flushall"],
  ["flush_db", "flushdb"],
  ["who_am", "whoami"],
]);
