import { CommandError } from "./exit_codes.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Answers for a handler that threw. */
  readonly onError: (error: unknown) => Response;
}

type Handler = (request: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>) => Response | Promise<Response>;

/**
 * Listens for HTTP.
 *
 * @throws {CommandError} when the port is taken or the address is not one of this machine.
 */
export function listen(
  handler: Handler,
  { host, port, onError }: ListenOptions,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ hostname: host, port, onListen() {}, onError }, handler);
  } catch (cause) {
    throw new CommandError(`Cannot listen on ${host} port ${port}: ${reasonOf(cause)}`, undefined, { cause });
  }
}

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
  const name = everywhere || isLoopback(host) ? "localhost" : host.includes(":") ? `[${host}]` : host;
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
export async function drain(server: Deno.HttpServer, timeoutMs: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), timeoutMs));
  try {
    return await Promise.race([server.shutdown().then(() => true), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
