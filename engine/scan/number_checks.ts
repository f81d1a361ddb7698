/** Tries the checks of numbers and of words that hold digits on the spans of a leaf. */
import { MAX_WORD_LEAF, type NumberContext } from "../rules/rule.ts";
import type { Leaf } from "../text/layer.ts";
import { type NumberSpan, piecesOf, type Survey } from "../text/survey.ts";
import { type CheckList, type CompiledRules, MAX_COUNTED_DIGITS } from "./compiled_rules.ts";
import { EFFORT } from "./effort.ts";
import type { HitLog } from "./hit_log.ts";

/** More of a field's name than this is not looked at. */
const MAX_LABEL_CHARS = 200;

export class NumberChecks {
  readonly #rules: CompiledRules;
  readonly #log: HitLog;

  constructor(rules: CompiledRules, log: HitLog) {
    this.#rules = rules;
    this.#log = log;
  }

  matchNumbers(leaf: Leaf, seen: Survey): void {
    const { layer, from, to, role } = leaf;
    const label = labelReader(leaf);
    for (const span of seen.numbers) {
      const context = { text: layer.text, span, from, to, label, bare: role === "number" };
      if (this.#tryChecks(leaf, this.#numberRules(span), context)) continue;
      // Two numbers with a space between them look like one.
      for (const piece of piecesOf(layer.text, span)) {
        this.#tryChecks(leaf, this.#numberRules(piece), { ...context, span: piece });
      }
    }
  }

  #numberRules(span: NumberSpan): CheckList {
    return this.#rules.numbersByDigits[Math.min(span.digits, MAX_COUNTED_DIGITS)]!;
  }

  /** Tries checks on the words that letters and digits make, and on a short leaf as a whole. */
  matchWords(leaf: Leaf, seen: Survey): void {
    const { layer, from, to, role } = leaf;
    if (role === "number") return;
    const whole = to - from <= MAX_WORD_LEAF ? trimmed(layer.text, from, to) : undefined;
    if (whole === undefined && seen.words.length === 0) return;
    const label = labelReader(leaf);
    const context = { text: layer.text, from, to, label, bare: false };
    if (whole !== undefined) {
      const rules = this.#rules.wordsByLength[whole.end - whole.start]!;
      if (!rules.isEmpty && this.#tryChecks(leaf, rules, { ...context, span: whole })) return;
    }
    for (const span of seen.words) {
      if (span.start === whole?.start && span.end === whole.end) continue;
      this.#tryChecks(leaf, this.#rules.wordsByLength[span.end - span.start]!, { ...context, span });
    }
  }

  /** Whether one of the checks found something. */
  #tryChecks(
    leaf: Leaf,
    checks: CheckList,
    context: NumberContext,
  ): boolean {
    if (checks.isEmpty || !this.#log.effort.allows(false)) return false;
    const { text, span, from } = context;
    const isInternational = span.start > from && text.charCodeAt(span.start - 1) === 0x2b;
    this.#log.effort.spend(isInternational ? EFFORT.plan : EFFORT.check);
    let found = false;
    for (const { index, rule } of checks.for(context)) {
      this.#log.enter(index);
      this.#log.effort.spend(EFFORT.check);
      const match = rule.detect(context);
      if (match === null || this.#log.overlapsPlaceholder(text, match.start, match.end)) continue;
      this.#log.add(leaf, { rule, ...match, publicPrefix: "" });
      found = true;
    }
    return found;
  }
}

/** The leaf's name in lower case, the words of a camel-case name apart; read once, and only when asked for. */
function labelReader(leaf: Leaf): () => string {
  let label: string | undefined;
  return () =>
    label ??= leaf.place.labelOf(leaf.index).slice(0, MAX_LABEL_CHARS).replace(/([a-z0-9])(?=[A-Z])/g, "$1_")
      .toLowerCase();
}

/** `[from, to)` without white space around it; a word has no count of digits. */
function trimmed(text: string, from: number, to: number): NumberSpan {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return { start, end, digits: 0, written: undefined };
}
