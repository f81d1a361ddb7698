/**
 * Keys of `condition` about findings. They describe one finding together: `has_data_class: [SECRETS]` with
 * `has_data_class_min_confidence: HIGH` wants one secret that is certain, not a secret and something certain.
 */
import { CONFIDENCES, DATA_CLASSES, type Finding, type FindingFilter } from "../types.ts";
import type { Tree } from "./document.ts";
import { type Reading, readTexts, readWords } from "./fields.ts";
import { compileGlob } from "./glob.ts";
import type { Predicate } from "./policy.ts";

export const FINDING_KEYS = [
  "has_data_class",
  "has_data_class_min_confidence",
  "finding_rules",
  "finding_in",
] as const;
export type FindingKey = typeof FINDING_KEYS[number];

/** The same about answers, which have no parts. */
export const ANSWER_FINDING_KEYS: readonly FindingKey[] = FINDING_KEYS.filter((key) => key !== "finding_in");

/** Without a word about confidence a mere suspicion is not enough. */
const DEFAULT_MIN_CONFIDENCE = "MEDIUM";

export interface FindingTest {
  readonly predicate: Predicate<{ readonly findings: readonly Finding[] }>;
  /** The same as data. */
  readonly filter: FindingFilter;
  readonly concerns: (finding: Finding) => boolean;
}

/** Undefined when the rule asks for no finding, or when something in it could not be read. */
export function readFindingKeys(
  keys: ReadonlyMap<FindingKey, Tree>,
  reading: Omit<Reading, "field">,
): FindingTest | undefined {
  /** What a finding must be for the rule to mind it at all, and what more the rule wants of it. */
  const minded: FindingCheck[] = [];
  const tests: FindingCheck[] = [];
  const wanted: string[] = [];
  const filter: { -readonly [K in keyof FindingFilter]: FindingFilter[K] } = {};
  const at = (key: FindingKey): Reading => ({ ...reading, field: `condition.${key}` });

  const classes = keys.get("has_data_class");
  if (classes !== undefined) {
    const words = readWords(classes, at("has_data_class"), { words: DATA_CLASSES });
    if (words === undefined) return undefined;
    filter.classes = words;
    minded.push((finding) => words.includes(finding.class));
    wanted.push(words.join(" or "));
  }
  const confidence = keys.get("has_data_class_min_confidence");
  const least = confidence === undefined
    ? DEFAULT_MIN_CONFIDENCE
    : readWords(confidence, at("has_data_class_min_confidence"), {
      words: CONFIDENCES,
      aliases: { MED: "MEDIUM" },
    })?.[0];
  if (least === undefined) return undefined;
  filter.minConfidence = least;
  const rank = CONFIDENCES.indexOf(least);
  minded.push((finding) => CONFIDENCES.indexOf(finding.confidence) >= rank);
  wanted.push(`confidence ${least} or more`);

  const rules = keys.get("finding_rules");
  if (rules !== undefined) {
    const globs = readTexts(rules, at("finding_rules"))?.map((pattern) => compileGlob(pattern));
    if (globs === undefined) return undefined;
    filter.rules = globs.map(({ pattern }) => pattern);
    tests.push((finding) => globs.some((glob) => glob.matches(finding.rule)));
    wanted.push(`rule ${globs.map(({ pattern }) => pattern).join(" or ")}`);
  }
  const parts = keys.get("finding_in");
  if (parts !== undefined) {
    const words = readWords(parts, at("finding_in"), { words: ["URL", "HEADER", "BODY"] });
    if (words === undefined) return undefined;
    tests.push((finding) => words.some((word) => word.toLowerCase() === finding.part));
    wanted.push(`in ${words.join(" or ").toLowerCase()}`);
  }
  return { ...toTest({ minded, tests, wanted, strict: reading.strict }), filter };
}

type FindingCheck = (finding: Finding) => boolean;

/** A rule that restricts wants one such finding; a rule that allows wants all that it minds to be such, and one at least. */
function toTest({ minded, tests, wanted, strict }: {
  minded: readonly FindingCheck[];
  tests: readonly FindingCheck[];
  wanted: readonly string[];
  strict: boolean;
}): Omit<FindingTest, "filter"> {
  const isMinded = (finding: Finding) => minded.every((check) => check(finding));
  const passes = (finding: Finding) => tests.every((check) => check(finding));
  const concerns = (finding: Finding) => isMinded(finding) && passes(finding);
  return {
    concerns,
    predicate: {
      key: "condition.has_data_class",
      wanted: `a finding: ${wanted.join(", ")}`,
      needs: "findings",
      holds: ({ findings }) => findings.some(concerns) && (strict || findings.filter(isMinded).every(passes)),
      found: ({ findings }) =>
        findings.slice(0, 10).map((finding) =>
          `${finding.rule} (${finding.class}, ${finding.confidence}, ${finding.part})`
        )
          .join(", ") || "no finding",
    },
  };
}
