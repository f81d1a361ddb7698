/**
 * `deno task bench [proxy|scan|pool] [--quick]`: measures the gateway beside others (`proxy`, the default), the scan alone, or the ways to it.
 */
import { parseArgs } from "node:util";
import { benchHoldUp, benchPool } from "./pool.ts";
import { benchProxy } from "./proxy.ts";
import { benchScan } from "./scan.ts";

const { values: { quick = false }, positionals } = parseArgs({
  args: Deno.args,
  options: { quick: { type: "boolean" } },
  allowPositionals: true,
});
const what = positionals.length === 0 ? ["proxy"] : positionals;

for (const name of what) {
  if (name === "proxy") {
    await benchProxy(quick ? { seconds: 1, rounds: 1, sizes: [1000, 262_144] } : { seconds: 3, rounds: 3 });
  } else if (name === "scan") benchScan({ seconds: quick ? 0.1 : 1 });
  else if (name === "pool") {
    await benchPool({ seconds: quick ? 0.2 : 1 });
    await benchHoldUp({ seconds: quick ? 0.5 : 2 });
  } else {
    console.error(`Cannot measure "${name}": proxy, scan and pool are known`);
    Deno.exit(2);
  }
}
