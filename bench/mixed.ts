/**
 * Small calls while 10 MB bodies are scanned: how much longer they wait. Alone and beside the big ones in turns, so that a machine that
 * slows down slows both.
 */
import { cleanJson } from "./bodies.ts";
import { findLoadClient, type LoadResult } from "./load.ts";
import { median } from "./statistics.ts";
import { figure, printTable } from "./table.ts";
import type { Target } from "./target.ts";
import { gatewayCommand, startGateway, startPassthrough, startUpstream } from "./target_programs.ts";

export interface MixedOptions {
  readonly seconds: number;
  readonly rounds: number;
}

const SMALL_BYTES = 1_000;
/** Just under the largest that is taken. */
const BIG_BYTES = 9_900_000;
const SMALL_CONNECTIONS = 4;

interface Round {
  readonly alone: LoadResult;
  readonly beside: LoadResult;
  readonly big: LoadResult;
}

export async function benchMixed({ seconds, rounds }: MixedOptions): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "interven-mixed-" });
  const upstream = await startUpstream();
  const targets = [
    await startPassthrough(upstream),
    await startGateway(upstream, { mode: "enforce", dataDir: `${folder}/data` }),
  ];
  try {
    const small = `${folder}/small.json`;
    const big = `${folder}/big.json`;
    await Deno.writeFile(small, cleanJson(SMALL_BYTES));
    await Deno.writeFile(big, cleanJson(BIG_BYTES));
    const client = await findLoadClient();
    const run = (target: Target, connections: number, bodyFile: string) =>
      client.run(target.url, { connections, seconds, bodyFile });
    const rows: string[][] = [];
    for (const target of targets) {
      await run(target, SMALL_CONNECTIONS, small);
      await run(target, 1, big);
      const results: Round[] = [];
      for (let round = 0; round < rounds; round++) {
        const alone = await run(target, SMALL_CONNECTIONS, small);
        const [beside, bigOnes] = await Promise.all([
          run(target, SMALL_CONNECTIONS, small),
          run(target, 1, big),
        ]);
        results.push({ alone, beside, big: bigOnes });
      }
      rows.push(rowOf(target, results));
    }
    console.log(
      `\nSmall calls (1 kB, ${SMALL_CONNECTIONS} connections) beside bodies of 10 MB (1 connection): load by ${client.name}, ` +
        `gateway from its ${gatewayCommand().what}, medians of ${rounds} rounds of ${seconds} s\n`,
    );
    printTable(
      ["target", "p50 alone", "p50 beside", "p99 alone", "p99 beside", "times", "10 MB bodies/s", "failed"],
      rows,
    );
  } finally {
    await Promise.all([...targets, upstream].map((target) => target.stop()));
    await Deno.remove(folder, { recursive: true });
  }
}

function rowOf(target: Target, rounds: readonly Round[]): string[] {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const failed = rounds.reduce(
    (sum, { alone, beside, big }) => sum + alone.failed + beside.failed + big.failed,
    0,
  );
  return [
    target.name,
    figure(of(({ alone }) => alone.p50Ms)),
    figure(of(({ beside }) => beside.p50Ms)),
    figure(of(({ alone }) => alone.p99Ms)),
    figure(of(({ beside }) => beside.p99Ms)),
    figure(of(({ alone, beside }) => beside.p99Ms / alone.p99Ms)),
    figure(of(({ big }) => big.perSecond)),
    String(failed),
  ];
}
