/** What is to be changed in a client's settings; pure, so that it can be shown before it is done. */
import type { Client } from "./client.ts";
import type { Change, JsonMap, Path } from "./files/change.ts";
import { isGuard, isProxied, type Server, serversOf, serversPath } from "./servers.ts";

export const GUARD_NAME = "interven";

export type SetupMode = "guard" | "proxy";

export interface SetupPlan {
  readonly mode: SetupMode;
  readonly changes: readonly Change[];
  /** Servers that are left as they are, and why. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
  /** Servers that go through the proxy already, or the guard that is there already. */
  readonly already: readonly string[];
}

export interface SetupWish {
  /** Default: the proxy when there is a server to put it in front of, else the guard. */
  readonly mode?: SetupMode;
  /** Names of the servers to put the proxy in front of. Default: all. */
  readonly only?: readonly string[];
  /** How the client starts this program. */
  readonly command: string;
}

export function planSetup(client: Client, settings: JsonMap, wish: SetupWish): SetupPlan {
  const servers = serversOf(client, settings);
  const others = servers.filter((server) => !isGuard(server));
  const mode = wish.mode ?? (others.length > 0 || wish.only !== undefined ? "proxy" : "guard");
  return mode === "guard" ? planGuard(client, settings, { servers, wish }) : planProxy(client, others, wish);
}

function planGuard(
  client: Client,
  settings: JsonMap,
  { servers, wish }: { servers: readonly Server[]; wish: SetupWish },
): SetupPlan {
  const path = serversPath(client, settings);
  // One that only some project has does not count.
  const own = servers.filter((server) => server.path.length === path.length + 1);
  const there = own.find(isGuard);
  if (there !== undefined) return { mode: "guard", changes: [], left: [], already: [there.name] };
  const { command, args, fixed } = client.stdio;
  const words = args === null
    ? { [command]: [wish.command, "mcp"] }
    : { [command]: wish.command, [args]: ["mcp"] };
  const value = { ...fixed?.(GUARD_NAME), ...words };
  if (own.some(({ name }) => name === GUARD_NAME)) {
    const why = `another server is called "${GUARD_NAME}" already`;
    return { mode: "guard", changes: [], left: [{ name: GUARD_NAME, why }], already: [] };
  }
  const change: Change = client.form === "list"
    ? { op: "append", path, value }
    : { op: "put", path: [...path, GUARD_NAME], value };
  return { mode: "guard", changes: [change], left: [], already: [] };
}

function planProxy(client: Client, servers: readonly Server[], { only, command }: SetupWish): SetupPlan {
  const wanted = servers.filter(({ name }) => only === undefined || only.includes(name));
  const missing = (only ?? []).filter((name) => !servers.some((server) => server.name === name));
  const left = missing.map((name) => ({ name, why: "there is no such server" }));
  const changes: Change[] = [];
  const already: string[] = [];
  for (const server of wanted) {
    if (isProxied(server)) already.push(server.name);
    else if (server.words !== undefined) changes.push(...behindProxy(client, server, command));
    else if (only !== undefined && whyNotByUrl(server) === undefined) {
      changes.push(...behindProxyByUrl(client, server, command));
    } else left.push({ name: server.name, why: whyNotByUrl(server) ?? BY_NAME_ALONE });
  }
  return { mode: "proxy", changes, left, already };
}

/** Whether a server over HTTP wants a sign-in, which the proxy cannot do for the client, is not told by its entry. */
const BY_NAME_ALONE =
  "it is reached over HTTP: --server puts the proxy in front of it, unless it asks for a sign-in";

/** Arguments of a command can be read by every user of a machine, so nothing secret may become one. */
function whyNotByUrl({ url, entry }: Server): string | undefined {
  if (url === undefined) return "how it is started is not written in a form known here";
  if (Object.keys(entry).some((key) => /header|auth|token|oauth/i.test(key))) {
    return "it is reached over HTTP with headers, which would be seen in the list of processes";
  }
  const plain = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && !/[?@$]/.test(url);
  return plain
    ? undefined
    : "its address holds more than a place, which would be seen in the list of processes";
}

/** The words before the server's own. */
function proxyWords(name: string): readonly string[] {
  return ["mcp", "proxy", "--server-name", policyName(name), "--"];
}

/** A name that `--server-name` takes: what else the client allows becomes a dash. */
function policyName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
  return plain.slice(0, 100).replace(/[^a-z0-9]+$/, "") || "server";
}

function behindProxy({ stdio }: Client, server: Server, command: string): readonly Change[] {
  const { words = [], path, name, entry } = server;
  const [program = ""] = words;
  const commandPath = [...path, stdio.command];
  if (stdio.args === null) {
    return [{ op: "prepend", path: commandPath, items: [command, ...proxyWords(name)] }];
  }
  const argsPath = [...path, stdio.args];
  const items = [...proxyWords(name), program];
  return [
    { op: "put", path: commandPath, value: command },
    entry[stdio.args] === undefined
      ? { op: "put", path: argsPath, value: items }
      : { op: "prepend", path: argsPath, items },
  ];
}

function behindProxyByUrl(
  client: Client,
  { path, name, url = "", entry }: Server,
  command: string,
): readonly Change[] {
  const { stdio } = client;
  const args = ["mcp", "proxy", "--server-name", policyName(name), "--url", url];
  const start: readonly Change[] = stdio.args === null
    ? [{ op: "put", path: [...path, stdio.command], value: [command, ...args] }]
    : [
      { op: "put", path: [...path, stdio.command], value: command },
      { op: "put", path: [...path, stdio.args], value: args },
    ];
  const type = stdio.fixed?.(name)["type"];
  return [
    ...start,
    ...typed(path, entry, typeof type === "string" ? type : undefined),
    ...withoutUrl(client, path, entry),
  ];
}

function withoutUrl({ http }: Client, path: Path, entry: JsonMap): readonly Change[] {
  return http.filter((key) => entry[key] !== undefined).map((key): Change => ({
    op: "remove",
    path: [...path, key],
  }));
}

function typed(path: Path, entry: JsonMap, type: string | undefined): readonly Change[] {
  if (type !== undefined) return [{ op: "put", path: [...path, "type"], value: type }];
  return entry["type"] === undefined ? [] : [{ op: "remove", path: [...path, "type"] }];
}

/** Takes away what {@linkcode planSetup} adds, wherever it stands now, and leaves the rest. */
export function planUndo(client: Client, settings: JsonMap): readonly Change[] {
  const servers = serversOf(client, settings);
  const back = servers.filter(isProxied).flatMap((server) => fromBehindProxy(client, server));
  // From the last, so that the places of the others in a list stay true.
  const guards = servers.filter((server) => isGuard(server) && server.name === GUARD_NAME).reverse();
  return [...back, ...guards.map(({ path }): Change => ({ op: "remove", path }))];
}

function fromBehindProxy(client: Client, { words = [], path, entry }: Server): readonly Change[] {
  const { stdio, http: [urlKey], httpType } = client;
  const cut = words.indexOf("--");
  const url = cut < 0 ? words[words.indexOf("--url") + 1] : undefined;
  if (url !== undefined && words.includes("--url") && urlKey !== undefined) {
    const keys = [stdio.command, ...(stdio.args === null ? [] : [stdio.args])];
    return [
      { op: "put", path: [...path, urlKey], value: url },
      ...typed(path, entry, httpType),
      ...keys.map((key): Change => ({ op: "remove", path: [...path, key] })),
    ];
  }
  const program = words[cut + 1];
  if (cut < 0 || program === undefined) return [];
  const commandPath = [...path, stdio.command];
  if (stdio.args === null) return [{ op: "dropFirst", path: commandPath, count: cut + 1 }];
  return [
    { op: "put", path: commandPath, value: program },
    // The first word is the command itself, the one after the cut becomes it.
    { op: "dropFirst", path: [...path, stdio.args], count: cut + 1 },
  ];
}
