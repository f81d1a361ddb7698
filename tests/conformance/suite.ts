/** Runs the official conformance suite (npm:@modelcontextprotocol/conformance) and reads what it found. */
import { walk } from "./walk.ts";

const root = new URL("../../", import.meta.url);
export const at = (path: string): string => decodeURIComponent(new URL(path, root).pathname);
/** As deno.json pins it. */
export const SUITE_VERSION: string = JSON.parse(
  await Deno.readTextFile(at("node_modules/@modelcontextprotocol/conformance/package.json")),
).version;
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

/** Runs all that a revision requires of a server at an address, and what the suite has for it beyond that. */
export async function runServerScenarios(url: string, revision: Revision): Promise<Outcomes> {
  return await run(["server", "--url", url, "--requirements", revision]);
}

/** Runs one scenario for a client, started by a command to which the suite appends the address of its server. */
export async function runClientScenario(
  scenario: string,
  { command, revision }: { command: string; revision: Revision },
): Promise<Outcome | undefined> {
  const outcomes = await run([
    ...["client", "--command", command, "--scenario", scenario],
    ...["--spec-version", revision, "--timeout", String(CLIENT_TIMEOUT_MS)],
  ]);
  return outcomes.get(scenario);
}

/** Only ends what hangs. */
const CLIENT_TIMEOUT_MS = 120_000;

/** Names of the scenarios for clients, but those of signing in: that is between client and server, and the proxy has no part in it. */
export async function clientScenarios(revision: Revision): Promise<readonly string[]> {
  const { stdout } = await suite(["list", "--requirements", revision], Deno.cwd());
  const [, list = ""] = new TextDecoder().decode(stdout).split("Client scenarios");
  const required = (list.split("Run and reported")[0] ?? "").matchAll(/^ {2}- (\S+)$/gm);
  const reported = list.matchAll(/^ {4}- (\S+) \[client\]$/gm);
  return [...required, ...reported].map(([, name = ""]) => name).filter((name) => !name.startsWith("auth/"));
}

async function run(args: readonly string[]): Promise<Outcomes> {
  const cwd = await Deno.makeTempDir({ prefix: "interven-conformance-" });
  try {
    await suite([...args, "-o", "results"], cwd);
    return await readOutcomes(`${cwd}/results`);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

function suite(args: readonly string[], cwd: string): Promise<Deno.CommandOutput> {
  const env = { NO_COLOR: "1" };
  return new Deno.Command(Deno.execPath(), { args: ["run", "-A", SUITE, ...args], cwd, env }).output();
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
