/**
 * Many calls through one gateway: whether its memory stays flat once it is warm, and whether every call that was answered is in the
 * record. The record is checked from outside, once the gateway has ended: its rows are counted, and its chain is verified.
 */
import { DatabaseSync } from "node:sqlite";
import { cleanJson } from "./bodies.ts";
import { findLoadClient } from "./load.ts";
import { median } from "./statistics.ts";
import { figure, printTable } from "./table.ts";
import { residentMegabytes, type Target } from "./target.ts";
import { gatewayCommand, startGateway, startUpstream } from "./target_programs.ts";

export interface SoakOptions {
  /** As many are answered at least. */
  readonly calls: number;
  /** How long the load goes on between two looks at the memory. */
  readonly seconds: number;
}

const CONNECTIONS = 32;
/** This share of the calls warms the gateway up. */
const WARM_UP = 0.3;
/** The same share at each end of what follows is compared. */
const COMPARED = 0.2;

interface Look {
  /** Answered so far. */
  readonly calls: number;
  readonly megabytes: number;
  readonly perSecond: number;
  readonly failed: number;
}

export async function benchSoak({ calls, seconds }: SoakOptions): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "interven-soak-" });
  const upstream = await startUpstream();
  const dataDir = `${folder}/data`;
  // A record that forgets nothing, so that every call can be counted.
  const more = ["--max-store-size", "0"];
  const gateway = await startGateway(upstream, { mode: "enforce", dataDir, more });
  let isStopped = false;
  try {
    const bodyFile = `${folder}/body.json`;
    await Deno.writeFile(bodyFile, cleanJson(1000));
    const looks = await load(gateway, { calls, seconds, bodyFile });
    await gateway.stop();
    isStopped = true;
    report(looks, countRecords(dataDir), await verify(dataDir));
  } finally {
    if (!isStopped) await gateway.stop();
    await upstream.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

async function load(
  gateway: Target,
  { calls, seconds, bodyFile }: SoakOptions & { readonly bodyFile: string },
): Promise<readonly Look[]> {
  const client = await findLoadClient();
  console.log(`\nSoak: load by ${client.name}, gateway from its ${gatewayCommand().what}\n`);
  const looks: Look[] = [];
  let answered = 0;
  while (answered < calls) {
    const options = { connections: CONNECTIONS, seconds, bodyFile, script: "load_soak.lua" } as const;
    const { requests, perSecond, failed } = await client.run(gateway.url, options);
    answered += requests;
    looks.push({ calls: answered, megabytes: await residentMegabytes(gateway.pid), perSecond, failed });
  }
  return looks;
}

function countRecords(dataDir: string): { readonly calls: number; readonly outcomes: number } {
  const db = new DatabaseSync(`${dataDir}/interven.db`, { readOnly: true });
  const count = (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  try {
    return { calls: count("traces"), outcomes: count("trace_outcomes") };
  } finally {
    db.close();
  }
}

/** What `interven audit verify` says of the record. */
async function verify(dataDir: string): Promise<string> {
  const { command, args } = gatewayCommand();
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, "audit", "verify", "--data-dir", dataDir],
  }).output();
  const said = new TextDecoder().decode(code === 0 ? stdout : stderr).trim().split("\n")[0] ?? "";
  return code === 0 ? said : `FAILED: ${said}`;
}

function report(
  looks: readonly Look[],
  recorded: { readonly calls: number; readonly outcomes: number },
  verified: string,
): void {
  printTable(
    ["calls answered", "requests/s", "resident MB", "failed"],
    thinned(looks).map(({ calls, perSecond, megabytes, failed }) => [
      figure(calls),
      figure(perSecond),
      figure(megabytes),
      String(failed),
    ]),
  );
  const answered = looks.at(-1)?.calls ?? 0;
  const warm = looks.filter(({ calls }) => calls > WARM_UP * answered).map(({ megabytes }) => megabytes);
  const some = Math.max(1, Math.round(warm.length * COMPARED));
  const [first, last] = [median(warm.slice(0, some)), median(warm.slice(-some))];
  const growth = 100 * (last / first - 1);
  console.log(
    `\nMemory once warm: ${figure(first)} MB, at the end ${figure(last)} MB: ${growth.toFixed(1)} %`,
  );
  // Those that were under way when the load ended were recorded, and their answers not waited for.
  const isAll = recorded.calls >= answered;
  console.log(
    `Recorded: ${recorded.calls} calls and ${recorded.outcomes} outcomes, for ${answered} answers: ` +
      (isAll ? "none is missing" : `${answered - recorded.calls} ARE MISSING`),
  );
  console.log(`Chain: ${verified}`);
}

const SHOWN_LOOKS = 20;

function thinned(looks: readonly Look[]): readonly Look[] {
  const every = Math.ceil(looks.length / SHOWN_LOOKS);
  return looks.filter((_, index) => index % every === 0 || index === looks.length - 1);
}
