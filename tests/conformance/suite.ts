/** Runs the official conformance suite (npm:@modelcontextprotocol/conformance) and reads what it found. */
import { walk } from "./walk.ts";

const root = new URL("../../", import.meta.url);
export const at = (path: string): string => decodeURIComponent(new URL(path, root).pathname);
const SUITE = at("node_modules/@modelcontextprotocol/conformance/dist/index.js");

/** The revisions whose requirements the suite has; with the first, clients and servers shake hands, with the second they do not. */
export const REVISIONS = ["2025-11-25", "2026-07-28"] as const;
export type Revision = typeof REVISIONS[number];

/** What one scenario found. */
export interface Outcome {
  readonly passed: number;
  /** Names of the checks that failed, and of those that warn. */
  readonly failed: readonly string[];
  readonly warned: readonly string[];
}

export type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Runs all that a revision requires of a server at an address, or of a client that a command starts, and what the suite has for it beyond
 * that.
 */
export async function runSuite(
  role: { readonly server: string } | { readonly client: string },
  { revision, env = {} }: { revision: Revision; env?: Readonly<Record<string, string>> },
): Promise<Outcomes> {
  const target = "server" in role ? ["server", "--url", role.server] : ["client", "--command", role.client];
  const cwd = await Deno.makeTempDir({ prefix: "interven-conformance-" });
  try {
    await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", SUITE, ...target, "--requirements", revision, "-o", "results"],
      cwd,
      env: { NO_COLOR: "1", ...env },
      stdout: "null",
      stderr: "null",
    }).output();
    return await readOutcomes(`${cwd}/results`);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

interface Check {
  readonly id: string;
  readonly status: "SUCCESS" | "FAILURE" | "WARNING" | "INFO" | "SKIPPED";
}

/** Each scenario has a folder, named after it and the time. */
async function readOutcomes(folder: string): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  for (const path of await walk(folder, "checks.json")) {
    const scenario = path.slice(folder.length + 1).replace(/^server-/, "").replace(
      /-\d{4}-\d\d-\d\dT[^/]*\/.*$/,
      "",
    );
    const checks: readonly Check[] = JSON.parse(await Deno.readTextFile(path));
    const named = (status: Check["status"]) =>
      checks.filter((check) => check.status === status).map(({ id }) => id).sort();
    outcomes.set(scenario, {
      passed: named("SUCCESS").length,
      failed: named("FAILURE"),
      warned: named("WARNING"),
    });
  }
  return new Map([...outcomes].sort(([a], [b]) => a < b ? -1 : 1));
}
