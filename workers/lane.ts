import { packJob } from "./job_codec.ts";
import type { UserRule } from "../engine/rules/user_rules.ts";
import type { PendingJob } from "./pending_job.ts";
import { type FromWorker, LANE_CELLS, LaneCell, NO_RULE, type ToWorker } from "./protocol.ts";
import { SharedRing } from "./shared_ring.ts";

export interface LaneEvents {
  ready(lane: Lane): void;
  /** A frame came; what it says is unchecked. */
  answer(lane: Lane, frame: unknown): void;
  /** The thread failed by itself, because of the job with the id `culprit` where that is known. Never told after `end`. */
  failed(lane: Lane, failure: { readonly why: string; readonly culprit: number | undefined }): void;
}

/** The pool's end of one thread: carries frames, keeps the jobs that are with it, judges nothing. */
export class Lane {
  state: "starting" | "ready" | "gone" = "starting";
  /** By id, in the order they were sent. */
  readonly jobs = new Map<number, PendingJob>();
  /** Sum of the sizes of `jobs`. */
  bytes = 0;
  /** Monotonic milliseconds. */
  readonly createdAt = performance.now();
  readonly #worker: Worker;
  readonly #events: LaneEvents;
  readonly #cells = new Int32Array(
    new SharedArrayBuffer(LANE_CELLS * Int32Array.BYTES_PER_ELEMENT),
  );
  #rings: { readonly jobs: SharedRing; readonly answers: SharedRing } | undefined;

  constructor(
    readonly slot: number,
    options: {
      readonly workerUrl: URL;
      readonly benched: SharedArrayBuffer;
      readonly userRules: readonly UserRule[];
      readonly events: LaneEvents;
    },
  ) {
    this.#events = options.events;
    this.#cells[LaneCell.rule] = NO_RULE;
    this.#worker = new Worker(options.workerUrl, {
      type: "module",
      name: `scan-${slot}`,
      deno: { permissions: "none" },
    });
    this.#worker.onmessage = ({ data }) => this.#take(data as FromWorker);
    this.#worker.onmessageerror = () => this.#fail("its message could not be read");
    this.#worker.onerror = (event) => {
      // Else the error would end this process.
      event.preventDefault();
      this.#fail("it ended with an uncaught error", this.runningJob);
    };
    const { benched, userRules } = options;
    this.#post({ kind: "start", lane: this.#cells.buffer, benched, userRules }, []);
  }

  /** Id of the job that runs; undefined while none does. */
  get runningJob(): number | undefined {
    const id = Atomics.load(this.#cells, LaneCell.job);
    return id === 0 ? undefined : id;
  }

  /** Index of the rule that runs; undefined while none does. */
  get runningRule(): number | undefined {
    const index = Atomics.load(this.#cells, LaneCell.rule);
    return index === NO_RULE ? undefined : index;
  }

  /** Opens the shared-memory way, once; frames that do not fit go on travelling by message. */
  attachRings(capacityBytes: number): void {
    const jobs = new SharedRing(SharedRing.allocate(capacityBytes));
    const answers = new SharedRing(SharedRing.allocate(capacityBytes));
    this.#rings = { jobs, answers };
    this.#post({ kind: "attach", jobs: jobs.memory, answers: answers.memory }, []);
    this.#listen(answers);
  }

  send(job: PendingJob): void {
    this.jobs.set(job.id, job);
    this.bytes += job.bytes;
    const deadlineAt = Date.now() + job.dueAt - performance.now();
    const frame = packJob({ id: job.id, deadlineAt, request: job.request });
    if (this.#rings?.jobs.push(frame)) return;
    this.#postCounted({ kind: "job", frame }, [frame.buffer]);
  }

  /** Puts other user rules in force for the jobs that are sent from now on. */
  useRules(userRules: readonly UserRule[]): void {
    if (this.state !== "gone") this.#postCounted({ kind: "rules", userRules }, []);
  }

  /** Posts what a worker must take before it looks at its ring again. */
  #postCounted(message: ToWorker, transfer: Transferable[]): void {
    if (this.#rings !== undefined) Atomics.add(this.#cells, LaneCell.posted, 1);
    this.#post(message, transfer);
    this.#rings?.jobs.ring();
  }

  /** Takes a job off the lane, answered or given up. */
  remove(job: PendingJob): void {
    if (this.jobs.delete(job.id)) this.bytes -= job.bytes;
  }

  /** Hands over the answers that lie in shared memory by now. */
  drain(): void {
    while (this.state !== "gone") {
      const frame = this.#rings?.answers.take();
      if (frame === undefined) return;
      this.#events.answer(this, frame);
    }
  }

  /**
   * Ends the thread; it says nothing more. One that never leaves a rule cannot be stopped: its thread, and with it a core, is lost
   * until the process exits (`Deno.exit`, as the event loop would wait for it).
   */
  end(): void {
    if (this.state === "gone") return;
    this.state = "gone";
    Atomics.store(this.#cells, LaneCell.closing, 1);
    // A thread asleep on its ring would not notice `terminate`, and would keep the process from ending.
    this.#rings?.jobs.ring();
    this.#rings?.answers.ring();
    this.#worker.terminate();
  }

  #take(message: FromWorker): void {
    if (this.state === "gone") return;
    if (message?.kind === "answer") return this.#events.answer(this, message.frame);
    if (message?.kind !== "ready" || this.state !== "starting") return this.#fail("it broke the protocol");
    this.state = "ready";
    this.#events.ready(this);
  }

  async #listen(answers: SharedRing): Promise<void> {
    while (this.state !== "gone") {
      const bell = answers.bell;
      this.drain();
      await answers.wait(bell);
    }
  }

  #fail(why: string, culprit?: number): void {
    if (this.state !== "gone") this.#events.failed(this, { why, culprit });
  }

  #post(message: ToWorker, transfer: Transferable[]): void {
    this.#worker.postMessage(message, transfer);
  }
}
