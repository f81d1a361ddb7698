/** Which verdict a call got, kept for the process that is started when the tool has answered. One small file a call, in the data folder. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { dataDirOf } from "./data_folder.ts";

export interface JudgedBefore {
  readonly traceId: string;
  readonly forwarded: "original" | "redacted";
  /** Epoch milliseconds of the verdict. */
  readonly at: number;
}

/** Calls that were never made leave their file behind: from so many on, those older than a day go. */
const MANY = 256;
const OLD_MS = 24 * 60 * 60 * 1000;

export class HookCalls {
  readonly #folder: string;

  constructor(dataDir: string | undefined) {
    this.#folder = join(dataDirOf(dataDir), "hook-calls");
  }

  remember(sessionId: string, toolUseId: string, judged: JudgedBefore): void {
    if (toolUseId === "") return;
    Deno.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#tidy(judged.at);
    Deno.writeTextFileSync(this.#path(sessionId, toolUseId), JSON.stringify(judged), { mode: 0o600 });
  }

  /** What was remembered of a call, which is forgotten with it. */
  take(sessionId: string, toolUseId: string): JudgedBefore | undefined {
    const path = this.#path(sessionId, toolUseId);
    try {
      const { traceId, forwarded, at }: Partial<JudgedBefore> = JSON.parse(Deno.readTextFileSync(path));
      Deno.removeSync(path);
      if (typeof traceId !== "string" || typeof at !== "number") return undefined;
      return { traceId, forwarded: forwarded === "redacted" ? "redacted" : "original", at };
    } catch {
      return undefined;
    }
  }

  #path(sessionId: string, toolUseId: string): string {
    const name = createHash("sha256").update(JSON.stringify([sessionId, toolUseId])).digest("hex");
    return join(this.#folder, `${name}.json`);
  }

  #tidy(now: number): void {
    const names = [...Deno.readDirSync(this.#folder)].map(({ name }) => join(this.#folder, name));
    if (names.length < MANY) return;
    for (const name of names) {
      try {
        if (now - (Deno.statSync(name).mtime?.getTime() ?? 0) > OLD_MS) Deno.removeSync(name);
      } catch { /* another hook was faster */ }
    }
  }
}
