/** Two JSON documents as lines of paths and values, so that a person sees which field changed and how. */

/** A description may be long, but whoever hides something in it hides it at the end: nothing is cut. */
export function definitionDiff(before: string | null, after: string): readonly string[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const lines: string[] = [];
  for (const [path, value] of fresh) {
    const was = old.get(path);
    if (was === value) continue;
    if (was !== undefined) lines.push(`- ${path}: ${was}`);
    lines.push(`+ ${path}: ${value}`);
  }
  for (const [path, value] of old) if (!fresh.has(path)) lines.push(`- ${path}: ${value}`);
  return lines;
}

function fieldsOf(json: string | null): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  if (json !== null) collect(JSON.parse(json), "", fields);
  return fields;
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  if (typeof value !== "object" || value === null) {
    fields.set(path, typeof value === "string" ? visible(value) : JSON.stringify(value));
    return;
  }
  const entries = Array.isArray(value)
    ? value.map((item, i) => [`[${i}]`, item] as const)
    : Object.entries(value).map(([key, item]) =>
      [path === "" ? visible(key) : `.${visible(key)}`, item] as const
    );
  if (entries.length === 0) fields.set(path, Array.isArray(value) ? "[]" : "{}");
  for (const [step, item] of entries) collect(item, path + step, fields);
}

/** A definition as indented JSON, in which nothing hides. */
export function readableDefinition(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2).split("\n").map(visible).join("\n");
}

/** What an eye would not see is written out: zero-width and direction marks, tag characters, look-alike blanks. */
function visible(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex -- control characters are what it shows
    /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff]|[\u{e0000}-\u{e01ef}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}
