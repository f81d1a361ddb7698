/**
 * `deno task compile [--target <triple> | --all] [--output <file>]`: makes the executable, for this platform unless told otherwise.
 *
 * Deno downloads the runtime of the target by itself; on a network that does not reach its download host, `DENORT_BIN` names one.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildDashboard } from "../dashboard/build.ts";
import { type Bundle, bundleProgram } from "./bundle.ts";

export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

/** What the program may do: everything it needs, and neither native code nor a question on the terminal. */
const PERMISSIONS = [
  "--allow-net",
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
  "--allow-run",
  "--no-prompt",
] as const;

/** More than this does not belong into a single file that people download. */
export const MAX_EXECUTABLE_BYTES = 100_000_000;

const ROOT = decodeURIComponent(new URL("../", import.meta.url).pathname);

export interface CompileOptions {
  /** Platform triple; default: this machine's. */
  readonly target?: string;
  /** Runtime to link instead of the one that Deno downloads. */
  readonly denort?: string;
}

/** The executable could not be made; the message says why in one line. */
export class CompileError extends Error {
  override name = "CompileError";
}

/**
 * Bundles and links the program into `output`; resolves to its size in bytes.
 *
 * @throws {CompileError} when `deno compile` fails or the result is too large.
 */
export async function compile(output: string, options: CompileOptions = {}): Promise<number> {
  await buildDashboard();
  const buildFolder = `${output}.build`;
  try {
    const bundle = await bundleProgram(ROOT, buildFolder);
    await link(bundle, output, options);
  } finally {
    // Not there when the bundle failed, and then that is the error to tell.
    await Deno.remove(buildFolder, { recursive: true }).catch(() => {});
  }
  const { size } = await Deno.stat(output);
  if (size > MAX_EXECUTABLE_BYTES) {
    throw new CompileError(`Cannot ship "${output}": ${size} bytes, at most ${MAX_EXECUTABLE_BYTES} wanted`);
  }
  return size;
}

async function link(bundle: Bundle, output: string, { target, denort }: CompileOptions): Promise<void> {
  const args = ["compile", "--quiet", "--no-check", "--no-config", "--no-lock", "--no-npm", "--no-remote"];
  // The cache of compiled code would lie under a guessable name in the system's temporary folder, where another user of the machine
  // could put one of theirs for us to run. Without it, start-up takes some 20 ms longer.
  args.push("--no-code-cache", "--unstable-worker-options", ...PERMISSIONS, `--output=${output}`);
  if (target !== undefined) args.push(`--target=${target}`);
  for (const path of bundle.includes) args.push(`--include=${path}`);
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...args, bundle.main],
    cwd: ROOT,
    env: {
      // Read when compiling and baked in: its spans would carry full URLs, with the secrets in them.
      OTEL_DENO: "false",
      ...(denort === undefined ? {} : { DENORT_BIN: denort }),
    },
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
  if (success) return;
  throw new CompileError(
    `Cannot compile "${output}": deno compile failed; where its download host cannot be reached, DENORT_BIN names a runtime of the target`,
  );
}

/** Where the executable of a target goes when nobody says: `dist/interven-<target>`, with the ending Windows wants. */
export function outputFor(target: string): string {
  return join(ROOT, "dist", `interven-${target}${target.includes("windows") ? ".exe" : ""}`);
}

const OPTIONS = { target: { type: "string" }, all: { type: "boolean" }, output: { type: "string" } } as const;

/** What the command line asks for: one output a target, where no target means this machine's platform. */
export function plan(
  args: readonly string[],
): readonly { target?: string; output: string }[] | { refused: string } {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS }));
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
  const { target, all, output } = values;
  if (target !== undefined && !TARGETS.some((known) => known === target)) {
    return { refused: `Unknown target "${target}": want one of ${TARGETS.join(", ")}` };
  }
  if (all && (target !== undefined || output !== undefined)) {
    return {
      refused:
        "Cannot use --all together with --target or --output: it makes every target, each under its own name",
    };
  }
  if (all) return TARGETS.map((each) => ({ target: each, output: outputFor(each) }));
  if (target !== undefined) return [{ target, output: output ?? outputFor(target) }];
  return [{
    output: output ?? join(ROOT, "dist", Deno.build.os === "windows" ? "interven.exe" : "interven"),
  }];
}

async function main(): Promise<void> {
  const planned = plan(Deno.args);
  if ("refused" in planned) {
    console.error(planned.refused);
    Deno.exit(2);
  }
  for (const { output, ...options } of planned) {
    const size = await compile(output, options);
    console.log(`${output}  ${(size / 1e6).toFixed(1)} MB`);
  }
}

if (import.meta.main) {
  await main().catch((error) => {
    if (!(error instanceof CompileError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  });
}
