import { join } from "node:path";
import type { Leaf } from "../proxy/intercept/authority.ts";
import { readAuthority } from "./ca_files.ts";
import type { TracedSettings } from "./command_settings.ts";
import { dataDirOf } from "./data_folder.ts";
import { approvalLine, decisionLine, noticeLine } from "./decision_line.ts";
import { CommandError } from "./exit_codes.ts";
import type { OpenLog } from "./gateway_log.ts";
import type { GatewaySettings } from "./gateway_parts.ts";
import { checkAllowedUpstreams } from "./gateway_proxy.ts";
import { javaTrustStore } from "./java_trust_store.ts";
import { type OpenGateway, openGateway } from "./open_gateway.ts";
import { removeDivertingVariables } from "./own_environment.ts";
import type { RunOptions } from "./run.ts";
import { namedBundle, runEnvironment, type RunPlaces } from "./run_environment.ts";
import { RunSummary } from "./run_summary.ts";
import type { Shell } from "./shell.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { trustBundle } from "./trust_bundle.ts";

/** Java insists on a password for what is no secret; this is the one that its own store has. */
const JAVA_PASSWORD = "changeit";
/** What a shell answers for a program that it cannot find, and for one that it may not run (POSIX, Shell Command Language 2.8.2). */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

type Words = readonly [program: string, ...args: string[]];

/**
 * Runs a program with a gateway of its own. The program's exit code becomes this one's, unless the decisions say otherwise.
 *
 * @throws {CommandError} when the gateway or the program cannot be started
 */
export async function runProgramGuarded(
  words: Words,
  { traced, options, shell }: {
    traced: TracedSettings<keyof GatewaySettings>;
    options: RunOptions;
    shell: Shell;
  },
): Promise<void> {
  const before = Deno.env.toObject();
  removeDivertingVariables();
  const settings: GatewaySettings = {
    ...traced.settings,
    host: "127.0.0.1",
    port: 0,
    connectPort: 0,
    open: false,
  };
  checkAllowedUpstreams(settings.allowUpstream);
  const summary = new RunSummary();
  const authority = await authorityFor(settings);
  const folder = await Deno.makeTempDir({ prefix: "interven-run-" });
  try {
    const gateway = await openGateway(settings, {
      shell,
      authority,
      origins: traced.origins,
      openLog: (consoleUrl) => logOf(summary, { consoleUrl, quiet: settings.quiet, shell }),
    });
    try {
      const places = await placesOf(gateway, { folder, authority, options, before });
      if (!settings.quiet) announce(gateway, { places, shell });
      shell.exitCode = await childExitCode(words, runEnvironment(before, places));
    } finally {
      await gateway.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
  }
  if (!settings.quiet) { for (const line of summary.lines()) shell.err(`interven: ${line}`); }
  if (shell.exitCode === 0) shell.exitCode = summary.exitCode(options.failOn);
}

/** The data folder's, which some programs may have been told to trust for good, else one for this run that nobody keeps. */
async function authorityFor({ dataDir }: GatewaySettings): Promise<Leaf> {
  const kept = readAuthority(dataDirOf(dataDir));
  if (kept !== null) return kept;
  const { createAuthority } = await import("../proxy/intercept/authority.ts");
  return await createAuthority({ name: "Interven authority of one run", days: 30, now: SYSTEM_CLOCK.now() });
}

async function placesOf(
  { parts }: OpenGateway,
  { folder, authority, options, before }: {
    folder: string;
    authority: Leaf;
    options: RunOptions;
    before: Readonly<Record<string, string>>;
  },
): Promise<RunPlaces> {
  const { port } = parts.forward;
  if (port === null) throw new CommandError("Cannot run a program: the forward proxy did not start");
  const trust = {
    certificate: join(folder, "ca.pem"),
    bundle: join(folder, "bundle.pem"),
    javaStore: join(folder, "trust.jks"),
    javaPassword: JAVA_PASSWORD,
  };
  const bundle = trustBundle(authority.cert, namedBundle(before));
  await Deno.writeTextFile(trust.certificate, authority.cert);
  await Deno.writeTextFile(trust.bundle, bundle);
  await Deno.writeFile(
    trust.javaStore,
    await javaTrustStore(bundle, { password: JAVA_PASSWORD, now: SYSTEM_CLOCK.now() }),
  );
  const session = `run-${crypto.randomUUID().slice(0, 8)}`;
  return { port, agent: options.agent, session, bypassLoopback: !options.guardLoopback, trust };
}

/** stdout and stdin are the program's: all that is said goes to stderr. */
function logOf(
  summary: RunSummary,
  { consoleUrl, quiet, shell }: { consoleUrl: string; quiet: boolean; shell: Shell },
): OpenLog {
  const style = { format: "text", colour: false } as const;
  const say = (line: string) => shell.err(`interven: ${line}`);
  const log = {
    decision(trace: Parameters<RunSummary["decision"]>[0]) {
      summary.decision(trace);
      if (!quiet && trace.decision !== "ALLOW") say(decisionLine(trace, style));
    },
    outcome() {},
    approval(approval: Parameters<typeof approvalLine>[0]) {
      if (!quiet) say(approvalLine(approval, consoleUrl, style));
    },
    notice(level: "info" | "warn" | "error", message: string) {
      if (!quiet || level === "error") say(noticeLine(level, message, "text"));
    },
    flush() {},
  };
  return { log, close: () => Promise.resolve() };
}

/** The link that opens the dashboard is not told: whoever started this may read it back to the program. */
function announce(
  { origin, parts }: OpenGateway,
  { places, shell }: { places: RunPlaces; shell: Shell },
): void {
  shell.err(
    `interven: calls of "${places.agent}" are judged by the ${parts.engine.policyText}; dashboard ${origin}`,
  );
}

async function childExitCode([program, ...args]: Words, env: Record<string, string>): Promise<number> {
  // Listened for first: a signal that comes as the program starts must not end this and leave that behind.
  const signals = passSignals();
  try {
    const child = spawned(program, args, env);
    signals.passTo(child);
    return (await child.status).code;
  } finally {
    signals.stop();
  }
}

function spawned(program: string, args: readonly string[], env: Record<string, string>): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args: [...args],
      env,
      clearEnv: true,
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new CommandError(`Cannot run "${program}": no such program`, NOT_FOUND, { cause });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Cannot run "${program}": ${reason}`, NOT_RUNNABLE, { cause });
  }
}

/**
 * Hands signals on to the program; this ends when that does. An interrupt from the terminal has reached the program already, as one of
 * the same group.
 */
function passSignals(): { passTo(child: Deno.ChildProcess): void; stop(): void } {
  const names: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
  const fromTerminal = Deno.stdin.isTerminal();
  const { promise: started, resolve: passTo } = Promise.withResolvers<Deno.ChildProcess>();
  const listeners = names.map((name) => {
    const listener = () => {
      if (fromTerminal && (name === "SIGINT" || name === "SIGQUIT")) return;
      void started.then((child) => child.kill(name)).catch(() => {}); // It may have ended.
    };
    Deno.addSignalListener(name, listener);
    return { name, listener };
  });
  return {
    passTo,
    stop() {
      for (const { name, listener } of listeners) Deno.removeSignalListener(name, listener);
    },
  };
}
