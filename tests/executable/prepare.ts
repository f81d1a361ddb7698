/** Builds the executable that the tests here drive, once a run. */
import { compile } from "../../tools/compile.ts";
import { findDenort, NoDenortError } from "../../tools/denort.ts";

const PATH_VARIABLE = "INTERVEN_TEST_EXECUTABLE";
const REASON_VARIABLE = "INTERVEN_TEST_NO_EXECUTABLE";

/** The executable, or why there is none on this machine. */
export type Executable = { readonly path: string } | { readonly missing: string };

/**
 * Builds the executable and returns the environment that tells the tests about it.
 *
 * @throws {NoDenortError} in CI, where a missing runtime must not pass for a skipped test.
 */
export async function prepareExecutable(): Promise<Record<string, string>> {
  const executable = await buildExecutable();
  return "path" in executable
    ? { [PATH_VARIABLE]: executable.path }
    : { [REASON_VARIABLE]: executable.missing };
}

/** What `prepareExecutable` made; builds it when a test file is run on its own. */
export async function executableUnderTest(): Promise<Executable> {
  const path = Deno.env.get(PATH_VARIABLE);
  if (path !== undefined) return { path };
  const missing = Deno.env.get(REASON_VARIABLE);
  return missing === undefined ? await buildExecutable() : { missing };
}

async function buildExecutable(): Promise<Executable> {
  try {
    const denort = await findDenort();
    const path = decodeURIComponent(new URL("../../dist/test/interven", import.meta.url).pathname);
    await compile(path, { denort });
    return { path };
  } catch (error) {
    if (!(error instanceof NoDenortError) || Deno.env.get("CI")) throw error;
    return { missing: error.message };
  }
}
