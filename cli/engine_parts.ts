import { decideApproval } from "../engine/approvals.ts";
import type { PinStore } from "../engine/pins/tool_pin.ts";
import type { Engine } from "../engine/ports.ts";
import { UsageError } from "./exit_codes.ts";
import type { Settings } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";

export type EngineSettings =
  & Settings<
    "apiKey" | "gatewayUrl" | "policy" | "dataDir" | "workers" | "scanTimeoutMs" | "port"
  >
  & Partial<Settings<"threatIntel" | "internalDomain">>;

export interface OpenEngine {
  readonly engine: Engine;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** Takes a person's answer to an open question; false when it was not open any more. Absent where only the console can. */
  readonly decide?: (
    approvalId: string,
    answer: { readonly status: "approved" | "denied"; readonly by: string; readonly note?: string },
  ) => boolean;
  /** Kept on this machine, whose settings say how servers are reached. Absent with a remote engine, unless asked for. */
  readonly pins?: PinStore;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly say?: (message: string) => void;
  /** Open the data folder for the pins also when the engine is elsewhere. Default false. */
  readonly keepsPins?: boolean;
}

/**
 * The engine for a command that judges calls one by one: that of `--gateway-url`, else one in this process with one
 * scanning thread unless more are asked for.
 *
 * @throws {CommandError} when the embedded engine cannot start, or the data folder cannot be used.
 * @throws {UsageError} when a remote engine is named without a key.
 */
export async function openEngine(
  settings: EngineSettings,
  { say = () => {}, keepsPins = false }: EngineOptions = {},
): Promise<OpenEngine> {
  const consoleUrl = consoleUrlOf(settings);
  if (settings.gatewayUrl !== undefined) {
    const apiKey = requiredKey(settings.apiKey);
    const { createRemoteEngine } = await import("../api/remote_engine.ts");
    const engine = createRemoteEngine({
      url: settings.gatewayUrl.href,
      apiKey,
      timeoutMs: settings.scanTimeoutMs,
    });
    if (!keepsPins) return { engine, consoleUrl, close: () => Promise.resolve(engine.close()) };
    const { openDataFolder } = await import("./data_folder.ts");
    const { store } = openDataFolder(settings.dataDir);
    const close = async () => {
      engine.close();
      await store.close();
    };
    return { engine, consoleUrl, pins: store.toolPins, close };
  }
  const { openEmbeddedEngine } = await import("./embedded_engine.ts");
  const { engine, store, close } = await openEmbeddedEngine({
    dataDir: settings.dataDir,
    policy: settings.policy,
    threatIntel: settings.threatIntel ?? [],
    internalDomain: settings.internalDomain ?? [],
    workers: settings.workers ?? 1,
    scanTimeoutMs: settings.scanTimeoutMs,
    watchPolicy: true,
    startThreadsWithinMs: START_THREADS_WITHIN_MS,
    say: (_level, message) => say(message),
  });
  return {
    engine,
    consoleUrl,
    pins: store.toolPins,
    decide: (approvalId, answer) =>
      decideApproval(store.approvals, approvalId, answer, { clock: SYSTEM_CLOCK }).ok,
    close,
  };
}

/** Commands that judge one small call are done by then, and need no thread at all. */
const START_THREADS_WITHIN_MS = 1_000;

/** @throws {UsageError} when there is none. */
export function requiredKey(apiKey: string | undefined): string {
  if (apiKey !== undefined) return apiKey;
  throw new UsageError("Cannot use --gateway-url without a key: want --api-key or INTERVEN_API_KEY");
}

/** Where approvals are given: the remote gateway's console, or that of the gateway on this machine. */
export function consoleUrlOf({ gatewayUrl, port }: Pick<EngineSettings, "gatewayUrl" | "port">): string {
  return gatewayUrl === undefined ? `http://localhost:${port || 4100}` : gatewayUrl.href.replace(/\/+$/, "");
}
