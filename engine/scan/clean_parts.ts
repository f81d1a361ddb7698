/** Remembers headers and addresses in which nothing was found, so that those that come with every call are looked at once. */
import type { ScanPart } from "../ports.ts";

/** Longer ones are looked at every time. */
const MAX_CHARS = 256;
/** Of headers, and of addresses. When there are more, all are forgotten: which ones come again shows soon enough. */
const MAX_KNOWN = 512;

/**
 * What is found in a header or an address depends on its name, its text and the rules alone (the host only decides what a finding is
 * worth), so a clean one stays clean for as long as the rules do. One that holds a value of any kind is never remembered.
 */
export class CleanParts {
  readonly #headers = new KnownTexts();
  readonly #urls = new KnownTexts();

  has(part: ScanPart): boolean {
    return isShort(part) && this.#of(part).has(part.name ?? "", part.content);
  }

  add(part: ScanPart): void {
    if (isShort(part)) this.#of(part).add(part.name ?? "", part.content);
  }

  #of({ kind }: ScanPart): KnownTexts {
    return kind === "url" ? this.#urls : this.#headers;
  }
}

type ShortPart = ScanPart & { readonly content: string };

function isShort(part: ScanPart): part is ShortPart {
  return part.kind !== "body" && typeof part.content === "string" && part.content.length <= MAX_CHARS;
}

class KnownTexts {
  readonly #byName = new Map<string, Set<string>>();
  #count = 0;

  has(name: string, text: string): boolean {
    return this.#byName.get(name)?.has(text) === true;
  }

  add(name: string, text: string): void {
    if (this.has(name, text)) return;
    if (this.#count >= MAX_KNOWN) {
      this.#byName.clear();
      this.#count = 0;
    }
    const texts = this.#byName.get(name);
    if (texts === undefined) this.#byName.set(name, new Set([text]));
    else texts.add(text);
    this.#count++;
  }
}
