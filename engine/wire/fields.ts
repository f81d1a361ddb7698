/** The small checker behind every wire reader: each read names the field when the value is not what it must be. */

/** Thrown inside a reader and turned into a value at its edge; never leaves this folder. */
export class FieldError extends Error {
  override name = "FieldError";
  constructor(readonly field: string, message: string) {
    super(message);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, in the words of JSON. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A string, or undefined when the field is absent or null. */
export function optionalText(fields: Fields, name: string, maxChars: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") {
    throw new FieldError(name, `Cannot read "${name}": found ${kindOf(value)}, wanted a string`);
  }
  if (value.length > maxChars) {
    throw new FieldError(
      name,
      `Cannot read "${name}": found ${value.length} characters, wanted at most ${maxChars}`,
    );
  }
  return value;
}

export function requiredText(fields: Fields, name: string, maxChars: number): string {
  const value = optionalText(fields, name, maxChars);
  if (value === undefined || value === "") {
    throw new FieldError(name, `Cannot read "${name}": the field is missing, wanted a string`);
  }
  return value;
}

export function requiredNumber(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new FieldError(name, `Cannot read "${name}": found ${kindOf(value)}, wanted a number`);
  }
  return value;
}

export function requiredArray(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) {
    throw new FieldError(name, `Cannot read "${name}": found ${kindOf(value)}, wanted an array`);
  }
  return value;
}

export function requiredTexts(fields: Fields, name: string): readonly string[] {
  return requiredArray(fields, name).map((item) => {
    if (typeof item === "string") return item;
    throw new FieldError(name, `Cannot read "${name}": found ${kindOf(item)} in it, wanted strings only`);
  });
}

/** One of a closed list of words. */
export function requiredWord<const T extends string>(fields: Fields, name: string, words: readonly T[]): T {
  const value = fields[name];
  const found = words.find((word) => word === value);
  if (found === undefined) {
    const shown = typeof value === "string" ? `"${value.slice(0, 40)}"` : kindOf(value);
    throw new FieldError(name, `Cannot read "${name}": found ${shown}, wanted one of ${words.join(", ")}`);
  }
  return found;
}
