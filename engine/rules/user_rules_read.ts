/** From the `rules:` of a policy file to user rules; whatever is wrong with one is named with its place. */
import type { Place, Tree } from "../policy/document.ts";
import {
  type Problems,
  readBoolean,
  type Reading,
  readMap,
  readNumber,
  readText,
  readTexts,
  readWords,
} from "../policy/fields.ts";
import { CONFIDENCES, DATA_CLASSES } from "../types.ts";
import { RULES } from "./list.ts";
import { judgePattern } from "./pattern_safety.ts";
import {
  MAX_USER_KEYWORD_CHARS,
  MAX_USER_PATTERN_STEPS,
  MAX_USER_RULES,
  type PlacedText,
  type UserRule,
} from "./user_rules.ts";

const KEYS = [
  "id",
  "class",
  "description",
  "severity",
  "confidence",
  "keywords",
  "pattern",
  "lead",
  "named",
  "homes",
  "examples",
  "nearMisses",
  "near_misses",
] as const;
type Key = typeof KEYS[number];
const SEVERITIES = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MAX_ID_CHARS = 40;
const KEYWORD = /^[\x20-\x7e]{2,64}$/;
const HOME = /^(?:\*\.)?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,9}$/;
const FLAGS = /^\(\?([ims]{1,3})\)/;
const MAX_LEAD = 100;
const MAX_EXAMPLE_CHARS = 20_000;
const BUILT_IN: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** Reads a list of rules. Rules with a problem are left out, and the problem is in `problems`. */
export function readUserRules(tree: Tree, problems: Problems): UserRule[] {
  if (tree.kind !== "list" || tree.items.length === 0) {
    problems.add(tree.at, 'Cannot read "rules": wanted a list of at least one detection rule');
    return [];
  }
  return tree.items.flatMap((item) => readRule(item, problems) ?? []);
}

/** What is wrong with rules of several files taken together. */
export function userRuleConflicts(rules: readonly UserRule[]): { rule: UserRule; message: string }[] {
  const conflicts: { rule: UserRule; message: string }[] = [];
  const seen = new Set<string>();
  let keywordChars = 0;
  let isTooMuch = false;
  for (const [index, rule] of rules.entries()) {
    if (seen.has(rule.id)) conflicts.push({ rule, message: `its id is given twice, wanted once` });
    seen.add(rule.id);
    keywordChars += rule.keywords.reduce((sum, word) => sum + word.length, 0);
    if (isTooMuch || (index < MAX_USER_RULES && keywordChars <= MAX_USER_KEYWORD_CHARS)) continue;
    isTooMuch = true;
    const message =
      `it is one too many, wanted at most ${MAX_USER_RULES} rules and ${MAX_USER_KEYWORD_CHARS} characters of keywords`;
    conflicts.push({ rule, message });
  }
  return conflicts;
}

function readRule(tree: Tree, problems: Problems): UserRule | undefined {
  const reading = (field: string): Reading => ({
    field,
    strict: true,
    problem: (at, message) => problems.add(at, message),
  });
  const before = problems.all.length;
  const map = readMap(tree, reading("rule"), KEYS);
  if (map === undefined) return undefined;
  const fields = new Fields({ map, at: tree.at, reading });
  const pattern = fields.pattern();
  const rule: UserRule = {
    id: fields.id(),
    class: fields.word("class", DATA_CLASSES),
    description: fields.text("description"),
    severity: fields.word("severity", SEVERITIES, "MEDIUM").toLowerCase() as UserRule["severity"],
    confidence: fields.word("confidence", CONFIDENCES, "MEDIUM"),
    keywords: fields.keywords(),
    ...pattern,
    lead: fields.lead(),
    named: fields.flag("named"),
    homes: fields.homes(),
    examples: fields.placed("examples"),
    nearMisses: fields.placed("nearMisses", "near_misses"),
    file: problems.file,
    at: tree.at,
  };
  return problems.all.length === before ? rule : undefined;
}

interface FieldsOf {
  readonly map: ReadonlyMap<string, { at: Place; value: Tree }>;
  /** Where the rule stands; missing fields are reported there. */
  readonly at: Place;
  readonly reading: (field: string) => Reading;
}

/** Reads the fields of one rule. What cannot be read is a problem, and its value of no account. */
class Fields {
  constructor(readonly of: FieldsOf) {}

  id(): string {
    const id = this.text("id");
    if (id === "") return id;
    if (!ID.test(id) || id.length > MAX_ID_CHARS) {
      this.#refuse(
        "id",
        `found "${id}", wanted at most ${MAX_ID_CHARS} of a-z, 0-9 and - such as employee-number`,
      );
    } else if (BUILT_IN.has(id)) this.#refuse("id", `"${id}" is a built-in rule, wanted a name of its own`);
    return id;
  }

  text(key: Key): string {
    const value = this.#required(key);
    return value === undefined ? "" : readText(value, this.of.reading(key)) ?? "";
  }

  word<const T extends string>(key: Key, words: readonly T[], fallback?: T): T {
    const value = this.of.map.get(key)?.value ?? (fallback === undefined ? this.#required(key) : undefined);
    const read = value === undefined ? undefined : readWords(value, this.of.reading(key), { words });
    if (read !== undefined && read.length > 1) this.#refuse(key, `found ${read.length} words, wanted one`);
    return read?.[0] ?? fallback ?? words[0]!;
  }

  flag(key: Key): boolean {
    const value = this.of.map.get(key)?.value;
    return value !== undefined && readBoolean(value, this.of.reading(key)) === true;
  }

  lead(): number {
    const value = this.of.map.get("lead")?.value;
    if (value === undefined) return 0;
    const lead = readNumber(value, this.of.reading("lead"), { min: 0, max: MAX_LEAD }) ?? 0;
    if (!Number.isInteger(lead)) this.#refuse("lead", `found ${lead}, wanted a whole number`);
    return lead;
  }

  keywords(): string[] {
    const value = this.#required("keywords");
    const words = value === undefined ? [] : readTexts(value, this.of.reading("keywords")) ?? [];
    for (const word of words) {
      if (!KEYWORD.test(word)) {
        this.#refuse("keywords", `found "${word}", wanted 2 to 64 ASCII characters that can be printed`);
      }
    }
    return [...new Set(words.map((word) => word.toLowerCase()))];
  }

  homes(): readonly string[] {
    const value = this.of.map.get("homes")?.value;
    if (value === undefined || (value.kind === "list" && value.items.length === 0)) return [];
    const homes = (readTexts(value, this.of.reading("homes")) ?? []).map((home) => home.toLowerCase());
    for (const home of homes) {
      if (!HOME.test(home)) {
        this.#refuse("homes", `found "${home}", wanted a host such as api.example.com or *.example.com`);
      }
    }
    return homes;
  }

  /** `(?i)` and its like at the beginning become flags. */
  pattern(): { pattern: string; flags: string } {
    const text = this.text("pattern");
    const prefix = FLAGS.exec(text);
    const flags = [...new Set(prefix?.[1] ?? "")].sort().join("");
    const pattern = text.slice(prefix?.[0].length ?? 0);
    if (text === "") return { pattern, flags };
    const shift = text.length - pattern.length;
    const judgement = judgePattern(pattern, flags);
    if (!judgement.ok) {
      this.#refuse("pattern", `${judgement.problem} (character ${judgement.at + shift + 1} of the pattern)`);
    } else if (judgement.cost.maxSteps > MAX_USER_PATTERN_STEPS) {
      const steps = judgement.cost.maxSteps.toPrecision(2);
      this.#refuse(
        "pattern",
        `one attempt may take ${steps} steps, wanted at most ${MAX_USER_PATTERN_STEPS}; let neighbours share no characters, or lower the counts`,
      );
    } else this.#compile(pattern, flags);
    return { pattern, flags };
  }

  /** What the runtime's own parser has to say, and whether the pattern takes anything. */
  #compile(pattern: string, flags: string): void {
    try {
      if (new RegExp(pattern, flags).exec("")?.[0] === "") {
        this.#refuse("pattern", "it matches a text without characters");
      }
    } catch {
      this.#refuse("pattern", "it is no regular expression");
    }
  }

  placed(key: "examples" | "nearMisses", alias?: Key): readonly PlacedText[] {
    const value = this.of.map.get(key)?.value ?? (alias && this.of.map.get(alias)?.value) ??
      this.#required(key);
    if (value === undefined || readTexts(value, this.of.reading(key)) === undefined) return [];
    const items = value.kind === "list" ? value.items : [value];
    return items.flatMap((item) => {
      const text = item.kind === "scalar" ? String(item.value) : "";
      if (text.length <= MAX_EXAMPLE_CHARS) return [{ text, at: item.at }];
      const message = `found ${text.length} characters, wanted at most ${MAX_EXAMPLE_CHARS}`;
      this.of.reading(key).problem(item.at, `Cannot read "${key}": ${message}`);
      return [];
    });
  }

  #required(key: Key): Tree | undefined {
    const value = this.of.map.get(key)?.value;
    if (value === undefined) {
      this.of.reading(key).problem(this.of.at, `Cannot read "rule": "${key}" is missing`);
    }
    return value;
  }

  #refuse(key: Key, message: string): void {
    const at = this.of.map.get(key)?.value.at ?? this.of.at;
    this.of.reading(key).problem(at, `Cannot read "${key}": ${message}`);
  }
}
