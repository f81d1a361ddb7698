/** Small readers that turn unknown JSON into typed values at the edge; what is missing or of another type becomes the stated default. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function readText(value: unknown, missing = ""): string {
  return typeof value === "string" ? value : missing;
}

export function readTextOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function readTexts(value: unknown): readonly string[] {
  return readList(value).filter((item) => typeof item === "string");
}

export function readNumber(value: unknown, missing = 0): number {
  return typeof value === "number" && Number.isFinite(value) ? value : missing;
}

export function readNumberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Epoch milliseconds from a number or an RFC 3339 text; null when it is neither. */
export function readTimeOrNull(value: unknown): number | null {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const parsed = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

/** One of the known words, or the first of them. The first must therefore be the word that is safe to show. */
export function readWord<Word extends string>(value: unknown, words: readonly [Word, ...Word[]]): Word {
  return words.find((word) => word === value) ?? words[0];
}
