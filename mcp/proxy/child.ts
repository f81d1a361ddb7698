/** The MCP server as a child process. `Deno.Command` rather than `node:child_process`: that one rewrites what it starts. */
import { LineEnd } from "./end.ts";

export interface ChildServer {
  readonly end: LineEnd;
  /** The exit code a shell would see: 128 + number for a signal. */
  readonly exited: Promise<number>;
  signal(signal: Deno.Signal): void;
  /** Asks the server to end by closing its input, and insists when it does not: SIGTERM, then SIGKILL. */
  stop(): Promise<void>;
}

/** How long a server may take to end by itself, and after SIGTERM; as the specification's shutdown says, but finite. */
const GRACE_MS = 2_000;

/**
 * Starts a server with this process's environment, working folder and stderr.
 *
 * @throws {Deno.errors.NotFound} when there is no such program, and what else the system says of it.
 */
export function startChild(
  [command, ...args]: readonly [string, ...string[]],
  { maxMessageBytes }: { maxMessageBytes: number },
): ChildServer {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped", stderr: "inherit" })
    .spawn();
  const end = new LineEnd({ input: child.stdout, output: child.stdin, maxBytes: maxMessageBytes });
  const exited = child.status.then(({ code, signal }) => signal === null ? code : 128 + signalNumber(signal));
  const signal = (name: Deno.Signal) => {
    try {
      child.kill(name);
    } catch {
      // It has ended already.
    }
  };
  return {
    end,
    exited,
    signal,
    async stop() {
      await end.close();
      for (const insist of ["SIGTERM", "SIGKILL"] as const) {
        if (await endsWithin(exited, GRACE_MS)) return;
        signal(insist);
      }
      await exited;
    },
  };
}

async function endsWithin(exited: Promise<number>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => timer = setTimeout(() => resolve(false), ms));
  try {
    return await Promise.race([exited.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

const SIGNAL_NUMBERS: Readonly<Partial<Record<Deno.Signal, number>>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
};

function signalNumber(signal: Deno.Signal): number {
  return SIGNAL_NUMBERS[signal] ?? 0;
}
