/** The routes of the engine's API and of the console, as one function from Request to Response. */
import { Hono } from "hono";
import type { ApprovalHistory } from "../engine/approval_history.ts";
import type { ApprovalSettings } from "../engine/approvals.ts";
import type { ApprovalStore, Clock, Engine, EngineEvents, TraceReader } from "../engine/ports.ts";
import type { SessionReader } from "../engine/sessions.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { agentGate, type AgentVariables } from "./agent_gate.ts";
import { consoleGate, stillOpen } from "./console_gate.ts";
import type { ConsoleSessions } from "./console_session.ts";
import type { EventHub } from "./event_hub.ts";
import type { HostGuard } from "./host_guard.ts";
import { type Family, Reading } from "./metrics/families.ts";
import { processMetrics } from "./metrics/process_metrics.ts";
import { errorResponse, Problem } from "./problem.ts";
import { approvalHistoryRoutes } from "./routes/approval_history.ts";
import { approvalRoutes, approvalStatusRoutes } from "./routes/approvals.ts";
import { eventRoutes } from "./routes/events.ts";
import { exportRoutes } from "./routes/export.ts";
import { healthRoutes, type ReadinessCheck } from "./routes/health.ts";
import { pinRoutes, type PinRoutesOptions } from "./routes/pins.ts";
import { type Playground, playgroundRoutes } from "./routes/playground.ts";
import { policyRoutes, type PolicyTools } from "./routes/policies.ts";
import { refusalRoutes } from "./routes/refusals.ts";
import { scanRoutes } from "./routes/scan.ts";
import { loginRoutes, sessionRoutes } from "./routes/session.ts";
import { sessionListRoutes } from "./routes/sessions.ts";
import { type GatewayControl, settingsRoutes } from "./routes/settings.ts";
import { statsRoutes } from "./routes/stats.ts";
import { traceRoutes } from "./routes/traces.ts";
import { securityHeaders, type StaticAsset, staticAssets } from "./static_assets.ts";

export interface ApiOptions {
  readonly version: string;
  readonly engine: Engine;
  readonly traces: TraceReader;
  readonly approvals: ApprovalStore;
  readonly approvalHistory: ApprovalHistory;
  /** Runs of agents. */
  readonly agentSessions: SessionReader;
  readonly hub: EventHub;
  /** Told of what people decide here. Default: the hub. */
  readonly decided?: Pick<EngineEvents, "approval">;
  readonly sessions: ConsoleSessions;
  readonly hostGuard: HostGuard;
  readonly clock: Clock;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  /** The built dashboard by URL path; without it `/` answers 404. Default: none. */
  readonly assets?: ReadonlyMap<string, StaticAsset>;
  /** Describes the policies in force as plain data. Default: an empty list. */
  readonly policies?: () => unknown;
  /** The policy in force, by which recorded calls are explained. Default: none, as with an engine elsewhere. */
  readonly policyInForce?: () => Policy;
  /** Tries out policies that are not in force. Default: nothing does. */
  readonly policyTools?: PolicyTools;
  /** Judges a call that is not made. Default: nothing does. */
  readonly playground?: Playground;
  /** Definitions of MCP tools. Default: the routes are not there. */
  readonly pins?: Omit<PinRoutesOptions, "clock">;
  /** What people may see and change of the gateway itself. Default: the routes are not there. */
  readonly control?: GatewayControl;
  /** Told by `/metrics` besides what the API itself counts. Default: nothing. */
  readonly readings?: readonly Family[];
  /** What must work for `/ready` besides the engine. Default: nothing. */
  readonly checks?: readonly ReadinessCheck[];
  /** How long decisions on approvals hold. Default: the engine's own. */
  readonly approvalSettings?: ApprovalSettings;
  /** Longest request body of agent routes, bytes. Default: 16 MiB, room for a 10 MB body in base64. */
  readonly maxBodyBytes?: number;
  /** Keys of which agents must send one; empty: none is asked for. Default: empty. */
  readonly requiredApiKeys?: readonly string[];
  /** Requests a minute for each agent; 0: no limit. Default: 0. */
  readonly requestsPerMinute?: number;
  /** Hears of errors that nobody expected. Default: nothing. */
  readonly report?: (error: unknown) => void;
}

/** The server's knowledge of the peer, for counting failed sign-ins: `Deno.ServeHandlerInfo` fits. */
export interface PeerInfo {
  readonly remoteAddr?: unknown;
}

/** Answers one request. Never rejects. */
export type Api = (request: Request, peer?: PeerInfo) => Promise<Response>;

export function createApi(options: ApiOptions): Api {
  const { engine, hostGuard, report = () => {} } = options;
  const app = new Hono();
  app.use(securityHeaders);
  app.use(async (context, next) => hostGuard(context.req.raw) ?? await next());
  const checks = [{ name: "engine", check: () => engine.health() }, ...options.checks ?? []];
  const metrics = [
    ...options.hub.metrics.families(),
    ...watching(options.hub),
    ...options.readings ?? [],
    ...processMetrics(),
  ];
  app.route("/", healthRoutes({ version: options.version, checks, metrics }));
  app.route("/v1", agentRoutes(options));
  app.route("/login", loginRoutes(options.sessions));
  app.route("/v1/session", sessionRoutes(options.sessions));
  app.route("/v1", consoleRoutes(options));
  app.use(staticAssets(options.assets ?? new Map()));
  app.notFound((context) => {
    const { method, path } = context.req;
    return errorResponse(
      new Problem("NOT_FOUND", `There is no route ${method} ${path.slice(0, 200)}`),
      report,
    );
  });
  app.onError((error) => errorResponse(error, report));
  return async (request, peer) => await app.fetch(request, { ...peer });
}

function watching(hub: EventHub): readonly Family[] {
  return [
    new Reading(
      "interven_event_watchers",
      "Consoles and programs that watch the event stream.",
      () => hub.size,
    ),
    new Reading("interven_pending_approvals", "Calls that wait for a person.", () => hub.pendingApprovals()),
  ];
}

function agentRoutes(options: ApiOptions): Hono<AgentVariables> {
  const { engine, consoleUrl, clock, maxBodyBytes = 16 * 1024 * 1024 } = options;
  const { requiredApiKeys = [], requestsPerMinute = 0 } = options;
  const gate = agentGate({ clock, requiredApiKeys, requestsPerMinute });
  const routes = new Hono<AgentVariables>();
  for (const path of ["/scan", "/scan/response", "/refusals", "/approvals/:id/status"]) {
    routes.use(path, gate);
  }
  routes.route("/", scanRoutes({ engine, consoleUrl, maxBodyBytes }));
  routes.route("/refusals", refusalRoutes(engine));
  routes.route("/approvals", approvalStatusRoutes(engine));
  return routes;
}

/** Each asks for the console session first: `mount` is the only way in. */
function consoleRoutes(options: ApiOptions): Hono {
  const { approvals, traces, hub, clock, approvalSettings, decided = hub } = options;
  const routes = new Hono();
  const gate = consoleGate(options.sessions);
  const mount = (path: string, group: Hono) => {
    routes.use(path, gate);
    routes.use(`${path}/*`, gate);
    routes.route(path, group);
  };
  const settings = approvalSettings === undefined ? {} : { settings: approvalSettings };
  const history = {
    approvals,
    history: options.approvalHistory,
    sessions: options.agentSessions,
    traces,
    clock,
  };
  const approvalGroup = approvalHistoryRoutes(history);
  approvalGroup.route("/", approvalRoutes({ approvals, traces, events: decided, clock, ...settings }));
  mount("/approvals", approvalGroup);
  mount("/traces", traceRoutes(traces, options.policyInForce));
  mount("/sessions", sessionListRoutes({ sessions: options.agentSessions, traces }));
  mount("/events", eventRoutes(hub, (context) => stillOpen(context, options.sessions)));
  mount("/stats", statsRoutes(traces, clock));
  mount("/playground", playgroundRoutes(options.playground));
  mount("/policies", policyRoutes(options.policies ?? (() => []), options.policyTools));
  mount("/decisions/export", exportRoutes(traces));
  if (options.pins) mount("/pins", pinRoutes({ ...options.pins, clock }));
  if (options.control) mount("/settings", settingsRoutes(options.control));
  return routes;
}
