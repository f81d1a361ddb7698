import { CommandError } from "./exit_codes.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Answers for a handler that threw. */
  readonly onError: (error: unknown) => Response;
}

type Handler = (request: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>) => Response | Promise<Response>;

/** What listens: one server, or one for each loopback address. */
export interface Listener {
  readonly port: number;
  /** What to type into a browser. */
  readonly origin: string;
  /** Stops accepting; resolves when what is in flight has ended. */
  shutdown(): Promise<void>;
}

/**
 * Listens for HTTP. On loopback it listens on 127.0.0.1 and on ::1: `localhost` means either, some clients try one of them alone,
 * and on the other one a stranger's program could otherwise take what is meant for this one.
 *
 * @throws {CommandError} when the port is taken or the address is not one of this machine.
 */
export function listen(handler: Handler, { host, port, onError }: ListenOptions): Listener {
  const serve = (hostname: string, port: number) =>
    Deno.serve({ hostname, port, onListen() {}, onError }, handler);
  try {
    const first = serve(host, port);
    const twin = LOOPBACK_TWINS[host];
    const second = twin === undefined ? NO_TWIN : tryToServe(() => serve(twin, first.addr.port));
    const isTwinTaken = second === "taken";
    return {
      port: first.addr.port,
      origin: isTwinTaken ? `http://${bracketed(host)}:${first.addr.port}` : originOf(host, first.addr.port),
      shutdown: async () => {
        await Promise.all([first.shutdown(), typeof second === "string" ? undefined : second.shutdown()]);
      },
    };
  } catch (cause) {
    throw new CommandError(`Cannot listen on ${host} port ${port}: ${reasonOf(cause)}`, undefined, { cause });
  }
}

/** The other loopback address. */
export const LOOPBACK_TWINS: Readonly<Record<string, string>> = { "127.0.0.1": "::1", "::1": "127.0.0.1" };
const NO_TWIN = "not there";

/** The twin is a convenience: a machine may have no IPv6. When another program holds it, links must not say `localhost`. */
function tryToServe(
  serve: () => Deno.HttpServer<Deno.NetAddr>,
): Deno.HttpServer<Deno.NetAddr> | "taken" | "not there" {
  try {
    return serve();
  } catch (error) {
    return error instanceof Deno.errors.AddrInUse ? "taken" : NO_TWIN;
  }
}

export const bracketed = (host: string): string => host.includes(":") ? `[${host}]` : host;

function reasonOf(cause: unknown): string {
  if (cause instanceof Deno.errors.AddrInUse) return "the port is taken; name another one with --port";
  if (cause instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  if (cause instanceof Deno.errors.PermissionDenied) {
    return "permission denied; ports below 1024 are reserved";
  }
  return cause instanceof Error ? cause.message : String(cause);
}

/** What to type into a browser to reach a server that listens on `host`. */
export function originOf(host: string, port: number): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere || isLoopback(host) ? "localhost" : bracketed(host);
  return `http://${name}:${port}`;
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/**
 * Stops accepting and lets what is in flight end; resolves when all has, or after `timeoutMs` milliseconds. `true`: all
 * has ended.
 */
export async function drain(server: Pick<Listener, "shutdown">, timeoutMs: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), timeoutMs));
  try {
    return await Promise.race([server.shutdown().then(() => true), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
