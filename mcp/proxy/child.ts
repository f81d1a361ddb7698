/** The MCP server as a child process. `Deno.Command` rather than `node:child_process`: that one rewrites what it starts. */
import { LineEnd } from "./end.ts";
import { ORPHAN_WATCH } from "./orphan_watch.ts";

export interface ChildServer {
  readonly end: LineEnd;
  /** The exit code a shell would see: 128 + number for a signal. */
  readonly exited: Promise<number>;
  signal(signal: Deno.Signal): void;
  /**
   * Asks the server to end by closing its input, and insists when it does not: SIGTERM, then SIGKILL. Resolves when it has ended.
   *
   * @param signalled It was asked by this signal already.
   */
  stop(signalled?: Deno.Signal): Promise<void>;
}

/**
 * How long a server may take to end by itself, and after SIGTERM, milliseconds: as the specification's shutdown says, and so that both are over
 * before a client that waits two seconds for each loses patience with the proxy.
 */
const GRACE_MS = 1_500;
/** How long a signal has the server to itself, milliseconds: the end of its input, sent beside it, may be seen before it. */
const SIGNAL_FIRST_MS = 1_000;
/** A server that has ended says nothing more when its output was silent for so long, although a process it left behind holds it open. */
const QUIET_MS = 500;

/**
 * Starts a server with this process's environment, working folder and stderr, where possible in a process group of its own, so that what it
 * starts ends with it (`npx` starts the server as a child).
 *
 * @throws {Deno.errors.NotFound} when there is no such program, and what else the system says of it.
 */
export function startChild(
  [command, ...args]: readonly [string, ...string[]],
  { maxMessageBytes }: { maxMessageBytes: number },
): ChildServer {
  const child = new Deno.Command(command, {
    args,
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
    // On Windows a detached process would outlive this one.
    detached: Deno.build.os !== "windows",
  }).spawn();
  const end = new LineEnd({ input: child.stdout, output: child.stdin, maxBytes: maxMessageBytes });
  const target = isGroup(child.pid) ? -child.pid : child.pid;
  const ended = ORPHAN_WATCH.watch(target);
  const signal = (name: Deno.Signal) => {
    try {
      if (target < 0) Deno.kill(target, name);
      else child.kill(name);
    } catch {
      // It has ended already.
    }
  };
  const exited = child.status.then(({ code, signal: by }) => {
    // What it has left behind is asked to end, and watched on if it stays.
    if (target < 0) signal("SIGTERM");
    if (target > 0 || !isGroup(child.pid)) ended();
    void end.leave({ quietMs: QUIET_MS });
    return by === null ? code : 128 + signalNumber(by);
  });
  let stopping: Promise<void> | undefined;
  const stop = async (signalled?: Deno.Signal) => {
    if (signalled !== undefined && await endsWithin(exited, SIGNAL_FIRST_MS)) return;
    // Not awaited: a server that does not read never takes what is in its pipe.
    void end.close();
    for (const insist of ["SIGTERM", "SIGKILL"] as const) {
      if (insist === signalled) continue;
      if (await endsWithin(exited, GRACE_MS)) return;
      signal(insist);
    }
    await exited;
  };
  return { end, exited, signal, stop: (signalled) => stopping ??= stop(signalled) };
}

/** Whether the process leads a group of its own. SIGCONT does nothing to one that runs. */
function isGroup(pid: number): boolean {
  if (Deno.build.os === "windows") return false;
  try {
    Deno.kill(-pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
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
