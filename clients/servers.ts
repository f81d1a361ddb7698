/** The servers in a client's settings, as one form whatever the client writes. */
import type { Client } from "./client.ts";
import { isList, isMap, type Json, type JsonMap, type Path, valueAt } from "./files/change.ts";

export interface Server {
  readonly name: string;
  readonly path: Path;
  readonly entry: JsonMap;
  /** Program and arguments; undefined for a server that the client does not start. */
  readonly words: readonly string[] | undefined;
  /** Address of a server that is reached over HTTP. */
  readonly url: string | undefined;
}

export function serversPath(client: Client, settings: JsonMap): Path {
  return typeof client.servers === "function" ? client.servers(settings) : client.servers;
}

export function serversOf(client: Client, settings: JsonMap): readonly Server[] {
  const paths = [serversPath(client, settings), ...(client.more?.(settings) ?? [])];
  return paths.flatMap((path) => serversAt(client, settings, path));
}

function serversAt(client: Client, settings: JsonMap, path: Path): readonly Server[] {
  const found = valueAt(settings, path);
  const entries: (readonly [string | number, Json])[] = isList(found)
    ? found.map((entry, i) => [i, entry] as const)
    : isMap(found)
    ? Object.entries(found)
    : [];
  return entries.flatMap(([key, entry]) => {
    if (!isMap(entry)) return [];
    const name = typeof key === "string" ? key : entry["name"];
    if (typeof name !== "string") return [];
    return [{ name, path: [...path, key], entry, words: wordsOf(client, entry), url: urlOf(client, entry) }];
  });
}

function wordsOf({ stdio }: Client, entry: JsonMap): readonly string[] | undefined {
  const command = entry[stdio.command];
  if (stdio.args === null) return isWords(command) && command.length > 0 ? command : undefined;
  if (typeof command !== "string" || command === "") return undefined;
  const args = entry[stdio.args] ?? [];
  return isWords(args) ? [command, ...args] : undefined;
}

function isWords(value: Json | undefined): value is readonly string[] {
  return isList(value) && value.every((word) => typeof word === "string");
}

function urlOf({ http }: Client, entry: JsonMap): string | undefined {
  return http.map((key) => entry[key]).find((value): value is string => typeof value === "string");
}

/** Whether a command line starts Interven, however that is installed. */
function startsInterven([program = "", first]: readonly string[]): boolean {
  const name = program.split(/[\\/]/).at(-1) ?? "";
  return /^interven(?:[-.]|$)/i.test(name) && first === "mcp";
}

export function isGuard(server: Server): boolean {
  return server.words !== undefined && startsInterven(server.words) && server.words[2] !== "proxy";
}

export function isProxied(server: Server): boolean {
  const [, first, second, third] = server.words ?? [];
  if (first !== "mcp" || second !== "proxy" || server.words === undefined) return false;
  // An executable may have any name; nobody else has these words.
  return startsInterven(server.words) ||
    (third === "--server-name" && server.words.some((word) => word === "--" || word === "--url"));
}
