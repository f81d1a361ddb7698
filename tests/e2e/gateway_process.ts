/** A gateway in a child process on a free port, and what a test needs to talk to it. */
import { commandOf, type RunOptions, temporaryFolder } from "./interven_process.ts";

export interface GatewayOptions extends RunOptions {
  /** Further arguments; `--port 0` and the data folder are given already. */
  readonly args?: readonly string[];
  /** Default: a new one, removed at the end. */
  readonly dataDir?: string;
}

export interface GatewayProcess extends AsyncDisposable {
  /** `http://localhost:<port>`. */
  readonly origin: string;
  readonly dataDir: string;
  readonly consoleToken: string;
  /** Lines written to stdout so far. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly pid: number;
  /** Resolves with the first line of either stream that matches, also one that was written before. */
  lineThat(matches: RegExp): Promise<string>;
  signal(signal: Deno.Signal): void;
  readonly exited: Promise<Deno.CommandStatus>;
  /** A console request: with the token, as the dashboard would. */
  console(path: string, init?: RequestInit): Promise<Response>;
  /** Calls a URL through the proxy. */
  proxy(url: string | URL, init?: RequestInit): Promise<Response>;
}

const CONSOLE_TOKEN = "console-token-of-the-tests-" + "0".repeat(16);

/**
 * Starts a gateway and waits until it listens.
 *
 * @throws when it ends before that, with what it wrote.
 */
export async function startGateway(options: GatewayOptions = {}): Promise<GatewayProcess> {
  const folder = options.dataDir === undefined ? await temporaryFolder() : null;
  const dataDir = options.dataDir ?? folder?.path ?? "";
  const args = ["gateway", "--port", "0", "--data-dir", dataDir, ...(options.args ?? [])];
  const env = { INTERVEN_CONSOLE_TOKEN: CONSOLE_TOKEN, INTERVEN_WORKERS: "1", ...options.env };
  const child = commandOf(args, { ...options, env }, "null").spawn();
  const stdout = new LineLog(child.stdout);
  const stderr = new LineLog(child.stderr);
  const dispose = async () => {
    try {
      child.kill("SIGKILL");
    } catch { /* it has ended already */ }
    await child.status;
    await Promise.all([stdout.ended, stderr.ended]);
    await folder?.[Symbol.asyncDispose]();
  };
  const address = await Promise.race([stdout.lineThat(/proxy\W+http/), child.status.then(() => null)]);
  const origin = /(http:\/\/[^/]+)\/proxy\//.exec(address ?? "")?.[1];
  if (origin === undefined) {
    await dispose();
    throw new Error(
      `The gateway ended before it listened:\n${[...stdout.lines, ...stderr.lines].join("\n")}`,
    );
  }
  return {
    origin,
    dataDir,
    consoleToken: env.INTERVEN_CONSOLE_TOKEN,
    stdout: stdout.lines,
    stderr: stderr.lines,
    pid: child.pid,
    lineThat: (matches) => Promise.race([stdout.lineThat(matches), stderr.lineThat(matches)]),
    signal: (signal) => child.kill(signal),
    exited: child.status,
    console: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer ${env.INTERVEN_CONSOLE_TOKEN}`);
      return fetch(origin + path, { ...init, headers });
    },
    proxy: (url, init = {}) => fetch(`${origin}/proxy/${url}`, { redirect: "manual", ...init }),
    [Symbol.asyncDispose]: dispose,
  };
}

/** The lines of a stream, as they come. */
class LineLog {
  readonly lines: string[] = [];
  readonly ended: Promise<void>;
  readonly #waiting = new Set<() => void>();

  constructor(stream: ReadableStream<Uint8Array>) {
    this.ended = this.#read(stream);
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      this.lines.push(...lines);
      for (const wake of this.#waiting) wake();
    }
  }

  lineThat(matches: RegExp): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const look = () => {
      const line = this.lines.find((each) => matches.test(each));
      if (line === undefined) return;
      this.#waiting.delete(look);
      resolve(line);
    };
    this.#waiting.add(look);
    look();
    return promise;
  }
}
