/** The secret that opens the console: kept in the data folder, readable by its owner alone. */
import { join } from "node:path";
import { loadSecretFile, replaceSecretFile } from "./secret_file.ts";

const FILE_NAME = "console-token";

export function consoleTokenPath(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/**
 * Reads the console token, making it on the first run.
 *
 * @throws {DataDirError} when the file cannot be read or made, or holds something else.
 */
export function loadConsoleToken(dataDir: string): string {
  return loadSecretFile(consoleTokenPath(dataDir), "console token");
}

/**
 * Puts a new console token in the place of the one in the file. Gateways that run already keep theirs until they are told.
 *
 * @throws {DataDirError} when the file cannot be written.
 */
export function replaceConsoleToken(dataDir: string): string {
  return replaceSecretFile(consoleTokenPath(dataDir), "console token");
}
