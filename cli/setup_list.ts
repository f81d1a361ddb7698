/** Which clients this machine has, and which of their servers go through Interven. */
import { CLIENTS } from "../clients/list.ts";
import type { Client, Places } from "../clients/client.ts";
import { read } from "../clients/files/rewrite.ts";
import { FORMATS } from "../clients/formats.ts";
import { isGuard, isProxied, serversOf } from "../clients/servers.ts";
import { readSettings } from "./settings_backup.ts";
import { join } from "node:path";
import { exists } from "./client_places.ts";
import type { Shell } from "./shell.ts";
import { printable, textTable } from "./text_table.ts";

interface FoundServer {
  readonly name: string;
  readonly kind: "stdio" | "http" | "unknown";
  readonly through: "proxy" | "guard" | null;
}

interface Found {
  readonly client: string;
  readonly title: string;
  readonly file: string;
  readonly scope: "user" | "project";
  readonly servers: readonly FoundServer[];
  /** Why it could not be read. */
  readonly problem: string | null;
}

export function listClients(places: Places, shell: Shell, { json }: { readonly json: boolean }): void {
  const found = CLIENTS.flatMap((client) => foundOf(client, places));
  if (json) return shell.out(JSON.stringify({ clients: found }, null, 2));
  if (found.length === 0) {
    shell.out(`No client was found. Known are ${CLIENTS.map(({ id }) => id).join(", ")}.`);
    return;
  }
  const rows = found.map(({ client, servers, file, problem }) => [
    client,
    problem === null ? `${servers.length} server${servers.length === 1 ? "" : "s"}` : "unreadable",
    problem === null ? protectedText(servers) : printable(problem),
    file,
  ]);
  for (const line of textTable([["CLIENT", "SERVERS", "THROUGH INTERVEN", "FILE"], ...rows])) shell.out(line);
  shell.out("");
  shell.out("interven setup <client> shows what it would change there.");
}

function protectedText(servers: readonly FoundServer[]): string {
  const names = servers.flatMap(({ name, through }) =>
    through === null ? [] : [through === "guard" ? "the guard" : printable(name, 40)]
  );
  return names.length === 0 ? "none" : names.join(", ");
}

function foundOf(client: Client, places: Places): readonly Found[] {
  const files = client.files(places).map((file) => ({ file, scope: "user" as const }));
  const project = client.projectFile === undefined
    ? []
    : [{ file: join(Deno.cwd(), ...client.projectFile.split("/")), scope: "project" as const }];
  return [...files, ...project].filter(({ file }) => exists(file)).map(({ file, scope }) => ({
    client: client.id,
    title: client.title,
    file,
    scope,
    ...contentOf(client, file),
  }));
}

function contentOf(client: Client, file: string): Pick<Found, "servers" | "problem"> {
  try {
    const parsed = read(readSettings(file).text ?? "", FORMATS[client.format]);
    if (!parsed.ok) {
      const { line, column, message } = parsed.broken;
      return { servers: [], problem: `line ${line}, column ${column}: ${message}` };
    }
    const servers = serversOf(client, parsed.value).map((server): FoundServer => ({
      name: server.name,
      kind: server.words !== undefined ? "stdio" : server.url !== undefined ? "http" : "unknown",
      through: isProxied(server) ? "proxy" : isGuard(server) ? "guard" : null,
    }));
    return { servers, problem: null };
  } catch (error) {
    return { servers: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
