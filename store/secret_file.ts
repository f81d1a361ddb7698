/** Secrets of the installation, each in a file of its own in the data folder, readable by its owner alone. */
import { randomBytes } from "node:crypto";
import { DataDirError } from "./data_dir.ts";
import { createPrivateFile, replacePrivateFile, tightenMode } from "./private_file.ts";

const SECRET_BYTES = 32;
/** 32 bytes in base64url without padding (RFC 4648, section 5). */
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads a secret, making it on the first run. Loose permissions are tightened. A user who wants another one deletes the file.
 *
 * @param what What it is, for messages: `console token`.
 * @throws {DataDirError} when the file cannot be read or made, or holds something else.
 */
export function loadSecretFile(path: string, what: string): string {
  try {
    const made = readSecret(path, what);
    if (made !== undefined) return made;
    createPrivateFile(path, newSecret() + "\n");
    // Read back: when two processes start together, the file holds the secret of the one that came first.
    const secret = readSecret(path, what);
    if (secret !== undefined) return secret;
    throw new DataDirError(`Cannot read the ${what} "${path}": it vanished after it was made`);
  } catch (error) {
    if (error instanceof DataDirError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirError(`Cannot use the ${what} "${path}": ${reason}`, { cause: error });
  }
}

/**
 * Writes a new secret over the one that is there.
 *
 * @param what What it is, for messages: `console token`.
 * @throws {DataDirError} when the file cannot be written.
 */
export function replaceSecretFile(path: string, what: string): string {
  const secret = newSecret();
  try {
    replacePrivateFile(path, secret + "\n");
    return secret;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirError(`Cannot replace the ${what} "${path}": ${reason}`, { cause: error });
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function readSecret(path: string, what: string): string | undefined {
  let text: string;
  try {
    tightenMode(path);
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const secret = text.trim();
  if (!SECRET_FORM.test(secret)) {
    throw new DataDirError(
      `Cannot use the ${what} "${path}": found ${secret.length} characters, wanted 43 of base64url; delete the file to have a new one made`,
    );
  }
  return secret;
}
