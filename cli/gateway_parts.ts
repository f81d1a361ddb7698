import { type ApprovalNotifier, createApprovalNotifier } from "../notify/approval_notifier.ts";
import { webhookKey } from "../notify/signature.ts";
import { ConsoleSessions } from "../api/console_session.ts";
import { type Api, createApi } from "../api/create_api.ts";
import { EventHub, type EventSink } from "../api/event_hub.ts";
import { createForeignWatch } from "../api/foreign_watch.ts";
import { createHostGuard, type HostGuard } from "../api/host_guard.ts";
import { DashboardNotBuiltError, loadAssets } from "../dashboard/assets.ts";
import type { EngineEvents } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import type { SettingOrigin } from "../engine/wire/gateway_settings.ts";
import type { Proxy } from "../proxy/handler.ts";
import type { Leaf } from "../proxy/intercept/authority.ts";
import { loadConsoleToken } from "../store/console_token.ts";
import type { Store } from "../store/open_store.ts";
import type { GatewayLog } from "./decision_log.ts";
import { consoleUrlOf } from "./engine_parts.ts";
import { CommandError } from "./exit_codes.ts";
import { fanOut, NO_EVENTS } from "./event_fan_out.ts";
import { OpenGatewayControl } from "./gateway_control.ts";
import { type GatewayEngine, openGatewayEngine } from "./gateway_engine.ts";
import type { GATEWAY_SETTINGS } from "./gateway.ts";
import { type GatewayForward, openGatewayForward } from "./gateway_forward.ts";
import { gatewayProxy, selfOf } from "./gateway_proxy.ts";
import { LiveMode } from "./live_mode.ts";
import { secretMask } from "./secret_mask.ts";
import type { SettingName, Settings } from "./settings.ts";
import { atDoor } from "./playground.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";
import { VERSION } from "./version.ts";

export type GatewaySettings = Settings<typeof GATEWAY_SETTINGS[number]>;

/** Keeps the hub looking around. */
const NOBODY: EventSink = { isReady: () => true, send: () => {}, close: () => {} };

/** Room for a body in base64, and for what stands around it. */
const scanRequestBytes = (maxBodyBytes: number) => Math.ceil(maxBodyBytes * 1.5) + 1024 * 1024;

export interface GatewayParts {
  readonly api: Api;
  readonly proxy: Proxy;
  readonly forward: GatewayForward;
  readonly hostGuard: HostGuard;
  readonly engine: GatewayEngine;
  /** Opens the dashboard once. */
  readonly dashboardLink: string;
  /** Lets those go who watch the event stream or wait for a person, so that they hold up no shutdown. */
  endStreams(): void;
  close(): Promise<void>;
}

/**
 * Builds the gateway's parts and hands each what it needs.
 *
 * @param origin Where the gateway listens, without a trailing slash; `port` is the port of that.
 * @throws {CommandError} when one of them cannot be had.
 */
export async function openGatewayParts(
  settings: GatewaySettings,
  { origin, port, log, origins = {}, authority }: {
    origin: string;
    port: number;
    log: GatewayLog;
    /** An authority to look into TLS with, instead of the data folder's. */
    authority?: Leaf;
    /** Where each setting comes from. Default: not told. */
    origins?: Readonly<Partial<Record<SettingName, SettingOrigin>>>;
  },
): Promise<GatewayParts> {
  let hub: EventHub | undefined;
  let notifier: ApprovalNotifier | undefined;
  const mode = new LiveMode(settings.mode);
  const engine = await openGatewayEngine(settings, {
    mode: mode.current,
    events: (store) => {
      notifier = notifierFor(store, settings, { consoleUrl: origin, log });
      return fanOut(hub = hubFor(store, notifier, mode.current), notifier, log);
    },
    say: (level, message) => log.notice(level, message),
  });
  try {
    const watched = hub ?? hubFor(engine.store, NO_EVENTS, mode.current);
    // Whoever is told outside is told what other processes ask, too, whether or not a console is open.
    if (settings.approvalWebhook.length + settings.slackWebhook.length > 0) watched.subscribe(NOBODY);
    const sessions = new ConsoleSessions({
      token: settings.consoleToken ?? loadConsoleToken(engine.dataDir),
      clock: SYSTEM_CLOCK,
    });
    const hostGuard = createHostGuard({
      boundHost: settings.host,
      machineName: Deno.hostname(),
      furtherNames: settings.allowHost,
    });
    const control = new OpenGatewayControl({
      ...{ settings, origins, engine, mode, sessions, hub: watched, log, origin },
    });
    // With a remote engine the questions wait in its console; this one's would not know them.
    const consoleUrl = settings.gatewayUrl === undefined ? origin : consoleUrlOf(settings);
    const furtherPorts: number[] = [];
    const self = selfOf(settings, { port, furtherPorts });
    const judging = { engine: engine.engine, mode: mode.current, consoleUrl, self };
    const proxy = gatewayProxy(settings, judging);
    const forward = openGatewayForward(settings, {
      ...judging,
      proxy,
      ownPort: port,
      dataDir: engine.dataDir,
      ...(authority === undefined ? {} : { authority }),
      say: (level, message) => log.notice(level, message),
    });
    furtherPorts.push(...forward.ports);
    const api = createApi({
      version: VERSION,
      engine: engine.engine,
      traces: engine.store.traces,
      approvals: engine.store.approvals,
      approvalHistory: engine.store.approvalHistory,
      agentSessions: engine.store.sessions,
      pins: { pins: engine.store.toolPins, note: engine.store.audit.note, mask: secretMask(engine.scanner) },
      control,
      hub: watched,
      decided: fanOut(watched, ...(notifier === undefined ? [] : [notifier])),
      sessions,
      hostGuard,
      clock: SYSTEM_CLOCK,
      consoleUrl,
      assets: assetsOr(log),
      policies: engine.policies,
      ...(engine.policyTools && { policyTools: engine.policyTools }),
      ...(engine.playground && { playground: atDoor(engine.playground, settings, port) }),
      ...(engine.policyInForce && { policyInForce: engine.policyInForce }),
      readings: engine.readings,
      checks: [{ name: "store", check: () => engine.store.check() }],
      maxBodyBytes: scanRequestBytes(settings.maxBody),
      report: (error) => log.notice("error", `Unexpected failure in the API: ${messageOf(error)}`),
    });
    return {
      api,
      proxy,
      forward,
      hostGuard,
      engine,
      dashboardLink: `${origin}/login?token=${sessions.issueLoginToken()}`,
      endStreams: () => {
        watched.close();
        proxy.endWaits();
      },
      close: async () => {
        await forward.close();
        await proxy.close();
        await control.close();
        await notifier?.close();
        await engine.close();
      },
    };
  } catch (cause) {
    await engine.close();
    throw cause instanceof CommandError ? cause : new CommandError(messageOf(cause), undefined, { cause });
  }
}

function notifierFor(
  store: Store,
  { approvalWebhook, slackWebhook, webhookSecret }: GatewaySettings,
  { consoleUrl, log }: { consoleUrl: string; log: GatewayLog },
): ApprovalNotifier {
  return createApprovalNotifier({
    webhooks: approvalWebhook,
    slackWebhooks: slackWebhook,
    key: webhookSecret === undefined ? undefined : webhookKey(webhookSecret),
    consoleUrl,
    traces: store.traces,
    clock: SYSTEM_CLOCK,
    say: (message) => log.notice("warn", message),
  });
}

function hubFor(store: Store, notifier: EngineEvents, mode: () => Mode): EventHub {
  const hub: EventHub = new EventHub({
    clock: SYSTEM_CLOCK,
    mode,
    pendingApprovals: () =>
      store.approvals.list({ status: "pending", now: SYSTEM_CLOCK.now(), limit: 500 }).length,
    lookAround: createForeignWatch({
      foreignChanges: () => store.foreignChanges(),
      traces: store.traces,
      approvals: store.approvals,
      clock: SYSTEM_CLOCK,
      tell: lately(() => fanOut(hub, notifier)),
    }),
  });
  return hub;
}

/** A listener that is there only when it is first told something. */
function lately(make: () => EngineEvents): EngineEvents {
  return {
    decision: (trace) => make().decision(trace),
    outcome: (outcome) => make().outcome(outcome),
    approval: (approval) => make().approval(approval),
  };
}

/** A gateway without its dashboard still does its work. */
function assetsOr(log: GatewayLog): ReturnType<typeof loadAssets> {
  try {
    return loadAssets();
  } catch (error) {
    if (!(error instanceof DashboardNotBuiltError)) throw error;
    log.notice("warn", error.message);
    return new Map();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
