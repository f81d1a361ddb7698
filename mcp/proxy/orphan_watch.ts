/**
 * Ends servers that are left behind when this process is killed so that it can do nothing any more (SIGKILL, out of memory). Most servers end by
 * themselves then, for their input has ended; the others are ended by a shell that waits at the end of a pipe from this process.
 */

/**
 * The first server is its argument; then a line `+ PID` for each, and `- PID` when it has ended (a negative PID is a process group). The end
 * of the input is the end of the proxy.
 */
const SCRIPT = `
trap '' HUP INT TERM
left=$1
while read -r what pid; do
  rest=
  for each in $left; do [ "$each" = "$pid" ] || rest="$rest $each"; done
  case $what in +) left="$rest $pid" ;; *) left=$rest ;; esac
done
[ -n "$left" ] || exit 0
sleep 1.5 || sleep 2
for each in $left; do kill -s TERM -- "$each"; done
sleep 1.5 || sleep 2
for each in $left; do kill -s KILL -- "$each"; done
`;

export class OrphanWatch {
  #writer: WritableStreamDefaultWriter<Uint8Array> | null | undefined;
  readonly #encoder = new TextEncoder();

  /** Begins to watch over a process, or with a negative number over its group. The function that is returned says that it has ended. */
  watch(pid: number): () => void {
    // The first is told by starting: a proxy can be killed before it has written a line.
    if (this.#writer === undefined) this.#writer = startWatcher(pid);
    else this.#tell(`+ ${pid}\n`);
    return () => this.#tell(`- ${pid}\n`);
  }

  #tell(line: string): void {
    this.#writer?.write(this.#encoder.encode(line)).catch(() => this.#writer = null);
  }
}

/** One for all servers of this process. */
export const ORPHAN_WATCH = new OrphanWatch();

/** Null where there is no shell: on Windows, and in containers that hold nothing but programs. */
function startWatcher(pid: number): WritableStreamDefaultWriter<Uint8Array> | null {
  if (Deno.build.os === "windows") return null;
  try {
    // In a session of its own, and with none of this process's pipes: what ends this process's group must not end it, nor must it keep a client waiting.
    const watcher = new Deno.Command("/bin/sh", {
      args: ["-c", SCRIPT, "sh", String(pid)],
      stdin: "piped",
      stdout: "null",
      stderr: "null",
      cwd: "/",
      detached: true,
    }).spawn();
    watcher.unref();
    return watcher.stdin.getWriter();
  } catch {
    return null;
  }
}
