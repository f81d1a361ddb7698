/** Where everything that outlives a run is kept, and the one error that says why it cannot be. */
import { homedir } from "node:os";
import { join } from "node:path";

/** The data folder cannot be made or written. The message is one line for the user. */
export class DataDirError extends Error {
  override name = "DataDirError";
}

export interface Platform {
  /** Default: `Deno.build.os`. */
  readonly os: typeof Deno.build.os;
  /** Reads one environment variable. Default: `Deno.env.get`. */
  readonly env: (name: string) => string | undefined;
  /** Default: the home folder of the user who runs the program. */
  readonly home: () => string;
}

const HERE: Platform = { os: Deno.build.os, env: (name) => Deno.env.get(name), home: homedir };

/**
 * The platform's folder for the program's data. Nothing is created.
 *
 * Linux and others: `$XDG_DATA_HOME/interven`, else `~/.local/share/interven` (XDG Base Directory
 * Specification 0.8: a relative value is to be ignored). macOS: `~/Library/Application Support/Interven`.
 * Windows: `%LOCALAPPDATA%\Interven`.
 */
export function defaultDataDir(platform: Platform = HERE): string {
  const { os, env, home } = platform;
  if (os === "darwin") return join(home(), "Library", "Application Support", "Interven");
  if (os === "windows") {
    return join(env("LOCALAPPDATA") || join(home(), "AppData", "Local"), "Interven");
  }
  const xdg = env("XDG_DATA_HOME");
  return join(xdg?.startsWith("/") ? xdg : join(home(), ".local", "share"), "interven");
}

/**
 * Makes the folder (mode 0700) where it is missing, and proves that it can be written.
 * A folder that exists keeps its mode: it may be a mount or be shared on purpose.
 *
 * @throws {DataDirError} when it cannot be made, is no folder, or cannot be written.
 */
export function prepareDataDir(path: string): void {
  const probe = join(path, `.write-test-${crypto.randomUUID()}.tmp`);
  try {
    Deno.mkdirSync(path, { recursive: true, mode: 0o700 });
    Deno.writeTextFileSync(probe, "", { mode: 0o600, createNew: true });
    Deno.removeSync(probe);
  } catch (error) {
    throw new DataDirError(
      `Cannot use the data folder "${path}": ${reasonOf(error)}; name a writable folder with --data-dir`,
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.NotCapable) return "the program may not write there";
  if (error instanceof Error && /read-only file system/i.test(error.message)) {
    return "its file system is read-only";
  }
  if (error instanceof Deno.errors.AlreadyExists || error instanceof Deno.errors.NotADirectory) {
    return "a file stands where a folder is wanted";
  }
  return error instanceof Error ? error.message.replaceAll("\n", " ") : String(error);
}
