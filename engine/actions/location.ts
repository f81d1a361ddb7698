/** A URL as the service behind it reads it, so that no spelling hides an operation from the catalogue. */
import { remembered } from "../recent.ts";

export interface Location {
  /** Lower case, without the colon. */
  readonly scheme: string;
  /** Lower case, without port and without trailing dots; empty for schemes without a host. */
  readonly host: string;
  /** Decoded, in their own case; empty segments are dropped. */
  readonly segments: readonly string[];
  /** The same with encoded slashes read as slashes; equal to `segments` when there were none. */
  readonly splitSegments: readonly string[];
  readonly query: readonly (readonly [name: string, value: string])[];
}

const NOWHERE: Location = { scheme: "", host: "", segments: [], splitSegments: [], query: [] };

/**
 * Reads a URL after WHATWG: that resolves `..`, `%2e%2e`, backslashes, default ports, IDNA and the case of the host. Repeated slashes,
 * trailing dots and percent-encoding go here.
 */
export function locate(text: string): Location {
  // What stands behind a question mark seldom comes twice.
  return text.includes("?") ? read(text) : readBefore(text);
}

const readBefore = remembered(read, { maxChars: 256 });

function read(text: string): Location {
  const url = URL.parse(text);
  if (url === null) return NOWHERE;
  const segments = url.pathname.split("/").filter((part) => part !== "").map(decode);
  const isSplit = segments.some((part) => part.includes("/"));
  return {
    scheme: url.protocol.slice(0, -1),
    host: url.hostname.toLowerCase().replace(/\.+$/, ""),
    segments,
    splitSegments: isSplit ? resolve(segments) : segments,
    query: url.search === "" ? [] : [...url.searchParams],
  };
}

function decode(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    // Not UTF-8: a service would take the bytes; no name in the catalogue has any of these.
    return part;
  }
}

/** Splits at decoded slashes and walks the dots that come to light with them. */
function resolve(segments: readonly string[]): string[] {
  const resolved: string[] = [];
  for (const part of segments.join("/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") resolved.pop();
    else resolved.push(part);
  }
  return resolved;
}
