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
  /** Values by name. */
  readonly #known = new Map<string, Set<string>>();
  #count = 0;

  has(part: ScanPart): boolean {
    return isShort(part) && this.#known.get(part.name ?? "")?.has(part.content) === true;
  }

  add(part: ScanPart): void {
    if (!isShort(part) || this.has(part)) return;
    if (this.#count >= MAX_HEADERS) this.#forget();
    const { name = "", content } = part;
    const values = this.#known.get(name);
    if (values === undefined) this.#known.set(name, new Set([content]));
    else values.add(content);
    this.#count++;
  }

  #forget(): void {
    this.#known.clear();
    this.#count = 0;
  }
}

type ShortHeader = ScanPart & { readonly content: string };

function isShort(part: ScanPart): part is ShortHeader {
  return part.kind === "header" && typeof part.content === "string" && part.content.length <= MAX_CHARS;
}
