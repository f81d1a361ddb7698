/** The load client where wrk is not installed. Arguments: URL, connections, seconds, file with the body. Prints one line of JSON. */
import autocannon from "autocannon";
import { percentile } from "./statistics.ts";

const [url = "", connections = "1", seconds = "1", bodyFile = ""] = Deno.args;
const times: number[] = [];
let failed = 0;

const instance = autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  method: "POST",
  headers: { "content-type": "application/json" },
  body: Buffer.from(Deno.readFileSync(bodyFile)),
});
// Its own histogram counts whole milliseconds only.
instance.on("response", (_client: unknown, status: number, _bytes: number, milliseconds: number) => {
  times.push(milliseconds);
  if (status >= 400) failed += 1;
});
const result = await instance;
console.log(JSON.stringify({
  requests: times.length,
  seconds: result.duration,
  p50Ms: percentile(times, 0.5),
  p99Ms: percentile(times, 0.99),
  failed: failed + result.errors,
}));
