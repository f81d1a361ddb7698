/** What is hidden in a leaf: JSON in a string, escapes, percent, entities, base64, hex, invisible characters. Bounded in depth and size. */
import { decodeRun } from "./base_codes.ts";
import { readJson } from "./document.ts";
import { decodeBackslashes, decodeEntities, decodePercent, decodeQuotedPrintable } from "./escapes.ts";
import { fold, needsFolding } from "./fold.ts";
import { hexGroups } from "./hex_groups.ts";
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
  /** Payloads that say nothing about themselves that may still be tried. */
  guesses: number;
  /** Set when something was not decoded for want of budget. */
  exhausted: boolean;
  /** Set when that was a packed payload: much out of little is a sign of its own. */
  isOversized: boolean;
}

/** Budget for a part of `length` characters: three times its size and some more, since packed payloads grow. */
export function decodeBudget(length: number): DecodeBudget {
  return {
    chars: 3 * length + 262_144,
    texts: 20_000 + (length >> 6),
    guesses: 16,
    exhausted: false,
    isOversized: false,
  };
}

/** Sixteen bytes and what stands between them. */
const MIN_HEX_CHARS = 47;
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
export function unwrap(leaf: Leaf, seen: Survey, budget: DecodeBudget): readonly Leaf[] {
  const { layer, from, to } = leaf;
  if (leaf.role === "number" || isPlain(seen)) return NONE;
  const leaves: Leaf[] = [];
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
  if (seen.equals && isQuotedPrintable(text)) {
    addMapped(leaves, leaf, { name: "quoted-printable", decode: decodeQuotedPrintable, write: asIs, budget });
  }
  // Letters are written with a digit first.
  if (seen.digit && to - from >= MIN_HEX_CHARS) {
    for (const { encode, ...found } of hexGroups(layer.text, { from, to }, budget)) {
      if (!spend(leaf, found.to - found.from, budget)) break;
      const seam: Seam = { kind: "recoded", from: found.from, to: found.to, encode, write: leaf.write };
      leaves.push(below(leaf, found.text, { codecs: ["hex"], seam }));
    }
  }
  for (let i = 0; i < seen.runs.length; i += 2) {
    addRun(leaves, leaf, { from: seen.runs[i]!, to: seen.runs[i + 1]!, budget });
  }
  return leaves;
}

const NONE: readonly Leaf[] = [];

/** Whether a text holds nothing that any encoding is made of. */
function isPlain({ runs, digit, nonAscii, percent, backslash, ampersand, equals }: Survey): boolean {
  return runs.length === 0 && !digit && !nonAscii && !percent && !backslash && !ampersand && !equals;
}

/** Soft line breaks, an encoded `=`, or several encoded bytes in a row. */
function isQuotedPrintable(text: string): boolean {
  return text.length >= 12 && (text.includes("=\r\n") || text.includes("=\n") || text.includes("=3D") ||
    /(?:=[0-9A-F]{2}){4}/.test(text));
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
  leaves.push(below(leaf, text, { codecs: [decoder.name], seam }));
}

function addRun(leaves: Leaf[], leaf: Leaf, run: { from: number; to: number; budget: DecodeBudget }): void {
  const { from, to, budget } = run;
  const decoded = decodeRun(leaf.layer.text, { from, to }, budget);
  if (decoded === undefined) return;
  if ("isOversized" in decoded) {
    budget.isOversized = true;
    budget.exhausted = true;
    return;
  }
  if (!spend(leaf, Math.max(to - from, decoded.text.length), budget)) return;
  const seam: Seam = { kind: "recoded", from, to, encode: decoded.encode, write: leaf.write };
  leaves.push(below(leaf, decoded.text, { codecs: decoded.codecs, seam }));
}

/** A leaf over a decoded text, standing where `leaf` stands. */
function below(leaf: Leaf, text: string, options: { codecs: readonly string[]; seam: Seam }): Leaf {
  return {
    layer: childLayer(leaf.layer, text, options.seam),
    from: 0,
    to: text.length,
    role: leaf.role,
    chain: [...leaf.chain, ...options.codecs],
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
