/** Names and values of forms and query strings (WHATWG URL, application/x-www-form-urlencoded). */
import { decodePercent } from "./escapes.ts";
import {
  asIs,
  childLayer,
  type Layer,
  type Leaf,
  percentEncoded,
  type Place,
  within,
  type Writer,
} from "./layer.ts";

/** Fields in order: leaf `2n` is the name of field `n`, leaf `2n + 1` its value. */
class Fields implements Place {
  readonly names: string[] = [];

  constructor(readonly root: string) {}

  pathOf(index: number): string {
    return index % 2 === 0 ? `${this.root}.{key}` : `${this.root}.${this.names[index >> 1]}`;
  }

  labelOf(index: number): string {
    return this.names[index >> 1] ?? "";
  }

  keyOf(index: number): number {
    return index % 2 === 1 ? index - 1 : -1;
  }

  maskKey(index: number, text: string): void {
    this.names[index >> 1] = text;
  }
}

/** Where fields are, and what stands around them. */
export interface FieldsOptions {
  /** `form` or `query`; begins each path. */
  readonly root: string;
  readonly chain: readonly string[];
  readonly write: Writer;
}

/** Splits `[from, to)` at `&` and the first `=`, and decodes each name and value. */
export function readFields(layer: Layer, span: { from: number; to: number }, options: FieldsOptions): Leaf[] {
  const { text } = layer;
  const fields = new Fields(options.root);
  const leaves: Leaf[] = [];
  // Looked for again only once it lies behind: a form without any would be searched to its end for each field.
  let nextEquals = text.indexOf("=", span.from);
  for (let start = span.from; start < span.to;) {
    let end = text.indexOf("&", start);
    if (end < 0 || end > span.to) end = span.to;
    if (nextEquals >= 0 && nextEquals < start) nextEquals = text.indexOf("=", start);
    const equals = nextEquals < 0 || nextEquals > end ? end : nextEquals;
    if (end > start) {
      const index = fields.names.length * 2;
      const name = fieldLeaf(layer, { from: start, to: equals }, { ...options, place: fields, index });
      fields.names.push(name.layer.text.slice(name.from, name.to));
      const value = { from: Math.min(equals + 1, end), to: end };
      leaves.push(name, fieldLeaf(layer, value, { ...options, place: fields, index: index + 1 }));
    }
    start = end + 1;
  }
  return leaves;
}

function fieldLeaf(
  layer: Layer,
  span: { from: number; to: number },
  options: FieldsOptions & { place: Place; index: number },
): Leaf {
  const { place, index, chain } = options;
  const { from, to } = span;
  const write = within(options.write, percentEncoded);
  const role = index % 2 === 0 ? "key" : "text";
  if (!hasPercentOrPlus(layer.text, span)) return { layer, from, to, role, chain, write, place, index };
  const decoded = decodePercent(layer.text, from, to, { plus: true });
  const inner = childLayer(layer, decoded.text, { kind: "mapped", offsets: decoded.offsets, write });
  return { layer: inner, from: 0, to: inner.text.length, role, chain, write: asIs, place, index };
}

function hasPercentOrPlus(text: string, span: { from: number; to: number }): boolean {
  for (let i = span.from; i < span.to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x25 || unit === 0x2b) return true;
  }
  return false;
}
