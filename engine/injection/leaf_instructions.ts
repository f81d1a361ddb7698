/** Hostile instructions in the leaves of a scan: each decoded text that an agent reads is looked at once, with the name of its field. */
import type { InstructionFindings, LocatedInstruction } from "../ports.ts";
import type { Leaf } from "../text/layer.ts";
import { findInstructions, type InstructionSpan, MAX_SPANS } from "./mod.ts";

/** Shorter leaves order nothing; a Chinese sentence is shorter than an English one. */
const MIN_CHARS = 8;
/** Decodings after which a text was hidden from whoever looks at the answer. */
const HIDING: ReadonlySet<string> = new Set(["base64", "base32", "hex", "gzip", "zlib", "deflate"]);

/** Collects what the leaves of a scan's bodies say; paths are asked for at the end, when names that hold secrets are masked in them. */
export class LeafInstructions {
  #score = 0;
  readonly #found: { part: number; leaf: Leaf; span: InstructionSpan }[] = [];

  /** @param part Index of the part in the request. */
  read(leaf: Leaf, part: number): void {
    const { layer, from, to, role, chain, place, index } = leaf;
    // Markup is read as a whole, which stands beside its leaves: what hides a text lies outside of the text.
    if (role !== "text" || to - from < MIN_CHARS || chain.includes("markup")) return;
    const text = from === 0 && to === layer.text.length ? layer.text : layer.text.slice(from, to);
    const label = place.labelOf(index);
    const isValue = label !== "" || place.pathOf(index) !== "$";
    const { score, spans } = findInstructions(text, {
      field: isValue ? label.slice(label.lastIndexOf(".") + 1) || "item" : "",
      hidden: chain.some((step) => HIDING.has(step)),
      // The scan decodes by itself, and brings what it decoded as leaves; tag characters alone are looked for here.
      decode: layer.depth === 0,
    });
    this.#score = Math.max(this.#score, score);
    for (const span of spans) {
      if (this.#found.length < MAX_SPANS) this.#found.push({ part, leaf, span });
    }
  }

  /** What was found in one part, with the leaves it stands in. */
  located(part: number): readonly { readonly leaf: Leaf; readonly span: InstructionSpan }[] {
    return this.#found.filter((found) => found.part === part);
  }

  findings(): InstructionFindings {
    const spans = this.#found.map(({ part, leaf, span }): LocatedInstruction => ({
      part,
      path: leaf.place.pathOf(leaf.index),
      chain: leaf.chain,
      ...span,
    }));
    return { score: this.#score, spans };
  }
}
