import type { ScanFailure, ScanReport, ScanRequest } from "../engine/ports.ts";
import { LaneCell } from "./protocol.ts";
import { toKeywordRules, type UserRule } from "../engine/rules/user_rules.ts";
import {
  compileRules,
  DeadlineExceededError,
  RULE_IDS,
  scanParts,
  type ScanWatch,
} from "../engine/scan/mod.ts";

/** The work a thread does: a synchronous, pure scan, and the names of its rules. */
export interface ScanJobKind {
  /** @throws {DeadlineExceededError} when `watch.expired()` turns true before the scan is done. */
  readonly scan: (request: ScanRequest, watch: ScanWatch) => ScanReport;
  /** `watch.enter(i)` speaks of `ruleIds[i]`. */
  readonly ruleIds: readonly string[];
  /** The same work with these user rules, whose ids come after those of the built-in ones. */
  readonly withUserRules?: (userRules: readonly UserRule[]) => ScanJobKind;
}

/** The engine's scan. */
export const ENGINE_SCAN: ScanJobKind = {
  scan: (request, watch) => scanParts(request, watch),
  ruleIds: RULE_IDS,
  withUserRules(userRules) {
    if (userRules.length === 0) return ENGINE_SCAN;
    const rules = compileRules(toKeywordRules(userRules));
    return { ...ENGINE_SCAN, scan: (request, watch) => scanParts(request, watch, rules), ruleIds: rules.ids };
  },
};

export interface ScanGuard {
  /** One byte a rule; 1: benched. */
  readonly benched: Uint8Array;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  /** Where the index of the rule that runs is written: `LaneCell.rule` of these cells. */
  readonly cells: Int32Array;
}

/**
 * Runs one scan so that every way it can end is a value.
 *
 * A scan that would need a benched rule fails with `SCAN_TIMEOUT`: leaving the rule out would call unclean what nobody looked at.
 * One that throws fails with `SCAN_FAILED`; the exception's message is left out, as it may quote what was scanned.
 */
export function runGuarded(
  kind: ScanJobKind,
  request: ScanRequest,
  guard: ScanGuard,
): ScanReport | ScanFailure {
  const { benched, deadlineAt, cells } = guard;
  let current = -1;
  const watch: ScanWatch = {
    enter(ruleIndex) {
      current = ruleIndex;
      // Called some thousand times for 256 KiB. A plain store is enough: another thread reads it once, long after, if ever.
      cells[LaneCell.rule] = ruleIndex;
      if (benched[ruleIndex] === 1) throw new BenchedRuleError();
    },
    expired: () => Date.now() >= deadlineAt,
    now: () => performance.now(),
  };
  if (watch.expired()) return timedOut(request, undefined);
  try {
    return kind.scan(request, watch);
  } catch (error) {
    const rule = kind.ruleIds[current];
    if (error instanceof BenchedRuleError) return ruleIsBenched(rule);
    if (error instanceof DeadlineExceededError) return timedOut(request, error.rule);
    return threw(error, rule);
  }
}

/** A rule was about to run that overran before. */
class BenchedRuleError extends Error {}

/** The failure of a scan whose time was up while `rule` ran; undefined when none had begun. */
export function timedOut(request: ScanRequest, rule: string | undefined): ScanFailure {
  const where = rule === undefined ? "" : ` in rule "${rule}"`;
  const message = `Scan did not finish${where}: ${request.timeoutMs} ms were allowed`;
  return { ok: false, code: "SCAN_TIMEOUT", ...ruleField(rule), message };
}

function ruleIsBenched(rule: string | undefined): ScanFailure {
  const message = `Scan needs rule "${rule ?? "unknown"}", which is benched: it overran its time before`;
  return { ok: false, code: "SCAN_TIMEOUT", ...ruleField(rule), message };
}

function threw(error: unknown, rule: string | undefined): ScanFailure {
  const name = error instanceof Error ? error.name : typeof error;
  const where = rule === undefined ? "" : ` in rule "${rule}"`;
  return {
    ok: false,
    code: "SCAN_FAILED",
    ...ruleField(rule),
    message: `Scan failed${where}: ${name} was thrown`,
  };
}

function ruleField(rule: string | undefined): { rule?: string } {
  return rule === undefined ? {} : { rule };
}
