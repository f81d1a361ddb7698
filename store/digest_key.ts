/** The key of redaction style `hash`: with it the same value has the same digest in every process and after a restart. */
import { join } from "node:path";
import { loadSecretFile } from "./secret_file.ts";

const FILE_NAME = "digest-key";

/**
 * Reads the key, making it on the first run.
 *
 * @throws {DataDirError} when the file cannot be read or made, or holds something else.
 */
export function loadDigestKey(dataDir: string): string {
  return loadSecretFile(join(dataDir, FILE_NAME), "digest key");
}
