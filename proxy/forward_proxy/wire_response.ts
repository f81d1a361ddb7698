import { type Stamp, stampHeaders } from "../refusals.ts";
import { closeQuietly, type Wire, writeAll } from "./splice.ts";

/** How long a client may take to read a refusal and hang up, milliseconds. */
const LINGER_MS = 1_000;

/** What tells the client that the tunnel is open; no stamp when nothing was decided about the tunnel itself. */
export function establishedHead(stamp: Stamp | null): Uint8Array {
  const lines = (stamp === null ? [] : stampHeaders(stamp)).map(([name, value]) => `${name}: ${value}\r\n`);
  return new TextEncoder().encode(`HTTP/1.1 200 Connection established\r\n${lines.join("")}\r\n`);
}

/** Writes a whole answer to a CONNECT request and ends the connection. */
export async function answerAndClose(wire: Wire, response: Response): Promise<void> {
  const body = await response.bytes();
  const lines = [`HTTP/1.1 ${response.status} Tunnel refused`];
  for (const [name, value] of response.headers) lines.push(`${name}: ${value}`);
  lines.push(`content-length: ${body.length}`, "connection: close", "", "");
  const head = new TextEncoder().encode(lines.join("\r\n"));
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  await endWith(wire, bytes);
}

/** TLS alerts that a refused tunnel ends with (RFC 8446 section 6). */
const ALERTS = { accessDenied: 49, unrecognizedName: 112 } as const;

/** Tells a client that began to speak TLS why it goes no further. */
export async function alertAndClose(wire: Wire, alert: keyof typeof ALERTS): Promise<void> {
  await endWith(wire, Uint8Array.of(21, 3, 3, 0, 2, 2, ALERTS[alert]));
}

/** A connection that is closed with bytes unread is reset, and what was written may be lost; so the client is let finish. */
async function endWith(wire: Wire, bytes: Uint8Array): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), LINGER_MS));
  const rest = new Uint8Array(4096);
  try {
    await Promise.race([writeAll(wire, bytes), enough]);
    await wire.closeWrite();
    while (await Promise.race([wire.read(rest), enough]) !== null);
  } catch {
    // The client has gone.
  } finally {
    clearTimeout(timer);
    closeQuietly(wire);
  }
}
