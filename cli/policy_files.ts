import { join } from "node:path";
import { CommandError } from "./exit_codes.ts";

export interface PolicyFile {
  /** As the user would name it; stands in every message about the file. */
  readonly name: string;
  readonly text: string;
}

/** Cases for `interven policy test` lie beside the policies and are none themselves. */
const POLICY_FILE = /^(?!\.)(?!.*(?:_test|\.test)\.).*\.(?:ya?ml|json)$/i;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Reads a policy file, or every `.yaml`, `.yml` and `.json` file of a folder in the order of their names. Folders
 * inside it, hidden files and `*_test.*` are left out.
 *
 * @throws {CommandError} when there is nothing to read or something cannot be read.
 */
export async function readPolicyFiles(path: string): Promise<readonly PolicyFile[]> {
  try {
    const { isDirectory } = await Deno.stat(path);
    if (!isDirectory) return [await readOne(path)];
    const names: string[] = [];
    for await (const entry of Deno.readDir(path)) {
      if (!entry.isDirectory && POLICY_FILE.test(entry.name)) names.push(entry.name);
    }
    if (names.length === 0) {
      throw new CommandError(
        `Cannot read policy "${path}": found no .yaml, .yml or .json file in the folder`,
      );
    }
    return await Promise.all(names.sort().map((name) => readOne(join(path, name))));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`Cannot read policy "${path}": ${reasonOf(cause)}`, undefined, { cause });
  }
}

async function readOne(path: string): Promise<PolicyFile> {
  const { size } = await Deno.stat(path);
  if (size > MAX_FILE_BYTES) {
    throw new CommandError(
      `Cannot read policy "${path}": found ${size} bytes, wanted at most ${MAX_FILE_BYTES}`,
    );
  }
  return { name: path, text: await Deno.readTextFile(path) };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return "no such file or folder";
  if (cause instanceof Deno.errors.PermissionDenied) return "permission denied";
  return cause instanceof Error ? cause.message : String(cause);
}
