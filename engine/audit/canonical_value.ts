/**
 * The JSON Canonicalization Scheme (RFC 8785) for values that this program made: one text for one value, so that a digest
 * can be taken of it and taken again by anybody.
 *
 * Keys are sorted by UTF-16 code units; strings and numbers are spelled as ECMAScript spells them, which is what the RFC
 * prescribes. Two things the RFC forbids are written as `JSON.stringify` does: lone surrogates stay escaped, and numbers
 * that are not finite become null. Members without a value are left out.
 *
 * @throws {TypeError} when the value holds something that is no data: a BigInt, a cycle.
 */
export function canonicalValue(value: unknown): string {
  return write(value, 0);
}

/** Records of this program are shallow. Deeper means a cycle, or a value of somebody else's making. */
const MAX_DEPTH = 200;
const MAX_REMEMBERED_ORDERS = 1_000;
const MAX_REMEMBERED_MEMBERS = 64;

/** The members of an object as they are found, as they are sorted, and each of the latter as it is spelled: `"name":`. */
interface Order {
  readonly found: readonly string[];
  readonly sorted: readonly string[];
  readonly spelled: readonly string[];
}

/** By the member that is found first, the order seen last: a record has the same members each time. */
const orders = new Map<string, Order>();

/** Printable ASCII that needs no escape: the spelling of most strings, and quicker to find out than to ask for. */
const PLAIN = /^[ !#-[\]-~]*$/;
const MAX_PLAIN_CHARS = 64;

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  if (depth > MAX_DEPTH) throw new TypeError(`Cannot write a value nested over ${MAX_DEPTH} levels deep`);
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i++) text += (i === 0 ? "" : ",") + write(value[i], depth + 1);
    return text + "]";
  }
  return writeObject(value as Readonly<Record<string, unknown>>, depth);
}

function writeObject(value: Readonly<Record<string, unknown>>, depth: number): string {
  const { sorted, spelled } = orderOf(Object.keys(value));
  let text = "";
  for (let i = 0; i < sorted.length; i++) {
    const member = value[sorted[i]!];
    if (member === undefined) continue;
    text += (text === "" ? "{" : ",") + spelled[i] + write(member, depth + 1);
  }
  return text === "" ? "{}" : text + "}";
}

function orderOf(found: readonly string[]): Order {
  const first = found[0] ?? "";
  const known = orders.get(first);
  if (known !== undefined && sameKeys(known.found, found)) return known;
  // The order of code units, not of a language, is what toSorted() does by default.
  const sorted = found.toSorted();
  const order = { found, sorted, spelled: sorted.map((key) => JSON.stringify(key) + ":") };
  const isNew = known === undefined;
  if (found.length > MAX_REMEMBERED_MEMBERS || found.some((key) => key.length > MAX_PLAIN_CHARS)) {
    return order;
  }
  if (!isNew || orders.size < MAX_REMEMBERED_ORDERS) orders.set(first, order);
  return order;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function quoted(text: string): string {
  return text.length <= MAX_PLAIN_CHARS && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function scalar(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  // A number is spelled as JSON.stringify() spells it, but for those that are not finite.
  if (typeof value === "number") return Number.isFinite(value) ? `${value === 0 ? 0 : value}` : "null";
  if (value === undefined) return "null";
  throw new TypeError(`Cannot write a ${typeof value}: it is no data`);
}
