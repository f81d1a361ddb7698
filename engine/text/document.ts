/** Takes a part of a call apart: into the leaves of JSON, NDJSON, forms, multipart, URLs, or plain text. */
import { decodeBackslashes, decodePercent } from "./escapes.ts";
import { readFields } from "./fields.ts";
import { type JsonLeaves, readJsonLeaves } from "./json_leaves.ts";
import {
  asIs,
  childLayer,
  jsonEscaped,
  jsonQuoted,
  type Layer,
  type Leaf,
  type LeafSource,
  leavesOf,
  onePlace,
  percentEncoded,
  within,
  type Writer,
} from "./layer.ts";
import { readMarkup } from "./markup.ts";
import { readMultipart } from "./multipart.ts";

/** A stretch of a layer that is to be taken apart, and what stands around it. */
export interface Stretch {
  readonly layer: Layer;
  readonly from: number;
  readonly to: number;
  readonly chain: readonly string[];
  readonly write: Writer;
  /** Gives the beginning of each path; `$` when the stretch is a whole body. Asked for late, since names in it may be masked by then. */
  readonly path: () => string;
  /** Name that the stretch stands under; empty when there is none. */
  readonly label: string;
}

/**
 * The leaves of a body, by what it looks like and by its content type. JSON is read as JSON whatever it is declared as: `curl -d`
 * says "form" for everything, and upstreams that expect JSON do not mind.
 */
export function readBody(stretch: Stretch, contentType: string): LeafSource {
  const type = contentType.toLowerCase();
  const first = firstUnit(stretch);
  const jsonish = first === 0x7b || first === 0x5b || (first === 0x22 && type.includes("json"));
  const json = jsonish ? readJson(stretch) : undefined;
  if (json !== undefined) return json;
  if (type.includes("multipart/")) {
    const leaves = readParts(stretch, contentType);
    if (leaves !== undefined) return leaves;
  }
  if (type.includes("x-www-form-urlencoded")) {
    const options = { root: "form", chain: [...stretch.chain, "form"], write: stretch.write };
    return leavesOf(readFields(stretch.layer, stretch, options));
  }
  if (first === 0x3c && (/xml|html|svg/.test(type) || looksLikeMarkup(stretch))) {
    const chain = [...stretch.chain, "markup"];
    // Once more as a whole, since some rules look across tags.
    return inTurn([
      leavesOf(readMarkup(stretch.layer, stretch, { ...stretch, chain })),
      leavesOf([plainLeaf(stretch)]),
    ]);
  }
  return leavesOf([plainLeaf(stretch)]);
}

/** `<` and a letter, `?` or `!`, and a `>` soon after. */
function looksLikeMarkup({ layer, from, to }: Stretch): boolean {
  return /^[\s\ufeff]{0,200}<[A-Za-z?!][^<>]{0,500}>/.test(layer.text.slice(from, Math.min(to, from + 800)));
}

/** The leaves of a stretch that is JSON; undefined when it is not. */
export function readJson(stretch: Stretch): LeafSource | undefined {
  const json = readJsonLeaves(stretch.layer.text, stretch.from, stretch.to, { root: stretch.path });
  if (json === undefined) return undefined;
  const around = {
    layer: stretch.layer,
    chain: stretch.chain.at(-1) === "json" ? stretch.chain : [...stretch.chain, "json"],
    escaped: within(stretch.write, jsonEscaped),
    quoted: within(stretch.write, jsonQuoted),
  };
  let index = 0;
  return { next: () => index < json.length ? jsonLeaf(json, index++, around) : undefined };
}

function jsonLeaf(
  json: JsonLeaves,
  index: number,
  around: { layer: Layer; chain: readonly string[]; escaped: Writer; quoted: Writer },
): Leaf {
  const from = json.startOf(index);
  const to = json.endOf(index);
  const role = json.roleOf(index);
  const { layer, chain } = around;
  if (!json.isEscaped(index)) {
    const write = role === "number" ? around.quoted : around.escaped;
    return { layer, from, to, role, chain, write, place: json, index };
  }
  const { text, offsets } = decodeBackslashes(layer.text, from, to);
  const inner = childLayer(layer, text, { kind: "mapped", offsets, write: around.escaped });
  return { layer: inner, from: 0, to: text.length, role, chain, write: asIs, place: json, index };
}

function readParts(stretch: Stretch, contentType: string): LeafSource | undefined {
  const { layer, write } = stretch;
  const parts = readMultipart(layer.text, stretch, contentType);
  if (parts === undefined) return undefined;
  const chain = [...stretch.chain, "multipart"];
  const sources = parts.flatMap((part, index) => {
    const path = `form.${part.name || index}`;
    const head = plainLeaf({ layer, ...part.head, chain, write, path: () => `${path}.{head}`, label: "" });
    const body: Stretch = { layer, ...part.body, chain, write, path: () => path, label: part.name };
    return [leavesOf([head]), readBody(body, part.contentType)];
  });
  return inTurn(sources);
}

function inTurn(sources: readonly LeafSource[]): LeafSource {
  let at = 0;
  return {
    next() {
      for (; at < sources.length; at++) {
        const leaf = sources[at]!.next();
        if (leaf !== undefined) return leaf;
      }
      return undefined;
    },
  };
}

/** The leaves of a URL: all before the query as one (rules look for host and path together), then query fields, then the fragment. */
export function readUrl(layer: Layer): LeafSource {
  const { text } = layer;
  const hash = text.indexOf("#");
  const end = hash < 0 ? text.length : hash;
  const mark = text.indexOf("?");
  const pathEnd = mark < 0 || mark > end ? end : mark;
  const chain: readonly string[] = [];
  const leaves = [percentLeaf(layer, { from: 0, to: pathEnd }, "path")];
  if (pathEnd < end) {
    leaves.push(...readFields(layer, { from: pathEnd + 1, to: end }, { root: "query", chain, write: asIs }));
  }
  if (end < text.length) leaves.push(percentLeaf(layer, { from: end + 1, to: text.length }, "fragment"));
  return leavesOf(leaves);
}

function percentLeaf(layer: Layer, { from, to }: { from: number; to: number }, path: string): Leaf {
  const place = onePlace(() => path);
  const chain: readonly string[] = [];
  const percent = layer.text.indexOf("%", from);
  if (percent < 0 || percent >= to) {
    return { layer, from, to, role: "text", chain, write: percentEncoded, place, index: 0 };
  }
  const { text, offsets } = decodePercent(layer.text, from, to);
  const inner = childLayer(layer, text, { kind: "mapped", offsets, write: percentEncoded });
  return { layer: inner, from: 0, to: text.length, role: "text", chain, write: asIs, place, index: 0 };
}

export function plainLeaf(stretch: Stretch): Leaf {
  const { layer, from, to, chain, write, path, label } = stretch;
  return { layer, from, to, role: "text", chain, write, place: onePlace(path, label), index: 0 };
}

/** First code unit that is no white space or byte order mark; -1 when there is none. */
function firstUnit(stretch: Stretch): number {
  for (let i = stretch.from; i < stretch.to; i++) {
    const unit = stretch.layer.text.charCodeAt(i);
    if (unit > 0x20 && unit !== 0xfeff) return unit;
  }
  return -1;
}
