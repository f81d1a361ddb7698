/**
 * Proof that a pattern cannot backtrack without end: an upper bound of the steps that one attempt of it can take, on any text.
 *
 * A backtracking matcher tries every way in which the beginning of a pattern can match before it gives up. So the bound is found by
 * counting ways: those of a sequence multiply, those of a choice add up, and a repetition has one for each count it may stop at.
 * Where what follows cannot begin with a character that the repetition takes, only one of its ways leads on; that is what makes
 * well-written patterns cheap. The count is never too low; when it is too high, a clearer pattern is wanted.
 */
import { ANY_CHAR, type CharSet, complement, NO_CHAR } from "./char_set.ts";
import { parsePattern, PatternFault, type PatternNode } from "./pattern_syntax.ts";

/** What one attempt can cost at most. */
export interface PatternCost {
  /** Characters read, from where the attempt begins. */
  readonly maxChars: number;
  /** Steps of a backtracking matcher. */
  readonly maxSteps: number;
}

export type PatternJudgement =
  | { readonly ok: true; readonly cost: PatternCost }
  /** `at` is an offset in the pattern. */
  | { readonly ok: false; readonly problem: string; readonly at: number };

/** Bounds the steps of one attempt of a pattern, or says why there is no bound. */
export function judgePattern(source: string, flags = ""): PatternJudgement {
  try {
    const tree = parsePattern(source, flags);
    refuseUnbounded(tree);
    const { steps } = costOf(tree, END);
    return { ok: true, cost: { maxChars: longest(tree), maxSteps: steps } };
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return { ok: false, problem: error.message, at: error.at };
  }
}

function refuseUnbounded(node: PatternNode): void {
  if (node.kind === "repeat" && node.max === Infinity) {
    const wanted = node.min === 0 ? "{0,200}" : `{${node.min},200}`;
    throw new PatternFault(`a quantifier without an upper bound; write one, such as ${wanted}`, node.at);
  }
  for (const child of childrenOf(node)) refuseUnbounded(child);
}

function childrenOf(node: PatternNode): readonly PatternNode[] {
  if (node.kind === "sequence") return node.items;
  if (node.kind === "choice") return node.branches;
  return node.kind === "repeat" || node.kind === "look" ? [node.item] : [];
}

/** Length of the longest match. */
function longest(node: PatternNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce((sum, item) => sum + longest(item), 0);
    case "choice":
      return Math.max(...node.branches.map(longest));
    case "repeat":
      return node.max * longest(node.item);
    case "look":
    case "edge":
      return 0;
  }
}

/** What stands behind a node. */
interface Follow {
  /** Characters it can begin with; all of them when it can be empty. */
  readonly first: CharSet;
  /** How many steps it takes to see that it does not begin here. */
  readonly probes: number;
  /** It matches whatever comes, so the first way that leads to it ends the search. */
  readonly isSure: boolean;
  /** False inside look-behinds, which are matched from right to left: there nothing is known of what comes next. */
  readonly isForward: boolean;
}

/** The end of the pattern, or of a look-around. */
const END: Follow = { first: ANY_CHAR, probes: 0, isSure: true, isForward: true };

interface Cost {
  /** In how many ways the node can match at one place and be followed by what follows. */
  readonly ways: number;
  /** Steps to try them all. */
  readonly steps: number;
  /** Each of the ways ends at another place. */
  readonly isSpread: boolean;
}

const ONE_STEP: Cost = { ways: 1, steps: 1, isSpread: true };

function costOf(node: PatternNode, follow: Follow): Cost {
  const cost = costOfKind(node, follow);
  return follow.isSure ? { ...cost, ways: 1, isSpread: true } : cost;
}

function costOfKind(node: PatternNode, follow: Follow): Cost {
  switch (node.kind) {
    case "set":
    case "edge":
      return ONE_STEP;
    case "sequence":
      return costOfSequence(node.items, follow);
    case "choice":
      return costOfChoice(node.branches, follow);
    case "repeat":
      return costOfRepeat(node, follow);
    case "look": {
      // Once it has matched it is not entered again.
      const { steps } = costOf(node.item, { ...END, isForward: node.ahead });
      return { ...ONE_STEP, steps: steps + 1 };
    }
  }
}

function costOfSequence(items: readonly PatternNode[], follow: Follow): Cost {
  let behind = follow;
  const follows: Follow[] = [];
  for (let i = items.length - 1; i >= 0; i--) {
    follows[i] = behind;
    behind = before(items[i]!, behind);
  }
  let steps = 0;
  let stretch = new Stretch(1);
  items.forEach((item, i) => {
    const cost = costOf(item, follows[i]!);
    const isFence = follow.isForward && item.kind === "set" && (item.set & stretch.chars) === NO_CHAR;
    steps += stretch.ways * cost.steps;
    if (isFence) stretch = new Stretch(stretch.waysToOnePlace);
    else stretch.add(item, cost);
  });
  return { ways: stretch.ways, steps, isSpread: stretch.waysToOnePlace === 1 };
}

/**
 * A part of a sequence up to a fence: a character that nothing in the part can take. Where the fence stands is certain, and of ways
 * that end at different places only one leads to it.
 */
class Stretch {
  chars = NO_CHAR;
  #product: number;
  #widest = 1;

  /** @param ways in how many ways the stretch is come to */
  constructor(ways: number) {
    this.#product = ways;
  }

  get ways(): number {
    return this.#product;
  }

  get waysToOnePlace(): number {
    return this.#product === Infinity ? Infinity : this.#product / this.#widest;
  }

  add(item: PatternNode, cost: Cost): void {
    this.chars |= charsIn(item);
    this.#product *= cost.ways;
    if (cost.isSpread) this.#widest = Math.max(this.#widest, cost.ways);
  }
}

function charsIn(node: PatternNode): CharSet {
  if (node.kind === "set") return node.set;
  if (node.kind === "look") return NO_CHAR;
  return childrenOf(node).reduce((all, child) => all | charsIn(child), NO_CHAR);
}

function costOfChoice(branches: readonly PatternNode[], follow: Follow): Cost {
  const costs = branches.map((branch) => costOf(branch, follow));
  const exclusive = follow.isForward && areExclusive(branches.map(prefixOf));
  const ways = costs.map((cost) => cost.ways);
  return {
    ways: exclusive ? Math.max(...ways) : sum(ways),
    steps: branches.length + sum(costs.map(({ steps }) => steps)),
    isSpread: exclusive && costs.every(({ isSpread }) => isSpread),
  };
}

function costOfRepeat(node: PatternNode & { kind: "repeat" }, follow: Follow): Cost {
  const { item, min, max } = node;
  const own = firstOf(item);
  // Another round or what follows.
  const between: Follow = max > 1
    ? {
      ...follow,
      first: own.set | follow.first,
      probes: follow.probes + 1,
      isSure: follow.isSure && min <= 1,
    }
    : follow;
  const inner = costOf(item, between);
  // A round that takes nothing is a further way to do the same.
  const waysOfRound = inner.ways + (own.nullable ? 1 : 0);
  if (waysOfRound > 1) {
    let ways = 0;
    let steps = 1;
    for (let i = 0, power = 1; i <= max && steps < Infinity; i++, power *= waysOfRound) {
      if (i >= min) ways += power;
      if (i < max) steps += power * inner.steps;
    }
    return { ways, steps, isSpread: max === 1 && inner.isSpread && !own.nullable };
  }
  const rounds = max - min + 1;
  const isCertain = follow.isForward && (own.set & follow.first) === NO_CHAR;
  const steps = max * inner.steps + 1 + (isCertain ? rounds * follow.probes : 0);
  return { ways: isCertain ? 1 : rounds, steps, isSpread: true };
}

/** The follow of what stands before `node`. */
function before(node: PatternNode, follow: Follow): Follow {
  if (node.kind === "look" && node.ahead) {
    // What comes next must fit both; of a negative one only single characters are of use here.
    const demand = node.negative
      ? node.item.kind === "set" ? complement(node.item.set) : ANY_CHAR
      : firstOf(node.item).nullable
      ? ANY_CHAR
      : firstOf(node.item).set;
    const steps = costOf(node, follow).steps;
    return { ...follow, first: follow.first & demand, probes: follow.probes + steps, isSure: false };
  }
  const { set, nullable, probes } = firstOf(node);
  const isSure = follow.isSure && isAlwaysMet(node);
  return nullable
    ? { ...follow, first: set | follow.first, probes: probes + follow.probes, isSure }
    : { ...follow, first: set, probes, isSure };
}

/** Whether the node can match nothing, wherever it stands. */
function isAlwaysMet(node: PatternNode): boolean {
  if (node.kind === "repeat") return node.min === 0 || isAlwaysMet(node.item);
  if (node.kind === "sequence") return node.items.every(isAlwaysMet);
  return node.kind === "choice" && node.branches.some(isAlwaysMet);
}

interface First {
  /** Characters a match can begin with. */
  readonly set: CharSet;
  /** Whether it can match nothing. */
  readonly nullable: boolean;
  /** How many steps it takes at most to see that it does not begin here. */
  readonly probes: number;
}

function firstOf(node: PatternNode): First {
  switch (node.kind) {
    case "set":
      return { set: node.set, nullable: false, probes: 1 };
    case "sequence": {
      let set = NO_CHAR;
      let probes = 0;
      for (const item of node.items) {
        const first = firstOf(item);
        set |= first.set;
        probes += first.probes;
        if (!first.nullable) return { set, nullable: false, probes };
      }
      return { set, nullable: true, probes };
    }
    case "choice": {
      const firsts = node.branches.map(firstOf);
      return {
        set: firsts.reduce((all, { set }) => all | set, NO_CHAR),
        nullable: firsts.some(({ nullable }) => nullable),
        probes: sum(firsts.map(({ probes }) => probes)) + 1,
      };
    }
    case "repeat": {
      const { set, nullable, probes } = firstOf(node.item);
      return { set, nullable: nullable || node.min === 0, probes: probes + 1 };
    }
    case "look":
      return { set: NO_CHAR, nullable: true, probes: costOf(node, END).steps };
    case "edge":
      return { set: NO_CHAR, nullable: true, probes: 1 };
  }
}

/** Longer beginnings are not needed to tell branches apart. */
const MAX_PREFIX = 24;

/** The characters with which every match of `node` begins, place by place, as far as they are fixed. */
function prefixOf(node: PatternNode): readonly CharSet[] {
  return readPrefix(node).sets;
}

function readPrefix(node: PatternNode): { sets: readonly CharSet[]; isWhole: boolean } {
  switch (node.kind) {
    case "set":
      return { sets: [node.set], isWhole: true };
    case "edge":
    case "look":
      return { sets: [], isWhole: true };
    case "sequence": {
      const sets: CharSet[] = [];
      for (const item of node.items) {
        const prefix = readPrefix(item);
        sets.push(...prefix.sets);
        if (!prefix.isWhole || sets.length > MAX_PREFIX) return { sets, isWhole: false };
      }
      return { sets, isWhole: true };
    }
    case "repeat": {
      const inner = readPrefix(node.item);
      const sets: CharSet[] = [];
      for (let i = 0; i < node.min && sets.length <= MAX_PREFIX; i++) {
        sets.push(...inner.sets);
        if (!inner.isWhole) return { sets, isWhole: false };
      }
      return { sets, isWhole: node.min === node.max && sets.length <= MAX_PREFIX };
    }
    case "choice": {
      const all = node.branches.map(readPrefix);
      const shortest = Math.min(...all.map(({ sets }) => sets.length));
      const sets = Array.from(
        { length: shortest },
        (_, i) => all.reduce((union, prefix) => union | prefix.sets[i]!, NO_CHAR),
      );
      return { sets, isWhole: all.every((each) => each.isWhole && each.sets.length === shortest) };
    }
  }
}

/** Whether no text can begin with two of them. */
function areExclusive(prefixes: readonly (readonly CharSet[])[]): boolean {
  return prefixes.every((a, i) =>
    prefixes.slice(i + 1).every((b) => a.some((set, at) => at < b.length && (set & b[at]!) === NO_CHAR))
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
