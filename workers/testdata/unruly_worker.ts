/** A scanning thread that follows the protocol until a job tells it not to. */
import type { ScanRequest } from "../../engine/ports.ts";
import { serveJobs, type WorkerScope } from "../worker_loop.ts";
import { UNRULY_WORK } from "./unruly_work.ts";

const scope = globalThis as unknown as WorkerScope;
let lastText = "";

serveJobs(
  {
    set onmessage(handler: WorkerScope["onmessage"]) {
      scope.onmessage = handler;
    },
    get onmessage() {
      return scope.onmessage;
    },
    close: () => scope.close(),
    postMessage(message, transfer) {
      if (lastText === "crash") throw new Error("Crashed as told");
      if (lastText === "leave") return scope.close();
      if (lastText === "garble") return scope.postMessage({ kind: "answer", frame: new Uint8Array(9) }, []);
      if (lastText === "babble") return (scope.postMessage as (message: unknown) => void)("babble");
      scope.postMessage(message, transfer);
    },
  },
  {
    ...UNRULY_WORK,
    scan(request: ScanRequest, watch) {
      lastText = String(request.parts[0]?.content).trim();
      return UNRULY_WORK.scan(request, watch);
    },
  },
);
