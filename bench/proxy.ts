/**
 * The gateway beside others, in one run: straight to the upstream, through a bare passthrough, through the gateway in both modes, through
 * mitmproxy where it is installed. The targets take turns, round after round, and the ratios are made within a round, so that a machine
 * that grows slow in between slows all of them.
 */
import { cleanJson } from "./bodies.ts";
import { findLoadClient, type LoadClient, type LoadResult } from "./load.ts";
import { median } from "./statistics.ts";
import { figure, printTable, sizeName } from "./table.ts";
import { cpuMilliseconds, residentMegabytes, type Target } from "./target.ts";
import {
  gatewayCommand,
  startGateway,
  startMitmproxy,
  startPassthrough,
  startUpstream,
} from "./target_programs.ts";

const SIZES = [1000, 10_000, 262_144, 1_000_000];
const CONNECTIONS = [1, 32];

export interface ProxyBenchOptions {
  /** How long one target is measured at a time. */
  readonly seconds: number;
  readonly rounds: number;
  readonly sizes?: readonly number[];
}

export async function benchProxy({ seconds, rounds, sizes = SIZES }: ProxyBenchOptions): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "interven-bench-" });
  const targets = await startAll(folder);
  try {
    const client = await findLoadClient();
    const idle = await Promise.all(targets.map((target) => residentMegabytes(target.pid)));
    for (const target of targets) await checkAnswer(target);
    const rows: string[][] = [];
    for (const size of sizes) {
      const bodyFile = `${folder}/${size}.json`;
      await Deno.writeFile(bodyFile, cleanJson(size));
      for (const connections of CONNECTIONS) {
        const results = await takeTurns(targets, { client, connections, seconds, bodyFile, rounds });
        rows.push(...targets.map((target) => resultRow(target, { size, connections, results })));
      }
    }
    const afterwards = await Promise.all(targets.map((target) => residentMegabytes(target.pid)));
    printResults(rows, { clientName: client.name, rounds, seconds });
    printFootprint(targets, { idle, afterwards });
  } finally {
    await Promise.all(targets.map((target) => target.stop()));
    await Deno.remove(folder, { recursive: true });
  }
}

function printResults(
  rows: readonly (readonly string[])[],
  { clientName, rounds, seconds }: { clientName: string; rounds: number; seconds: number },
): void {
  console.log(
    `\nProxies: load by ${clientName}, gateway from its ${gatewayCommand().what}, Deno ${Deno.version.deno},`,
  );
  console.log(
    `medians of ${rounds} rounds of ${seconds} s; "of passthrough" and "added" compare within a round\n`,
  );
  printTable(
    [
      "body, connections",
      "target",
      "requests/s",
      "of passthrough",
      "p50 ms",
      "added p50 ms",
      "p99 ms",
      "CPU ms a request",
      "failed",
    ],
    rows,
  );
}

function printFootprint(
  targets: readonly Target[],
  { idle, afterwards }: { idle: readonly number[]; afterwards: readonly number[] },
): void {
  console.log("\nStart and memory\n");
  printTable(
    ["target", "start ms", "idle MB", "after the load MB"],
    targets.map((target, index) => [
      target.name,
      figure(target.startMs),
      figure(idle[index] ?? NaN),
      figure(afterwards[index] ?? NaN),
    ]),
  );
}

async function startAll(folder: string): Promise<Target[]> {
  const upstream = await startUpstream();
  const targets = [upstream, await startPassthrough(upstream)];
  for (const mode of ["enforce", "monitor"] as const) {
    targets.push(await startGateway(upstream, { mode, dataDir: `${folder}/${mode}` }));
  }
  const mitmproxy = await startMitmproxy(upstream);
  return mitmproxy === undefined ? targets : [...targets, mitmproxy];
}

/** A refusal is fast, and no measure of a forwarder. */
async function checkAnswer({ name, url }: Target): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: cleanJson(1000) });
  const text = await answer.text();
  if (answer.status === 200 && text.includes("/items/17")) return;
  throw new Error(
    `Cannot measure "${name}": it answered ${answer.status} where the upstream says 200: ${
      text.slice(0, 300)
    }`,
  );
}

interface Turn extends LoadResult {
  /** Time on all cores that the target spent for one request, milliseconds. */
  readonly cpuMs: number;
}

type Results = ReadonlyMap<Target, readonly Turn[]>;

async function takeTurns(
  targets: readonly Target[],
  { client, rounds, ...options }: {
    readonly client: LoadClient;
    readonly connections: number;
    readonly seconds: number;
    readonly bodyFile: string;
    readonly rounds: number;
  },
): Promise<Results> {
  const results = new Map<Target, Turn[]>(targets.map((target) => [target, []]));
  // The first turn of each warms it up and is not counted; a runtime that compiles as it goes needs all of it.
  for (let round = 0; round <= rounds; round++) {
    for (const target of targets) {
      const before = await cpuMilliseconds(target.pid);
      const result = await client.run(target.url, options);
      const cpuMs = (await cpuMilliseconds(target.pid) - before) / result.requests;
      if (round > 0) results.get(target)?.push({ ...result, cpuMs });
    }
  }
  return results;
}

function resultRow(
  target: Target,
  { size, connections, results }: { size: number; connections: number; results: Results },
): string[] {
  const own = results.get(target) ?? [];
  const bare = [...results].find(([other]) => other.name === "passthrough")?.[1] ?? [];
  const compared = (compare: (mine: Turn, its: Turn) => number) =>
    median(own.flatMap((mine, round) => bare[round] === undefined ? [] : [compare(mine, bare[round])]));
  return [
    `${sizeName(size)}, ${connections}`,
    target.name,
    figure(median(own.map((result) => result.perSecond))),
    `${Math.round(100 * compared((mine, its) => mine.perSecond / its.perSecond))} %`,
    figure(median(own.map((result) => result.p50Ms))),
    compared((mine, its) => mine.p50Ms - its.p50Ms).toFixed(3),
    figure(median(own.map((result) => result.p99Ms))),
    figure(median(own.map((turn) => turn.cpuMs))),
    String(own.reduce((sum, result) => sum + result.failed, 0)),
  ];
}
