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
/** Names of members are few and come again with every call: each is spelled once. */
const MAX_SPELLED = 1_000;
const MAX_REMEMBERED_MEMBERS = 64;
const spelled = new Map<string, string>();

/** The order of the members last seen of an object that begins with this one: a record has the same members each time. */
const orders = new Map<string, { readonly found: readonly string[]; readonly sorted: readonly string[] }>();

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
  let text = "";
  for (const key of sorted(Object.keys(value))) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === "" ? "{" : ","}${name(key)}:${write(member, depth + 1)}`;
  }
  return text === "" ? "{}" : text + "}";
}

function sorted(found: readonly string[]): readonly string[] {
  const [first] = found;
  if (first === undefined || found.length === 1) return found;
  if (found.length > MAX_REMEMBERED_MEMBERS) return found.toSorted();
  const known = orders.get(first);
  if (known !== undefined && sameKeys(known.found, found)) return known.sorted;
  // The order of code units, not of a language, is what toSorted() does by default.
  const order = { found, sorted: found.toSorted() };
  if (known !== undefined || orders.size < MAX_SPELLED && first.length <= MAX_PLAIN_CHARS) {
    orders.set(first, order);
  }
  return order.sorted;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function name(key: string): string {
  const known = spelled.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (spelled.size < MAX_SPELLED && key.length <= MAX_PLAIN_CHARS) spelled.set(key, text);
  return text;
}

function quoted(text: string): string {
  return text.length <= MAX_PLAIN_CHARS && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function scalar(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined) {
    return JSON.stringify(value ?? null);
  }
  throw new TypeError(`Cannot write a ${typeof value}: it is no data`);
}
