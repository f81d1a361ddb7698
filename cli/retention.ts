import type { RetentionReport } from "../store/retention.ts";
import type { Store } from "../store/open_store.ts";
import type { Settings } from "./settings.ts";

export type RetentionSettings = Settings<"retentionDays" | "maxStoreSize">;

export interface RetentionOptions {
  readonly say: (level: "info" | "warn", message: string) => void;
  /** Time between two rounds, milliseconds. Default: ten minutes. */
  readonly intervalMs?: number;
}

const DAY_MS = 86_400_000;
const INTERVAL_MS = 600_000;

/**
 * Keeps the store within its limits: now, and every ten minutes. Of several gateways on one data folder one does it.
 *
 * @returns what ends it.
 */
export function startRetention(
  store: Pick<Store, "retain">,
  { retentionDays, maxStoreSize }: RetentionSettings,
  { say, intervalMs = INTERVAL_MS }: RetentionOptions,
): () => void {
  const limits = {
    keepMs: retentionDays === 0 ? null : retentionDays * DAY_MS,
    maxBytes: maxStoreSize === 0 ? null : maxStoreSize,
  };
  if (limits.keepMs === null && limits.maxBytes === null) return () => {};
  let stopped = false;
  let running = false;
  const round = async () => {
    if (running) return;
    running = true;
    try {
      const report = await store.retain(limits);
      if (report !== undefined && !stopped) tell(report, say);
    } catch (error) {
      if (!stopped) say("warn", `Retention failed, it is tried again: ${messageOf(error)}`);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void round(), intervalMs);
  void round();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

function tell(
  { forgottenCalls, forgottenApprovals, cutEntries, bytes }: RetentionReport,
  say: RetentionOptions["say"],
): void {
  if (forgottenCalls + forgottenApprovals + cutEntries === 0) return;
  const approvals = forgottenApprovals === 0 ? "" : ` and ${forgottenApprovals} approvals`;
  const cut = cutEntries === 0 ? "" : `, cut ${cutEntries} entries off the audit chain`;
  say(
    "info",
    `Retention: forgot ${forgottenCalls} calls${approvals}${cut}; the store holds ${
      Math.ceil(bytes / 1e6)
    } MB`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
