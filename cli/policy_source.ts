import type { Policy } from "../engine/policy/policy.ts";
import { loadPolicy } from "./load_policy.ts";
import { namesPacks } from "./policy_files.ts";
import { countRules, policySummary } from "./policy_summary.ts";
import { watchPath } from "./watch_path.ts";

export interface PolicySource {
  /** The policy in force: always one that loaded. */
  readonly current: () => Policy;
  /** Tells of each policy that is about to come into force. */
  readonly beforeChange: (told: (policy: Policy) => void) => void;
  /** `built-in default pack` or the path that was named. */
  readonly description: string;
  close(): void;
}

export interface PolicySourceOptions {
  /** File, folder or packs (`pack:sre`); undefined: the default pack. */
  readonly path: string | undefined;
  /** Reload when the files change. */
  readonly watch: boolean;
  /** Told of each reload, and of each edit that was refused. */
  readonly say: (level: "info" | "warn", message: string) => void;
}

/**
 * Loads a policy, and again whenever its files change. An edit that does not load changes nothing and is reported.
 *
 * @throws {CommandError} when the policy does not load at start.
 */
export async function openPolicySource({ path, watch, say }: PolicySourceOptions): Promise<PolicySource> {
  let current = await loadPolicy(path);
  const description = path ?? "built-in default pack";
  const listeners: ((policy: Policy) => void)[] = [];
  const source = {
    current: () => current,
    beforeChange: (told: (policy: Policy) => void) => void listeners.push(told),
    description,
  };
  if (path === undefined || namesPacks(path) || !watch) return { ...source, close() {} };
  const reload = async () => {
    try {
      const next = await loadPolicy(path);
      if (sameRules(next, current)) return;
      for (const told of listeners) told(next);
      current = next;
      say("info", `Policy reloaded from ${path}: ${countRules(next)} rules${detecting(next)}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say("warn", `Policy not reloaded, the last good one stays in force: ${reason}`);
    }
  };
  const close = await watchPath(path, reload, (reason) => say("warn", `Policy is not watched: ${reason}`));
  return { ...source, close };
}

function detecting({ detectionRules }: Policy): string {
  return detectionRules.length === 0 ? "" : `, ${detectionRules.length} detection rules`;
}

function sameRules(a: Policy, b: Policy): boolean {
  const text = (policy: Policy) => {
    const { detectionRules, redaction, risk, approvals } = policy;
    return JSON.stringify([policySummary(policy), detectionRules, redaction, risk, approvals]);
  };
  return text(a) === text(b);
}
