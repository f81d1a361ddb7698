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

function write(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value);
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
  // The order of code units, not of a language, is what sort() does by default.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === "" ? "{" : ","}${JSON.stringify(key)}:${write(member, depth + 1)}`;
  }
  return text === "" ? "{}" : text + "}";
}

function scalar(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined) {
    return JSON.stringify(value ?? null);
  }
  throw new TypeError(`Cannot write a ${typeof value}: it is no data`);
}
