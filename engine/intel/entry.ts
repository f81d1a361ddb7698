/** One line of a list of places: what it names, in canonical form. */
import { readAddress } from "./host_table.ts";

/** A host with a reach, or a range of addresses. */
export type Place =
  | {
    readonly type: "host";
    readonly host: string;
    /** `below`: every name under it; `both`: itself too. */
    readonly reach: "exact" | "below" | "both";
    /** Decoded; `/` for every path. */
    readonly pathPrefix: string;
  }
  | {
    readonly type: "range";
    readonly family: "ipv4" | "ipv6";
    readonly bits: number;
    /** The first `bits` bits. */
    readonly prefix: bigint;
  };

export type ReadPlace = { readonly ok: true; readonly place: Place } | {
  readonly ok: false;
  readonly message: string;
};

export const MAX_ENTRY_CHARS = 2_048;
const WANTED = "a host, .domain, *.domain, address, CIDR or URL";

/**
 * Reads `host.example`, `*.example.com` (every name below), `.example.com` (itself and every name below), an address, `10.0.0.0/8`, or
 * the beginning of a URL. Upper case, trailing dots, ports, user info and international names are brought to the form that browsers
 * write; a port is not part of what is compared.
 */
export function readPlace(text: string): ReadPlace {
  const shown = JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
  const bad = (): ReadPlace => ({ ok: false, message: `found ${shown}, wanted ${WANTED}` });
  if (text === "" || text.length > MAX_ENTRY_CHARS || /\s/.test(text)) return bad();
  if (text.includes("://")) return readUrl(text) ?? bad();
  if (text.includes("/")) return readRange(text) ?? bad();
  const reach = text.startsWith("*.") ? "below" : text.startsWith(".") ? "both" : "exact";
  const host = canonicalHost(reach === "below" ? text.slice(2) : reach === "both" ? text.slice(1) : text);
  // A single word is a host of somebody's own network at best; a whole top-level domain has to be meant.
  if (host === undefined || (reach === "exact" && !host.includes(".") && !host.includes(":"))) return bad();
  return { ok: true, place: { type: "host", host, reach, pathPrefix: "/" } };
}

/** Lower case, punycode, without port and trailing dots, IPv6 in brackets as URLs write it. Undefined for what is no host. */
export function canonicalHost(text: string): string | undefined {
  const isBareV6 = text.split(":").length > 2 && !text.startsWith("[");
  if (/[/?#@\\%]/.test(text)) return undefined;
  const url = URL.parse(`http://${isBareV6 ? `[${text}]` : text}/`);
  const host = url?.hostname.replace(/\.+$/, "") ?? "";
  const isName = host.length <= 253 && host.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
  return host !== "" && (host.startsWith("[") || isName) ? host : undefined;
}

function readUrl(text: string): ReadPlace | undefined {
  const url = URL.parse(text);
  if (url === null || !/^(?:https?|wss?):$/.test(url.protocol)) return undefined;
  const host = url.hostname.replace(/\.+$/, "");
  if (host === "") return undefined;
  return { ok: true, place: { type: "host", host, reach: "exact", pathPrefix: decodedPath(url.pathname) } };
}

/** A path as the table compares it. */
export function decodedPath(pathname: string): string {
  if (!pathname.includes("%")) return pathname;
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function readRange(text: string): ReadPlace | undefined {
  const match = /^([0-9a-f.:]{2,45})\/(\d{1,3})$/i.exec(text);
  const address = readAddress(match?.[1] ?? "");
  if (address === undefined) return undefined;
  const bits = Number(match?.[2]);
  // One bit of IPv4 is half of the internet; nobody means that.
  if (bits < 4 || bits > address.width) return undefined;
  const prefix = address.value >> BigInt(address.width - bits);
  return { ok: true, place: { type: "range", family: address.family, bits, prefix } };
}
