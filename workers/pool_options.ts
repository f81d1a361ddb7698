import { randomBytes } from "node:crypto";
import type { UserRule } from "../engine/rules/user_rules.ts";
import { ENGINE_SCAN, type ScanJobKind } from "./guarded_scan.ts";

export interface ScannerPoolOptions {
  /** Scanning threads. With one, a second starts when the first big job comes, so that small ones need not wait for it. */
  readonly workers: number;
  /** What a thread runs. Default: `scan_worker` beside this module, with the ending this module has (`.js` once bundled). */
  readonly workerUrl?: URL;
  /** The work itself, for what is scanned on the calling thread. Must be what `workerUrl` runs. Default: the engine's scan. */
  readonly work?: ScanJobKind;
  /** Detection rules beside the built-in ones, until `useRules` gives others. Default: none. */
  readonly userRules?: readonly UserRule[];
  /** Contents up to this size are scanned on the calling thread, where nothing can interrupt a scan. Default: 2,048 bytes. */
  readonly inlineMaxBytes?: number;
  /** `shared`: shared memory where the runtime can, else messages. `messages`: never shared memory. Default: `shared`. */
  readonly transport?: "shared" | "messages";
  /** Room in shared memory for what waits to go to a thread, and as much for what comes back. A power of two. Default: 1 MiB. */
  readonly ringBytes?: number;
  /** Jobs of this size and up never take the last thread that is free for smaller ones. Default: 512 KiB. */
  readonly bigJobBytes?: number;
  /** How many jobs may be with one thread, the one that runs included. Default: 16. */
  readonly maxJobsPerLane?: number;
  /** Contents that may be with one thread; a larger job goes alone. Default: 128 KiB. */
  readonly maxLaneBytes?: number;
  /** Jobs that may wait for a thread; one more fails with `SCANNER_DOWN`. Default: 4,096. */
  readonly maxQueuedJobs?: number;
  /** Contents that may wait for a thread. Default: 256 MiB. */
  readonly maxQueuedBytes?: number;
  /**
   * Key of the digests of redaction style `hash`, the same for all threads. With the same key, a value has the same digest in every
   * process and after a restart. Default: random for each pool.
   */
  readonly hashKey?: string;
  /**
   * How long threads may wait to be started, since that takes the caller's own thread some time: they are started then, or when the first
   * job comes that needs one. Default: 0 ms, at once.
   */
  readonly startWithinMs?: number;
  /** A thread that has not said `ready` by then is lost. Default: 10,000 ms. */
  readonly startTimeoutMs?: number;
  /** How long after its deadline a job's thread may take to say that time is up, before it counts as hung. Default: 250 ms. */
  readonly graceMs?: number;
  /** After this many threads lost within `lossWindowMs` the pool is not ready, and starts no more until the first of them is that long ago. Default: 3. */
  readonly maxLosses?: number;
  /** Default: 60,000 ms. */
  readonly lossWindowMs?: number;
  /** How long a rule that hung a thread is benched the first time; twice as long each further time. Default: 600,000 ms. */
  readonly benchMs?: number;
}

export type PoolSettings = Required<ScannerPoolOptions>;

const KIB = 1024;

export function withDefaults(options: ScannerPoolOptions): PoolSettings {
  if (!Number.isInteger(options.workers) || options.workers < 1) {
    throw new RangeError(
      `Cannot create scanner pool with "${options.workers}" workers: 1 or more are wanted`,
    );
  }
  return {
    workerUrl: defaultWorkerUrl(import.meta.url),
    work: ENGINE_SCAN,
    userRules: [],
    inlineMaxBytes: 2 * KIB,
    transport: "shared",
    ringBytes: 1024 * KIB,
    bigJobBytes: 512 * KIB,
    maxJobsPerLane: 16,
    maxLaneBytes: 128 * KIB,
    maxQueuedJobs: 4096,
    maxQueuedBytes: 256 * KIB * KIB,
    hashKey: randomBytes(32).toString("hex"),
    startWithinMs: 0,
    startTimeoutMs: 10_000,
    graceMs: 250,
    maxLosses: 3,
    lossWindowMs: 60_000,
    benchMs: 600_000,
    ...options,
  };
}

/** The worker's entry lies beside the module that starts it: TypeScript in the source tree, JavaScript in a bundle. */
export function defaultWorkerUrl(moduleUrl: string): URL {
  return new URL(moduleUrl.endsWith(".ts") ? "./scan_worker.ts" : "./scan_worker.js", moduleUrl);
}
