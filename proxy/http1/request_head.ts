import { isFieldValue, isToken } from "./header_syntax.ts";

/** One request line and its headers, ready to be written. */
export interface RequestHead {
  readonly method: string;
  /** Origin-form, as the caller wrote it: `/a//b?x=%2f`. */
  readonly requestTarget: string;
  /** Value of `Host`. */
  readonly host: string;
  /** Without `Host`, `Content-Length`, `Transfer-Encoding` and other hop-by-hop headers. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Bytes of the body; `chunked` when unknown; null when the message has no body and says nothing about one. */
  readonly contentLength: number | "chunked" | null;
}

const encoder = new TextEncoder();

/**
 * The bytes of a request head, with `room` spare bytes after it for a body that goes out in the same write (RFC 9112 section 3).
 * The request target goes out as UTF-8, header values as one byte a character: both as they came in.
 *
 * @throws {TypeError} for a method, target, name or value that could end the line it stands in (request smuggling).
 */
export function encodeRequestHead(head: RequestHead, room = 0): Uint8Array<ArrayBuffer> {
  if (!isToken(head.method)) {
    throw new TypeError(`Cannot send a request: method "${head.method}" is no token`);
  }
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  if (!/^\/[^\x00-\x20\x7f]*$/.test(head.requestTarget)) {
    throw new TypeError(`Cannot send a request: target "${head.requestTarget}" is not in origin-form`);
  }
  let text = `Host: ${head.host}\r\n`;
  for (const [name, value] of head.headers) {
    if (!isToken(name)) throw new TypeError(`Cannot send a request: header name "${name}" is no token`);
    if (!isFieldValue(value)) {
      throw new TypeError(`Cannot send a request: the value of header "${name}" holds a control character`);
    }
    text += `${name}: ${value}\r\n`;
  }
  if (head.contentLength === "chunked") text += "Transfer-Encoding: chunked\r\n";
  else if (head.contentLength !== null) text += `Content-Length: ${head.contentLength}\r\n`;
  text += "\r\n";

  const line = encoder.encode(`${head.method} ${head.requestTarget} HTTP/1.1\r\n`);
  const bytes = new Uint8Array(line.length + text.length + room);
  bytes.set(line);
  for (let i = 0, at = line.length; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
  return bytes;
}
