import type { Engine } from "../engine/ports.ts";
import type { Mode } from "../engine/types.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import type { GuardOptions } from "../proxy/address_guard.ts";
import { createGuard } from "../proxy/create_guard.ts";
import { createForwardProxy, type ForwardPort, listenForward } from "../proxy/forward_proxy/forward_proxy.ts";
import type { Proxy } from "../proxy/handler.ts";
import type { Leaf } from "../proxy/intercept/authority.ts";
import { readAuthority } from "./ca_files.ts";
import { CommandError } from "./exit_codes.ts";
import { bracketed, LOOPBACK_TWINS, originOf } from "./listen.ts";
import type { Settings } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";

export type ForwardSettings = Settings<
  | "host"
  | "port"
  | "connectPort"
  | "interceptExcept"
  | "failOpen"
  | "allowUpstream"
  | "apiKey"
  | "approvalWait"
>;

export interface GatewayForward {
  /** Null when there is no forward proxy. */
  readonly port: number | null;
  /** What to set `HTTPS_PROXY` to; null when there is no forward proxy. */
  readonly origin: string | null;
  /** All that it listens on. */
  readonly ports: readonly number[];
  /** Whether it looks into TLS. */
  readonly intercepts: boolean;
  /** Stops accepting; resolves when requests and tunnels have ended. */
  shutdown(): Promise<void>;
  /** Breaks off what is left. */
  close(): Promise<void>;
}

const NONE: GatewayForward = {
  port: null,
  origin: null,
  ports: [],
  intercepts: false,
  shutdown: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export interface ForwardParts {
  readonly engine: Engine;
  readonly mode: () => Mode;
  /** Where people decide, without a trailing slash. */
  readonly consoleUrl: string;
  readonly proxy: Proxy;
  /** The gateway's own names and ports. */
  readonly self: GuardOptions["self"];
  /** The port that the gateway itself listens on. */
  readonly ownPort: number;
  readonly dataDir: string;
  /** An authority to use instead of the data folder's. */
  readonly authority?: Leaf;
  readonly say: (level: "warn", message: string) => void;
}

/**
 * The forward proxy with what the settings say about it. Looks into TLS when the data folder has an authority.
 *
 * @throws {CommandError} when a port that was asked for cannot be had, or the authority is there in part
 */
export function openGatewayForward(settings: ForwardSettings, parts: ForwardParts): GatewayForward {
  const port = portFor(settings, parts.ownPort);
  if (port === null) return NONE;
  const authority = parts.authority ?? readAuthority(parts.dataDir);
  const { engine, mode, consoleUrl, proxy, self, say } = parts;
  const forward = createForwardProxy({
    engine,
    mode,
    proxy,
    failOpen: settings.failOpen,
    consoleUrl: () => consoleUrl,
    approvalWaitMs: settings.approvalWait,
    interceptExcept: settings.interceptExcept,
    guard: createGuard({ allowUpstream: settings.allowUpstream, self }),
    leafFor: authority === null ? null : leavesOf(authority, say),
    ...(settings.apiKey !== undefined && { defaultAgent: agentFromApiKey(settings.apiKey) }),
  });
  const listening = tryToListen(() =>
    listenForward(forward, { proxy, hostname: settings.host, port, twin: LOOPBACK_TWINS[settings.host] })
  );
  if (listening instanceof Deno.errors.AddrInUse) {
    if (settings.connectPort !== undefined) {
      throw new CommandError(
        `Cannot listen on ${settings.host} port ${port}: the port is taken; name another one with --connect-port`,
      );
    }
    say("warn", `Port ${port} is taken: no forward proxy for HTTPS; name another port with --connect-port`);
    return NONE;
  }
  const { ports, isTwinTaken, shutdown, close } = listening;
  const origin = isTwinTaken
    ? `http://${bracketed(settings.host)}:${listening.port}`
    : originOf(settings.host, listening.port);
  return { port: listening.port, origin, ports, intercepts: authority !== null, shutdown, close };
}

function portFor({ port, connectPort }: ForwardSettings, ownPort: number): number | null {
  if (connectPort === "off") return null;
  if (connectPort !== undefined) return connectPort;
  if (port === 0) return 0;
  return ownPort === 65_535 ? null : ownPort + 1;
}

function tryToListen(listen: () => ForwardPort): ForwardPort | Deno.errors.AddrInUse {
  try {
    return listen();
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Cannot start the forward proxy: ${reason}`, undefined, { cause: error });
  }
}

/** What makes certificates is large: it is loaded when the first is needed. */
function leavesOf(authority: Leaf, say: ForwardParts["say"]): (host: string) => Promise<Leaf> {
  const open = async () => {
    const { authorityFacts, LeafIssuer } = await import("../proxy/intercept/authority.ts");
    const { notAfter } = await authorityFacts(authority.cert);
    if (notAfter <= SYSTEM_CLOCK.now()) {
      say(
        "warn",
        "The local certificate authority does not hold any more: interven ca remove, then interven ca init",
      );
    }
    return await LeafIssuer.open(authority, { now: SYSTEM_CLOCK.now });
  };
  let issuer: ReturnType<typeof open> | undefined;
  return async (host) => {
    issuer ??= open();
    try {
      return await (await issuer).issue(host);
    } catch (error) {
      issuer = undefined;
      say("warn", `Cannot look into TLS to "${host}": ${error instanceof Error ? error.message : error}`);
      throw error;
    }
  };
}
