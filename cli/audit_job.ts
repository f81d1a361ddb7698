import type { AuditJobWire, AuditReportWire } from "../engine/wire/gateway_settings.ts";

export interface AuditJobOptions {
  readonly dataDir: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs `interven audit verify --json` and gives what it wrote. Default: a process of its own. */
  readonly run?: (dataDir: string, signal: AbortSignal) => Promise<{ stdout: string; stderr: string }>;
}

/**
 * The check of the whole record, one at a time. It reads every record that is kept, which can take a minute: so it runs in a
 * process of its own, and calls in flight do not wait for it.
 */
export class AuditJob {
  readonly #options: Required<AuditJobOptions>;
  readonly #abort = new AbortController();
  #state: AuditJobWire = { state: "idle" };
  #running: Promise<void> = Promise.resolve();

  constructor(options: AuditJobOptions) {
    this.#options = { run: verifyInChild, ...options };
  }

  /** The check that runs, or the latest. */
  get state(): AuditJobWire {
    return this.#state;
  }

  /** Starts a check unless one runs. */
  start(): AuditJobWire {
    if (this.#state.state === "running") return this.#state;
    const started_at = this.#time();
    this.#state = { state: "running", started_at };
    this.#running = this.#check(started_at);
    return this.#state;
  }

  /** Breaks off what runs. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #check(started_at: string): Promise<void> {
    const { run, dataDir } = this.#options;
    try {
      const { stdout, stderr } = await run(dataDir, this.#abort.signal);
      const report = reportIn(stdout);
      this.#state = report === undefined
        ? this.#failed(started_at, stderr.trim().split("\n").at(-1) || "It ended without a result")
        : { state: "done", started_at, finished_at: this.#time(), report };
    } catch (error) {
      this.#state = this.#failed(started_at, error instanceof Error ? error.message : String(error));
    }
  }

  #failed(started_at: string, message: string): AuditJobWire {
    return { state: "failed", started_at, finished_at: this.#time(), message };
  }

  #time(): string {
    return new Date(this.#options.now()).toISOString();
  }
}

/** The one line that `--json` writes. It is written by this very program. */
function reportIn(stdout: string): AuditReportWire | undefined {
  try {
    const value = JSON.parse(stdout) as AuditReportWire;
    return typeof value.ok === "boolean" ? value : undefined;
  } catch {
    return undefined;
  }
}

async function verifyInChild(
  dataDir: string,
  signal: AbortSignal,
): Promise<{ stdout: string; stderr: string }> {
  const program = Deno.build.standalone ? [] : ["run", "-A", Deno.mainModule];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...program, "audit", "verify", "--json", "--data-dir", dataDir],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal,
  }).output();
  const decoder = new TextDecoder();
  return { stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
