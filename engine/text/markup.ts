/**
 * Text and attributes of XML and HTML with their paths, in one pass and without recursion. Lenient: what is no tag is text, elements
 * that are never closed close with their parents, and nothing is left out, comments and instructions included.
 */
import { attributeUnquoted, type Layer, type Leaf, type Place, within, type Writer } from "./layer.ts";

/** Tags within tags; deeper ones keep the path of the last. */
const MAX_DEPTH = 200;
const MAX_NAME_CHARS = 100;
/** Attributes that name what the element, or its attribute `value`, holds. */
const NAMING_ATTRIBUTES: ReadonlySet<string> = new Set(["name", "key", "id", "field", "header"]);

interface Element {
  readonly name: string;
  /** Index of the element around it, or -1. */
  readonly parent: number;
  /** What an attribute says that the element is for; empty when none does. */
  purpose: string;
}

/** Where a leaf stands: in an element, perhaps in one of its attributes. */
interface Spot {
  readonly element: number;
  readonly attribute: string;
  /** An attribute without quotes. Default false. */
  readonly isBare?: boolean;
}

class Markup implements Place {
  readonly elements: Element[] = [];
  readonly spots: Spot[] = [];

  constructor(readonly root: () => string) {}

  pathOf(index: number): string {
    const { element, attribute } = this.spots[index]!;
    const steps: string[] = [];
    for (let at = element; at >= 0; at = this.elements[at]!.parent) steps.push(`.${this.elements[at]!.name}`);
    return this.root() + steps.reverse().join("") + (attribute === "" ? "" : `.@${attribute}`);
  }

  labelOf(index: number): string {
    const { element, attribute } = this.spots[index]!;
    const { purpose = "", name = "" } = this.elements[element] ?? {};
    if (attribute === "" || attribute === "value") return purpose === "" ? attribute || name : purpose;
    return attribute;
  }

  keyOf(): number {
    return -1;
  }

  maskKey(): void {}
}

export interface MarkupOptions {
  readonly path: () => string;
  readonly chain: readonly string[];
  readonly write: Writer;
}

/** The leaves of `[from, to)`; tags themselves are none. */
export function readMarkup(
  layer: Layer,
  span: { readonly from: number; readonly to: number },
  options: MarkupOptions,
): Leaf[] {
  return new MarkupReader(layer, span.to, options).read(span.from);
}

class MarkupReader {
  readonly #leaves: Leaf[] = [];
  readonly #place: Markup;
  readonly #text: string;
  readonly #open: number[] = [];

  constructor(readonly layer: Layer, readonly to: number, readonly options: MarkupOptions) {
    this.#text = layer.text;
    this.#place = new Markup(options.path);
  }

  read(from: number): Leaf[] {
    let at = from;
    while (at < this.to) {
      let tag = this.#text.indexOf("<", at);
      if (tag < 0 || tag > this.to) tag = this.to;
      this.#add(at, tag);
      if (tag >= this.to) break;
      at = this.#tag(tag);
    }
    return this.#leaves;
  }

  /** Takes what begins with `<` at `at`; returns where to go on. */
  #tag(at: number): number {
    const text = this.#text;
    if (text.startsWith("<!--", at)) return this.#until(at + 4, "-->");
    if (text.startsWith("<![CDATA[", at)) return this.#until(at + 9, "]]>");
    const next = text.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) return this.#until(at + 2, ">");
    if (next === 0x2f) return this.#close(at + 2);
    const nameEnd = this.#nameEnd(at + 1);
    if (nameEnd === at + 1) {
      this.#add(at, at + 1);
      return at + 1;
    }
    return this.#openTag(at + 1, nameEnd);
  }

  #until(from: number, end: string): number {
    const at = this.#text.indexOf(end, from);
    const to = at < 0 || at > this.to ? this.to : at;
    this.#add(from, to);
    return Math.min(to + end.length, this.to);
  }

  #close(nameStart: number): number {
    const name = this.#text.slice(nameStart, this.#nameEnd(nameStart));
    const lowest = Math.max(0, this.#open.length - MAX_DEPTH);
    for (let i = this.#open.length - 1; i >= lowest; i--) {
      if (this.#place.elements[this.#open[i]!]!.name !== name) continue;
      this.#open.length = i;
      break;
    }
    const end = this.#text.indexOf(">", nameStart);
    return end < 0 || end >= this.to ? this.to : end + 1;
  }

  #openTag(nameStart: number, nameEnd: number): number {
    const { elements } = this.#place;
    const name = this.#text.slice(nameStart, nameEnd);
    elements.push({ name, parent: this.#open.at(-1) ?? -1, purpose: "" });
    const index = elements.length - 1;
    let at = nameEnd;
    let isEmpty = false;
    while (at < this.to && this.#text.charCodeAt(at) !== 0x3e) {
      const unit = this.#text.charCodeAt(at);
      isEmpty = unit === 0x2f;
      at = unit <= 0x20 || unit === 0x2f ? at + 1 : this.#attribute(at, index);
    }
    if (!isEmpty && this.#open.length < MAX_DEPTH) this.#open.push(index);
    return Math.min(at + 1, this.to);
  }

  /** Takes `name="value"`, `name=value` or a bare word at `at`; returns where to go on. */
  #attribute(at: number, element: number): number {
    const text = this.#text;
    let nameEnd = this.#nameEnd(at);
    if (nameEnd === at) nameEnd = at + 1;
    let from = nameEnd;
    while (from < this.to && text.charCodeAt(from) <= 0x20) from++;
    if (text.charCodeAt(from) !== 0x3d) {
      // A bare word; what is no name at all is looked at as text.
      this.#addSpot(at, nameEnd, { element, attribute: "" });
      return nameEnd;
    }
    from++;
    while (from < this.to && text.charCodeAt(from) <= 0x20) from++;
    const quote = text[from];
    const isQuoted = quote === '"' || quote === "'";
    let to = isQuoted ? text.indexOf(quote, from + 1) : this.#bareEnd(from);
    if (to < 0 || to > this.to) to = this.to;
    const start = Math.min(isQuoted ? from + 1 : from, to);
    const attribute = text.slice(at, nameEnd).toLowerCase();
    if (NAMING_ATTRIBUTES.has(attribute) && to - start <= MAX_NAME_CHARS) {
      this.#place.elements[element]!.purpose = text.slice(start, to);
    }
    this.#addSpot(start, to, { element, attribute, isBare: !isQuoted });
    return isQuoted ? to + 1 : Math.max(to, at + 1);
  }

  #bareEnd(from: number): number {
    let at = from;
    while (at < this.to && this.#text.charCodeAt(at) > 0x20 && this.#text.charCodeAt(at) !== 0x3e) at++;
    return at;
  }

  #nameEnd(from: number): number {
    let at = from;
    while (at < Math.min(this.to, from + MAX_NAME_CHARS) && isNameUnit(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #add(from: number, to: number): void {
    this.#addSpot(from, to, { element: this.#open.at(-1) ?? -1, attribute: "" });
  }

  #addSpot(from: number, to: number, spot: Spot): void {
    if (to - from < 2) return;
    const { chain } = this.options;
    const write = spot.isBare === true ? within(this.options.write, attributeUnquoted) : this.options.write;
    const index = this.#place.spots.push(spot) - 1;
    this.#leaves.push({ layer: this.layer, from, to, role: "text", chain, write, place: this.#place, index });
  }
}

/** Letters, digits, `_ : . -` and everything beyond ASCII (XML 1.0, 2.3, leniently). */
function isNameUnit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x3a) || unit === 0x5f ||
    unit === 0x2e ||
    unit === 0x2d || unit > 0x7f;
}
