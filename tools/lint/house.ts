/** The rooms of the house and who may import whom. docs/architecture.md says why; the lint rules beside this file hold everyone to it. */

const MIDDLE_ROOMS = ["proxy", "api", "mcp", "workers", "store", "notify", "clients", "dashboard"] as const;

/** For each room that ships, the other rooms it may import. A new room is entered here before it is written. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["cli"],
  cli: [...MIDDLE_ROOMS, "engine"],
  proxy: ["engine"],
  api: ["engine"],
  mcp: ["engine"],
  workers: ["engine"],
  store: ["engine"],
  notify: ["engine"],
  clients: ["engine"],
  dashboard: ["engine"],
  engine: [],
};

/** They may import anything, and nothing that ships may import them. */
const WORKSHOPS: readonly string[] = ["tests", "bench", "tools", "training"];

/** The part of the dashboard that runs in a browser. */
const BROWSER_FOLDER = "dashboard/app/";

const ROOT_PATH = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/** The path of a linted file from the root of the repository, with forward slashes; undefined when the file lies outside. */
export function pathInHouse(filename: string): string | undefined {
  const path = filename.replaceAll("\\", "/");
  const rooted = /^[A-Za-z]:\//.test(path) ? `/${path}` : path;
  if (rooted.startsWith(ROOT_PATH)) return rooted.slice(ROOT_PATH.length);
  return rooted.startsWith("/") ? undefined : rooted.replace(/^\.\//, "");
}

/** The room a path belongs to: its first folder, or the file itself when it lies at the root. */
export function roomOf(path: string): string {
  return path.split("/", 1)[0] ?? path;
}

/** Whether a file is never part of the program: a test, or a workshop's file. */
export function isWorkshopFile(path: string): boolean {
  return /_test\.tsx?$/.test(path) || WORKSHOPS.includes(roomOf(path));
}

export function isEngineFile(path: string): boolean {
  return roomOf(path) === "engine" && !isWorkshopFile(path);
}

export interface ImportEdge {
  /** Importing file, from the root of the repository. */
  readonly from: string;
  /** As written in the source. */
  readonly specifier: string;
  /** True for `import type` and `export type … from`. */
  readonly typeOnly: boolean;
}

/** Says in one sentence why an import is against the dependency direction; undefined when it is not. */
export function objectionTo({ from, specifier, typeOnly }: ImportEdge): string | undefined {
  if (isWorkshopFile(from)) return undefined;
  const room = roomOf(from);
  const allowed = MAY_IMPORT[room];
  if (allowed === undefined) {
    return `Unknown room "${room}": a file that ships lives in one of ${Object.keys(MAY_IMPORT).join(", ")}`;
  }
  if (specifier.startsWith("file:") || specifier.startsWith("/")) {
    return `Cannot import "${specifier}": expected a relative path`;
  }
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) return objectionToPackage(room, specifier);
  const target = resolve(from, specifier);
  if (isWorkshopFile(target)) return `Cannot import "${target}" from "${from}": it is no part of the program`;
  if (from.startsWith(BROWSER_FOLDER) && !target.startsWith(BROWSER_FOLDER)) {
    return typeOnly
      ? undefined
      : `Cannot import "${target}" from "${BROWSER_FOLDER}": only \`import type\` may leave it`;
  }
  const targetRoom = roomOf(target);
  if (targetRoom === room || allowed.includes(targetRoom)) return undefined;
  if (target === "deno.json" && room !== "engine") return undefined;
  return `Cannot import "${target}" from "${room}": it may import ${allowed.join(", ") || "no other room"}`;
}

function objectionToPackage(room: string, specifier: string): string | undefined {
  if (room !== "engine" || !specifier.startsWith("node:") || specifier === "node:crypto") return undefined;
  return `Cannot import "${specifier}" from "engine": it is pure, of the platform only node:crypto is allowed`;
}

function resolve(from: string, specifier: string): string {
  // A root of many folders keeps "../../.." that climbs out of the house from being silently clamped back into it.
  const base = "https://house.invalid/outside/outside/outside/house/";
  const { pathname } = new URL(specifier, base + from);
  return pathname.startsWith("/outside/outside/outside/house/")
    ? decodeURIComponent(pathname.slice("/outside/outside/outside/house/".length))
    : "(outside the repository)";
}
