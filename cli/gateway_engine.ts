import type { Policy } from "../engine/policy/policy.ts";
import type { Playground } from "../api/routes/playground.ts";
import type { PolicyTools } from "../api/routes/policies.ts";
import type { Engine, EngineEvents, Scanner } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";
import { noteProcess } from "./audit_notes.ts";
import { openEmbeddedEngine } from "./embedded_engine.ts";
import type { Family } from "../api/metrics/families.ts";
import { gatewayReadings } from "./gateway_readings.ts";
import { openDataFolder } from "./data_folder.ts";
import { requiredKey } from "./engine_parts.ts";
import { CommandError } from "./exit_codes.ts";
import { countRules, policySummary } from "./policy_summary.ts";
import { tryCall } from "./playground.ts";
import { lazyScanner } from "./lazy_scanner.ts";
import { policyTools } from "./policy_tools.ts";
import { recordedEngine } from "./recorded_engine.ts";
import { startRetention } from "./retention.ts";
import type { Settings } from "./settings.ts";
import { idMaker } from "./new_id.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";

export type GatewayEngineSettings = Settings<
  | "policy"
  | "threatIntel"
  | "internalDomain"
  | "dataDir"
  | "apiKey"
  | "gatewayUrl"
  | "workers"
  | "retentionDays"
  | "maxStoreSize"
>;

export interface GatewayEngine {
  readonly engine: Engine;
  readonly store: Store;
  readonly dataDir: string;
  /** `embedded (3 workers)` or the address of a remote engine. */
  readonly engineText: string;
  readonly policyText: string;
  /** What looks through texts for secrets. */
  readonly scanner: Scanner;
  /** What `GET /v1/policies` answers. */
  readonly policies: () => unknown;
  /** What `/v1/policies/validate` and `/v1/policies/test` do; undefined with a remote engine. */
  readonly policyTools: PolicyTools | undefined;
  /** What `POST /v1/playground` does; undefined with a remote engine. */
  readonly playground: Playground | undefined;
  /** By which recorded calls are explained; undefined with a remote engine. */
  readonly policyInForce: (() => Policy) | undefined;
  /** What `GET /metrics` tells of it. */
  readonly readings: readonly Family[];
  /** Ends the engine and closes the store. */
  close(): Promise<void>;
}

export interface GatewayEngineOptions {
  readonly mode: () => Mode;
  readonly events: (store: Store) => EngineEvents;
  readonly say: (level: "info" | "warn", message: string) => void;
}

/**
 * The engine of a gateway, with the store its console reads.
 *
 * @throws {CommandError} when the data folder, the policy or the remote engine cannot be used.
 */
export async function openGatewayEngine(
  settings: GatewayEngineSettings,
  options: GatewayEngineOptions,
): Promise<GatewayEngine> {
  const opened = settings.gatewayUrl === undefined
    ? await openLocal(settings, options)
    : await openRemote(settings, settings.gatewayUrl, options);
  const stopRetention = startRetention(opened.store, settings, { say: options.say });
  return {
    ...opened,
    close: async () => {
      stopRetention();
      await opened.close();
    },
  };
}

/** Who connects as soon as the gateway listens is answered first; a body that needs a thread starts it at once. */
const START_THREADS_WITHIN_MS = 20;

async function openLocal(
  settings: GatewayEngineSettings,
  { mode, events, say }: GatewayEngineOptions,
): Promise<GatewayEngine> {
  const workers = settings.workers ?? Math.max(1, navigator.hardwareConcurrency - 1);
  const parts = await openEmbeddedEngine({
    ...settings,
    workers,
    mode,
    watchPolicy: true,
    startThreadsWithinMs: START_THREADS_WITHIN_MS,
    events,
    say,
  });
  const rules = countRules(parts.policy.current());
  return {
    engine: parts.engine,
    store: parts.store,
    dataDir: parts.dataDir,
    engineText: `embedded (${workers} ${workers === 1 ? "worker" : "workers"})`,
    policyText: `${parts.policy.description()} (${rules} rules)`,
    scanner: parts.pool,
    policies: () => policySummary(parts.policy.current()),
    policyTools: policyTools({
      source: parts.policy,
      traces: parts.store.traces,
      clock: SYSTEM_CLOCK,
    }),
    playground: (request) => tryCall(parts.engine, request),
    policyInForce: parts.policy.current,
    readings: gatewayReadings(parts.store, parts.pool),
    close: () => parts.close(),
  };
}

async function openRemote(
  { apiKey, dataDir: named }: GatewayEngineSettings,
  url: URL,
  { mode, events }: GatewayEngineOptions,
): Promise<GatewayEngine> {
  const { createRemoteEngine } = await import("../api/remote_engine.ts");
  const scanner = lazyScanner();
  const remote = createRemoteEngine({ url: url.href, apiKey: requiredKey(apiKey) });
  const found = await remote.check();
  if (!found.ok) {
    remote.close();
    throw new CommandError(found.reason);
  }
  const { dataDir, store } = openDataFolder(named);
  const newId = idMaker(SYSTEM_CLOCK.now);
  const noteStop = noteProcess({ store, id: newId(), mode: mode() });
  return {
    engine: recordedEngine(remote, {
      traces: store.traces,
      events: events(store),
      clock: SYSTEM_CLOCK,
      mode,
      newId,
    }),
    store,
    dataDir,
    engineText: url.origin,
    policyText: "that of the remote engine",
    scanner,
    policies: () => [],
    policyTools: undefined,
    playground: undefined,
    policyInForce: undefined,
    readings: gatewayReadings(store),
    close: async () => {
      remote.close();
      await scanner.close();
      noteStop();
      await store.close();
    },
  };
}
