/** Host names that stand inside a call: in its texts, fields and query. A bounded part of it is read. */
import { type CallView, MAX_READ_BODY_BYTES } from "../call_view.ts";
import { isFormType, mediaType } from "../media_type.ts";
import { decodedPath } from "./entry.ts";
import { hostsIn } from "./hosts_in_text.ts";

/** A host as it was written, brought to canonical form. */
export interface Mention {
  readonly host: string;
  /** As in a finding. */
  readonly path: string;
  /** The path of the URL that it may be part of, decoded; `/` when there is none. */
  readonly urlPath: string;
}

/** Characters of one body that are read; the rest of a larger one is not. */
export const MAX_MENTION_CHARS = 1024 * 1024;
/** Fields of one call that are read, and how deep. */
const MAX_FIELDS = 20_000;
const MAX_DEPTH = 64;
/** Longer keys are cut in paths. */
const MAX_KEY_CHARS = 64;
/** Of what follows a host, so much is its URL's path at most. */
const MAX_PATH_CHARS = 300;

/** Every wanted host, in the order written; the same one as often as it stands there. */
export function mentionedHosts(view: CallView, isWanted: (host: string) => boolean): readonly Mention[] {
  const reader = new MentionReader(isWanted);
  for (const [name, text] of view.location.query) {
    reader.read(text, () => `query.${name.slice(0, MAX_KEY_CHARS)}`);
  }
  // Most bodies name no such host, and need not be read field by field for that.
  if (!mayMention(view, isWanted)) return reader.found;
  const { fields } = view;
  switch (fields.kind) {
    case "json":
      reader.walk(fields.value, []);
      break;
    case "form":
      for (const [name, value] of Object.entries(fields.value)) {
        for (const text of [value].flat()) {
          reader.read(String(text), () => `form.${name.slice(0, MAX_KEY_CHARS)}`);
        }
      }
      break;
    case "text":
    case "unreadable":
      reader.read(view.start, () => "$");
  }
  return reader.found;
}

/**
 * Whether reading the body's fields can find anything. The text as it was sent shows every host but one whose letters are escaped, as
 * JSON does it or as forms do, or that is written in another script behind escaped slashes.
 */
function mayMention(view: CallView, isWanted: (host: string) => boolean): boolean {
  const { bodyBytes, call } = view;
  if (bodyBytes === 0) return false;
  // It is not read field by field.
  if (bodyBytes > MAX_READ_BODY_BYTES) return true;
  const { text } = view;
  const isAscii = text.length === bodyBytes;
  if (text.includes("\\") && (!isAscii || text.includes("\\u"))) return true;
  if (text.includes("%") && isFormType(mediaType(call.body?.contentType ?? ""))) return true;
  const read = text.slice(0, MAX_MENTION_CHARS);
  if (hostsIn(read, isWanted).length > 0) return true;
  // In JSON the letter of an escaped line break is no part of the name behind it.
  return read.includes("\\") && hostsIn(read.replace(/\\./g, "  "), isWanted).length > 0;
}

class MentionReader {
  readonly found: Mention[] = [];
  #charsLeft = MAX_MENTION_CHARS;
  #fieldsLeft = MAX_FIELDS;

  constructor(readonly isWanted: (host: string) => boolean) {}

  read(text: string, path: () => string): void {
    if (this.#charsLeft <= 0) return;
    const read = text.slice(0, this.#charsLeft);
    this.#charsLeft -= read.length;
    for (const { host, end } of hostsIn(read, this.isWanted)) {
      this.found.push({ host, path: path(), urlPath: pathAfter(read, end) });
    }
  }

  /** Depth first; `steps` is the way there, and is put together only when something is found. */
  walk(value: unknown, steps: (string | number)[]): void {
    if (--this.#fieldsLeft < 0 || this.#charsLeft <= 0) return;
    if (typeof value === "string") return this.read(value, () => pathOf(steps));
    if (typeof value !== "object" || value === null || steps.length >= MAX_DEPTH) return;
    const inside = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [step, item] of inside) {
      steps.push(step);
      this.walk(item, steps);
      steps.pop();
      if (this.#fieldsLeft < 0) return;
    }
  }
}

function pathOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    const key = step.slice(0, MAX_KEY_CHARS);
    return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
  }, "$");
}

function pathAfter(text: string, at: number): string {
  const path = /^(?::\d{1,5})?(\/[^\s?#"'<>]*)/.exec(text.slice(at, at + MAX_PATH_CHARS))?.[1];
  return path === undefined ? "/" : decodedPath(path);
}
