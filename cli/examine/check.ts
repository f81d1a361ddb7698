import type { Settings } from "../settings.ts";

export type DoctorSettings = Settings<
  | "policy"
  | "threatIntel"
  | "internalDomain"
  | "dataDir"
  | "workers"
  | "gatewayUrl"
  | "apiKey"
  | "scanTimeoutMs"
  | "host"
  | "port"
  | "maxStoreSize"
>;

/** What one look found. */
export interface Examined {
  readonly name: string;
  /** `warn`: it works, and somebody should know. */
  readonly state: "ok" | "warn" | "failed";
  /** One line. */
  readonly text: string;
  /** What to do about it; absent when all is well or the text says it. */
  readonly mend?: string;
}

/** A state that is not as it should be although it works. */
export interface Warning {
  readonly warning: string;
  readonly mend: string;
}

/** One thing that is looked at. */
export interface Check {
  readonly name: string;
  /** Its state in words; an exception says what is wrong. */
  readonly run: (settings: DoctorSettings) => string | Warning | Promise<string | Warning>;
  /** What to do when it fails. Default: the exception says it. */
  readonly mend?: string;
}

/** Runs the checks one after the other; none of them ends it. */
export async function examine(
  checks: readonly Check[],
  settings: DoctorSettings,
): Promise<readonly Examined[]> {
  const results: Examined[] = [];
  for (const { name, run, mend } of checks) {
    try {
      const found = await run(settings);
      if (typeof found === "string") results.push({ name, state: "ok", text: found });
      else results.push({ name, state: "warn", text: found.warning, mend: found.mend });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      results.push({ name, state: "failed", text, ...(mend !== undefined && { mend }) });
    }
  }
  return results;
}
