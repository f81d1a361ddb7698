/** Settles which hits remain when several overlap, layer by layer from the innermost out, and makes the edits that redact them. */
import type { Layer } from "../text/layer.ts";
import type { Hit } from "./hit.ts";

/** A stretch of a layer that is taken: by a hit, or by a decoded text that holds hits. */
interface Claim {
  readonly start: number;
  readonly end: number;
  readonly rank: number;
  /** A secret by name or entropy alone, of which nobody is sure. */
  readonly isGuess: boolean;
  /** Personal data whose check digits and context leave no doubt. */
  readonly isSure: boolean;
  readonly hits: readonly Hit[];
}

const CONFIDENCE_ORDER = { LOW: 0, MEDIUM: 1, HIGH: 2 } as const;

/**
 * The hits that remain, in order of place. Of two that overlap the more specific rule wins, save that a guessed secret yields to personal data that is beyond doubt; then the longer value; then the one
 * found with fewer decodings. Values in one encoded run do not overlap each other, but the run as a whole may overlap others.
 */
export function settleHits(hits: readonly Hit[]): Hit[] {
  const claims = new Map<Layer, Claim[]>();
  for (const hit of hits) {
    const { start, end, leaf } = hit;
    addClaim(claims, leaf.layer, { start, end, rank: rankOf(hit), ...certaintyOf(hit), hits: [hit] });
  }
  for (const layer of innermostFirst(claims)) {
    if (layer.parent === null || layer.seam === null) continue;
    const winners = settleClaims(claims.get(layer) ?? []);
    const { seam } = layer;
    if (seam.kind === "mapped") {
      for (const claim of winners) {
        const start = seam.offsets[claim.start]!;
        addClaim(claims, layer.parent, { ...claim, start, end: seam.offsets[claim.end]! });
      }
    } else if (winners.length > 0) {
      const rank = Math.max(...winners.slice(0, 1000).map((claim) => claim.rank));
      const inside = winners.flatMap((claim) => claim.hits);
      const whole = { start: seam.from, end: seam.to, rank, isGuess: false, isSure: false };
      addClaim(claims, layer.parent, { ...whole, hits: inside });
    }
  }
  const root = [...claims.keys()].find((layer) => layer.parent === null);
  return root === undefined ? [] : settleClaims(claims.get(root)!).flatMap((claim) => claim.hits);
}

/** Secrets above personal data, then the rule's rank, then confidence. */
function rankOf(hit: Hit): number {
  const rank = hit.rule.class === "SECRETS" ? 10 + (hit.rule.rank ?? 3) : hit.rule.rank ?? 3;
  return rank * 3 + CONFIDENCE_ORDER[hit.confidence];
}

function certaintyOf({ rule, confidence }: Hit): Pick<Claim, "isGuess" | "isSure"> {
  const isSecret = rule.class === "SECRETS";
  return {
    isGuess: isSecret && rule.rank === 1 && confidence === "LOW",
    isSure: !isSecret && (rule.rank ?? 3) === 3 && confidence === "HIGH",
  };
}

function addClaim(claims: Map<Layer, Claim[]>, layer: Layer, claim: Claim): void {
  const list = claims.get(layer);
  if (list === undefined) claims.set(layer, [claim]);
  else list.push(claim);
}

/** Layers with claims and all above them, deepest first. */
function innermostFirst(claims: ReadonlyMap<Layer, unknown>): Layer[] {
  const layers = new Set<Layer>();
  for (const layer of claims.keys()) {
    for (let up: Layer | null = layer; up !== null && !layers.has(up); up = up.parent) layers.add(up);
  }
  return [...layers].sort((a, b) => b.depth - a.depth);
}

function settleClaims(claims: readonly Claim[]): Claim[] {
  const winners: Claim[] = [];
  for (const claim of [...claims].sort((a, b) => a.start - b.start || b.end - a.end)) {
    // Several winners may overlap a newcomer; it must beat them all.
    let beaten = winners.length;
    let wins = true;
    while (beaten > 0 && winners[beaten - 1]!.end > claim.start) {
      if (!beats(claim, winners[beaten - 1]!)) {
        wins = false;
        break;
      }
      beaten--;
    }
    if (!wins) continue;
    winners.length = beaten;
    winners.push(claim);
  }
  return winners;
}

function beats(newcomer: Claim, holder: Claim): boolean {
  if (newcomer.isSure && holder.isGuess && covers(newcomer, holder)) return true;
  if (holder.isSure && newcomer.isGuess && covers(holder, newcomer)) return false;
  if (newcomer.rank !== holder.rank) return newcomer.rank > holder.rank;
  return newcomer.end - newcomer.start > holder.end - holder.start;
}

/** A guess about more than the number keeps the whole: what stands beside the number must go as well. */
function covers(outer: Claim, inner: Claim): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The part's text with each hit replaced by what `use` names; all else stays as it was. */
export function redact(text: string, hits: readonly Hit[], use: "placeholder" | "replacement"): string {
  const edits = new Map<Layer, Edit[]>();
  for (const hit of hits) {
    addEdit(edits, hit.leaf.layer, { start: hit.start, end: hit.end, text: hit.leaf.write(hit[use]) });
  }
  let result = text;
  for (const layer of innermostFirst(edits)) {
    const own = (edits.get(layer) ?? []).sort((a, b) => a.start - b.start);
    const { parent, seam } = layer;
    if (parent === null || seam === null) {
      result = applyEdits(layer.text, own);
    } else if (seam.kind === "mapped") {
      for (const edit of own) {
        const start = seam.offsets[edit.start]!;
        addEdit(edits, parent, { start, end: seam.offsets[edit.end]!, text: seam.write(edit.text) });
      }
    } else if (own.length > 0) {
      const encoded = seam.encode(applyEdits(layer.text, own));
      addEdit(edits, parent, { start: seam.from, end: seam.to, text: seam.write(encoded) });
    }
  }
  return result;
}

function addEdit(edits: Map<Layer, Edit[]>, layer: Layer, edit: Edit): void {
  const list = edits.get(layer);
  if (list === undefined) edits.set(layer, [edit]);
  else list.push(edit);
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const edit of edits) {
    if (edit.end <= from && edit.start < from) continue;
    // Of two that overlap in part, each has its say: nothing that is to be written over stays.
    pieces.push(text.slice(from, Math.max(from, edit.start)), edit.text);
    from = edit.end;
  }
  pieces.push(text.slice(from));
  return pieces.join("");
}
