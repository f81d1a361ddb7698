/** The rules made ready to run: sticky regexes, and one automaton over all literals. Built on first use, then kept. */
import { RULES } from "../rules/list.ts";
import {
  type KeywordRule,
  MAX_WORD_LEAF,
  type NumberRule,
  type PhraseRule,
  type WordRule,
} from "../rules/rule.ts";
import { writtenIn } from "../detectors/written.ts";
import type { NumberSpan } from "../text/survey.ts";
import { Automaton, LiteralHits } from "./automaton.ts";
import { CleanParts } from "./clean_parts.ts";
import { EFFORT } from "./effort.ts";
import { KnownKeys } from "./known_keys.ts";

/** Steps of a scan that are no rule, but can take time; they have names for the watch as well. */
const STEPS = ["(decode)", "(literals)", "(prints)"] as const;

/** Name of each index that {@linkcode ScanWatch.enter} is given. */
export const RULE_IDS: readonly string[] = [...RULES.map((rule) => rule.id), ...STEPS];
export const DECODE_STEP = RULES.length;
export const LITERALS_STEP = RULES.length + 1;
export const PRINTS_STEP = RULES.length + 2;

/** A keyword rule with its regex made sticky, which is what keeps it to its place. Made on first use: most rules are never tried. */
export class RunnableRule {
  #sticky: RegExp | undefined;
  #withIndices: RegExp | undefined;
  #attemptUnits: number | undefined;
  #suitsPieces: boolean | undefined;

  /** Whether the value has an issuer's format or a structure, in which words do not occur by chance. */
  readonly isProviderFormat: boolean;

  constructor(readonly rule: KeywordRule, readonly index: number) {
    this.isProviderFormat = rule.class === "SECRETS" && rule.rank !== 1;
  }

  /** Whether values that are cut in pieces can be told: they begin with a prefix that is their issuer's alone. */
  get suitsPieces(): boolean {
    return this.#suitsPieces ??= suitsPieces(this.rule);
  }

  get regex(): RegExp {
    return this.#sticky ??= new RegExp(this.rule.pattern.source, `${this.rule.pattern.flags}y`);
  }

  /** What an attempt may take at worst, in units of effort: a lazy gap before the value is tried at each of its lengths. */
  get attemptUnits(): number {
    return this.#attemptUnits ??= EFFORT.attempt + gapUnits(this.rule.pattern.source);
  }

  /** The same with indices of groups, which cost time at each match. */
  get regexWithIndices(): RegExp {
    return this.#withIndices ??= new RegExp(this.regex.source, `${this.regex.flags}d`);
  }
}

/** Shorter prefixes stand at the end of ordinary words. */
const MIN_PREFIX_CHARS = 4;

function suitsPieces(rule: KeywordRule): boolean {
  return rule.class === "SECRETS" && rule.publicPrefix === true && (rule.rank ?? 3) === 3 &&
    rule.lead === undefined && rule.named !== true &&
    rule.keywords.every((keyword) => keyword.length >= MIN_PREFIX_CHARS);
}

/** Steps of a gap such as `[\\s:=]{0,48}?` and of the longest class after it, a hundred to a unit. */
function gapUnits(source: string): number {
  const gap = /\{0,(\d+)\}\?/.exec(source);
  if (gap === null) return 0;
  const bounds = [...source.slice(gap.index + gap[0].length).matchAll(/\{(?:\d+,)?(\d+)\}/g)].map((m) =>
    Number(m[1])
  );
  return Math.ceil((Number(gap[1]) * Math.min(Math.max(...bounds, 1), 400)) / 100);
}

export interface CompiledRules {
  /** Name of each index that {@linkcode ScanWatch.enter} is given; begins with {@linkcode RULE_IDS}. */
  readonly ids: readonly string[];
  readonly automaton: Automaton;
  /** Per literal id: the rules that it triggers. */
  readonly byLiteral: readonly (readonly RunnableRule[])[];
  /** Per count of digits, the last entry for all higher counts: the checks that look at such a span. */
  readonly numbersByDigits: readonly CheckList[];
  /** Per length: the checks that look at such a word. */
  readonly wordsByLength: readonly CheckList[];
  readonly phrases: readonly IndexedRule<PhraseRule>[];
  /** Room for the search through one part at a time, used again for the next. */
  readonly room: SearchRoom;
}

/** What a search needs room for. A scan is synchronous and looks at one part at a time, so all of them share it. */
export class SearchRoom {
  #literals = new LiteralHits();
  /** Per rule: where in the leaf the next attempt may begin, so that no stretch is tried twice. */
  readonly nextStart: Int32Array;
  readonly knownKeys = new KnownKeys();
  /** Headers and addresses in which nothing was found: clients send the same ones with every call. */
  readonly cleanParts = new CleanParts();

  constructor(rules: number) {
    this.nextStart = new Int32Array(rules);
  }

  /** Of a size that does not stay with the process when one text was full of literals. */
  get literals(): LiteralHits {
    if (this.#literals.ids.length > MAX_KEPT_LITERALS) this.#literals = new LiteralHits();
    return this.#literals;
  }
}

const MAX_KEPT_LITERALS = 65_536;

export interface IndexedRule<T> {
  readonly index: number;
  readonly rule: T;
}

type Check = IndexedRule<NumberRule | WordRule>;

/** Checks that look at spans of one length, and a quick way to tell that most of them need not. */
export class CheckList {
  readonly #all: Check[] = [];
  #shapeless: Check[] | undefined;
  #shapes: RegExp | undefined;

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  add(check: Check): void {
    this.#all.push(check);
  }

  /** The checks that may find something in a span that is written so; in order. */
  for(span: { readonly text: string; readonly span: NumberSpan }): readonly Check[] {
    this.#shapeless ??= this.#all.filter(({ rule }) => rule.shape === undefined);
    if (this.#shapeless.length === this.#all.length) return this.#all;
    const written = writtenIn(span);
    this.#shapes ??= anyOf(this.#all.flatMap(({ rule }) => rule.shape ?? []));
    return written !== null && this.#shapes.test(written.value) ? this.#all : this.#shapeless;
  }
}

/** What one of several shapes matches. None of them has groups that anyone asks for, or flags. */
function anyOf(shapes: readonly RegExp[]): RegExp {
  return new RegExp([...new Set(shapes.map(({ source }) => `(?:${source})`))].join("|"));
}

/** Spans with more digits than this are looked at by the same checks. */
export const MAX_COUNTED_DIGITS = 20;

let compiled: CompiledRules | undefined;

/** The built-in rules. */
export function compiledRules(): CompiledRules {
  return compiled ??= compileRules([]);
}

/** The built-in rules and further ones, which get the indices from `RULE_IDS.length`. */
export function compileRules(further: readonly KeywordRule[]): CompiledRules {
  const byKeyword = new Map<string, RunnableRule[]>();
  const numbersByDigits = Array.from({ length: MAX_COUNTED_DIGITS + 1 }, () => new CheckList());
  const wordsByLength = Array.from({ length: MAX_WORD_LEAF + 1 }, () => new CheckList());
  const phrases: IndexedRule<PhraseRule>[] = [];
  RULES.forEach((rule, index) => {
    if (rule.trigger === "number") {
      const [min, max] = rule.digits ?? [0, MAX_COUNTED_DIGITS];
      for (let digits = min; digits <= max; digits++) numbersByDigits[digits]!.add({ index, rule });
      return;
    }
    if (rule.trigger === "word") {
      const [min, max] = rule.lengths;
      for (let length = min; length <= max; length++) wordsByLength[length]!.add({ index, rule });
      return;
    }
    if (rule.trigger === "phrase") {
      phrases.push({ index, rule });
      return;
    }
    addKeywords(new RunnableRule(rule, index), byKeyword);
  });
  further.forEach((rule, i) => addKeywords(new RunnableRule(rule, RULE_IDS.length + i), byKeyword));
  return {
    ids: [...RULE_IDS, ...further.map(({ id }) => id)],
    automaton: new Automaton([...byKeyword.keys()]),
    byLiteral: [...byKeyword.values()],
    numbersByDigits,
    wordsByLength,
    phrases,
    room: new SearchRoom(RULE_IDS.length + further.length),
  };
}

function addKeywords(runnable: RunnableRule, byKeyword: Map<string, RunnableRule[]>): void {
  for (const keyword of runnable.rule.keywords) {
    const triggered = byKeyword.get(keyword);
    if (triggered === undefined) byKeyword.set(keyword, [runnable]);
    else triggered.push(runnable);
  }
}
