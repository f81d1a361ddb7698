/** The secret that opens the console: kept in the data folder, readable by its owner alone. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DataDirError } from "./data_dir.ts";
import { createPrivateFile, tightenMode } from "./private_file.ts";

const FILE_NAME = "console-token";
const TOKEN_BYTES = 32;
/** 32 bytes in base64url without padding (RFC 4648, section 5). */
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;

export function consoleTokenPath(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/**
 * Reads the console token, making it on the first run. Loose permissions are tightened.
 * A user who wants another token deletes the file.
 *
 * @throws {DataDirError} when the file cannot be read or made, or holds something else.
 */
export function loadConsoleToken(dataDir: string): string {
  const path = consoleTokenPath(dataDir);
  try {
    const made = readToken(path);
    if (made !== undefined) return made;
    createPrivateFile(path, randomBytes(TOKEN_BYTES).toString("base64url") + "\n");
    // Read back: when two processes start together, the file holds the token of the one that came first.
    const token = readToken(path);
    if (token !== undefined) return token;
    throw new DataDirError(`Cannot read the console token "${path}": it vanished after it was made`);
  } catch (error) {
    if (error instanceof DataDirError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirError(`Cannot use the console token "${path}": ${reason}`, { cause: error });
  }
}

function readToken(path: string): string | undefined {
  let text: string;
  try {
    tightenMode(path);
    text = Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const token = text.trim();
  if (!TOKEN_FORM.test(token)) {
    throw new DataDirError(
      `Cannot use the console token "${path}": found ${token.length} characters, wanted 43 of base64url; delete the file to have a new one made`,
    );
  }
  return token;
}
