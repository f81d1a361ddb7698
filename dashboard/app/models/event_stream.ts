/**
 * The live connection. `fetch` is used rather than `EventSource`, because only so can a new attempt carry `Last-Event-ID`
 * after a restart of the gateway, and only so can "signed out" (401) be told from "gone".
 */
import { type Signal, signal } from "@preact/signals";
import { readObject, readText } from "./json_reading.ts";
import { SseParser, type StreamEvent } from "./sse_parser.ts";
import { type Lock, readLock } from "./wire.ts";

export type StreamState = "idle" | "connecting" | "live" | "offline";

export interface Timers {
  /** Runs `task` once after `delayMs`; returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

export interface EventStreamOptions {
  readonly fetch: typeof fetch;
  readonly timers: Timers;
  /** 0…1, for jitter. */
  readonly random: () => number;
  readonly onEvent: (event: StreamEvent) => void;
  /** A connection stands; what was missed must now be fetched. Runs before the first event of that connection is handed out. */
  readonly onOpen: () => void;
  readonly onLocked: (lock: Lock) => void;
  /** The gateway answers, but gives no stream: what it would have told must be asked for. */
  readonly onRefused: () => void;
  /** First wait before a new attempt, doubled each time up to 15 s. Default 500 ms. */
  readonly retryMs?: number;
  /** A connection without a single byte for this long is taken for dead. Default 60,000 ms. */
  readonly silenceMs?: number;
}

const MAX_RETRY_MS = 15_000;
const GONE = "The gateway does not answer.";

export class EventStream {
  readonly state: Signal<StreamState> = signal("idle");
  /** Attempts without success since the last connection. */
  readonly failures: Signal<number> = signal(0);
  /** Why there is no connection, in one sentence. */
  readonly problem: Signal<string> = signal("");
  readonly #options: EventStreamOptions;
  #lastEventId = "";
  #abort: AbortController | null = null;
  #cancelRetry: (() => void) | null = null;

  constructor(options: EventStreamOptions) {
    this.#options = options;
  }

  /** Connects, and stays connected until `stop()`. Called while waiting for the next attempt, it tries at once. */
  start(): void {
    if (this.#abort) return;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    void this.#run();
  }

  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#abort?.abort();
    this.#abort = null;
    this.state.value = "idle";
  }

  async #run(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    if (this.state.value !== "offline") this.state.value = "connecting";
    const ending = await this.#connect(abort);
    abort.abort();
    if (this.#abort !== abort) return;
    this.#abort = null;
    if (ending !== "lost") {
      this.state.value = "idle";
      this.#options.onLocked(ending);
      return;
    }
    this.state.value = "offline";
    this.#cancelRetry = this.#options.timers.after(this.#nextDelayMs(), () => this.start());
  }

  /** Half of the wait is chance, so that many open pages do not come back in step. */
  #nextDelayMs(): number {
    const fullMs = Math.min((this.#options.retryMs ?? 500) * 2 ** this.failures.value, MAX_RETRY_MS);
    this.failures.value += 1;
    return fullMs / 2 + this.#options.random() * fullMs / 2;
  }

  #onSilence(task: () => void): () => void {
    return this.#options.timers.after(this.#options.silenceMs ?? 60_000, task);
  }

  async #connect(abort: AbortController): Promise<Lock | "lost"> {
    const cancelWatch = this.#onSilence(() => abort.abort());
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (this.#lastEventId !== "") headers["last-event-id"] = this.#lastEventId;
      const response = await this.#options.fetch("/v1/events", {
        headers,
        signal: abort.signal,
        cache: "no-store",
      });
      cancelWatch();
      if (response.status === 401) return readLock(await response.json().catch(() => undefined));
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
      if (!response.ok || !isStream || !response.body || abort.signal.aborted) {
        this.problem.value = readText(readObject(await response.json()).detail, GONE);
        this.#options.onRefused();
        return "lost";
      }
      this.failures.value = 0;
      this.state.value = "live";
      this.#options.onOpen();
      await this.#read(response.body, abort);
    } catch {
      // Gateway stopped, network gone, or `stop()`: all are told apart by the caller.
    }
    cancelWatch();
    this.problem.value = GONE;
    return "lost";
  }

  async #read(body: ReadableStream<Uint8Array>, abort: AbortController): Promise<void> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    const watch = () => this.#onSilence(() => void reader.cancel().catch(() => {}));
    let cancelWatch = watch();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || abort.signal.aborted) return;
        cancelWatch();
        cancelWatch = watch();
        for (const event of parser.push(decoder.decode(value, { stream: true }))) {
          if (event.id !== "") this.#lastEventId = event.id;
          this.#options.onEvent(event);
        }
      }
    } finally {
      cancelWatch();
      await reader.cancel().catch(() => {});
    }
  }
}
