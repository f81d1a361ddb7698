/** A scanning thread's side of protocol.ts. */
import { runGuarded, type ScanJobKind } from "./guarded_scan.ts";
import { openJob, packAnswer } from "./job_codec.ts";
import { type FromWorker, LaneCell, NO_RULE, type ToWorker } from "./protocol.ts";
import { SharedRing } from "./shared_ring.ts";

/** What a dedicated worker's global object offers. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  close(): void;
}

/** Serves jobs until the pool ends the thread. */
export function serveJobs(scope: WorkerScope, kind: ScanJobKind): void {
  let loop: WorkerLoop | undefined;
  scope.onmessage = ({ data }) => {
    const message = data as ToWorker;
    if (message.kind === "start") {
      loop = new WorkerLoop(scope, kind, message);
      return scope.postMessage({ kind: "ready" }, []);
    }
    if (loop === undefined) throw new Error(`Cannot take "${message.kind}": "start" is wanted first`);
    if (message.kind === "attach") return loop.attach(message);
    loop.takeMessage(message);
  };
}

class WorkerLoop {
  readonly #scope: WorkerScope;
  readonly #work: ScanJobKind;
  #kind: ScanJobKind;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #benched: Uint8Array;
  #rings: { readonly jobs: SharedRing; readonly answers: SharedRing } | undefined;
  /** Messages taken since `attach`. */
  #taken = 0;

  constructor(
    scope: WorkerScope,
    kind: ScanJobKind,
    { lane, benched, userRules }: ToWorker & { kind: "start" },
  ) {
    this.#scope = scope;
    this.#work = kind;
    this.#kind = kind.withUserRules?.(userRules) ?? kind;
    this.#cells = new Int32Array(lane);
    this.#benched = new Uint8Array(benched);
  }

  attach({ jobs, answers }: { readonly jobs: SharedArrayBuffer; readonly answers: SharedArrayBuffer }): void {
    this.#rings = { jobs: new SharedRing(jobs), answers: new SharedRing(answers) };
    this.#serveRing();
  }

  takeMessage(message: ToWorker & { kind: "job" | "rules" }): void {
    if (message.kind === "job") this.#run(message.frame);
    else this.#kind = this.#work.withUserRules?.(message.userRules) ?? this.#work;
    if (this.#rings === undefined) return;
    this.#taken = (this.#taken + 1) | 0;
    this.#serveRing();
  }

  /** Takes jobs from the ring, asleep while there are none, and returns to the event loop when a message waits or the end has come. */
  #serveRing(): void {
    const jobs = this.#rings?.jobs;
    if (jobs === undefined) return;
    for (;;) {
      const bell = jobs.bell;
      if (Atomics.load(this.#cells, LaneCell.closing) !== 0) return this.#scope.close();
      if (Atomics.load(this.#cells, LaneCell.posted) !== this.#taken) return;
      const frame = jobs.take();
      if (frame === undefined) jobs.waitBlocking(bell);
      else this.#run(frame);
    }
  }

  #run(frame: Uint8Array): void {
    const { id, request, deadlineAt } = openJob(frame);
    Atomics.store(this.#cells, LaneCell.job, id);
    const result = runGuarded(this.#kind, request, {
      benched: this.#benched,
      deadlineAt,
      cells: this.#cells,
    });
    Atomics.store(this.#cells, LaneCell.rule, NO_RULE);
    this.#answer(packAnswer(id, result));
    Atomics.store(this.#cells, LaneCell.job, 0);
  }

  #answer(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#rings?.answers.push(frame)) return;
    this.#scope.postMessage({ kind: "answer", frame }, [frame.buffer]);
  }
}
