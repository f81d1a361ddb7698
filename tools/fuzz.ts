/**
 * `deno task fuzz [--rounds <n>] [part of a path…]`: runs the property tests with other examples in each round, until one fails or all rounds
 * are over (default: 10; 0: no end). A round that fails prints the seed that shows it again.
 */
import { parseArgs } from "node:util";
import { findTestFiles, runTestFiles } from "./test_run.ts";

const ROUND_TIMEOUT_MS = 30 * 60_000;
/** What fast-check takes: 32 bits, signed. */
const MAX_SEED = 2 ** 31 - 1;

const root = new URL("../", import.meta.url).pathname;
const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: { rounds: { type: "string", default: "10" } },
});
if (!/^\d{1,9}$/.test(values.rounds)) {
  console.error(`Invalid --rounds "${values.rounds}": want a whole number, 0 for no end`);
  Deno.exit(2);
}
const rounds = Number(values.rounds) || Infinity;
const files = await propertyTests(positionals);
if (files.length === 0) {
  console.error("Cannot fuzz: no file of property tests has that in its path");
  Deno.exit(2);
}
for (let round = 1; round <= rounds; round++) {
  const seed = 1 + Math.floor(Math.random() * MAX_SEED);
  console.log(`round ${round}, seed ${seed}, ${files.length} files`);
  const run = await runTestFiles(root, files, {
    filters: positionals,
    denoOptions: ["--preload=tests/property_settings.ts", "--quiet"],
    env: { FUZZ_SEED: String(seed), DENO_JOBS: String(navigator.hardwareConcurrency) },
    output: "null",
    timeoutMs: ROUND_TIMEOUT_MS,
  });
  for (const line of run.summary) console.log(line);
  if (!run.ok) {
    console.error(`See it again with: FUZZ_SEED=${seed} deno task test ${positionals.join(" ")}`);
    Deno.exit(1);
  }
}

async function propertyTests(filters: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of await findTestFiles(root, filters)) {
    const text = await Deno.readTextFile(`${root}${file}`);
    if (text.includes('from "fast-check"')) found.push(file);
  }
  return found;
}
