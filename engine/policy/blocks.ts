/**
 * Top-level blocks of a policy file beside its rules. A new one is a reader here, its line in `BLOCKS` and in `mergeBlocks`.
 * A file that extends a pack lays its own block over the pack's, key by key.
 */
import {
  DATA_CLASSES,
  type DataClass,
  REDACTION_STYLES,
  type RedactionStyle,
  type RedactionStyles,
} from "../types.ts";
import { RISK_WEIGHT_NAMES } from "../risk/weights.ts";
import type { Tree } from "./document.ts";
import { type Reading, readMap, readNumber, readText } from "./fields.ts";
import { didYouMean } from "./nearest.ts";
import type { ApprovalMinutes, Policy, RiskOverrides } from "./policy.ts";

export type BlockName = "redaction" | "risk" | "approvals";
export type Blocks = Pick<Policy, BlockName>;

const RULE_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function readStyle(tree: Tree, reading: Reading): RedactionStyle | undefined {
  const text = readText(tree, reading);
  if (text === undefined) return undefined;
  const style = REDACTION_STYLES.find((known) => known === text.toLowerCase());
  if (style !== undefined) return style;
  const allowed = REDACTION_STYLES.join(", ");
  const suggestion = didYouMean(text, REDACTION_STYLES);
  return void reading.problem(
    tree.at,
    `Cannot read "${reading.field}": found "${text}", allowed: ${allowed}${suggestion}`,
  );
}

/** `styles: {PII: mask}` by data class and `rules: {email-address: hash}` by detection rule. */
function readRedaction(tree: Tree, reading: Reading): RedactionStyles | undefined {
  const map = readMap(tree, reading, ["styles", "rules"]);
  if (map === undefined) return undefined;
  const byClass: Partial<Record<DataClass, RedactionStyle>> = {};
  const styles = map.get("styles")?.value;
  const classes = styles && readMap(styles, { ...reading, field: "redaction.styles" }, DATA_CLASSES);
  for (const name of DATA_CLASSES) {
    const value = classes?.get(name)?.value;
    const style = value && readStyle(value, { ...reading, field: `redaction.styles.${name}` });
    if (style !== undefined) byClass[name] = style;
  }
  return { byClass, byRule: readRuleStyles(map.get("rules")?.value, reading) };
}

function readRuleStyles(tree: Tree | undefined, reading: Reading): Record<string, RedactionStyle> {
  const byRule: Record<string, RedactionStyle> = {};
  if (tree === undefined) return byRule;
  if (tree.kind !== "map") {
    reading.problem(tree.at, `Cannot read "redaction.rules": wanted a map of rule ids to styles`);
    return byRule;
  }
  for (const { key, at, value } of tree.entries) {
    if (!RULE_ID.test(key)) {
      reading.problem(
        at,
        `Cannot read "redaction.rules": found "${key}", wanted a rule id such as email-address`,
      );
      continue;
    }
    const style = readStyle(value, { ...reading, field: `redaction.rules.${key}` });
    if (style !== undefined) byRule[key] = style;
  }
  return byRule;
}

/** Weights of the risk score by name, 0 to 1 each. */
function readRisk(tree: Tree, reading: Reading): RiskOverrides | undefined {
  const map = readMap(tree, reading, RISK_WEIGHT_NAMES);
  if (map === undefined) return undefined;
  const weights: Record<string, number> = {};
  for (const [name, { value }] of map) {
    const weight = readNumber(value, { ...reading, field: `risk.${name}` }, { min: 0, max: 1 });
    if (weight !== undefined) weights[name] = weight;
  }
  return weights;
}

const MINUTES = { min: 1, max: 60 };

function readApprovals(tree: Tree, reading: Reading): ApprovalMinutes | undefined {
  const names = {
    pending_minutes: "pendingMinutes",
    grant_minutes: "grantMinutes",
    denial_minutes: "denialMinutes",
  } as const;
  const map = readMap(tree, reading, Object.keys(names));
  if (map === undefined) return undefined;
  const minutes: { -readonly [K in keyof ApprovalMinutes]: ApprovalMinutes[K] } = {};
  for (const [key, name] of Object.entries(names)) {
    const value = map.get(key)?.value;
    const number = value && readNumber(value, { ...reading, field: `approvals.${key}` }, MINUTES);
    if (number !== undefined) minutes[name] = number;
  }
  return minutes;
}

type BlockReader<T> = (tree: Tree, reading: Reading) => T | undefined;

/** Undefined when nothing of a block could be read; whatever is wrong is a problem. */
const BLOCKS: { readonly [K in BlockName]: BlockReader<NonNullable<Blocks[K]>> } = {
  redaction: readRedaction,
  risk: readRisk,
  approvals: readApprovals,
};

export const BLOCK_NAMES: readonly BlockName[] = ["redaction", "risk", "approvals"];

/** One block of a file. */
export function readBlock(name: BlockName, tree: Tree, reading: Reading): Blocks {
  const value = BLOCKS[name](tree, reading);
  return value === undefined ? {} : { [name]: value };
}

/** `over` counts where both speak. */
export function mergeBlocks(under: Blocks, over: Blocks): Blocks {
  const [a, b] = [under.redaction, over.redaction];
  return {
    ...under,
    ...over,
    ...(a && b && {
      redaction: { byClass: { ...a.byClass, ...b.byClass }, byRule: { ...a.byRule, ...b.byRule } },
    }),
    ...(under.risk && over.risk && { risk: { ...under.risk, ...over.risk } }),
    ...(under.approvals && over.approvals && { approvals: { ...under.approvals, ...over.approvals } }),
  };
}
