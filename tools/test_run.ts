/** Runs the tests of a tree in one `deno test`, output streamed, and tells what came of it. */
import { join, relative } from "node:path";
import { SKIP_MARK } from "../tests/skips.ts";
import { countsLine, parseTestReport, type TestReport } from "./test_report.ts";

export interface TestRunOptions {
  /** Only files whose path contains one of these; empty: all. */
  readonly filters: readonly string[];
  /** Passed on to `deno test`, such as `--filter=name`. */
  readonly denoOptions: readonly string[];
  /** Extra environment for the tests. */
  readonly env: Readonly<Record<string, string>>;
  /** Where what `deno test` prints goes; default: this process's own output. */
  readonly output?: "inherit" | "null";
  /** A run that takes longer is ended and has failed, milliseconds. */
  readonly timeoutMs: number;
}

export interface TestRun {
  readonly ok: boolean;
  /** What to print at the end; the last line holds the counts. */
  readonly summary: readonly string[];
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "dist", "coverage"]);

/** Test files below `root`, relative to it, sorted. */
export async function findTestFiles(root: string, filters: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory && !SKIPPED_FOLDERS.has(entry.name) && !entry.name.startsWith(".")) {
        await visit(path);
      }
      if (entry.isFile && /_test\.tsx?$/.test(entry.name)) {
        found.push(relative(root, path).replaceAll("\\", "/"));
      }
    }
  };
  await visit(root);
  return found.filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .sort();
}

/** Runs `files` (relative to `root`) and reads the report. */
export async function runTestFiles(
  root: string,
  files: readonly string[],
  options: TestRunOptions,
): Promise<TestRun> {
  const reportPath = await Deno.makeTempFile({ prefix: "interven-tests-", suffix: ".xml" });
  try {
    const args = [
      "test",
      "-A",
      "--parallel",
      "--no-check",
      `--junit-path=${reportPath}`,
      ...options.denoOptions,
    ];
    const { success, signal } = await new Deno.Command(Deno.execPath(), {
      args: [...args, ...files],
      cwd: root,
      env: { ...testEnvironment(Deno.env.toObject()), ...options.env },
      clearEnv: true,
      signal: AbortSignal.timeout(options.timeoutMs),
      stdin: "null",
      stdout: options.output ?? "inherit",
      stderr: options.output ?? "inherit",
    }).spawn().status;
    const whole = parseTestReport(await Deno.readTextFile(reportPath));
    const selectsByName = options.denoOptions.some((option) => option.startsWith("--filter"));
    const report = selectsByName ? withoutUnselected(whole) : whole;
    const silent = selectsByName ? [] : await findSilent(root, files, report);
    return summarise(report, { success, silent, ended: signal });
  } finally {
    await Deno.remove(reportPath);
  }
}

/** Modules that register tests for others, and how those call them: Deno files a test under the module that calls `Deno.test`. */
const REGISTRARS: readonly (readonly [module: string, call: string])[] = [
  ["./tests/skips.ts", "testUnless("],
  ["./tests/naming_table.ts", "testNaming("],
];

/** Files that told of no test, under their own name or under a registrar's. */
async function findSilent(root: string, files: readonly string[], report: TestReport): Promise<string[]> {
  const silent: string[] = [];
  for (const file of files.filter((each) => !report.files.includes(`./${each}`))) {
    const text = await Deno.readTextFile(join(root, file));
    const isFiledElsewhere = REGISTRARS.some(([module, call]) =>
      report.files.includes(module) && text.includes(call)
    );
    if (!isFiledElsewhere) silent.push(file);
  }
  return silent;
}

/** Deno reports what a `--filter` leaves out as skipped; only what names its reason was. */
function withoutUnselected(report: TestReport): TestReport {
  const skips = report.skips.filter((name) => name.includes(SKIP_MARK));
  return { ...report, skips, skipped: skips.length };
}

interface Ending {
  /** What `deno test` said. */
  readonly success: boolean;
  /** Files that reported no test at all: they broke while loading, or hold none. */
  readonly silent: readonly string[];
  readonly ended: Deno.Signal | null;
}

/** Turns a report into a verdict. No test at all is a failure, and so is whatever the report does not tell of. */
export function summarise(report: TestReport, { success, silent, ended }: Ending): TestRun {
  const summary: string[] = [""];
  for (const name of report.skips) summary.push(`skipped  ${name}`);
  for (const name of report.failures) summary.push(`failed   ${name}`);
  for (const file of silent) summary.push(`failed   ${file}: ran no test`);
  let failed = report.failed + silent.length;
  if (ended !== null) summary.push(`failed   the run was ended by ${ended}`);
  if (!success && failed === 0) failed = 1;
  if (report.passed + failed === 0) summary.push("failed   no test ran");
  summary.push(countsLine({ ...report, failed }));
  return { ok: success && failed === 0 && report.passed > 0, summary };
}

/** The caller's environment without what would change a test's outcome: settings of the gateway, and proxies for loopback. */
export function testEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !/^(INTERVEN_|PORT$|OTEL_)/i.test(name));
  const result = Object.fromEntries(kept);
  const loopback = "localhost,127.0.0.1,::1";
  const noProxy = result["NO_PROXY"] ?? result["no_proxy"];
  return { ...result, NO_PROXY: noProxy === undefined ? loopback : `${noProxy},${loopback}` };
}
