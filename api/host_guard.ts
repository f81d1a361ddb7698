/**
 * Refuses requests whose `Host` is not ours. A page on the web can make its own name resolve to this machine
 * (DNS rebinding) and would then be same-origin with the console; its name in `Host` gives it away.
 */
import ipaddr from "ipaddr.js";
import { problemResponse } from "./problem.ts";

export interface HostGuardOptions {
  /** What the server listens on, such as `127.0.0.1`, `::1` or `0.0.0.0`. */
  readonly boundHost: string;
  /** The machine's own name, such as `build-7.example.com`. Used when bound to more than loopback. Default: none. */
  readonly machineName?: string;
  /** Names that the operator has given this server, such as `interven.example.com`. Default: none. */
  readonly furtherNames?: readonly string[];
}

/** Answers 421 for a wrong host, undefined for a right one. */
export type HostGuard = (request: Request) => Response | undefined;

export function createHostGuard(options: HostGuardOptions): HostGuard {
  const bound = normalHost(options.boundHost) ?? "";
  const machine = normalHost(options.machineName ?? "") ?? "";
  const given = new Set((options.furtherNames ?? []).map(normalHost));
  const beyondLoopback = !isLoopback(bound);
  const isOurs = (host: string): boolean => {
    if (isLoopback(host) || host === bound || given.has(host)) return true;
    if (!beyondLoopback) return false;
    // Names without a dot and addresses cannot be pointed here by somebody else's DNS.
    return ipaddr.isValid(host) || !host.includes(".") ||
      (machine !== "" && (host === machine || host === `${machine}.local`));
  };
  // A caller names the same host in call after call, and parsing it costs as much as a policy decision.
  const known = new KnownNames((name) => {
    const host = normalHost(name);
    return host !== undefined && isOurs(host);
  });
  return (request) => {
    // The target's host and the header can differ (absolute form, RFC 9112, section 3.2.2): both must be ours.
    const header = request.headers.get("host");
    if (known.has(authorityOf(request.url)) && (header === null || known.has(header))) return undefined;
    return problemResponse(
      "WRONG_HOST",
      "This server does not answer for the host that the request names; use the address that was printed at its start, or name that host with --allow-host when you start it",
    );
  };
}

/** Remembers the names that were found to be ours. Others are judged anew each time: there is no end to them. */
class KnownNames {
  static readonly #MAX = 64;
  readonly #ours = new Set<string>();
  readonly #judge: (name: string) => boolean;

  constructor(judge: (name: string) => boolean) {
    this.#judge = judge;
  }

  has(name: string): boolean {
    if (this.#ours.has(name)) return true;
    if (!this.#judge(name)) return false;
    if (this.#ours.size < KnownNames.#MAX) this.#ours.add(name);
    return true;
  }
}

/** Host and port of an absolute http URL, as written. */
function authorityOf(url: string): string {
  const start = url.indexOf("//") + 2;
  const end = url.slice(start).search(/[/?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

/** Lower case, without port, brackets and closing dot; IPv4 in its usual form. Undefined when it is no host at all. */
function normalHost(host: string): string | undefined {
  const bare = host.includes(":") && !host.includes("[") && ipaddr.isValid(host) ? `[${host}]` : host;
  if (!/^[^/?#@\\\s]+$/.test(bare)) return undefined;
  const url = URL.parse(`http://${bare}`);
  return url?.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

function isLoopback(host: string): boolean {
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback";
}
