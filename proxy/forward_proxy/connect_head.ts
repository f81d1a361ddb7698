import { isFieldValue, isToken } from "../http1/header_syntax.ts";
import { parseTarget, type Target } from "../target.ts";

/** `CONNECT host:port` with its headers (RFC 9110 section 9.3.6). */
export interface ConnectHead {
  /** `https://host:port/`: nothing is known yet of what will be asked there. */
  readonly target: Target;
  readonly headers: Headers;
}

export type ConnectHeadResult = { readonly ok: true; readonly head: ConnectHead } | {
  readonly ok: false;
  readonly message: string;
};

/** A larger head is refused, bytes. */
export const MAX_CONNECT_HEAD_BYTES = 16 * 1024;
const MAX_HEADER_LINES = 100;

/** What every CONNECT request begins with. */
export const CONNECT_PREFIX = new TextEncoder().encode("CONNECT ");

/**
 * Parses the head of a CONNECT request strictly: a port has to be there, lines end in CRLF alone, and there is no body.
 *
 * @param text the head up to and including the empty line, one UTF-16 unit a byte
 */
export function parseConnectHead(text: string): ConnectHeadResult {
  const bad = (message: string): ConnectHeadResult => ({ ok: false, message });
  const [requestLine = "", ...lines] = text.slice(0, -4).split("\r\n");
  const authority = /^CONNECT ([^ ]+) HTTP\/1\.[01]$/.exec(requestLine)?.[1];
  if (authority === undefined) {
    return bad("The request line is malformed: write it as CONNECT host:443 HTTP/1.1");
  }
  if (!/^(?:[^\s/?#@\\:[\]]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}$/.test(authority)) {
    return bad("The destination is malformed: write it as host:port, such as api.example.com:443");
  }
  const parsed = parseTarget(`https://${authority}/`);
  if (!parsed.ok) return bad("The destination has a malformed host or port");
  if (lines.length > MAX_HEADER_LINES) {
    return bad(`The request has more than ${MAX_HEADER_LINES} header lines`);
  }
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon));
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
    if (!isToken(name) || !isFieldValue(value)) return bad("The request has a malformed header line");
    headers.append(name, value);
  }
  if (headers.has("transfer-encoding") || !/^0*$/.test(headers.get("content-length") ?? "")) {
    return bad("A CONNECT request cannot have a body");
  }
  return { ok: true, head: { target: parsed.target, headers } };
}
