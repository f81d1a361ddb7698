/**
 * Tells everybody who watches what happens, as it happens. Costs next to nothing while nobody watches.
 * Subscribers read from one ring: a slow one holds up nobody, and is dropped when the ring has overtaken it.
 */
import type { Clock, EngineEvents } from "../engine/ports.ts";
import { type Approval, DECISIONS, type Mode, type Outcome, type Trace } from "../engine/types.ts";
import { CallMetrics } from "./metrics/call_metrics.ts";
import { EventRing, sseText } from "./event_ring.ts";
import { approvalToWire, outcomeToWire, traceSummaryToWire } from "./wire.ts";

/** Repeats a task until the returned function is called. */
export type Every = (periodMs: number, task: () => void) => () => void;

export interface EventHubOptions {
  readonly clock: Clock;
  /** Approvals that wait now, for the `stats` event. Default: not told. */
  readonly pendingApprovals?: () => number;
  /** The mode in force, for the `stats` event. Default: not told. */
  readonly mode?: () => Mode;
  /** Looks for what other processes wrote; runs about once a second while somebody watches. Default: nothing. */
  readonly lookAround?: () => void;
  /** Events kept for those who come back. Default: 1,000. */
  readonly capacity?: number;
  /** Default: `setInterval`. */
  readonly every?: Every;
}

/** Where a subscriber's text goes. */
export interface EventSink {
  /** Whether it takes more now. */
  readonly isReady: () => boolean;
  readonly send: (text: string) => void;
  /** The subscriber was dropped, or the hub has closed. */
  readonly close: () => void;
}

export interface Subscription {
  /** The sink is ready again. */
  readonly resume: () => void;
  readonly end: () => void;
}

interface Subscriber {
  readonly sink: EventSink;
  next: number;
}

/** Events of this long are sent together: at 500 decisions a second a browser still draws ten times a second. */
const FLUSH_MS = 100;
const STATS_EVERY_TICKS = 5;
const LOOK_EVERY_TICKS = 10;
const HEARTBEAT_EVERY_TICKS = 150;
const MAX_SUBSCRIBERS = 64;
/** At most so many events in one go, so that one text stays small. */
const MAX_EVENTS_PER_SEND = 100;

const NO_REQUEST: Trace["request"] = {
  headers: [],
  body: null,
  bodyBytes: 0,
  contentType: "",
  bodyCut: false,
};

export class EventHub implements EngineEvents {
  readonly #options:
    & Required<Omit<EventHubOptions, "pendingApprovals" | "mode">>
    & Pick<EventHubOptions, "pendingApprovals" | "mode">;
  readonly #ring: EventRing;
  readonly #subscribers = new Set<Subscriber>();
  readonly #startedAt: number;
  /** Records told lately, so that none is told twice when it is also found in the store. */
  readonly #told = new Set<string>();
  readonly metrics = new CallMetrics();
  #stopTicking: (() => void) | undefined;
  #ticks = 0;
  #statsAreOld = false;
  #pending: number | undefined;

  constructor(options: EventHubOptions) {
    this.#options = { capacity: 1_000, every: everyInterval, lookAround: () => {}, ...options };
    this.#ring = new EventRing(this.#options.capacity, crypto.randomUUID().slice(0, 8));
    this.#startedAt = options.clock.now();
  }

  decision(trace: Trace): void {
    if (!this.#isNews(trace.traceId)) return;
    this.metrics.decision(trace);
    this.#statsAreOld = true;
    // Without the request: the ring must not keep a thousand bodies alive.
    const summary = { ...trace, request: NO_REQUEST };
    this.#ring.push("decision", () => traceSummaryToWire(summary));
  }

  outcome(outcome: Outcome): void {
    this.metrics.outcome(outcome);
    this.#ring.push("outcome", () => outcomeToWire(outcome));
  }

  approval(approval: Approval): void {
    if (!this.#isNews(`${approval.id} ${approval.status}`)) return;
    this.metrics.approval(approval);
    this.#statsAreOld = true;
    const toldAt = this.#options.clock.now();
    this.#ring.push("approval", () => approvalToWire(approval, toldAt));
  }

  /** Approvals that wait now; undefined when that is not told. */
  pendingApprovals(): number | undefined {
    return this.#options.pendingApprovals?.();
  }

  /** The mode was switched: whoever watches learns of it at once. */
  modeChanged(): void {
    this.#statsAreOld = true;
    this.#fromStore(() => this.#sendStats());
  }

  /** How many watch. */
  get size(): number {
    return this.#subscribers.size;
  }

  /** Undefined when too many watch already. `lastEventId` is the last that the subscriber has seen. */
  subscribe(sink: EventSink, lastEventId?: string): Subscription | undefined {
    if (this.#subscribers.size >= MAX_SUBSCRIBERS) return undefined;
    const resumed = lastEventId === undefined ? undefined : this.#ring.resume(lastEventId);
    const subscriber: Subscriber = { sink, next: resumed ?? this.#ring.next };
    // `reset`: what was missed is not known here any more; lists are to be fetched anew.
    const greeting = lastEventId !== undefined && resumed === undefined ? "reset" : "hello";
    sink.send(
      "retry: 1000\n\n" + sseText(greeting, {}, this.#ring.idBefore(subscriber.next)) +
        sseText("stats", this.#stats()),
    );
    this.#subscribers.add(subscriber);
    if (this.#stopTicking === undefined) {
      // Looks once at the start: what others do from now on is news, even before the first regular look.
      this.#fromStore(() => this.#options.lookAround());
      this.#stopTicking = this.#options.every(FLUSH_MS, () => this.#tick());
    }
    this.#serve(subscriber);
    return { resume: () => this.#serve(subscriber), end: () => this.#remove(subscriber) };
  }

  /** Lets everybody go. */
  close(): void {
    for (const subscriber of this.#subscribers) {
      this.#remove(subscriber);
      subscriber.sink.close();
    }
  }

  #tick(): void {
    this.#ticks++;
    if (this.#ticks % LOOK_EVERY_TICKS === 0) this.#fromStore(() => this.#options.lookAround());
    if (this.#ticks % STATS_EVERY_TICKS === 0) this.#fromStore(() => this.#sendStats());
    if (this.#ticks % HEARTBEAT_EVERY_TICKS === 0) this.#sendToReady(": still here\n\n");
    for (const subscriber of this.#subscribers) this.#serve(subscriber);
  }

  /** When the store fails, calls fail closed and say so; watching must not end the program. */
  #fromStore(task: () => void): void {
    try {
      task();
    } catch {
      // Told elsewhere.
    }
  }

  #serve(subscriber: Subscriber): void {
    const { sink } = subscriber;
    if (!this.#subscribers.has(subscriber)) return;
    if (!this.#ring.holds(subscriber.next)) {
      this.#remove(subscriber);
      sink.close();
      return;
    }
    while (subscriber.next < this.#ring.next && sink.isReady()) {
      const to = Math.min(this.#ring.next, subscriber.next + MAX_EVENTS_PER_SEND);
      const text = this.#ring.text(subscriber.next, to);
      subscriber.next = to;
      sink.send(text);
    }
  }

  #sendStats(): void {
    const pending = this.#options.pendingApprovals?.();
    if (!this.#statsAreOld && pending === this.#pending) return;
    this.#statsAreOld = false;
    this.#pending = pending;
    this.#sendToReady(sseText("stats", this.#stats()));
  }

  /** For what is out of date at once: a subscriber that is not ready does without. */
  #sendToReady(text: string): void {
    for (const { sink } of this.#subscribers) if (sink.isReady()) sink.send(text);
  }

  #stats(): unknown {
    const pending = this.#options.pendingApprovals?.();
    const counts = DECISIONS.map((decision) => [decision, this.metrics.count(decision)] as const);
    return {
      since: new Date(this.#startedAt).toISOString(),
      total: counts.reduce((sum, [, count]) => sum + count, 0),
      by_decision: Object.fromEntries(counts),
      ...(pending !== undefined && { pending_approvals: pending }),
      ...(this.#options.mode && { mode: this.#options.mode() }),
    };
  }

  #isNews(key: string): boolean {
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    if (this.#told.size > this.#options.capacity) {
      for (const oldest of this.#told) {
        this.#told.delete(oldest);
        break;
      }
    }
    return true;
  }

  #remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size > 0) return;
    this.#stopTicking?.();
    this.#stopTicking = undefined;
  }
}

function everyInterval(periodMs: number, task: () => void): () => void {
  const timer = setInterval(task, periodMs);
  return () => clearInterval(timer);
}
