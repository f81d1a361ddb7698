import { join } from "node:path";
import type { Client, Places, Platform } from "../clients/client.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

/**
 * Where programs keep their settings, as this user's environment tells it.
 *
 * @throws {CommandError} when there is no home.
 */
export function placesOf(shell: Pick<Shell, "env">, os: typeof Deno.build.os = Deno.build.os): Places {
  const platform: Platform = os === "darwin" ? "macos" : os === "windows" ? "windows" : "linux";
  const env = (name: string) => shell.env(name) || undefined;
  const home = (platform === "windows" ? env("USERPROFILE") : undefined) ?? env("HOME");
  if (home === undefined) {
    throw new CommandError("Cannot find the user's home: want HOME (or USERPROFILE) set");
  }
  const config = env("XDG_CONFIG_HOME") ?? join(home, ".config");
  const appData = {
    macos: join(home, "Library", "Application Support"),
    linux: config,
    windows: env("APPDATA") ?? join(home, "AppData", "Roaming"),
  }[platform];
  return { platform, home, appData, config, env, join };
}

export interface FileWish {
  readonly file?: string;
  readonly project?: boolean;
}

/**
 * The settings file of a client that is meant: the one named, that of the project, or the user's.
 *
 * @throws {UsageError} when the client has no file of the kind.
 */
export function settingsFileOf(client: Client, { file, project }: FileWish, places: Places): string {
  if (file !== undefined && project === true) {
    throw new UsageError("Cannot use --file together with --project");
  }
  if (file !== undefined) return file;
  if (project === true) {
    if (client.projectFile !== undefined) return join(Deno.cwd(), ...client.projectFile.split("/"));
    throw new UsageError(`Cannot use --project with ${client.title}: it has no settings file of a project`);
  }
  const files = client.files(places);
  const [usual] = files;
  if (usual === undefined) {
    throw new UsageError(`Cannot find the settings of ${client.title} on this platform: want --file <path>`);
  }
  return files.find(exists) ?? usual;
}

export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
