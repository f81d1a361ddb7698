import type { ConsoleSessions } from "../api/console_session.ts";
import type { EventHub } from "../api/event_hub.ts";
import type { GatewayControl, ModeRequest } from "../api/routes/settings.ts";
import type {
  DoctorWire,
  GatewaySettingsWire,
  ModeWire,
  RetentionWire,
  SettingOrigin,
} from "../engine/wire/gateway_settings.ts";
import { replaceConsoleToken } from "../store/console_token.ts";
import { AuditJob } from "./audit_job.ts";
import type { GatewayLog } from "./decision_log.ts";
import type { GatewayEngine } from "./gateway_engine.ts";
import type { GatewaySettings } from "./gateway_parts.ts";
import type { LiveMode } from "./live_mode.ts";
import { settingReport } from "./setting_report.ts";
import type { SettingName } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { printable } from "./text_table.ts";
import { VERSION } from "./version.ts";

export interface GatewayControlParts {
  readonly settings: GatewaySettings;
  readonly origins: Readonly<Partial<Record<SettingName, SettingOrigin>>>;
  readonly engine: GatewayEngine;
  readonly mode: LiveMode;
  readonly sessions: ConsoleSessions;
  readonly hub: EventHub;
  readonly log: GatewayLog;
  /** Where the gateway listens, without a trailing slash. */
  readonly origin: string;
}

/** What the console may see and change of the gateway. */
export class OpenGatewayControl implements GatewayControl {
  readonly #parts: GatewayControlParts;
  readonly #startedAt = SYSTEM_CLOCK.now();
  readonly #audit: AuditJob;
  #examining: Promise<DoctorWire> | undefined;

  constructor(parts: GatewayControlParts) {
    this.#parts = parts;
    this.#audit = new AuditJob({ dataDir: parts.engine.dataDir, now: SYSTEM_CLOCK.now });
  }

  describe(): GatewaySettingsWire {
    const { settings, origins, engine } = this.#parts;
    const { os, arch } = Deno.build;
    return {
      version: VERSION,
      runtime: `Deno ${Deno.version.deno}, ${os} ${arch}`,
      started_at: new Date(this.#startedAt).toISOString(),
      data_dir: engine.dataDir,
      engine: engine.engineText,
      policy: engine.policyText,
      mode: this.#mode(),
      settings: settingReport(settings, origins),
      retention: this.#retention(),
      audit: this.#audit.state,
      console_token: settings.consoleToken === undefined ? "file" : "given",
    };
  }

  switchMode({ to, from, by, note }: ModeRequest): boolean {
    const { mode, engine, hub, log } = this.#parts;
    if (mode.current() !== from) return false;
    if (to === from) return true;
    const change = { from, to, by, note, at: SYSTEM_CLOCK.now() };
    mode.take(change);
    engine.store.audit.note({ from, to, by, note }, { kind: "mode", subject: to });
    const why = note === null ? "" : `: ${printable(note)}`;
    if (to === "monitor") {
      log.notice("warn", `MONITOR MODE, switched on by ${by}: every call is forwarded unchanged${why}`);
    } else {
      log.notice("info", `Enforce mode, switched on by ${by}: decisions hold again${why}`);
    }
    hub.modeChanged();
    return true;
  }

  examine(): Promise<DoctorWire> {
    return this.#examining ??= this.#examine().finally(() => this.#examining = undefined);
  }

  audit() {
    return this.#audit.state;
  }

  startAudit() {
    return this.#audit.start();
  }

  replaceToken(by: string): { readonly loginUrl: string } | { readonly refused: string } {
    const { settings, engine, sessions, log, origin } = this.#parts;
    if (settings.consoleToken !== undefined) {
      return {
        refused:
          "Cannot replace the console token: it was given at the start; start the gateway with another one",
      };
    }
    sessions.replaceToken(replaceConsoleToken(engine.dataDir));
    engine.store.audit.note({ by }, { kind: "console_token", subject: "replaced" });
    log.notice("warn", `The console token was replaced by ${by}: every session has ended`);
    return { loginUrl: `${origin}/login?token=${sessions.issueLoginToken()}` };
  }

  /** Ends what still runs. */
  async close(): Promise<void> {
    await this.#audit.close();
    await this.#examining?.catch(() => {});
  }

  /** The port is this gateway's own: whether it is free is no question. */
  async #examine(): Promise<DoctorWire> {
    const { examine } = await import("./examine/check.ts");
    const { checksFor } = await import("./examine/list.ts");
    // One thread is enough to see that threads work; the gateway's own go on with their calls.
    const settings = { ...this.#parts.settings, workers: 1, scanTimeoutMs: 30_000 };
    const checks = checksFor(settings).filter(({ name }) => name !== "port");
    return { findings: await examine(checks, settings), at: new Date(SYSTEM_CLOCK.now()).toISOString() };
  }

  #mode(): ModeWire {
    const { mode } = this.#parts;
    const { last } = mode;
    return {
      mode: mode.current(),
      started_with: mode.started,
      last_switch: last === null ? null : { ...last, at: new Date(last.at).toISOString() },
    };
  }

  #retention(): RetentionWire {
    const { settings: { retentionDays, maxStoreSize }, engine } = this.#parts;
    const figures = engine.store.figures();
    return {
      keep_days: retentionDays === 0 ? null : retentionDays,
      max_bytes: maxStoreSize === 0 ? null : maxStoreSize,
      used_bytes: figures.usedBytes,
      calls: figures.calls,
      oldest_at: figures.oldestAt === null ? null : new Date(figures.oldestAt).toISOString(),
      approvals: figures.approvals,
      audit_entries: figures.auditEntries,
    };
  }
}
