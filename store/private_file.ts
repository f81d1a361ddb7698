/** Files that only their owner may read. On Windows modes do not exist; the user's profile folder protects them there. */

const OWNER_ONLY = 0o600;
const HAS_MODES = Deno.build.os !== "windows";

/** Creates an empty file with mode 0600 where none is. Existing content stays; loose permissions are tightened. */
export function ensurePrivateFile(path: string): void {
  Deno.openSync(path, { write: true, create: true, mode: OWNER_ONLY }).close();
  tightenMode(path);
}

/** Takes every right of group and others away. */
export function tightenMode(path: string): void {
  if (!HAS_MODES) return;
  const mode = Deno.statSync(path).mode ?? OWNER_ONLY;
  if ((mode & 0o077) !== 0) Deno.chmodSync(path, OWNER_ONLY);
}

/**
 * Writes a file that appears under its name complete or not at all, and never over another.
 *
 * @returns false when a file of that name was there already.
 */
export function createPrivateFile(path: string, content: string): boolean {
  const draft = `${path}.${crypto.randomUUID()}.tmp`;
  Deno.writeTextFileSync(draft, content, { createNew: true, mode: OWNER_ONLY });
  try {
    // A hard link fails when the name is taken, where a rename would replace: two processes that start together agree.
    Deno.linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  } finally {
    Deno.removeSync(draft);
  }
}

/** Puts a file in the place of another, complete or not at all. */
export function replacePrivateFile(path: string, content: string): void {
  const draft = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    Deno.writeTextFileSync(draft, content, { createNew: true, mode: OWNER_ONLY });
    Deno.renameSync(draft, path);
  } catch (error) {
    try {
      Deno.removeSync(draft);
    } catch {
      // It was not made.
    }
    throw error;
  }
}
