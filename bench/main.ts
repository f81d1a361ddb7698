/**
 * `deno task bench [proxy|scan|pool|worst|history|correlate|audit|mcp|console|soak|mixed] [--quick] [--calls N]`: measures the gateway beside others (`proxy`, the default), the scan alone, the policy alone, the ways to it, the worst texts for each rule, what history costs, what it costs to remember what was read, what the audit chain costs, what the MCP proxy adds to a call, what the console costs the browser, whether memory stays flat over many calls (`--calls`, by default a million), or how small calls fare beside large bodies.
 */
import { parseArgs } from "node:util";
import { benchConsole } from "./console.ts";
import { benchCorrelate } from "./correlate.ts";
import { benchHistory } from "./history.ts";
import { benchMcp } from "./mcp.ts";
import { benchMixed } from "./mixed.ts";
import { benchPolicy } from "./policy.ts";
import { benchAudit } from "./audit.ts";
import { benchHoldUp, benchPool } from "./pool.ts";
import { benchProxy } from "./proxy.ts";
import { benchScan } from "./scan.ts";
import { benchSoak } from "./soak.ts";
import { benchWorstCase } from "./worst_case.ts";

const { values: { quick = false, calls = "1000000" }, positionals } = parseArgs({
  args: Deno.args,
  options: { quick: { type: "boolean" }, calls: { type: "string" } },
  allowPositionals: true,
});
const what = positionals.length === 0 ? ["proxy"] : positionals;

for (const name of what) {
  if (name === "proxy") {
    await benchProxy(quick ? { seconds: 1, rounds: 1, sizes: [1000, 262_144] } : { seconds: 3, rounds: 3 });
  } else if (name === "scan") benchScan({ seconds: quick ? 0.1 : 1 });
  else if (name === "policy") benchPolicy({ seconds: quick ? 0.2 : 2 });
  else if (name === "pool") {
    await benchPool({ seconds: quick ? 0.2 : 1 });
    await benchHoldUp({ seconds: quick ? 0.5 : 2 });
  } else if (name === "worst") {
    await benchWorstCase({ chars: quick ? 20_000 : 100_000, ruleTimeoutMs: 60_000, shown: quick ? 15 : 40 });
  } else if (name === "history") await benchHistory({ calls: quick ? 2_000 : 20_000 });
  else if (name === "correlate") benchCorrelate({ seconds: quick ? 0.2 : 2 });
  else if (name === "audit") {
    await benchAudit(quick ? { calls: 3_000, rounds: 1 } : { calls: 15_000, rounds: 5 });
  } else if (name === "mcp") {
    await benchMcp(quick ? { calls: 300, megabytes: 5 } : { calls: 3_000, megabytes: 50 });
  } else if (name === "console") {
    await benchConsole(
      quick ? { rows: 2_000, seconds: 2, rate: 500 } : { rows: 10_000, seconds: 10, rate: 500 },
    );
  } else if (name === "soak") {
    await benchSoak(quick ? { calls: 20_000, seconds: 2 } : { calls: Number(calls), seconds: 10 });
  } else if (name === "mixed") {
    await benchMixed(quick ? { seconds: 2, rounds: 1 } : { seconds: 6, rounds: 3 });
  } else {
    console.error(
      `Cannot measure "${name}": proxy, scan, pool, worst, history, correlate, audit, mcp, console, soak and mixed are known`,
    );
    Deno.exit(2);
  }
}
