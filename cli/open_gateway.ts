import type { SettingOrigin } from "../engine/wire/gateway_settings.ts";
import { destinationOf } from "../proxy/forward_proxy/proxied_request.ts";
import type { Leaf } from "../proxy/intercept/authority.ts";
import { proxiedPart } from "../proxy/target.ts";
import type { GatewayLog } from "./decision_log.ts";
import type { OpenLog } from "./gateway_log.ts";
import { type GatewayParts, type GatewaySettings, openGatewayParts } from "./gateway_parts.ts";
import { drain, listen, type Listener } from "./listen.ts";
import type { SettingName } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { surviveStrayRejections } from "./stray_rejections.ts";

/** How long what is in flight may take once the gateway is asked to stop, milliseconds. */
const DRAIN_MS = 10_000;

export interface OpenGatewayOptions {
  readonly shell: Shell;
  /** Told where people decide, without a trailing slash. */
  readonly openLog: (consoleUrl: string) => OpenLog;
  /** Where each setting comes from. Default: not told. */
  readonly origins?: Readonly<Partial<Record<SettingName, SettingOrigin>>>;
  /** An authority to look into TLS with, instead of the data folder's. */
  readonly authority?: Leaf;
}

/** A gateway that listens. */
export interface OpenGateway {
  readonly parts: GatewayParts;
  /** `http://localhost:4100`, without a trailing slash. */
  readonly origin: string;
  readonly log: GatewayLog;
  /** Stops accepting, lets what is in flight end for up to 10 seconds, and closes all. */
  close(): Promise<void>;
}

/**
 * Opens the gateway and listens.
 *
 * @throws {CommandError} when it cannot start.
 */
export async function openGateway(
  settings: GatewaySettings,
  options: OpenGatewayOptions,
): Promise<OpenGateway> {
  const { shell, openLog, ...rest } = options;
  // The port is taken first: with port 0 the parts need to know which one it became. Who connects meanwhile waits.
  const opening = Promise.withResolvers<GatewayParts>();
  opening.promise.catch(() => {});
  let open: GatewayParts | undefined;
  const server = listen((request, info) => {
    if (open !== undefined) return route(open, request, { info, port });
    return opening.promise.then((parts) => route(parts, request, { info, port }));
  }, { ...settings, onError: (error) => failedAnswer(error, shell) });
  const { origin, port } = server;
  const { log, close: closeLog } = openLog(origin);
  surviveStrayRejections((line) => log.notice("error", line));
  try {
    const parts = open = await openGatewayParts(settings, { origin, port, log, ...rest });
    opening.resolve(parts);
    const close = async () => {
      await stop(server, parts, log);
      await closeLog();
    };
    return { parts, origin, log, close };
  } catch (error) {
    opening.reject(error);
    void server.shutdown();
    throw error;
  }
}

function route(
  { api, proxy, forward, hostGuard }: GatewayParts,
  request: Request,
  { info, port }: { info: Deno.ServeHandlerInfo<Deno.NetAddr>; port: number },
): Response | Promise<Response> {
  if (request.method === "CONNECT") return connectElsewhere(forward.port);
  const wrongHost = hostGuard(request);
  const destination = destinationOf(request, { isOurs: wrongHost === undefined, port });
  if (destination.kind === "proxied") return proxy.handle(request, { target: destination.target });
  if (wrongHost !== undefined) return wrongHost;
  return proxiedPart(request.url) === null ? api(request, info) : proxy.handle(request);
}

/** `Deno.serve` does not hand over the connection of a CONNECT request. */
function connectElsewhere(port: number | null): Response {
  const detail = port === null
    ? "This gateway runs without its forward proxy for HTTPS: start it with --connect-port."
    : `Tunnels are opened on port ${port} of this gateway: set HTTPS_PROXY to that one.`;
  const body = {
    type: "https://interven.dev/problems/connect-elsewhere",
    title: "No tunnels on this port",
    status: 501,
    detail,
  };
  const headers = { "content-type": "application/problem+json", "x-interven-error": "CONNECT_ELSEWHERE" };
  return new Response(JSON.stringify(body), { status: 501, headers });
}

/** For what the handlers themselves did not expect. Says nothing about the cause: it may hold what the caller sent. */
function failedAnswer(error: unknown, shell: Shell): Response {
  shell.err(`Unexpected failure, please report it: ${error instanceof Error ? error.name : typeof error}`);
  if (shell.env("INTERVEN_DEBUG") === "1" && error instanceof Error) shell.err(String(error.stack));
  const body = {
    type: "https://interven.dev/problems/internal-error",
    title: "Internal error",
    status: 500,
    detail:
      "The gateway failed to handle this call: it was not allowed. Try again, and report it if it stays.",
  };
  const headers = { "content-type": "application/problem+json", "x-interven-error": "INTERNAL_ERROR" };
  return new Response(JSON.stringify(body), { status: 500, headers });
}

async function stop(server: Listener, parts: GatewayParts, log: GatewayLog): Promise<void> {
  parts.endStreams();
  const all = { shutdown: async () => void await Promise.all([server.shutdown(), parts.forward.shutdown()]) };
  if (!await drain(all, DRAIN_MS)) {
    log.notice("warn", `Stopped with calls still in flight after ${DRAIN_MS / 1000} seconds`);
  }
  await parts.close();
  log.flush();
}
