/** The scanner: small contents on the calling thread, all others in worker threads that may hang or die without harm to anyone's verdict. */
import type { ScanFailure, Scanner, ScanReport, ScanRequest } from "../engine/ports.ts";
import { MAX_USER_RULES, type UserRule } from "../engine/rules/user_rules.ts";
import { Alarm } from "./alarm.ts";
import { runGuarded, type ScanJobKind, timedOut } from "./guarded_scan.ts";
import { JobQueue } from "./job_queue.ts";
import { openAnswer } from "./job_codec.ts";
import { Lane, type LaneEvents } from "./lane.ts";
import { contentSize, type PendingJob, scannerDown } from "./pending_job.ts";
import { type PoolSettings, type ScannerPoolOptions, withDefaults } from "./pool_options.ts";
import { BenchedRules } from "./benched_rules.ts";
import { LANE_CELLS } from "./protocol.ts";
import { canWaitAsync } from "./shared_ring.ts";

export interface PoolHealth {
  /** Whether threads can take jobs and keep alive. */
  readonly ready: boolean;
  /** Threads that can take jobs now. */
  readonly workers: number;
  /** Threads lost since the pool was created. */
  readonly lost: number;
  /** Ids of rules that overran: until their time on the bench is over, each call that would need one fails. */
  readonly benchedRules: readonly string[];
  /** Why the pool is not ready, in one line. */
  readonly reason?: string;
}

export interface ScannerPool extends Scanner {
  /**
   * Ends all threads. Jobs that are not done fail with `SCANNER_DOWN`. A thread that hangs in a rule cannot be ended: afterwards the
   * process ends by `Deno.exit` only.
   */
  close(): Promise<void>;
  health(): PoolHealth;
  /** Puts other user rules in force, for scans that are asked for from now on. */
  useRules(userRules: readonly UserRule[]): void;
}

/**
 * Starts the threads, all at once, and returns before they are up.
 *
 * The contents of a request stay the caller's: they are read until the scan settles and copied, never transferred.
 *
 * @throws {RangeError} when `workers` is not a whole number from 1.
 */
export function createScannerPool(options: ScannerPoolOptions): ScannerPool {
  return new WorkerPool(withDefaults(options));
}

/** How long a runtime has to show that it can wait for shared memory without blocking. */
const WAIT_PROBE_MS = 500;

/** The longest time a scan may be given; timers do not reach much further. */
const MAX_TIMEOUT_MS = 3_600_000;

interface Loss {
  readonly why: string;
  /** Id of the job that is to blame. */
  readonly culprit?: number | undefined;
  /** Id of the rule that never came back. */
  readonly hungRule?: string | undefined;
}

class WorkerPool implements ScannerPool {
  readonly #settings: PoolSettings;
  /** The work with the user rules in force. */
  #work: ScanJobKind;
  #userRules: readonly UserRule[];
  readonly #lanes: (Lane | undefined)[];
  readonly #queue: JobQueue;
  readonly #bench: BenchedRules;
  /** Nobody reads what inline scans write here. */
  readonly #inlineCells = new Int32Array(LANE_CELLS);
  readonly #canShare: Promise<boolean>;
  /** Monotonic milliseconds of each recent loss, oldest first. */
  #losses: number[] = [];
  #lost = 0;
  #lastLoss = "";
  #lastId = 0;
  #closed = false;
  /** Whether threads were started for the first time. */
  #isStarted = false;
  #gaveSecondChance = false;
  readonly #deadlines = new Alarm((lateMs) => this.#sweep(lateMs));
  readonly #restarts = new Alarm(() => {
    this.#startLanes();
    return Infinity;
  });
  readonly #laneEvents: LaneEvents = {
    ready: (lane) => void this.#welcome(lane),
    answer: (lane, frame) => this.#takeAnswer(lane, frame),
    failed: (lane, { why, culprit }) => {
      lane.drain();
      this.#lose(lane, { why, culprit });
    },
  };

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.#queue = new JobQueue(settings);
    this.#userRules = settings.userRules;
    this.#work = settings.work.withUserRules?.(settings.userRules) ?? settings.work;
    this.#bench = new BenchedRules(settings.work.ruleIds.length + MAX_USER_RULES, settings.benchMs);
    this.#lanes = new Array(settings.workers).fill(undefined);
    this.#canShare = settings.transport === "shared" ? canWaitAsync(WAIT_PROBE_MS) : Promise.resolve(false);
    if (settings.startWithinMs === 0) this.#startLanes();
    else this.#restarts.arm(performance.now() + settings.startWithinMs);
  }

  scan(request: ScanRequest): Promise<ScanReport | ScanFailure> {
    if (this.#closed) return Promise.resolve(scannerDown("the scanner is closed"));
    this.#bench.release(performance.now());
    const bytes = contentSize(request);
    const keyed = this.#withHashKey(request);
    if (bytes <= this.#settings.inlineMaxBytes) return Promise.resolve(this.#scanHere(keyed));
    if (!this.#isStarted) this.#startLanes();
    const obstacle = this.#queue.obstacleTo(bytes) ?? this.#noThreads();
    if (obstacle !== undefined) return Promise.resolve(scannerDown(obstacle));
    return new Promise((resolve) => this.#enqueue(keyed, { bytes, resolve }));
  }

  /** Who asks for styles and names no key gets the pool's: all threads must write the same digest for the same value. */
  #withHashKey(request: ScanRequest): ScanRequest {
    const { want } = request;
    if (want.styles === undefined || want.hashKey !== undefined) return request;
    return { ...request, want: { ...want, hashKey: this.#settings.hashKey } };
  }

  useRules(userRules: readonly UserRule[]): void {
    const { work } = this.#settings;
    this.#userRules = userRules;
    this.#work = work.withUserRules?.(userRules) ?? work;
    this.#bench.forgetFrom(work.ruleIds.length);
    for (const lane of this.#lanes) lane?.useRules(userRules);
  }

  health(): PoolHealth {
    const now = performance.now();
    const workers = this.#lanes.filter((lane) => lane?.state === "ready").length;
    const benchedRules = this.#bench.benched(now).map((index) => this.#work.ruleIds[index] ?? "");
    const reason = this.#closed
      ? "The scanner is closed"
      : this.#recentLosses(now) >= this.#settings.maxLosses
      ? `${this.#losses.length} scanning threads were lost within ${this.#settings.lossWindowMs} ms, the last because ${this.#lastLoss}`
      : workers === 0
      ? "No scanning thread is up"
      : undefined;
    const state = { ready: reason === undefined, workers, lost: this.#lost, benchedRules };
    return reason === undefined ? state : { ...state, reason };
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#deadlines.disarm();
    this.#restarts.disarm();
    const unfinished = this.#queue.takeAll();
    for (const lane of this.#lanes) {
      if (lane === undefined) continue;
      lane.end();
      unfinished.push(...lane.jobs.values());
    }
    for (const job of unfinished) job.settle(scannerDown("the scanner is closed"));
    return Promise.resolve();
  }

  #scanHere(request: ScanRequest): ScanReport | ScanFailure {
    return runGuarded(this.#work, request, {
      benched: this.#bench.marks,
      deadlineAt: Date.now() + request.timeoutMs,
      cells: this.#inlineCells,
    });
  }

  #enqueue(
    request: ScanRequest,
    { bytes, resolve }: { bytes: number; resolve: (result: ScanReport | ScanFailure) => void },
  ): void {
    // The id has to fit a signed cell, and 0 means "none".
    this.#lastId = this.#lastId % 0x7fff_ffff + 1;
    const job: PendingJob = {
      id: this.#lastId,
      request,
      bytes,
      dueAt: performance.now() + Math.min(request.timeoutMs, MAX_TIMEOUT_MS),
      losses: 0,
      settled: false,
      settle(result) {
        job.settled = true;
        resolve(result);
      },
    };
    this.#queue.add(job);
    this.#deadlines.arm(job.dueAt + this.#settings.graceMs);
    this.#pump();
  }

  /** Hands out what can be handed out. */
  #pump(): void {
    if (this.#queue.hasBigJob && this.#settings.workers === 1 && this.#lanes.length === 1) {
      this.#lanes.push(undefined);
      this.#startLanes();
    }
    this.#queue.dispatch(this.#lanes.filter((lane) => lane?.state === "ready") as Lane[]);
  }

  /** Fills the empty places, or sees to it that this is tried again when enough losses are forgotten. */
  #startLanes(): void {
    const now = performance.now();
    if (this.#closed) return;
    this.#isStarted = true;
    if (this.#recentLosses(now) >= this.#settings.maxLosses) {
      return this.#restarts.arm((this.#losses[0] ?? now) + this.#settings.lossWindowMs);
    }
    const { workerUrl, startTimeoutMs } = this.#settings;
    for (const [slot, lane] of this.#lanes.entries()) {
      if (lane !== undefined) continue;
      this.#lanes[slot] = new Lane(slot, {
        workerUrl,
        benched: this.#bench.memory,
        userRules: this.#userRules,
        events: this.#laneEvents,
      });
      this.#deadlines.arm(now + startTimeoutMs);
    }
  }

  async #welcome(lane: Lane): Promise<void> {
    this.#pump();
    if (await this.#canShare && lane.state === "ready") lane.attachRings(this.#settings.ringBytes);
  }

  #takeAnswer(lane: Lane, frame: unknown): void {
    const answer = openAnswer(frame);
    const job = answer === undefined ? undefined : lane.jobs.get(answer.id);
    const result = job === undefined ? undefined : answer?.result(job.request);
    if (job === undefined || result === undefined) {
      job?.settle(scannerDown("the answer of its thread made no sense"));
      return this.#lose(lane, { why: "its answer made no sense" });
    }
    lane.remove(job);
    if (!job.settled) job.settle(result);
    this.#pump();
  }

  /** Gives a thread up, sees to the jobs that were with it, and starts another. */
  #lose(lane: Lane, { why, culprit, hungRule }: Loss): void {
    if (lane.state === "gone") return;
    lane.end();
    this.#lanes[lane.slot] = undefined;
    this.#lost += 1;
    this.#losses.push(performance.now());
    this.#lastLoss = why;
    for (const job of [...lane.jobs.values()].reverse()) {
      if (job.settled) continue;
      job.losses += 1;
      const isCulprit = job.id === culprit;
      if (job.dueAt <= performance.now()) job.settle(timedOut(job.request, isCulprit ? hungRule : undefined));
      else if (isCulprit || job.losses > 1) job.settle(scannerDown(`its thread was lost: ${why}`));
      else this.#queue.addFirst(job);
    }
    this.#startLanes();
    const stranded = this.#noThreads();
    if (stranded !== undefined) this.#queue.takeAll().forEach((job) => job.settle(scannerDown(stranded)));
    this.#pump();
  }

  /** Why nothing can be queued: undefined when a thread is up or starting. */
  #noThreads(): string | undefined {
    return this.#lanes.some((lane) => lane !== undefined)
      ? undefined
      : `no thread is left, the last was lost because ${this.#lastLoss}`;
  }

  #recentLosses(now: number): number {
    this.#losses = this.#losses.filter((at) => now - at < this.#settings.lossWindowMs);
    return this.#losses.length;
  }

  /** Fails what is over its time, gives up threads that hang, and says when to look again. */
  #sweep(lateMs: number): number {
    const { graceMs } = this.#settings;
    const now = performance.now();
    // This thread itself stood still (a suspended machine, a long pause): answers may lie here unread. Look once more before judging.
    if (lateMs > graceMs && !this.#gaveSecondChance) {
      this.#gaveSecondChance = true;
      return now + graceMs;
    }
    this.#gaveSecondChance = false;
    for (const lane of this.#lanes) {
      lane?.drain();
      if (lane !== undefined) this.#judge(lane, now);
    }
    for (const job of this.#queue.takeExpired(now)) job.settle(timedOut(job.request, undefined));
    return this.#nextSweepAt();
  }

  #judge(lane: Lane, now: number): void {
    if (lane.state === "starting") {
      if (now >= lane.createdAt + this.#settings.startTimeoutMs) {
        this.#lose(lane, { why: "it did not start in time" });
      }
      return;
    }
    const overdue = [...lane.jobs.values()].filter((job) =>
      !job.settled && now >= job.dueAt + this.#settings.graceMs
    );
    if (overdue.length === 0) return;
    const running = lane.runningJob;
    if (running !== undefined && !overdue.some((job) => job.id === running)) {
      for (const job of overdue) job.settle(timedOut(job.request, undefined));
      return;
    }
    const rule = lane.runningRule;
    if (rule !== undefined) this.#bench.add(rule, now);
    const ruleId = rule === undefined ? undefined : this.#work.ruleIds[rule];
    const where = ruleId === undefined ? "" : ` in rule "${ruleId}"`;
    this.#lose(lane, { why: `it overran its time${where}`, culprit: running, hungRule: ruleId });
  }

  #nextSweepAt(): number {
    const { graceMs, startTimeoutMs } = this.#settings;
    let next = this.#queue.nextDueAt() + graceMs;
    for (const lane of this.#lanes) {
      if (lane?.state === "starting") next = Math.min(next, lane.createdAt + startTimeoutMs);
      for (const job of lane?.jobs.values() ?? []) {
        if (!job.settled) next = Math.min(next, job.dueAt + graceMs);
      }
    }
    return next;
  }
}
