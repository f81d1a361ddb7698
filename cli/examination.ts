import { RULES } from "../engine/rules/list.ts";
import { prepareDataDir } from "../store/data_dir.ts";
import { openStore } from "../store/open_store.ts";
import { createScannerPool, type ScannerPool } from "../workers/pool.ts";
import { dataDirOf } from "./data_folder.ts";
import { requiredKey } from "./engine_parts.ts";
import { EXIT } from "./exit_codes.ts";
import { loadPolicy } from "./load_policy.ts";
import { countRules } from "./policy_summary.ts";
import type { Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { openThreatIntel } from "./threat_intel.ts";
import { textTable } from "./text_table.ts";
import { VERSION } from "./version.ts";

type DoctorSettings = Settings<
  | "policy"
  | "threatIntel"
  | "internalDomain"
  | "dataDir"
  | "workers"
  | "gatewayUrl"
  | "apiKey"
  | "scanTimeoutMs"
>;

/** One thing that is looked at: its state in words, or an exception that says what is wrong. */
interface Check {
  readonly name: string;
  readonly run: () => string | Promise<string>;
}

/** Larger than what is scanned on the calling thread, so that the self-test goes through a worker. */
const SELF_TEST_BYTES = 64 * 1024;

/** Prints what is in force, and whether it works. */
export async function examine(settings: DoctorSettings, shell: Shell): Promise<void> {
  const rows: string[][] = [];
  let failures = 0;
  for (const { name, run } of checksFor(settings)) {
    try {
      rows.push(["ok", name, await run()]);
    } catch (error) {
      failures += 1;
      rows.push(["FAILED", name, error instanceof Error ? error.message : String(error)]);
    }
  }
  for (const line of textTable(rows)) shell.out(line);
  shell.exitCode = failures === 0 ? EXIT.ok : EXIT.failure;
}

function checksFor(settings: DoctorSettings): readonly Check[] {
  const { os, arch } = Deno.build;
  const shared: readonly Check[] = [
    { name: "version", run: () => `interven ${VERSION}, Deno ${Deno.version.deno}, ${os} ${arch}` },
    { name: "data folder", run: () => dataFolder(settings.dataDir) },
  ];
  if (settings.gatewayUrl !== undefined) {
    const url = settings.gatewayUrl;
    return [...shared, { name: "engine", run: () => remoteEngine(url, settings.apiKey) }];
  }
  const workers = settings.workers ?? Math.max(1, navigator.hardwareConcurrency - 1);
  return [
    ...shared,
    { name: "policy", run: () => policyInForce(settings.policy) },
    { name: "rules", run: () => `${RULES.length} detection rules` },
    { name: "places", run: () => placesInForce(settings.threatIntel) },
    { name: "inside", run: () => whoIsInside(settings.internalDomain) },
    { name: "workers", run: () => selfTest(workers, settings.scanTimeoutMs) },
  ];
}

async function dataFolder(named: string | undefined): Promise<string> {
  const dataDir = dataDirOf(named);
  prepareDataDir(dataDir);
  const store = openStore({ dataDir, clock: SYSTEM_CLOCK });
  try {
    const { reason } = store.health();
    if (reason !== undefined) throw new Error(reason);
    const pending = store.approvals.list({ status: "pending", now: SYSTEM_CLOCK.now(), limit: 500 }).length;
    return `${dataDir} (${pending} pending approvals)`;
  } finally {
    await store.close();
  }
}

async function policyInForce(path: string | undefined): Promise<string> {
  const policy = await loadPolicy(path);
  return `${path ?? "built-in default pack"} (${policy.units.length} policies, ${countRules(policy)} rules)`;
}

/** Every list is loaded once; one that cannot be is a failure here, although a gateway would start without a list behind a URL. */
async function placesInForce(sources: DoctorSettings["threatIntel"]): Promise<string> {
  const warnings: string[] = [];
  const say = (level: string, message: string) => void (level === "warn" && warnings.push(message));
  const intel = await openThreatIntel({ sources, watch: false, say });
  intel.close();
  if (warnings.length > 0) throw new Error(warnings.join("; "));
  return intel.lists().map(({ name, table }) => `${name} (${table.size} places)`).join(", ");
}

function whoIsInside(domains: readonly string[]): string {
  if (domains.length > 0) return domains.join(", ");
  return "nobody is known to be: --internal-domain tells who, so that messages and invitations to others stand out";
}

async function remoteEngine(url: URL, apiKey: string | undefined): Promise<string> {
  const { createRemoteEngine } = await import("../api/remote_engine.ts");
  const engine = createRemoteEngine({ url: url.href, apiKey: requiredKey(apiKey) });
  try {
    const found = await engine.check();
    if (!found.ok) throw new Error(found.reason);
    return `${url.origin} answers`;
  } finally {
    engine.close();
  }
}

/** Puts an example of a rule at the end of a long text and looks for it, in a scanning thread. */
async function selfTest(workers: number, timeoutMs: number): Promise<string> {
  const rule = RULES.find(({ class: dataClass, confidence }) =>
    dataClass === "SECRETS" && confidence === "HIGH"
  );
  if (rule === undefined) throw new Error("There is no rule to test with");
  const pool = createScannerPool({ workers });
  try {
    const content = `${"nothing to see here\n".repeat(SELF_TEST_BYTES / 20)}${rule.examples[0]}`;
    const startedAt = performance.now();
    const report = await pool.scan({
      parts: [{ kind: "body", contentType: "text/plain", content }],
      host: "",
      want: { redact: true },
      timeoutMs,
    });
    if (!report.ok) throw new Error(report.message);
    const found = report.findings.some((finding) => finding.rule === rule.id);
    if (!found || report.redacted[0] === null) {
      throw new Error(`The scan missed an example of rule "${rule.id}"`);
    }
    const ms = (performance.now() - startedAt).toFixed(0);
    return `${
      threads(pool)
    }; a fake secret in ${content.length} bytes was found after ${ms} ms, start included`;
  } finally {
    await pool.close();
  }
}

function threads(pool: ScannerPool): string {
  const { workers } = pool.health();
  return `${workers} scanning ${workers === 1 ? "thread" : "threads"} up`;
}
