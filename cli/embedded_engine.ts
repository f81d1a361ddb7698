import { createEngine, type LocalEngine } from "../engine/engine.ts";
import type { EngineEvents } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";
import { notePolicy, noteProcess } from "./audit_notes.ts";
import { createScannerPool, type ScannerPool } from "../workers/pool.ts";
import { dataDirOf, digestKeyOf, openDataFolder } from "./data_folder.ts";
import { NO_EVENTS } from "./event_fan_out.ts";
import { openHistory } from "./history_voices.ts";
import { idMaker } from "./new_id.ts";
import { openPolicySource, type PolicySource } from "./policy_source.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { openThreatIntel, type ThreatIntel } from "./threat_intel.ts";
import type { ThreatIntelSource } from "./threat_intel_sources.ts";

export interface EmbeddedEngineOptions {
  readonly dataDir: string | undefined;
  readonly policy: string | undefined;
  /** Scanning threads. */
  readonly workers: number;
  /** Asked for each call. Default `enforce`. */
  readonly mode?: () => Mode;
  /** How long one scan may take, milliseconds. Default: the engine's own. */
  readonly scanTimeoutMs?: number;
  /** Lists of places beside the built-in one. Default none. */
  readonly threatIntel?: readonly ThreatIntelSource[];
  /** Domains whose people are inside. Default none. */
  readonly internalDomain?: readonly string[];
  /** How long scanning threads may wait to be started, milliseconds; a job that needs one starts them. Default: at once. */
  readonly startThreadsWithinMs?: number;
  /** Reload the policy and the lists when they change. Default false. */
  readonly watchPolicy?: boolean;
  /** Told of verdicts, outcomes and approvals. Default: nobody. */
  readonly events?: (store: Store) => EngineEvents;
  /** Told what a person should know. Default: nobody. */
  readonly say?: (level: "info" | "warn", message: string) => void;
}

export interface EmbeddedEngine {
  readonly engine: LocalEngine;
  readonly store: Store;
  readonly pool: ScannerPool;
  readonly policy: PolicySource;
  readonly dataDir: string;
  /** Ends the threads, writes what is left and closes the database. */
  close(): Promise<void>;
}

/**
 * The one way to an engine in this process: store, scanning threads and policy put together.
 *
 * @throws {CommandError} when the data folder, the policy or a list of places cannot be used.
 */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const { mode = () => "enforce" } = options;
  const policy = await openPolicySource({
    path: options.policy,
    dataDir: dataDirOf(options.dataDir),
    watch: options.watchPolicy ?? false,
    say: options.say ?? (() => {}),
  });
  let intel: ThreatIntel | undefined;
  try {
    intel = await openThreatIntel({
      sources: options.threatIntel ?? [],
      watch: options.watchPolicy ?? false,
      say: options.say ?? (() => {}),
    });
    const { dataDir, store } = openDataFolder(options.dataDir);
    const history = openHistory(store, {
      mode,
      lists: intel.lists,
      secret: digestKeyOf(dataDir),
    });
    const pool = createScannerPool({
      workers: options.workers,
      userRules: policy.current().detectionRules,
      hashKey: digestKeyOf(dataDir),
      startWithinMs: options.startThreadsWithinMs ?? 0,
    });
    policy.beforeChange(({ detectionRules }) => pool.useRules(detectionRules));
    const newId = idMaker(SYSTEM_CLOCK.now);
    const noteStop = noteProcess({ store, id: newId(), mode: mode() });
    notePolicy(store, policy.current(), { description: policy.description(), by: "start" });
    policy.beforeChange((next, by) => notePolicy(store, next, { description: policy.description(), by }));
    const engine = createEngine({
      scanner: pool,
      policy: policy.current,
      traces: store.traces,
      approvals: store.approvals,
      events: options.events?.(store) ?? NO_EVENTS,
      clock: SYSTEM_CLOCK,
      newId,
      history: history.voices,
      health: () => Promise.resolve(healthOf(pool)),
    }, {
      mode,
      internalDomains: options.internalDomain ?? [],
      ...(options.scanTimeoutMs !== undefined && { scanTimeoutMs: options.scanTimeoutMs }),
    });
    const close = async () => {
      policy.close();
      intel?.close();
      history.save(SYSTEM_CLOCK.now());
      noteStop();
      await store.close();
      await pool.close();
    };
    return { engine, store, pool, policy, dataDir, close };
  } catch (error) {
    policy.close();
    intel?.close();
    throw error;
  }
}

/** Of the scanning threads alone. The gateway asks the store itself: it has one beside a remote engine, too. */
function healthOf(pool: ScannerPool): { ready: boolean; reason?: string } {
  const { ready, reason } = pool.health();
  return ready ? { ready } : { ready, reason: reason ?? "The scanner is not ready" };
}
