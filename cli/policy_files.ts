import { basename, dirname, extname, join } from "node:path";
import { PACK_NAMES, PACK_PREFIX, packFile } from "../engine/policy/packs.ts";
import { CommandError } from "./exit_codes.ts";

export interface PolicyFile {
  /** As the user would name it; stands in every message about the file. */
  readonly name: string;
  readonly text: string;
}

/** Cases for `interven policy test` lie beside the policies and are none themselves. */
const POLICY_FILE = /^(?!\.)(?!.*(?:_test|\.test|\.cases)\.).*\.(?:ya?ml|json)$/i;
const CASE_FILE = /^(?!\.).*\.cases\.(?:ya?ml|json)$/i;
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Whether a policy is named by packs (`pack:sre`, `pack:sre,finance`) and not by a path. */
export function namesPacks(path: string): boolean {
  return path.startsWith(PACK_PREFIX);
}

function readPacks(names: string): readonly PolicyFile[] {
  return names.slice(PACK_PREFIX.length).split(",").map((name) => {
    const file = packFile(name.trim());
    if (file !== undefined) return file;
    throw new CommandError(
      `Cannot read policy "${names}": found no pack "${name.trim()}", allowed: ${PACK_NAMES.join(", ")}`,
    );
  });
}

/**
 * Reads a policy file, or every `.yaml`, `.yml` and `.json` file of a folder in the order of their names, or packs that come with the
 * program. Folders inside a folder, hidden files, `*.cases.*` and `*_test.*` are left out.
 *
 * @throws {CommandError} when there is nothing to read or something cannot be read.
 */
export async function readPolicyFiles(path: string): Promise<readonly PolicyFile[]> {
  if (namesPacks(path)) return readPacks(path);
  try {
    const { isDirectory } = await Deno.stat(path);
    if (!isDirectory) return [await readOne(path)];
    const names = await namesIn(path, POLICY_FILE);
    if (names.length === 0) {
      throw new CommandError(
        `Cannot read policy "${path}": found no .yaml, .yml or .json file in the folder`,
      );
    }
    return await Promise.all(names.map((name) => readOne(join(path, name))));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`Cannot read policy "${path}": ${reasonOf(cause)}`, undefined, { cause });
  }
}

/**
 * Reads the files of cases beside a policy: every `*.cases.yaml` of its folder, or for one file those that begin with its name
 * (`payments.yaml`: `payments.cases.yaml`, `payments.refunds.cases.yaml`). None when there are none.
 *
 * @throws {CommandError} when something cannot be read.
 */
export async function readCaseFiles(path: string): Promise<readonly PolicyFile[]> {
  if (namesPacks(path)) return [];
  try {
    const { isDirectory } = await Deno.stat(path);
    const folder = isDirectory ? path : dirname(path);
    const stem = isDirectory ? "" : `${basename(path, extname(path))}.`;
    const names = (await namesIn(folder, CASE_FILE)).filter((name) => name.startsWith(stem));
    return await Promise.all(names.map((name) => readOne(join(folder, name))));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`Cannot read the cases of "${path}": ${reasonOf(cause)}`, undefined, { cause });
  }
}

/** In their order. */
async function namesIn(folder: string, wanted: RegExp): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.isDirectory && wanted.test(entry.name)) names.push(entry.name);
  }
  return names.sort();
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
