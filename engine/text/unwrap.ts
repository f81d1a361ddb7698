/** What is hidden in a leaf: JSON in a string, escapes, percent, entities, base64, hex, invisible characters. Bounded in depth and size. */
import { decodeRun } from "./base_codes.ts";
import { readJson } from "./document.ts";
import { decodeBackslashes, decodeEntities, decodePercent } from "./escapes.ts";
import { fold, needsFolding } from "./fold.ts";
import {
  asIs,
  childLayer,
  jsonEscaped,
  type Leaf,
  type LeafSource,
  percentEncoded,
  type Seam,
  within,
  type Writer,
} from "./layer.ts";
import type { MappedText } from "./mapped_text.ts";
import type { Survey } from "./survey.ts";

/** How many decodings may lie on top of each other. */
export const MAX_DEPTH = 8;

/** How much may still be decoded; shared by all leaves of one part, so that encodings of encodings cannot grow without end. */
export interface DecodeBudget {
  /** Characters left. */
  chars: number;
  /** Texts left. */
  texts: number;
  /** Set when something was not decoded for want of budget. */
  exhausted: boolean;
}

/** Budget for a part of `length` characters: three times its size and a little for small ones. */
export function decodeBudget(length: number): DecodeBudget {
  return { chars: 3 * length + 65_536, texts: 20_000 + (length >> 6), exhausted: false };
}

const PERCENT_PAIR = /%[0-9a-fA-F]{2}/;
const ENTITY_START = /&(?:#[\dxX]|quot;|amp;|apos;|lt;|gt;)/;
const ESCAPE_START = /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|["/n])/;

/** The leaves of JSON that a string holds; undefined when it holds none. They take the string's place. */
export function unwrapJson(leaf: Leaf, budget: DecodeBudget): LeafSource | undefined {
  const { layer, from, to } = leaf;
  const first = layer.text.charCodeAt(from);
  const last = layer.text.charCodeAt(to - 1);
  const framed = (first === 0x7b || first === 0x5b) && (last === 0x7d || last === 0x5d || last <= 0x20);
  if (to - from < 8 || leaf.role !== "text" || !framed) return undefined;
  if (!spend(leaf, to - from, budget)) return undefined;
  const { chain, write, place, index } = leaf;
  return readJson({
    layer,
    from,
    to,
    chain,
    write,
    path: () => place.pathOf(index),
    label: place.labelOf(index),
  });
}

/** Decoded versions of a leaf, to be looked at beside it. */
export function unwrap(leaf: Leaf, seen: Survey, budget: DecodeBudget): Leaf[] {
  const { layer, from, to } = leaf;
  const leaves: Leaf[] = [];
  if (leaf.role === "number") return leaves;
  const text = from === 0 && to === layer.text.length ? layer.text : layer.text.slice(from, to);
  if (seen.percent && PERCENT_PAIR.test(text)) {
    addMapped(leaves, leaf, { name: "percent", decode: decodePercent, write: percentEncoded, budget });
  }
  if (seen.backslash && ESCAPE_START.test(text)) {
    addMapped(leaves, leaf, { name: "escape", decode: decodeBackslashes, write: jsonEscaped, budget });
  }
  if (seen.ampersand && ENTITY_START.test(text)) {
    addMapped(leaves, leaf, { name: "entity", decode: decodeEntities, write: asIs, budget });
  }
  if (seen.nonAscii && needsFolding(text)) {
    addMapped(leaves, leaf, { name: "unicode", decode: foldSpan, write: asIs, budget });
  }
  for (let i = 0; i < seen.runs.length; i += 2) {
    addRun(leaves, leaf, { from: seen.runs[i]!, to: seen.runs[i + 1]!, budget });
  }
  return leaves;
}

function foldSpan(source: string, from: number, to: number): MappedText {
  const folded = fold(source.slice(from, to));
  return { text: folded.text, offsets: folded.offsets.map((offset) => offset + from) };
}

interface MappedDecoder {
  readonly name: string;
  readonly decode: (source: string, from: number, to: number) => MappedText;
  readonly write: Writer;
  readonly budget: DecodeBudget;
}

function addMapped(leaves: Leaf[], leaf: Leaf, decoder: MappedDecoder): void {
  const { layer, from, to } = leaf;
  if (!spend(leaf, to - from, decoder.budget)) return;
  const { text, offsets } = decoder.decode(layer.text, from, to);
  if (text.length === to - from && layer.text.startsWith(text, from)) return;
  const seam: Seam = { kind: "mapped", offsets, write: within(leaf.write, decoder.write) };
  leaves.push(below(leaf, text, { name: decoder.name, seam }));
}

function addRun(leaves: Leaf[], leaf: Leaf, run: { from: number; to: number; budget: DecodeBudget }): void {
  const { from, to, budget } = run;
  const decoded = decodeRun(leaf.layer.text, from, to);
  if (decoded === undefined || !spend(leaf, to - from, budget)) return;
  const seam: Seam = { kind: "recoded", from, to, encode: decoded.encode, write: leaf.write };
  leaves.push(below(leaf, decoded.text, { name: decoded.codec, seam }));
}

/** A leaf over a decoded text, standing where `leaf` stands. */
function below(leaf: Leaf, text: string, options: { name: string; seam: Seam }): Leaf {
  return {
    layer: childLayer(leaf.layer, text, options.seam),
    from: 0,
    to: text.length,
    role: leaf.role,
    chain: [...leaf.chain, options.name],
    write: asIs,
    place: leaf.place,
    index: leaf.index,
  };
}

function spend(leaf: Leaf, chars: number, budget: DecodeBudget): boolean {
  if (leaf.layer.depth >= MAX_DEPTH || budget.chars < chars || budget.texts <= 0) {
    budget.exhausted = true;
    return false;
  }
  budget.chars -= chars;
  budget.texts--;
  return true;
}
