import { connect, createServer } from "node:net";
import { once } from "node:events";

/** A program that takes the load. */
export interface Target {
  readonly name: string;
  /** Where to send requests for the upstream's `/items`. */
  readonly url: string;
  readonly pid: number;
  /** From spawning it to its word that it listens, milliseconds. */
  readonly startMs: number;
  stop(): Promise<void>;
}

export interface TargetProgram {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The URL to send requests to, from the first line that the program prints. */
  readonly urlFrom: (firstLine: string) => string;
}

/** @throws {Error} when the program ends before it has printed a line. */
export async function startTarget({ name, command, args, urlFrom }: TargetProgram): Promise<Target> {
  const start = performance.now();
  const child = new Deno.Command(command, { args: [...args], stdout: "piped", stderr: "inherit" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const line = await firstLine(reader);
  const startMs = performance.now() - start;
  // A full pipe would stop the program.
  const drained = readToEnd(reader);
  if (line === "") throw new Error(`Cannot start "${name}": it ended without a word`);
  return {
    name,
    url: urlFrom(line),
    pid: child.pid,
    startMs,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
      await drained;
    },
  };
}

/** For a program that prints nothing: it is up when its port takes connections. */
export async function startSilentTarget(
  { name, command, args, port, url }: Omit<TargetProgram, "urlFrom"> & {
    readonly port: number;
    readonly url: string;
  },
): Promise<Target> {
  const start = performance.now();
  const child = new Deno.Command(command, { args: [...args], stdout: "null", stderr: "null" }).spawn();
  while (!await accepts(port)) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    name,
    url,
    pid: child.pid,
    startMs: performance.now() - start,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("Cannot find a free port");
  return address.port;
}

/** Resident memory of a process, MB; NaN when the system does not tell. */
export async function residentMegabytes(pid: number): Promise<number> {
  const { stdout, success } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", `${pid}`] }).output();
  return success ? Number(new TextDecoder().decode(stdout)) / 1024 : NaN;
}

/**
 * Time a process has spent on all cores, milliseconds (proc(5), /proc/pid/stat: utime and stime, in ticks of 10 ms); NaN but on Linux.
 * Unlike requests a second it hardly changes when others use the machine.
 */
export async function cpuMilliseconds(pid: number): Promise<number> {
  try {
    const text = await Deno.readTextFile(`/proc/${pid}/stat`);
    // The name in brackets may hold spaces; utime is the 12th field behind it.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return NaN;
  }
}

async function firstLine(reader: ReadableStreamDefaultReader<string>): Promise<string> {
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  return text.split("\n", 1)[0] ?? "";
}

async function readToEnd(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
