/** What is known of a program that starts MCP servers: where it keeps its settings, and how a server is written there. */
import type { JsonMap, Path } from "./files/change.ts";

export type Platform = "macos" | "linux" | "windows";

/** The folders that settings lie in, as the environment of the user tells them. */
export interface Places {
  readonly platform: Platform;
  readonly home: string;
  /** `%APPDATA%`, `~/Library/Application Support`, or `$XDG_CONFIG_HOME`. */
  readonly appData: string;
  /** `$XDG_CONFIG_HOME` or `~/.config`, for programs that use it on every platform. */
  readonly config: string;
  env(name: string): string | undefined;
  join(...parts: string[]): string;
}

export type Format = "json" | "jsonc" | "yaml" | "toml";

/** How a server that the client starts itself is written. */
export interface StdioShape {
  /** Key of the program. */
  readonly command: string;
  /** Key of its arguments; null: the command is a list that holds them too. */
  readonly args: string | null;
  /** What else a new entry must have. */
  fixed?(name: string): JsonMap;
}

export interface Client {
  /** As it is called on the command line. */
  readonly id: string;
  /** As its makers call it. */
  readonly title: string;
  readonly format: Format;
  /** Files of the user, the usual one first; the first that exists is taken. Empty: the vendor tells none for this platform. */
  files(places: Places): readonly string[];
  /** File of a project, from its root. Absent: there is none. */
  readonly projectFile?: string;
  /** Where the servers stand. A function where that depends on what is there already. */
  readonly servers: Path | ((settings: JsonMap) => Path);
  /** Further places in the same file where servers stand; new ones are never put there. */
  more?(settings: JsonMap): readonly Path[];
  /** `list`: items with a `name` instead of a map by name. Default `map`. */
  readonly form?: "map" | "list";
  readonly stdio: StdioShape;
  /** Keys that hold the address of a server that is reached over HTTP. */
  readonly http: readonly string[];
  /** What `type` says of such a server. Absent: it need not be there. */
  readonly httpType?: string;
  /** What to do for the change to count. */
  readonly restart: string;
}

/** The shape of Claude Desktop's file, which most clients have taken over. */
export const COMMAND_AND_ARGS: StdioShape = { command: "command", args: "args" };
