import type { PendingJob } from "./pending_job.ts";
import type { Lane } from "./lane.ts";
import type { PoolSettings } from "./pool_options.ts";

type QueueLimits = Pick<
  PoolSettings,
  "bigJobBytes" | "maxJobsPerLane" | "maxLaneBytes" | "maxQueuedJobs" | "maxQueuedBytes"
>;

/** Jobs that no thread has yet, in two lines, so that a big one never stands before small ones. */
export class JobQueue {
  readonly #limits: QueueLimits;
  readonly #small: PendingJob[] = [];
  readonly #big: PendingJob[] = [];
  #bytes = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get hasBigJob(): boolean {
    return this.#big.length > 0;
  }

  /** Why a job of this size cannot join, in a few words; undefined when it can. */
  obstacleTo(bytes: number): string | undefined {
    const { maxQueuedJobs, maxQueuedBytes } = this.#limits;
    const jobs = this.#small.length + this.#big.length;
    if (jobs >= maxQueuedJobs) return `${jobs} jobs wait already`;
    // A job larger than the whole limit may still wait alone: other limits say how large a call may be.
    if (jobs > 0 && this.#bytes + bytes > maxQueuedBytes) return `${this.#bytes} bytes wait already`;
    return undefined;
  }

  add(job: PendingJob): void {
    this.#lineFor(job).push(job);
    this.#bytes += job.bytes;
  }

  /** For a job that had its turn and lost its thread before it ran. */
  addFirst(job: PendingJob): void {
    this.#lineFor(job).unshift(job);
    this.#bytes += job.bytes;
  }

  /** Gives jobs to threads until one line's first job fits nowhere, and so for the other line. */
  dispatch(lanes: readonly Lane[]): void {
    this.#dispatchLine(this.#small, (job) => this.#laneForSmall(job, lanes));
    this.#dispatchLine(this.#big, () => this.#laneForBig(lanes));
  }

  /** Takes out those whose time is over. */
  takeExpired(nowMs: number): PendingJob[] {
    return this.takeAll().filter((job) => {
      if (job.dueAt <= nowMs) return true;
      this.add(job);
      return false;
    });
  }

  takeAll(): PendingJob[] {
    this.#bytes = 0;
    return [...this.#small.splice(0), ...this.#big.splice(0)];
  }

  /** Monotonic milliseconds at which the next job's time is over; `Infinity` when none waits. */
  nextDueAt(): number {
    return [...this.#small, ...this.#big].reduce((next, job) => Math.min(next, job.dueAt), Infinity);
  }

  #lineFor(job: PendingJob): PendingJob[] {
    return this.#isBig(job.bytes) ? this.#big : this.#small;
  }

  #dispatchLine(line: PendingJob[], laneFor: (job: PendingJob) => Lane | undefined): void {
    for (let job = line[0]; job !== undefined; job = line[0]) {
      const lane = laneFor(job);
      if (lane === undefined) return;
      line.shift();
      this.#bytes -= job.bytes;
      lane.send(job);
    }
  }

  /** The least loaded thread that holds no big job and has room. A job that lost a thread goes alone: it may have been the reason. */
  #laneForSmall(job: PendingJob, lanes: readonly Lane[]): Lane | undefined {
    const { maxJobsPerLane, maxLaneBytes } = this.#limits;
    let best: Lane | undefined;
    for (const lane of lanes) {
      const hasRoom = lane.jobs.size === 0 ||
        (job.losses === 0 && lane.jobs.size < maxJobsPerLane && lane.bytes + job.bytes <= maxLaneBytes);
      if (hasRoom && (best === undefined || lane.bytes < best.bytes)) best = lane;
    }
    return best;
  }

  /** An idle thread, as long as another one is left without a big job. */
  #laneForBig(lanes: readonly Lane[]): Lane | undefined {
    const withoutBig = lanes.filter((lane) => !this.#isBig(lane.bytes));
    return withoutBig.length < 2 ? undefined : withoutBig.findLast((lane) => lane.jobs.size === 0);
  }

  #isBig(bytes: number): boolean {
    return bytes >= this.#limits.bigJobBytes;
  }
}
