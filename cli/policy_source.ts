import { dirname, resolve } from "node:path";
import type { Policy } from "../engine/policy/policy.ts";
import { loadPolicy } from "./load_policy.ts";
import { countRules, policySummary } from "./policy_summary.ts";

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
  /** File or folder; undefined: the built-in pack. */
  readonly path: string | undefined;
  /** Reload when the files change. */
  readonly watch: boolean;
  /** Told of each reload, and of each edit that was refused. */
  readonly say: (level: "info" | "warn", message: string) => void;
}

/** Editors write a file in several steps; the last of them within this time counts. */
const SETTLE_MS = 100;

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
  if (path === undefined || !watch) return { ...source, close() {} };
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

/**
 * Watches the folder and not the file: many editors put a new file in the place of the old one, and a watch on the old
 * one would then see nothing any more.
 */
async function watchPath(
  path: string,
  changed: () => void,
  failed: (reason: string) => void,
): Promise<() => void> {
  const full = resolve(path);
  const isFolder = (await Deno.stat(full)).isDirectory;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watcher: Deno.FsWatcher;
  try {
    watcher = Deno.watchFs(isFolder ? full : dirname(full), { recursive: false });
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return () => {};
  }
  void (async () => {
    for await (const event of watcher) {
      if (event.kind === "access") continue;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }
  })().catch((error) => failed(error instanceof Error ? error.message : String(error)));
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

function sameRules(a: Policy, b: Policy): boolean {
  const text = (policy: Policy) => JSON.stringify([policySummary(policy), policy.detectionRules]);
  return text(a) === text(b);
}
