/** Reading the files that a policy is written in, and saving one of them from the console. */
import { createHash } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { basename, dirname, join } from "node:path";
import { formatProblem, type PolicyProblem } from "../engine/policy/document.ts";
import { packFile } from "../engine/policy/packs.ts";
import { CommandError } from "./exit_codes.ts";
import { assemblePolicy } from "./load_policy.ts";
import { namesPacks, type PolicyFile, readPolicyFiles } from "./policy_files.ts";
import type { PolicySource } from "./policy_source.ts";
import { readSettings, replaceSettings } from "./settings_backup.ts";

/** Backups of one file that are kept; older ones go. */
const MAX_BACKUPS = 10;

/** What is on disk now. It can differ from what is in force, which is the last that loaded. */
export interface PolicyOnDisk {
  readonly kind: "built-in" | "packs" | "file" | "folder" | "saved";
  /** Files of one's own, not those of packs. */
  readonly files: readonly PolicyFile[];
  /** Digest of names and texts. */
  readonly version: string;
  /** Why nothing can be saved from here; null when it can. */
  readonly readOnly: string | null;
  /** The file that the first save makes; null when there are files. */
  readonly newFile: string | null;
  /** Packs in force when there are no files. */
  readonly packs: readonly string[];
  /** What is wrong with the files; the last good policy is in force while there is something. */
  readonly problems: readonly PolicyProblem[];
}

export type SaveOutcome =
  | { readonly kind: "saved"; readonly backup: string; readonly onDisk: PolicyOnDisk }
  | { readonly kind: "read_only"; readonly reason: string }
  /** Somebody else has changed the files meanwhile. */
  | { readonly kind: "changed"; readonly version: string }
  /** The text does not load; nothing was written. */
  | { readonly kind: "invalid"; readonly problems: readonly PolicyProblem[] };

/** @throws {CommandError} when the files cannot be read. */
export async function readPolicyOnDisk(source: PolicySource): Promise<PolicyOnDisk> {
  const path = source.path();
  if (path === undefined) {
    const { savedPath = null } = source;
    const readOnly = savedPath === null ? "No data folder is in use" : whyNotWritable(savedPath);
    return {
      kind: "built-in",
      files: [],
      version: versionOf([]),
      readOnly,
      newFile: savedPath,
      packs: ["default"],
      problems: [],
    };
  }
  if (namesPacks(path)) {
    const packs = path.slice("pack:".length).split(",").map((name) => name.trim());
    const readOnly =
      "The gateway was started with packs that come with the program. Start it with --policy and a file " +
      `of your own that begins with extends: [${packs.join(", ")}]`;
    return { kind: "packs", files: [], version: versionOf([]), readOnly, newFile: null, packs, problems: [] };
  }
  const files = await readPolicyFiles(path);
  const loaded = assemblePolicy(files);
  const isFolder = files.length !== 1 || files[0]?.name !== path;
  return {
    kind: path === source.savedPath ? "saved" : isFolder ? "folder" : "file",
    files,
    version: versionOf(files),
    readOnly: files.map(({ name }) => whyNotWritable(name)).find((reason) => reason !== null) ?? null,
    newFile: null,
    packs: [],
    problems: loaded.ok ? [] : loaded.errors,
  };
}

/**
 * Puts a text in the place of one file, in one step and with a backup beside it, and has it come into force. What does not load is not
 * written.
 *
 * @param expected the version that the person has seen.
 * @throws {CommandError} when it cannot be written.
 */
export async function savePolicy(
  source: PolicySource,
  file: PolicyFile,
  { expected, now }: { expected: string; now: Date },
): Promise<SaveOutcome> {
  const before = await readPolicyOnDisk(source);
  if (before.readOnly !== null) return { kind: "read_only", reason: before.readOnly };
  if (before.version !== expected) return { kind: "changed", version: before.version };
  const known = before.files.find(({ name }) => name === file.name);
  if (known === undefined && file.name !== before.newFile) {
    return { kind: "read_only", reason: `"${file.name}" is no file of the policy in force` };
  }
  const loaded = assemblePolicy([...before.files.filter(({ name }) => name !== file.name), file]);
  if (!loaded.ok) return { kind: "invalid", problems: loaded.errors };
  const settings = readSettings(file.name);
  if (settings.text !== known?.text) {
    return { kind: "changed", version: (await readPolicyOnDisk(source)).version };
  }
  const backup = replaceSettings(settings, file.text, now);
  removeOldBackups(settings.path);
  const isInForce = await source.reload("console");
  const onDisk = await readPolicyOnDisk(source);
  if (isInForce) return { kind: "saved", backup, onDisk };
  throw new CommandError(
    `Cannot bring the saved policy into force: ${
      onDisk.problems.slice(0, 1).map(formatProblem).join() || "see the log"
    }`,
  );
}

/** 16 hex digits; the same for the same names and texts. */
function versionOf(files: readonly PolicyFile[]): string {
  const told = files.map(({ name, text }) => [name, text]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 16);
}

/** Whether a file can be replaced: the file itself, and the folder in which the new one is made. */
function whyNotWritable(path: string): string | null {
  try {
    const { path: real, text } = readSettings(path);
    accessSync(dirname(real), constants.W_OK);
    if (text !== undefined) accessSync(real, constants.W_OK);
    return null;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    return `The gateway may not write to "${path}"`;
  }
}

function removeOldBackups(path: string): void {
  const start = `${basename(path)}.interven-backup-`;
  const folder = dirname(path);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
    name.startsWith(start)
  );
  // Their names begin with the time.
  for (const name of names.sort().slice(0, -MAX_BACKUPS)) Deno.removeSync(join(folder, name));
}

/** The text of a pack, to be read and copied; undefined when there is none of that name. */
export function packText(name: string): string | undefined {
  return packFile(name)?.text;
}
