/** The texts that a body or a call unfolds into, with their paths: decoded as the scan decodes them, so that an encoding hides nothing. */
import { readBytes } from "../text/charset.ts";
import { readBody, readUrl } from "../text/document.ts";
import { asIs, type Leaf, type LeafSource, leavesOf, rootLayer } from "../text/layer.ts";
import { survey } from "../text/survey.ts";
import { decodeBudget, unwrap, unwrapJson } from "../text/unwrap.ts";
import type { CallBody } from "../types.ts";

/** One decoded text. */
export interface Readable {
  readonly text: string;
  readonly role: Leaf["role"];
  /** As in a finding; asked for only when something was found, since it is built for the asking. */
  readonly path: () => string;
  /** Name of the field it stands under; empty when there is none. */
  readonly label: string;
  /** Decodings that led to it, outermost first, as in a finding. */
  readonly chain: readonly string[];
  /** It was packed or escaped inside another text. */
  readonly isDecoded: boolean;
}

/** Decodings that hide a text; the others only write it down. */
const PACKED: ReadonlySet<string> = new Set([
  "base64",
  "base32",
  "hex",
  "gzip",
  "zlib",
  "deflate",
  "percent",
]);

/** More text than this is not looked at in one body, in UTF-16 units. */
export const MAX_READ_CHARS = 262_144;
/** Shorter names of fields are names. */
const MIN_KEY_CHARS = 24;
/** More texts than these are not looked at. */
const MAX_TEXTS = 20_000;

/** Takes one text. Returns false when it wants no more. */
export type TextVisitor = (text: Readable) => boolean | void;

/** Calls `visit` for each text of a body, until the limits are reached. Returns false when something was left out. */
export function readTexts(body: Pick<CallBody, "bytes" | "contentType">, visit: TextVisitor): boolean {
  const { text } = readBytes(body.bytes.subarray(0, 4 * MAX_READ_CHARS), body.contentType);
  const layer = rootLayer(text.length > MAX_READ_CHARS ? text.slice(0, MAX_READ_CHARS) : text);
  const stretch = { layer, from: 0, to: layer.text.length, chain: [], write: asIs };
  return walk(
    readBody({ ...stretch, path: () => "$", label: "" }, body.contentType),
    layer.text.length,
    visit,
  );
}

/** The same for the parts of a URL. */
export function readUrlTexts(url: string, visit: TextVisitor): boolean {
  const layer = rootLayer(url.slice(0, MAX_READ_CHARS));
  return walk(readUrl(layer), layer.text.length, visit);
}

function walk(first: LeafSource, length: number, visit: TextVisitor): boolean {
  const budget = decodeBudget(length);
  const open = [first];
  let texts = 0;
  while (open.length > 0) {
    const leaf = open.at(-1)!.next();
    if (leaf === undefined) {
      open.pop();
      continue;
    }
    if (leaf.to <= leaf.from) continue;
    if (leaf.role === "key") {
      // A name is no text, unless somebody wrote one there.
      if (leaf.to - leaf.from >= MIN_KEY_CHARS && visit(readableOf(leaf)) === false) return false;
      continue;
    }
    if (++texts > MAX_TEXTS) return false;
    const json = unwrapJson(leaf, budget);
    if (json !== undefined) {
      open.push(json);
      continue;
    }
    if (visit(readableOf(leaf)) === false) return false;
    if (leaf.role === "number") continue;
    const inner = unwrap(leaf, survey(leaf.layer.text, leaf.from, leaf.to), budget);
    if (inner.length > 0) open.push(leavesOf(inner));
  }
  return !budget.exhausted;
}

function readableOf(leaf: Leaf): Readable {
  const { layer, from, to, role, chain, place, index } = leaf;
  const label = place.labelOf(index);
  return {
    text: from === 0 && to === layer.text.length ? layer.text : layer.text.slice(from, to),
    role,
    path: () => place.pathOf(index),
    label: label.slice(label.lastIndexOf(".") + 1),
    chain,
    isDecoded: chain.some((step) => PACKED.has(step)),
  };
}
