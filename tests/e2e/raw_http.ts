/** Both ends of HTTP without an HTTP library in between: what is written is what goes over the wire. */

const encoder = new TextEncoder();

/** One UTF-16 unit a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

export async function writeAll(conn: Deno.Conn, data: string | Uint8Array): Promise<void> {
  let bytes = typeof data === "string" ? encoder.encode(data) : data;
  while (bytes.length > 0) bytes = bytes.subarray(await conn.write(bytes));
}

/** Reads until `stop` says so, or the connection ends or breaks; gives what came. */
export async function readUntil(
  conn: Deno.Conn,
  stop: (text: string) => boolean = () => false,
): Promise<string> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  try {
    while (!stop(text)) {
      const count = await conn.read(buffer);
      if (count === null) break;
      text += latin1(buffer.subarray(0, count));
    }
  } catch {
    // A reset is one way for a connection to end.
  }
  return text;
}

export const endOfHead = (text: string) => text.includes("\r\n\r\n");

/** Whether `text` holds a whole request: the head and as many body bytes as it announces, or the last chunk. */
export function isWholeRequest(text: string): boolean {
  const [head, body] = splitMessage(text);
  if (head === null) return false;
  if (/^transfer-encoding:/im.test(head)) return body.endsWith("0\r\n\r\n");
  return body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

export function splitMessage(text: string): [head: string | null, body: string] {
  const end = text.indexOf("\r\n\r\n");
  return end === -1 ? [null, ""] : [text.slice(0, end), text.slice(end + 4)];
}

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names, in order. */
  readonly headers: readonly [string, string][];
  readonly body: string;
  header(name: string): string | undefined;
}

export function parseAnswer(text: string): RawAnswer {
  const [head, body] = splitMessage(text);
  const lines = (head ?? "").split("\r\n");
  const headers = lines.slice(1).map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(lines[0]?.split(" ")[1]),
    headers,
    body,
    header: (name) => headers.find(([key]) => key === name)?.[1],
  };
}

/** Sends raw bytes on a new connection and reads until the other side closes: the request should say `Connection: close`. */
export async function rawExchange(port: number, request: string | Uint8Array): Promise<RawAnswer> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port });
  await writeAll(conn, request);
  return parseAnswer(await readUntil(conn));
}

export interface RawUpstream extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Every request as it came over the wire, in order. */
  readonly requests: string[];
  /** How many connections were accepted. */
  readonly connections: number;
}

/**
 * Reads one request after another from each connection and lets `answer` write whatever bytes it likes. A connection is closed when
 * `answer` gives `close`.
 */
export function startRawUpstream(
  answer: (conn: Deno.Conn, request: string, count: number) => Promise<"keep" | "close">,
  { isRequest = isWholeRequest }: { isRequest?: (text: string) => boolean } = {},
): RawUpstream {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const requests: string[] = [];
  const served: Promise<void>[] = [];
  let connections = 0;
  const serve = async (conn: Deno.Conn) => {
    try {
      while (true) {
        const request = await readUntil(conn, isRequest);
        if (!isRequest(request)) return;
        requests.push(request);
        if (await answer(conn, request, requests.length) === "close") return;
      }
    } catch {
      // The gateway may hang up at any time.
    } finally {
      conn.close();
    }
  };
  const accepting = (async () => {
    for await (const conn of listener) {
      connections++;
      served.push(serve(conn));
    }
  })();
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      await Promise.all(served);
    },
  };
}

/** An upstream that gives the same bytes to every request and then closes. */
export function startCannedUpstream(bytes: string | Uint8Array): RawUpstream {
  return startRawUpstream(async (conn) => {
    await writeAll(conn, bytes);
    return "close";
  });
}
