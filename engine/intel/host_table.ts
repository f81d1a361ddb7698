/**
 * Hosts by name and by the domains above them, addresses by range. A look-up walks the labels of a host from left to right, so its
 * cost depends on the host and not on the number of entries.
 */
import ipaddr from "ipaddr.js";
import type { Place } from "./entry.ts";

/** What the table holds for a place. */
export interface TableEntry {
  /** As the list says it. */
  readonly entry: string;
  readonly kind: string;
}

interface PathEntry extends TableEntry {
  readonly pathPrefix: string;
}

export class HostTable {
  readonly #exact = new Map<string, readonly PathEntry[]>();
  readonly #below = new Map<string, readonly PathEntry[]>();
  /** By prefix length, then by the bits of the prefix. */
  readonly #ranges = {
    ipv4: new Map<number, Map<bigint, TableEntry>>(),
    ipv6: new Map<number, Map<bigint, TableEntry>>(),
  };
  /** The last two labels of every host, and the last one of those that have no more. */
  readonly #endings = new Set<string>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(place: Place, { entry, kind }: TableEntry): void {
    this.#size += 1;
    if (place.type === "range") {
      const ranges = this.#ranges[place.family];
      const byPrefix = ranges.get(place.bits) ?? new Map<bigint, TableEntry>();
      ranges.set(place.bits, byPrefix.set(place.prefix, { entry, kind }));
      return;
    }
    const value = { entry, kind, pathPrefix: place.pathPrefix };
    this.#endings.add(ending(place.host));
    if (place.reach !== "below") put(this.#exact, place.host, value);
    if (place.reach !== "exact") put(this.#below, place.host, value);
  }

  /** False for most hosts that no entry names, and never for one that some entry does: a quick first look. */
  mayKnow(host: string): boolean {
    const dot = host.lastIndexOf(".");
    if (this.#endings.has(ending(host, dot)) || this.#endings.has(host.slice(dot + 1))) return true;
    return this.#hasRanges && isDigit(host.charCodeAt(host.length - 1));
  }

  get #hasRanges(): boolean {
    return this.#ranges.ipv4.size + this.#ranges.ipv6.size > 0;
  }

  /**
   * The first entry for a host in canonical form (lower case, punycode, no port, no trailing dot), the exact name before the domains
   * above it, the nearest first.
   *
   * @param path Decoded, beginning with a slash; asked for only when an entry has one.
   */
  match(host: string, path: () => string): TableEntry | undefined {
    const exact = pick(this.#exact.get(host), path);
    if (exact !== undefined) return exact;
    for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
      const found = pick(this.#below.get(host.slice(dot + 1)), path);
      if (found !== undefined) return found;
    }
    return this.#matchAddress(host);
  }

  #matchAddress(host: string): TableEntry | undefined {
    if (!this.#hasRanges) return undefined;
    const address = readAddress(host);
    if (address === undefined) return undefined;
    // The longest prefix says most about an address.
    const ranges = [...this.#ranges[address.family]].sort(([a], [b]) => b - a);
    for (const [bits, byPrefix] of ranges) {
      const found = byPrefix.get(address.value >> BigInt(address.width - bits));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function ending(host: string, lastDot = host.lastIndexOf(".")): string {
  return host.slice(host.lastIndexOf(".", lastDot - 1) + 1);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function put(map: Map<string, readonly PathEntry[]>, host: string, value: PathEntry): void {
  map.set(host, [...map.get(host) ?? [], value]);
}

/** A prefix that ends with a slash is met by the path without it, too. */
function pick(candidates: readonly PathEntry[] | undefined, path: () => string): TableEntry | undefined {
  return candidates?.find(({ pathPrefix }) => pathPrefix === "/" || `${path()}/`.startsWith(pathPrefix));
}

export interface NumericAddress {
  readonly family: "ipv4" | "ipv6";
  readonly value: bigint;
  /** Bits in an address of its family. */
  readonly width: number;
}

/** Undefined for what is no address. An IPv6 address that carries an IPv4 one (RFC 4291, section 2.5.5) is read as that. */
export function readAddress(host: string): NumericAddress | undefined {
  const bare = host.startsWith("[") ? host.slice(1, -1) : host;
  if (!bare.includes(":") && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return undefined;
  if (!ipaddr.isValid(bare)) return undefined;
  const address = ipaddr.process(bare);
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family: address.kind(), value, width: address.kind() === "ipv4" ? 32 : 128 };
}
