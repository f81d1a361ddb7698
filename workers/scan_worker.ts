/** The entry of a scanning thread. It is created without permissions and needs none. */
import { ENGINE_SCAN } from "./guarded_scan.ts";
import { serveJobs, type WorkerScope } from "./worker_loop.ts";

// `deno check` knows the main thread's global object here, not the worker's.
serveJobs(globalThis as unknown as WorkerScope, ENGINE_SCAN);
