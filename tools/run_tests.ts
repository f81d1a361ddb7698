/**
 * `deno task test [part of a path…] [--filter=name]`: makes what the tests need, runs them, and ends with the line
 * `N passed, N failed, N skipped` (tests and their steps). Exit 1 when one failed or none ran.
 */
import { prepareExecutable } from "../tests/executable/prepare.ts";
import { findTestFiles, runTestFiles } from "./test_run.ts";

/** The whole tree takes a small part of this on two cores; it only ends a run that hangs. */
const RUN_TIMEOUT_MS = 20 * 60_000;

const root = new URL("../", import.meta.url).pathname;

const filters = Deno.args.filter((arg) => !arg.startsWith("-"));
const denoOptions = [
  "--preload=tests/property_settings.ts",
  ...Deno.args.filter((arg) => arg.startsWith("-")),
];
const files = await findTestFiles(root, filters);
if (files.length === 0) {
  console.error(
    `Cannot run tests: no test file has ${filters.map((filter) => `"${filter}"`).join(" or ")} in its path`,
  );
  console.log("0 passed, 0 failed, 0 skipped");
  Deno.exit(1);
}

const env: Record<string, string> = { DENO_JOBS: Deno.env.get("DENO_JOBS") ?? String(jobs()) };
await buildDashboard();
if (files.some((file) => file.startsWith("tests/executable/"))) {
  Object.assign(env, await prepareExecutable());
}
const run = await runTestFiles(root, files, { filters, denoOptions, env, timeoutMs: RUN_TIMEOUT_MS });
for (const line of run.summary) console.log(line);
Deno.exit(run.ok ? 0 : 1);

/** Test files that run at once. Many start servers and children of their own, so more than the cores would only thrash. */
function jobs(): number {
  return Math.min(8, Math.max(1, navigator.hardwareConcurrency));
}

async function buildDashboard(): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "dashboard/build.ts"],
    cwd: root,
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
  if (success) return;
  console.error("Cannot run tests: building the dashboard failed");
  Deno.exit(1);
}
