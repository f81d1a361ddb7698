/** The secret that opens the console: kept in the data folder, readable by its owner alone. */
import { join } from "node:path";
import { loadSecretFile } from "./secret_file.ts";

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
