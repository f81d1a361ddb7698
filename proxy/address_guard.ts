import ipaddr from "ipaddr.js";

/** A name or range that a user exempted with `--allow-upstream`. */
export type AllowedUpstream =
  | { readonly kind: "host"; readonly host: string; readonly port: number | null }
  | { readonly kind: "cidr"; readonly address: IpAddress; readonly bits: number };

type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Reads one `--allow-upstream` entry: `host`, `host:port`, `[v6]:port` or `address/bits`.
 *
 * @throws {TypeError} when it is none of these
 */
export function parseAllowedUpstream(entry: string): AllowedUpstream {
  const text = entry.trim();
  const bad = () =>
    new TypeError(`Cannot allow upstream "${entry}": expected host, host:port or CIDR, such as 10.0.0.0/8`);
  if (text.includes("/")) {
    if (!ipaddr.isValidCIDR(text)) throw bad();
    const [address, bits] = ipaddr.parseCIDR(text);
    return { kind: "cidr", address, bits };
  }
  const bare = ipaddr.IPv6.isValid(text) ? `[${text}]` : text;
  const parts = /^(\[[^\]]*\]|[^:\s]+)(?::([0-9]{1,5}))?$/.exec(bare);
  if (parts === null || /[@?#\\*]/.test(bare)) throw bad();
  const port = parts[2] === undefined ? null : Number(parts[2]);
  if (port !== null && (port < 1 || port > 65_535)) throw bad();
  let host: string;
  try {
    host = unbracket(new URL(`http://${parts[1]}/`).hostname);
  } catch {
    throw bad();
  }
  return { kind: "host", host: host.replace(/\.$/, ""), port };
}

/** An IPv6 address as URLs write it, without its brackets; any other host unchanged. */
export function unbracket(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/**
 * Ranges that `ipaddr.js` counts as unicast and that must not be reached: Azure's platform address
 * (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16) and the 6to4 relay anycast (RFC 7526).
 */
const BLOCKED_V4 = ["168.63.129.16/32", "192.88.99.0/24"].map((range) => ipaddr.IPv4.parseCIDR(range));

/** All of IPv6 that is global unicast (iana.org/assignments/ipv6-unicast-address-assignments). */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");
/** Inside it: protocol assignments with Teredo (RFC 2928), documentation (RFC 3849, RFC 9637), 6to4 (RFC 3056), AS112 (RFC 7534). */
const BLOCKED_V6 = ["2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16", "2620:4f:8000::/48"]
  .map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * Whether an address is on the public internet. Only global unicast is: private, loopback, link-local (with cloud metadata), carrier-grade
 * NAT, multicast, reserved and documentation ranges are not, nor is an IPv6 address that carries an IPv4 one (mapped, compatible, NAT64,
 * 6to4, Teredo), because it may lead to any of them.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return !BLOCKED_V4.some((range) => address.match(range));
  return address.match(GLOBAL_V6) && !BLOCKED_V6.some((range) => address.match(range));
}

/**
 * Endings of names that are never public: RFC 6761 and RFC 6762, RFC 8375, ICANN's `internal`, those that IETF and ICANN keep out of the
 * root because private networks use them (RFC 6762 appendix G, SAC113), and RFC 7686 for `onion`.
 */
const PRIVATE_SUFFIXES = new Set([
  "localhost",
  "local",
  "localdomain",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "arpa",
  "onion",
  "test",
  "invalid",
]);

/** Whether a canonical host name can only mean something near: one label, or a private ending. Metadata names are among them. */
function isPrivateName(host: string): boolean {
  const labels = host.split(".");
  return labels.length < 2 || PRIVATE_SUFFIXES.has(labels.at(-1)!);
}

/** Whether a canonical host is an address: those have a colon or end in a digit. Asked for every call, and the
 * library takes longer over a name than all else that is judged here. */
function isAddressText(host: string): boolean {
  return /:|[0-9]$/.test(host) && ipaddr.isValid(host);
}

/** Why a destination is refused that no exemption opens. */
export const IS_SELF = "is this gateway itself";

/** Where a call is about to go. `host` is canonical: lower case, no trailing dot, IPv6 without brackets. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** `ok` with what is known before DNS, or why the destination is refused, as half a sentence after the host's name. */
export type GuardResult =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly why: string };

export interface GuardOptions {
  readonly allow: readonly AllowedUpstream[];
  /** The gateway's own names and ports, which no exemption opens. */
  readonly self: () => {
    readonly hostnames: readonly string[];
    readonly port: number;
    /** Where it listens besides. Default none. */
    readonly furtherPorts?: readonly number[];
  };
  /** All addresses of a name; rejects when there is none. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Addresses of this machine's interfaces. */
  readonly ownAddresses: () => readonly string[];
}

/** Decides which destinations may be reached, by name first and then by every address the name has. */
export class AddressGuard {
  readonly #options: GuardOptions;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** What can be told without DNS: null when nothing speaks against the name or address, otherwise why it is refused. */
  refusalOf(destination: Destination): string | null {
    const { host } = destination;
    const isAddress = isAddressText(host);
    if (this.#isSelf(destination, isAddress ? host : null)) return IS_SELF;
    if (this.#isAllowed(destination, isAddress ? host : null)) return null;
    if (isAddress) return this.#isOutside(host) ? null : "is not a public address";
    return isPrivateName(host) ? "is not a public name" : null;
  }

  /**
   * The addresses that may be connected to. One private address among several refuses all: which one answers must not be a matter of luck.
   * Rejects with what `resolve` rejects with.
   */
  async vet(destination: Destination): Promise<GuardResult> {
    const why = this.refusalOf(destination);
    if (why !== null) return { ok: false, why };
    if (isAddressText(destination.host)) return { ok: true, addresses: [destination.host] };
    const addresses = await this.#options.resolve(destination.host);
    for (const address of addresses) {
      if (this.#isSelf(destination, address)) return { ok: false, why: IS_SELF };
      if (!this.#isOutside(address) && !this.#isAllowed(destination, address)) {
        return { ok: false, why: "resolves to an address that is not public" };
      }
    }
    return { ok: true, addresses };
  }

  /** Public, and not an address of this machine: what listens here may be closed to the internet by a firewall that we are behind. */
  #isOutside(address: string): boolean {
    return isPublicAddress(address) &&
      !this.#options.ownAddresses().includes(ipaddr.parse(address).toString());
  }

  #isAllowed({ host, port }: Destination, address: string | null): boolean {
    return this.#options.allow.some((entry) => {
      if (entry.kind === "host") {
        return (entry.port === null || entry.port === port) &&
          (entry.host === host || entry.host === address);
      }
      if (address === null || !ipaddr.isValid(address)) return false;
      const parsed = ipaddr.parse(address);
      if (parsed instanceof ipaddr.IPv4 && entry.address instanceof ipaddr.IPv4) {
        return parsed.match(entry.address, entry.bits);
      }
      if (parsed instanceof ipaddr.IPv6 && entry.address instanceof ipaddr.IPv6) {
        return parsed.match(entry.address, entry.bits);
      }
      return false;
    });
  }

  #isSelf({ host, port }: Destination, address: string | null): boolean {
    const self = this.#options.self();
    if (port !== self.port && self.furtherPorts?.includes(port) !== true) return false;
    if (self.hostnames.includes(host)) return true;
    if (host === "localhost" || host.endsWith(".localhost")) return true;
    if (address === null || !ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address); // an IPv4-mapped address is its IPv4 one
    const range = parsed.range();
    return range === "loopback" || range === "unspecified" ||
      this.#options.ownAddresses().includes(parsed.toString());
  }
}
