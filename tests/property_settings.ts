/**
 * Loaded before every test file: property tests draw the same examples in each run, so that a run tells of the change at hand and not of
 * its luck. `FUZZ_SEED` draws others; `deno task fuzz` does so again and again.
 */
import fc from "fast-check";

const SEED = 20_260_101;

const asked = Number(Deno.env.get("FUZZ_SEED"));
const seed = Number.isSafeInteger(asked) && asked !== 0 ? asked : SEED;
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
