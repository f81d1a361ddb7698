/** What the MCP proxy adds to a `tools/call` over stdio, measured beside a direct connection in the same run. */
import { LineEnd } from "../mcp/proxy/end.ts";
import { frameOf, idKey, idOf, type RequestId } from "../mcp/proxy/message.ts";
import { percentile } from "./statistics.ts";
import { figure, printTable } from "./table.ts";

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);
const SERVER = [Deno.execPath(), "run", "-qA", here("./mcp_server.ts")];
const MAX_BYTES = 200_000_000;

type Connection = AsyncDisposable & {
  /** Milliseconds until the answer is there. */
  call(args: Record<string, unknown>): Promise<number>;
  /** Resident memory of the process that was started, megabytes: now, and the most it ever was. */
  memory(): Promise<{ readonly now: number; readonly peak: number }>;
};

/** Between the two: a process that passes bytes on and looks at nothing. What it adds no proxy can save. */
const PASS_ON = `
const [command, ...args] = Deno.args;
const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
void Deno.stdin.readable.pipeTo(child.stdin);
await child.stdout.pipeTo(Deno.stdout.writable);
`;

export async function benchMcp({ calls, megabytes }: { calls: number; megabytes: number }): Promise<void> {
  const dataDir = await Deno.makeTempDir({ prefix: "interven-bench-" });
  const passOn = `${dataDir}/pass_on.ts`;
  await Deno.writeTextFile(passOn, PASS_ON);
  const proxy = [Deno.execPath(), "run", "-qA", here("../main.ts"), "mcp", "proxy", "--data-dir", dataDir];
  try {
    await using direct = await connect(SERVER);
    await using passed = await connect([Deno.execPath(), "run", "-qA", passOn, ...SERVER]);
    await using proxied = await connect([...proxy, "--max-body", "16000000", "--", ...SERVER]);
    const sides = [direct, passed, proxied];
    const rows: string[][] = [];
    const one = await alternating(sides, calls);
    rows.push(row("one call, p50 ms", one, 0.5), row("one call, p99 ms", one, 0.99));
    const parallel: number[] = [];
    for (const side of sides) {
      const started = performance.now();
      await Promise.all(Array.from({ length: 1_000 }, (_, n) => side.call({ text: `call ${n}` })));
      parallel.push(performance.now() - started);
    }
    rows.push(cells("1,000 calls at once, ms", parallel));
    const memory = async (what: "now" | "peak") => {
      const told = await Promise.all(sides.map((side) => side.memory()));
      return told.map((each) => each[what]);
    };
    rows.push(cells("memory before a large result, MB", await memory("now")));
    const large: number[] = [];
    for (const side of sides) large.push(await side.call({ size: megabytes * 1_000_000 }));
    rows.push(cells(`a result of ${megabytes} MB, ms`, large));
    rows.push(cells("memory at most, MB", await memory("peak")));
    // What was large is given back once it is passed on.
    for (const side of sides) await side.call({ text: "one more" });
    rows.push(cells("memory afterwards, MB", await memory("now")));
    printTable(["", "directly", "bytes passed on", "behind the proxy", "added"], rows);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Call by call in turn, so that both see the same machine. */
async function alternating(sides: readonly Connection[], calls: number): Promise<number[][]> {
  for (let n = 0; n < 200; n++) for (const side of sides) await side.call({ text: `warm ${n}` });
  const samples: number[][] = sides.map(() => []);
  for (let n = 0; n < calls; n++) {
    for (const [i, side] of sides.entries()) samples[i]?.push(await side.call({ text: `call ${n}` }));
  }
  return samples;
}

function row(name: string, samples: readonly number[][], share: number): string[] {
  return cells(name, samples.map((each) => percentile(each, share)));
}

function cells(name: string, [before = NaN, passed = NaN, behind = NaN]: readonly number[]): string[] {
  return [name, figure(before), figure(passed), figure(behind), figure(behind - before)];
}

async function connect([command = "", ...args]: readonly string[]): Promise<Connection> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped", stderr: "null" }).spawn();
  const end = new LineEnd({ input: child.stdout, output: child.stdin, maxBytes: MAX_BYTES });
  const waiting = new Map<string, () => void>();
  const reading = (async () => {
    for await (const incoming of end.incoming()) {
      const id = incoming.ok ? idOf(incoming.frame.message) : undefined;
      if (id !== undefined) waiting.get(idKey(id))?.();
    }
  })();
  let ids = 0;
  const ask = async (method: string, params: unknown): Promise<void> => {
    const id: RequestId = ++ids;
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(idKey(id), resolve);
    await end.send(frameOf({ jsonrpc: "2.0", id, method, params }));
    await promise;
    waiting.delete(idKey(id));
  };
  const clientInfo = { name: "bench", version: "1" };
  await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
  await end.send(frameOf({ jsonrpc: "2.0", method: "notifications/initialized" }));
  await ask("tools/list", {});
  return {
    async call(given) {
      const started = performance.now();
      await ask("tools/call", { name: "echo", arguments: given });
      return performance.now() - started;
    },
    async memory() {
      const status = await Deno.readTextFile(`/proc/${child.pid}/status`).catch(() => "");
      const megabytes = (field: string) =>
        Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN) / 1_000;
      return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
    },
    async [Symbol.asyncDispose]() {
      await end.close();
      await reading;
      await child.status;
    },
  };
}
