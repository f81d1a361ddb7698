/** The local authority's files in the data folder: the certificate for everybody, the key for its owner alone. */
import { join } from "node:path";
import type { Leaf } from "../proxy/intercept/authority.ts";
import { createPrivateFile, tightenMode } from "../store/private_file.ts";
import { CommandError } from "./exit_codes.ts";

export interface CaPaths {
  readonly folder: string;
  /** PEM of the certificate. */
  readonly cert: string;
  /** PEM of the key, mode 0600. */
  readonly key: string;
  /** The system's authorities and this one, for programs that take one file instead of theirs. */
  readonly bundle: string;
}

export function caPaths(dataDir: string): CaPaths {
  const folder = join(dataDir, "ca");
  return {
    folder,
    cert: join(folder, "ca.pem"),
    key: join(folder, "ca.key"),
    bundle: join(folder, "bundle.pem"),
  };
}

/**
 * The authority of a data folder; null when none was made. Loose permissions of its key are tightened.
 *
 * @throws {CommandError} when it is there in part or cannot be read
 */
export function readAuthority(dataDir: string): Leaf | null {
  const paths = caPaths(dataDir);
  const cert = textOf(paths.cert);
  const key = textOf(paths.key);
  if (cert === null && key === null) return null;
  if (cert === null || key === null) {
    const missing = cert === null ? paths.cert : paths.key;
    throw new CommandError(
      `Cannot use the certificate authority: "${missing}" is missing; remove the rest with interven ca remove`,
    );
  }
  tightenMode(paths.key);
  return { cert, key };
}

function textOf(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Cannot read the certificate authority: ${reason}`, undefined, { cause: error });
  }
}

/**
 * Keeps a new authority, never over another.
 *
 * @throws {CommandError} when there is one already or it cannot be written
 */
export function writeAuthority(dataDir: string, { cert, key }: Leaf): CaPaths {
  const paths = caPaths(dataDir);
  try {
    Deno.mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
    if (!createPrivateFile(paths.key, key)) {
      throw new CommandError(
        `Cannot make a certificate authority: there is one in "${paths.folder}"; interven ca remove takes it away`,
      );
    }
    Deno.writeTextFileSync(paths.cert, cert, { mode: 0o644 });
    return paths;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `Cannot keep the certificate authority in "${paths.folder}": ${reason}`,
      undefined,
      {
        cause: error,
      },
    );
  }
}

/** Removes the authority. False when there was none. */
export function removeAuthority(dataDir: string): boolean {
  try {
    Deno.removeSync(caPaths(dataDir).folder, { recursive: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Cannot remove the certificate authority: ${reason}`, undefined, { cause: error });
  }
}
