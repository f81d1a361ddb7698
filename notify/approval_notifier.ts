/** The public face of this room: listens to the engine and tells receivers outside when a person is needed, and what was decided. */
import { setTimeout } from "node:timers/promises";
import type { Clock, EngineEvents, TraceReader } from "../engine/ports.ts";
import type { Approval, Trace } from "../engine/types.ts";
import { type ApprovalNews, approvalNews } from "./approval_news.ts";
import { Delivery, type Post } from "./delivery.ts";
import { signatureHeaders } from "./signature.ts";
import { slackMessage } from "./slack_message.ts";

export interface NotifierOptions {
  /** Get the news as they are, signed. */
  readonly webhooks: readonly URL[];
  /** Incoming webhooks of Slack, or of what is compatible with it. */
  readonly slackWebhooks: readonly URL[];
  /** See `webhookKey()`. Undefined: nothing is signed. */
  readonly key?: Uint8Array | undefined;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  readonly traces: Pick<TraceReader, "get">;
  readonly clock: Pick<Clock, "now">;
  readonly say: (message: string) => void;
  /** Default: the runtime's. */
  readonly fetch?: typeof fetch;
  /** Default: a timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface ApprovalNotifier extends EngineEvents {
  /** Resolves when what waits was delivered or given up. */
  close(): Promise<void>;
}

/** An approval is told before its call: until that comes, it waits here. */
const MAX_UNMATCHED = 1_000;
const MAX_TOLD = 2_000;

export function createApprovalNotifier(options: NotifierOptions): ApprovalNotifier {
  return new Notifier(options);
}

class Notifier implements ApprovalNotifier {
  readonly #options: NotifierOptions;
  readonly #receivers: readonly ((news: ApprovalNews, id: string) => void)[];
  readonly #deliveries: Delivery[] = [];
  readonly #unmatched = new Map<string, Approval>();
  readonly #told = new Set<string>();

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#receivers = [
      ...options.webhooks.map((url) => this.#receiver(url, plainPost)),
      ...options.slackWebhooks.map((url) =>
        this.#receiver(url, (news) => JSON.stringify(slackMessage(news)))
      ),
    ];
  }

  decision(trace: Trace): void {
    const approval = this.#unmatched.get(trace.traceId);
    if (approval === undefined) return;
    this.#unmatched.delete(trace.traceId);
    this.#tell(approval, trace);
  }

  outcome(): void {}

  approval(approval: Approval): void {
    if (this.#receivers.length === 0 || !this.#isNews(approval)) return;
    const trace = this.#storedTrace(approval);
    if (trace !== undefined) this.#tell(approval, trace);
    else if (approval.status === "pending") this.#expect(approval);
  }

  async close(): Promise<void> {
    await Promise.all(this.#deliveries.map((delivery) => delivery.close()));
  }

  /** What another process asked is found in the store, and what this one asked is found there once more. */
  #isNews({ id, status }: Approval): boolean {
    const key = `${id} ${status}`;
    if (this.#told.has(key)) return false;
    dropOldest(this.#told.add(key), MAX_TOLD);
    return true;
  }

  /** A question comes before its call is written, a decision long after. */
  #storedTrace(approval: Approval): Trace | undefined {
    try {
      return this.#options.traces.get(approval.traceId);
    } catch {
      // A store that cannot be read is told of by whoever needs it for an answer.
      return undefined;
    }
  }

  #expect(approval: Approval): void {
    dropOldest(this.#unmatched.set(approval.traceId, approval), MAX_UNMATCHED);
  }

  #tell(approval: Approval, trace: Trace): void {
    const { consoleUrl, clock } = this.#options;
    const news = approvalNews(approval, trace, { consoleUrl, now: clock.now() });
    const id = `msg_${approval.id}_${approval.status}`;
    for (const tell of this.#receivers) tell(news, id);
  }

  #receiver(url: URL, write: (news: ApprovalNews) => string): (news: ApprovalNews, id: string) => void {
    const { say, clock, key, fetch = globalThis.fetch, sleep = timer } = this.#options;
    const delivery = new Delivery({ url, fetch, sleep, say });
    this.#deliveries.push(delivery);
    return (news, id) => {
      const body = write(news);
      delivery.send((): Post => {
        const timestamp = Math.floor(clock.now() / 1000);
        return { body, headers: key === undefined ? {} : signatureHeaders({ id, timestamp, body }, key) };
      });
    };
  }
}

function dropOldest<Key>(kept: Map<Key, unknown> | Set<Key>, limit: number): void {
  if (kept.size <= limit) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}

const plainPost = (news: ApprovalNews): string => JSON.stringify(news);

const timer = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => {});
