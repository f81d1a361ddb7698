/** Remembers headers in which nothing was found, so that those that come with every call are looked at once. */
import type { ScanPart } from "../ports.ts";

/** Longer values are looked at every time. */
const MAX_CHARS = 256;
/** When there are more, all are forgotten: which ones come again shows soon enough. */
const MAX_HEADERS = 512;

/**
 * What is found in a header depends on its name, its value and the rules alone (the host only decides what a finding is worth), so a
 * clean one stays clean for as long as the rules do. One that holds a value of any kind is never remembered.
 */
export class CleanHeaders {
  readonly #known = new Set<string>();

  has(part: ScanPart): boolean {
    return isShort(part) && this.#known.has(keyOf(part));
  }

  add(part: ScanPart): void {
    if (!isShort(part)) return;
    if (this.#known.size >= MAX_HEADERS) this.#known.clear();
    this.#known.add(keyOf(part));
  }
}

type ShortHeader = ScanPart & { readonly content: string };

function isShort(part: ScanPart): part is ShortHeader {
  return part.kind === "header" && typeof part.content === "string" && part.content.length <= MAX_CHARS;
}

/** No header name holds a line break. */
function keyOf({ name, content }: ShortHeader): string {
  return `${name ?? ""}\n${content}`;
}
