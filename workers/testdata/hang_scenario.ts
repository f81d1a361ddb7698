/**
 * What happens around a rule that never returns, told as one line of JSON. A program of its own, since its hung threads end with it alone.
 */
import { createScannerPool } from "../pool.ts";
import { UNRULY_WORK } from "./unruly_work.ts";

const transport = Deno.args[0] === "messages" ? "messages" : "shared";
const pool = createScannerPool({
  workers: 2,
  workerUrl: new URL("./unruly_worker.ts", import.meta.url),
  work: UNRULY_WORK,
  inlineMaxBytes: -1,
  transport,
  graceMs: 50,
});
const ask = (text: string, timeoutMs: number) =>
  pool.scan({ parts: [{ kind: "body", content: text }], host: "", want: { redact: false }, timeoutMs });

while (pool.health().workers < 2) await new Promise((resolve) => setTimeout(resolve, 0));
const [hung, ...others] = await Promise.all([
  ask("hang", 100),
  ...Array.from({ length: 50 }, () => ask("fine", 30_000)),
]);
const afterwards = await ask("hang", 30_000);
const health = pool.health();
const unfinished = ask("fine", 30_000);
await pool.close();
console.log(JSON.stringify({
  hung,
  othersOk: others.filter((other) => other.ok).length,
  afterwards,
  lost: health.lost,
  benchedRules: health.benchedRules,
  unfinished: await unfinished,
}));
Deno.exit(0);
