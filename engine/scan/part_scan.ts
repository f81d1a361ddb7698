/** Looks through one part of a call: leaf by leaf, and what is hidden in each. */
import { isPlaceholderToken } from "../detectors/placeholder_value.ts";
import type { ScanPart } from "../ports.ts";
import { plainLeaf, readBody, readUrl } from "../text/document.ts";
import { asIs, type Leaf, type LeafSource, leavesOf, type Place, rootLayer } from "../text/layer.ts";
import { type Survey, survey } from "../text/survey.ts";
import { type DecodeBudget, decodeBudget, unwrap, unwrapJson } from "../text/unwrap.ts";
import { type ReadBytes, readBytes } from "../text/charset.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { Confidence, EncodedPayload } from "../types.ts";
import type { LiteralHits } from "./automaton.ts";
import { type CompiledRules, DECODE_STEP, LITERALS_STEP, type RunnableRule } from "./compiled_rules.ts";
import { EFFORT } from "./effort.ts";
import type { Hit } from "./hit.ts";
import { isWritten, MIN_PACKED_RUN, textPayloads } from "../exfiltration/text_payloads.ts";
import { HitLog } from "./hit_log.ts";
import { publicPrefixOf, unitKind, valueOf, valueSpan, wordStart } from "./match_span.ts";
import { NumberChecks } from "./number_checks.ts";
import type { KnownKeys } from "./known_keys.ts";
import { SplitValue } from "./split_value.ts";
import type { ScanWatch } from "./watch.ts";

/** What was found in one part, and the text it was found in. */
export interface PartResult {
  readonly text: string;
  /** Writes the text, changed or not, in the encoding that the part had. */
  readonly toBytes: (text: string) => Uint8Array;
  readonly hits: readonly Hit[];
  /** Packed data out of place, and the leaf that holds it. */
  readonly payloads: readonly PackedLeaf[];
  /** Something was left undecoded because there was too much of it. */
  readonly incomplete: boolean;
  /** A packed payload held more than is looked at. */
  readonly isOversized: boolean;
}

export interface PackedLeaf extends Pick<EncodedPayload, "shape" | "chars"> {
  readonly leaf: Leaf;
}

/** Longest value of a field that is looked at together with the field's name. */
const MAX_NAMED_VALUE_CHARS = 1024;
/** The shortest text that holds twelve words of three letters. */
const MIN_PHRASE_CHARS = 47;
/** A value of this length that is no finding holds no other. */
const LONG_VALUE_CHARS = 64;

/** What is the same for all parts of a call. */
export interface PartSurroundings {
  readonly host: string;
  readonly watch: ScanWatch;
  readonly rules: CompiledRules;
  /** Reads each leaf of a body for instructions to the agent; absent when nobody asked. */
  readonly readLeaf?: (leaf: Leaf) => void;
}

export function scanPart(part: ScanPart, surroundings: PartSurroundings): PartResult {
  const read = typeof part.content === "string"
    ? { text: part.content, toBytes: encodeUtf8, isAmbiguous: false }
    : readBytes(part.content, part.contentType ?? "");
  return new PartScan(part, read, surroundings).run();
}

class PartScan {
  readonly #part: ScanPart;
  readonly #text: string;
  readonly #toBytes: (text: string) => Uint8Array;
  readonly #isAmbiguous: boolean;
  readonly #watch: ScanWatch;
  readonly #rules: CompiledRules;
  readonly #readLeaf: ((leaf: Leaf) => void) | undefined;
  readonly #budget: DecodeBudget;
  readonly #log: HitLog;
  readonly #numbers: NumberChecks;
  readonly #payloads: PackedLeaf[] = [];
  readonly #literals: LiteralHits;
  readonly #nextStart: Int32Array;
  /** Per structure: key leaves whose text holds literals of rules that also look at the value under the key. */
  readonly #namingKeys = new Map<Place, Set<number>>();
  /** Keys without a finding, and whether they name values worth a look. */
  readonly #knownKeys: KnownKeys;
  /** The last name in which no literal was found: the items of a list share theirs. */
  #dullLabel = "";
  readonly #split = new SplitValue();

  constructor(
    part: ScanPart,
    { text, toBytes, isAmbiguous }: ReadBytes,
    { host, watch, rules, readLeaf }: PartSurroundings,
  ) {
    this.#part = part;
    this.#text = text;
    this.#toBytes = toBytes;
    this.#isAmbiguous = isAmbiguous;
    this.#watch = watch;
    this.#rules = rules;
    this.#readLeaf = part.kind === "body" ? readLeaf : undefined;
    this.#literals = rules.room.literals;
    this.#knownKeys = rules.room.knownKeys;
    // A scan whose time was up leaves what it knew.
    this.#knownKeys.clear();
    this.#nextStart = rules.room.nextStart;
    this.#budget = decodeBudget(text.length);
    this.#log = new HitLog(part, { host, watch, stepIds: rules.ids, length: text.length });
    this.#numbers = new NumberChecks(rules, this.#log);
  }

  run(): PartResult {
    this.#log.enter(DECODE_STEP);
    const open: LeafSource[] = [this.#firstLeaves()];
    while (open.length > 0) {
      const leaf = open.at(-1)!.next();
      if (leaf === undefined) {
        open.pop();
        continue;
      }
      const inner = this.#examine(leaf);
      if (inner !== undefined) open.push(inner);
    }
    this.#knownKeys.clear();
    const { exhausted, isOversized } = this.#budget;
    const incomplete = this.#isAmbiguous || exhausted || this.#log.effort.exhausted;
    return {
      text: this.#text,
      toBytes: this.#toBytes,
      hits: this.#log.hits,
      payloads: this.#payloads,
      incomplete,
      isOversized,
    };
  }

  #firstLeaves(): LeafSource {
    const layer = rootLayer(this.#text);
    if (this.#part.kind === "url") return readUrl(layer);
    const stretch = { layer, from: 0, to: layer.text.length, chain: [], write: asIs };
    if (this.#part.kind === "body") {
      return readBody({ ...stretch, path: () => "$", label: "" }, this.#part.contentType ?? "");
    }
    const name = this.#part.name ?? "";
    return leavesOf([plainLeaf({ ...stretch, path: () => `header.${name}`, label: name })]);
  }

  /** Looks at one leaf; returns the leaves that it unfolds into. */
  #examine(leaf: Leaf): LeafSource | undefined {
    this.#log.enter(DECODE_STEP);
    if (leaf.to - leaf.from < 2) return undefined;
    if (leaf.role === "key") return this.#examineKey(leaf);
    const json = unwrapJson(leaf, this.#budget);
    if (json !== undefined) return json;
    this.#readLeaf?.(leaf);
    this.#joinPieces(leaf);
    this.#matchKeywords(leaf);
    this.#matchNamed(leaf);
    return this.#lookInside(leaf);
  }

  /** Documents repeat their keys: one in which nothing was found is looked at once. */
  #examineKey(leaf: Leaf): LeafSource | undefined {
    const { layer, from, to } = leaf;
    const naming = this.#knownKeys.find(layer.text, from, to);
    if (naming !== undefined) {
      if (naming) this.#markNaming(leaf);
      return undefined;
    }
    const before = this.#log.hits.length;
    const isNaming = this.#matchKeywords(leaf);
    if (isNaming) this.#markNaming(leaf);
    const inner = this.#lookInside(leaf);
    if (inner === undefined && this.#log.hits.length === before) {
      this.#knownKeys.add(layer.text, { from, to, isNaming });
    }
    return inner;
  }

  #lookInside(leaf: Leaf): LeafSource | undefined {
    this.#log.enter(DECODE_STEP);
    this.#watch.read?.(leaf.to - leaf.from);
    const seen = survey(leaf.layer.text, leaf.from, leaf.to);
    if (this.#part.kind === "body") this.#findPayloads(leaf, seen);
    if (seen.numbers.length > 0) this.#numbers.matchNumbers(leaf, seen);
    if (seen.digit) this.#numbers.matchWords(leaf, seen);
    if (leaf.role === "text" && leaf.to - leaf.from >= MIN_PHRASE_CHARS) this.#matchPhrases(leaf);
    const inner = unwrap(leaf, seen, this.#budget);
    return inner.length === 0 ? undefined : leavesOf(inner);
  }

  #matchPhrases(leaf: Leaf): void {
    const mayTry = () => {
      this.#log.effort.spend(EFFORT.checksum);
      return this.#log.effort.allows(true);
    };
    for (const { index, rule } of this.#rules.phrases) {
      this.#log.enter(index);
      for (const [start, end] of rule.find(leaf.layer.text, leaf, mayTry)) {
        this.#log.add(leaf, { rule, confidence: rule.confidence, start, end, publicPrefix: "" });
      }
    }
  }

  #findPayloads(leaf: Leaf, seen: Survey): void {
    const { layer, from, to, place, index } = leaf;
    if (leaf.role !== "text" || to - from < MIN_PACKED_RUN || (seen.runs.length === 0 && !seen.opening)) {
      return;
    }
    const text = from === 0 && to === layer.text.length ? layer.text : layer.text.slice(from, to);
    const runs = from === 0 ? seen.runs : seen.runs.map((offset) => offset - from);
    const label = place.labelOf(index);
    if (!isWritten(label)) return;
    const found = textPayloads(text, runs, label);
    for (const payload of found) this.#payloads.push({ ...payload, leaf });
  }

  /** Tries the rules whose literals stand in the leaf; true when one of them also looks at named values. */
  #matchKeywords(leaf: Leaf): boolean {
    const { layer, from, to } = leaf;
    const hits = this.#findLiterals(layer.text, from, to);
    if (hits.count === 0) return false;
    // A slice shares its parent's memory, and keeps every pattern from reading beyond the leaf.
    const text = from === 0 && to === layer.text.length ? layer.text : layer.text.slice(from, to);
    let naming = false;
    this.#nextStart.fill(0);
    for (let i = 0; i < hits.count; i++) {
      for (const runnable of this.#rules.byLiteral[hits.ids[i]!]!) {
        naming ||= runnable.rule.named === true;
        // Most of what a text without end is made of is turned away here.
        if (hits.starts[i]! - from < this.#nextStart[runnable.index]!) continue;
        const found = this.#log.hits.length;
        this.#try(runnable, { text, at: hits.starts[i]! - from, leaf, shift: from });
        if (found === this.#log.hits.length && runnable.suitsPieces) {
          this.#split.begin(runnable, leaf, hits.starts[i]!);
        }
      }
    }
    return naming;
  }

  /** A token that is spread over fields is a finding in each of them, with one placeholder. */
  #joinPieces(leaf: Leaf): void {
    const joined = this.#split.continue(leaf);
    if (joined === undefined) return;
    const { runnable: { rule }, value, pieces } = joined;
    for (const piece of pieces) {
      const { start, end } = piece;
      const publicPrefix = piece === pieces[0] ? publicPrefixOf(rule, value) : "";
      this.#log.add(piece.leaf, { rule, confidence: "HIGH", start, end, publicPrefix, value });
    }
  }

  /** Tries rules on `name="value"`, where the name is a key, field or header name. */
  #matchNamed(leaf: Leaf): void {
    const key = leaf.place.keyOf(leaf.index);
    const isNamed = key < 0 ||
      (this.#namingKeys.size > 0 && this.#namingKeys.get(leaf.place)?.has(key) === true);
    // `{"name": "DB_PASSWORD", "value": "…"}`: what names the value stands beside it.
    const label = isNamed ? leaf.place.labelOf(leaf.index) : leaf.place.nameBeside?.(leaf.index) ?? "";
    if (label === "" || label === this.#dullLabel) return;
    const hits = this.#findLiterals(label, 0, label.length);
    if (hits.count === 0) {
      this.#dullLabel = label;
      return;
    }
    const lead = `${label}="`;
    const value = leaf.layer.text.slice(leaf.from, Math.min(leaf.to, leaf.from + MAX_NAMED_VALUE_CHARS));
    const text = `${lead}${value}"`;
    this.#nextStart.fill(0);
    for (let i = 0; i < hits.count; i++) {
      for (const runnable of this.#rules.byLiteral[hits.ids[i]!]!) {
        if (runnable.rule.named !== true) continue;
        this.#try(runnable, { text, at: hits.starts[i]!, leaf, shift: leaf.from - lead.length });
      }
    }
  }

  #markNaming(leaf: Leaf): void {
    const keys = this.#namingKeys.get(leaf.place);
    if (keys === undefined) this.#namingKeys.set(leaf.place, new Set([leaf.index]));
    else keys.add(leaf.index);
  }

  /** Tries one rule around one literal; `shift` leads from offsets in `text` to those in the leaf's layer. */
  #try(runnable: RunnableRule, place: { text: string; at: number; leaf: Leaf; shift: number }): void {
    const { rule, index } = runnable;
    const { text, at } = place;
    const next = this.#nextStart[index]!;
    if (at < next || !this.#log.effort.allows(runnable.isProviderFormat)) return;
    this.#log.enter(index);
    this.#nextStart[index] = at + 1;
    if (rule.lead === undefined) {
      this.#matchAt(runnable, at, place);
      return;
    }
    const lowest = Math.max(next, at - rule.lead, 0);
    for (let start = wordStart(text, at, lowest); start <= at; start++) {
      // A value begins where the word does, or where letters turn to digits or signs.
      if (start > lowest && unitKind(text, start) === unitKind(text, start - 1)) continue;
      if (this.#matchAt(runnable, start, place)) return;
    }
  }

  /** Whether the rule found something that begins at `at`. */
  #matchAt(runnable: RunnableRule, at: number, place: { text: string; leaf: Leaf; shift: number }): boolean {
    const { rule, regex, index } = runnable;
    const { text, leaf, shift } = place;
    this.#log.effort.spend(runnable.attemptUnits);
    regex.lastIndex = at;
    const match = regex.exec(text);
    if (match === null) return false;
    const whole = match[0];
    this.#watch.read?.(whole.length);
    const value = valueOf(match);
    let confidence: Confidence | null = null;
    let start = at + whole.length - value.length;
    let end = at + whole.length;
    if (rule.plausible?.(value) !== false && !(runnable.isProviderFormat && isPlaceholderToken(value))) {
      this.#log.effort.spend((rule.validateUnits ?? EFFORT.judgement) + (whole.length >> 4));
      // Most values end the match and stand in it once: only for the others is the pattern asked for indices.
      if (whole.length !== value.length && whole.indexOf(value) !== whole.length - value.length) {
        const { regexWithIndices } = runnable;
        regexWithIndices.lastIndex = at;
        [start, end] = valueSpan(regexWithIndices.exec(text)!);
      }
      const details = { value, text, start, end, matchStart: at, match: whole };
      confidence = rule.validate === undefined ? rule.confidence : rule.validate(details);
    }
    if (confidence === null || this.#log.overlapsPlaceholder(text, start, end)) {
      // The name of this value needs no second look; nor does a long value that was judged to be nothing, or text made
      // of names alone would be judged once for every name.
      const next = value.length >= LONG_VALUE_CHARS ? end : start;
      this.#nextStart[index] = Math.max(this.#nextStart[index]!, next);
      return false;
    }
    this.#nextStart[index] = end;
    if (start + shift < leaf.from || end + shift > leaf.to) return true;
    const publicPrefix = rule.publicPrefix === true ? publicPrefixOf(rule, value) : "";
    this.#log.add(leaf, { rule, confidence, start: start + shift, end: end + shift, publicPrefix });
    return true;
  }

  #findLiterals(text: string, from: number, to: number): LiteralHits {
    this.#log.enter(LITERALS_STEP);
    this.#watch.read?.(to - from);
    this.#literals.count = 0;
    this.#rules.automaton.scan(text, { from, to }, this.#literals);
    return this.#literals;
  }
}
