import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Policy } from "../engine/policy/policy.ts";
import { loadPolicy } from "./load_policy.ts";
import { namesPacks } from "./policy_files.ts";
import { countRules, policySummary } from "./policy_summary.ts";
import { watchPath } from "./watch_path.ts";

/** What brought a policy into force: a file that changed, or a person in the console. */
export type PolicyChange = "file" | "console";

export interface PolicySource {
  /** The policy in force: always one that loaded. */
  readonly current: () => Policy;
  /** Tells of each policy that is about to come into force. */
  readonly beforeChange: (told: (policy: Policy, by: PolicyChange) => void) => void;
  /** `built-in default pack` or the path. */
  readonly description: () => string;
  /** File, folder or packs that it is read from; undefined: what is built in. */
  readonly path: () => string | undefined;
  /** Where the console saves a policy when none was named; undefined: nowhere. */
  readonly savedPath: string | undefined;
  /** Reads the files anew. False when what they say does not load; the last good policy then stays in force. */
  readonly reload: (by: PolicyChange) => Promise<boolean>;
  close(): void;
}

export interface PolicySourceOptions {
  /** File, folder or packs (`pack:sre`); undefined: what the console has saved, else the default pack. */
  readonly path: string | undefined;
  /** The folder in which the console may have saved a policy. Default: none. */
  readonly dataDir?: string;
  /** Reload when the files change. */
  readonly watch: boolean;
  /** Told of each reload, and of each edit that was refused. */
  readonly say: (level: "info" | "warn", message: string) => void;
}

/** Where the console saves a policy. A folder of its own, which can be watched: the database beside it is written to all the time. */
export function savedPolicyPath(dataDir: string): string {
  return join(dataDir, "policy", "policy.yaml");
}

/** The policy that was named, else the one that the console has saved; undefined: what is built in. */
export function policyPathOf(named: string | undefined, dataDir: string | undefined): string | undefined {
  if (named !== undefined || dataDir === undefined) return named;
  const saved = savedPolicyPath(dataDir);
  return existsSync(saved) ? saved : undefined;
}

/**
 * Loads a policy, and again whenever its files change. An edit that does not load changes nothing and is reported.
 *
 * @throws {CommandError} when the policy does not load at start.
 */
export async function openPolicySource(
  { path: named, dataDir, watch, say }: PolicySourceOptions,
): Promise<PolicySource> {
  const savedPath = named === undefined && dataDir !== undefined ? savedPolicyPath(dataDir) : undefined;
  let path = policyPathOf(named, dataDir);
  let current = await loadPolicy(path);
  const listeners: ((policy: Policy, by: PolicyChange) => void)[] = [];
  const reload = async (by: PolicyChange): Promise<boolean> => {
    const from = policyPathOf(named, dataDir);
    try {
      const next = await loadPolicy(from);
      const isNews = !sameRules(next, current);
      path = from;
      if (isNews) { for (const told of listeners) told(next, by); }
      current = next;
      if (isNews) {
        say("info", `Policy reloaded from ${describe(from)}: ${countRules(next)} rules${detecting(next)}`);
      }
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say("warn", `Policy not reloaded, the last good one stays in force: ${reason}`);
      return false;
    }
  };
  const source = {
    current: () => current,
    beforeChange: (told: (policy: Policy, by: PolicyChange) => void) => void listeners.push(told),
    description: () => describe(path),
    path: () => path,
    savedPath,
    reload,
  };
  const watched = watch ? watchedPath(named, savedPath) : undefined;
  if (watched === undefined) return { ...source, close() {} };
  const failed = (reason: string) => say("warn", `Policy is not watched: ${reason}`);
  const close = await watchPath(watched, () => void reload("file"), failed);
  return { ...source, close };
}

function describe(path: string | undefined): string {
  return path ?? "built-in default pack";
}

/** The folder of a policy that may yet be saved is made, so that there is something to watch. */
function watchedPath(named: string | undefined, savedPath: string | undefined): string | undefined {
  if (named !== undefined) return namesPacks(named) ? undefined : named;
  if (savedPath === undefined) return undefined;
  const folder = dirname(savedPath);
  try {
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    // A data folder that cannot be written to has its own message, from whoever opens the store in it.
    return undefined;
  }
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
