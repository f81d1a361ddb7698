/**
 * The texts that a part of a call unfolds into, and the way back.
 *
 * A **layer** is one text: the part itself, or what decoding a stretch of another layer gave. A **leaf** is a stretch of a
 * layer that means one thing, such as a JSON string. Findings are made in leaves; edits travel from layer to layer to the part.
 */

/** Makes a replacement fit where it is put: escaped in a JSON string, percent-encoded in a query, in quotes for a number. */
export type Writer = (replacement: string) => string;

/** How a layer's edits reach its parent. */
export type Seam =
  | {
    /** Each unit has a place in the parent: edits move there one by one. */
    readonly kind: "mapped";
    readonly offsets: Int32Array;
    readonly write: Writer;
  }
  | {
    /** The layer can only be encoded as a whole, into `[from, to)` of the parent. */
    readonly kind: "recoded";
    readonly from: number;
    readonly to: number;
    readonly encode: (text: string) => string;
    readonly write: Writer;
  };

export interface Layer {
  readonly text: string;
  /** Null for the part itself. */
  readonly parent: Layer | null;
  readonly seam: Seam | null;
  /** How many decodings deep; the part is 0. */
  readonly depth: number;
}

/** A structure of named leaves (a JSON document, a form, …): it knows where each of its leaves stands. */
export interface Place {
  /** Path of leaf `index`, such as `$.items[0].token` or `query.token`. */
  pathOf(index: number): string;
  /** Name under which leaf `index` stands, with the name around it when there is one: `slack.token`. Empty when there is none. */
  labelOf(index: number): string;
  /** The name that stands beside leaf `index` when it is the `value` of a pair of name and value; else empty. */
  nameBeside?(index: number): string;
  /** The leaf that is the name of leaf `index`, or -1. */
  keyOf(index: number): number;
  /** Shows `text` in paths instead of the name that is leaf `index`, because the name itself holds a secret. */
  maskKey(index: number, text: string): void;
}

export type LeafRole = "text" | "key" | "number";

export interface Leaf {
  readonly layer: Layer;
  /** The stretch `[from, to)` of the layer's text. */
  readonly from: number;
  readonly to: number;
  readonly role: LeafRole;
  /** Decodings from the part to here, outermost first: `["json", "base64"]`. */
  readonly chain: readonly string[];
  readonly write: Writer;
  readonly place: Place;
  readonly index: number;
}

/** Leaves one after the other; made when asked for, so that a large document never has them all at once. */
export interface LeafSource {
  next(): Leaf | undefined;
}

/** The source of leaves that are there already. */
export function leavesOf(leaves: readonly Leaf[]): LeafSource {
  let at = 0;
  return { next: () => leaves[at++] };
}

export const asIs: Writer = (text) => text;
export const jsonEscaped: Writer = (text) => JSON.stringify(text).slice(1, -1);
/** A number that is replaced becomes a string, since a placeholder is no number; one that is removed becomes null, since 0 would be one. */
export const jsonQuoted: Writer = (text) => text === "" ? "null" : JSON.stringify(text);
/** Attributes without quotes cannot be empty (HTML, 13.1.2.3). */
export const attributeUnquoted: Writer = (text) => text === "" ? '""' : text;
export const percentEncoded: Writer = (text) => encodeURIComponent(text.toWellFormed());

/** A place with one leaf under a fixed name; of a class, so that all of them have one shape, which the engine of the language counts on. */
class OnePlace implements Place {
  constructor(readonly path: () => string, readonly label: string) {}

  pathOf(): string {
    return this.path();
  }

  labelOf(): string {
    return this.label;
  }

  keyOf(): number {
    return -1;
  }

  maskKey(): void {}
}

/** A place with one leaf. */
export function onePlace(path: () => string, label = ""): Place {
  return new OnePlace(path, label);
}

export function rootLayer(text: string): Layer {
  return { text, parent: null, seam: null, depth: 0 };
}

/** A decoded text below `parent`. */
export function childLayer(parent: Layer, text: string, seam: Seam): Layer {
  return { text, parent, seam, depth: parent.depth + 1 };
}

/** The writer that first makes text fit `inner`, then what stands around it. */
export function within(outer: Writer, inner: Writer): Writer {
  return outer === asIs ? inner : inner === asIs ? outer : (text) => outer(inner(text));
}
