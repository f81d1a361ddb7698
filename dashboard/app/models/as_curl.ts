/** A recorded call as a command line. */
import type { RecordedTrace } from "../../../engine/types.ts";

/** Null when the call is none that curl could make (a command, a tool of an MCP server). */
export function asCurl({ method, url, request }: RecordedTrace): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const parts = ["curl"];
  if (method !== "GET" || request.body) parts.push(`-X ${quoted(method)}`);
  parts.push(quoted(url));
  for (const [name, value] of request.headers) {
    // Told anew by curl.
    if (!/^(?:host|content-length|connection|transfer-encoding)$/i.test(name)) {
      parts.push(`-H ${quoted(`${name}: ${value}`)}`);
    }
  }
  if (request.body) parts.push(`--data-binary ${quoted(request.body)}`);
  return parts.join(" \\\n  ");
}

/** One word for a POSIX shell (POSIX.1-2017, Shell Command Language, 2.2.2): whatever it holds, nothing in it is run. */
function quoted(text: string): string {
  if (/^[\w./:=@%+-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
