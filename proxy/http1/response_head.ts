import { isFieldValue, isToken, listMembers } from "./header_syntax.ts";
import { protocolError } from "./upstream_error.ts";

/** A response head larger than this is refused, bytes. */
export const MAX_HEAD_BYTES = 64 * 1024;
/** More header lines than this are refused. */
export const MAX_HEADER_LINES = 256;

/** How the end of a message body is found (RFC 9112 section 6.3). */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "close" };

export interface ResponseHead {
  readonly status: number;
  /** In order, names and values as sent, surrounding whitespace removed; one UTF-16 unit a byte. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly framing: Framing;
  /** Whether the connection may carry another request once the body has ended. */
  readonly keepAlive: boolean;
  /** From `Keep-Alive: timeout=`, milliseconds; null when not said. */
  readonly keepAliveMs: number | null;
}

/**
 * Index just after the empty line that ends a head in `bytes[0, length)`, or -1. `from` is where an earlier search stopped.
 * Only CRLF ends a line: a bare LF is refused later, by the parser.
 */
export function findHeadEnd(bytes: Uint8Array, length: number, from = 0): number {
  for (
    let i = bytes.indexOf(13, Math.max(0, from - 3));
    i !== -1 && i + 3 < length;
    i = bytes.indexOf(13, i + 1)
  ) {
    if (bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) return i + 4;
  }
  return -1;
}

/**
 * Parses a response head strictly (RFC 9112 sections 4 to 6): what two programs could read differently is refused, not repaired.
 * That covers bare CR or LF, folded lines, whitespace before the colon, `Transfer-Encoding` together with `Content-Length`, several
 * different lengths, codings other than `chunked`.
 *
 * @param text the head up to and including the empty line, one UTF-16 unit a byte
 * @param method of the request, because HEAD has no body
 * @throws {UpstreamError} `UPSTREAM_PROTOCOL`
 */
export function parseResponseHead(text: string, method: string): ResponseHead {
  const lines = text.slice(0, -4).split("\r\n");
  // Status line: HTTP-version SP 3DIGIT SP [ reason-phrase ]; a missing last space is common and harmless.
  const match = /^HTTP\/1\.([01]) ([1-9][0-9]{2})(?: [^\r\n\0]*)?$/.exec(lines[0] ?? "");
  if (match === null) throw protocolError("The upstream did not answer with an HTTP/1.x status line");
  if (lines.length - 1 > MAX_HEADER_LINES) {
    throw protocolError(`The upstream sent more than ${MAX_HEADER_LINES} header lines`);
  }
  const headers: [string, string][] = [];
  for (let i = 1; i < lines.length; i++) headers.push(parseHeaderLine(lines[i]!));
  return {
    status: Number(match[2]),
    headers,
    ...connectionFacts(headers, { status: Number(match[2]), minor: match[1]!, method }),
  };
}

function parseHeaderLine(line: string): [string, string] {
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(0, colon));
  if (!isToken(name)) throw protocolError("The upstream sent a malformed header line");
  // Optional whitespace is space and tab only (RFC 9110 section 5.6.3).
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
  if (!isFieldValue(value)) throw protocolError(`The upstream sent a control character in header "${name}"`);
  return [name, value];
}

function connectionFacts(
  headers: readonly (readonly [string, string])[],
  { status, minor, method }: { status: number; minor: string; method: string },
): Pick<ResponseHead, "framing" | "keepAlive" | "keepAliveMs"> {
  let length: string | null = null;
  let transfer: string | null = null;
  let connection = "";
  let keepAliveMs: number | null = null;
  for (const [name, value] of headers) {
    switch (name.toLowerCase()) {
      case "content-length":
        if (length !== null && length !== value) {
          throw protocolError("The upstream sent several values of Content-Length");
        }
        length = value;
        break;
      case "transfer-encoding":
        if (transfer !== null) throw protocolError("The upstream sent several Transfer-Encoding headers");
        transfer = value;
        break;
      case "connection":
        connection += "," + value;
        break;
      case "keep-alive": {
        const seconds = /(?:^|[,\s])timeout=([0-9]{1,6})/i.exec(value)?.[1];
        if (seconds !== undefined) keepAliveMs = Number(seconds) * 1000;
      }
    }
  }
  const options = connection === "" ? [] : listMembers(connection);
  const framing = frame({
    length,
    transfer,
    minor,
    bodiless: method === "HEAD" || status < 200 || status === 204 || status === 304,
  });
  const persistent = minor === "1" ? !options.includes("close") : options.includes("keep-alive");
  return { framing, keepAlive: persistent && framing.kind !== "close", keepAliveMs };
}

function frame(
  { length, transfer, minor, bodiless }: {
    length: string | null;
    transfer: string | null;
    minor: string;
    bodiless: boolean;
  },
): Framing {
  if (transfer !== null) {
    if (length !== null) throw protocolError("The upstream sent both Transfer-Encoding and Content-Length");
    if (minor === "0") throw protocolError("The upstream sent Transfer-Encoding in an HTTP/1.0 answer");
    if (transfer.toLowerCase() !== "chunked") {
      throw protocolError("The upstream used a transfer coding other than chunked");
    }
    return bodiless ? { kind: "none" } : { kind: "chunked" };
  }
  if (length !== null) {
    if (!/^[0-9]{1,15}$/.test(length)) {
      throw protocolError("The upstream sent a Content-Length that is no number");
    }
    return bodiless || Number(length) === 0 ? { kind: "none" } : { kind: "length", bytes: Number(length) };
  }
  return bodiless ? { kind: "none" } : { kind: "close" };
}
