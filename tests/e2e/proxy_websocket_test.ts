import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeFrame, FrameError, FrameReader, type Incoming, Opcode } from "../../proxy/websocket/frames.ts";
import { joinBytes } from "../../proxy/answers/byte_queue.ts";
import { createHash } from "node:crypto";
import { fakeEngine } from "./fake_engine.ts";
import { startGateway } from "./proxy_fixture.ts";
import { testUnless } from "../skips.ts";
import { makeCertificates, noOpenssl } from "./test_certificates.ts";
import { startRawUpstream, writeAll } from "./raw_http.ts";

interface Echo extends AsyncDisposable {
  readonly address: string;
  readonly headers: Headers[];
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Sends every message back, and says what it was closed with. */
function startEcho(say: (socket: WebSocket) => void = () => {}): Echo {
  const headers: Headers[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    headers.push(new Headers(request.headers));
    const offered = request.headers.get("sec-websocket-protocol")?.split(", ") ?? [];
    const { socket, response } = Deno.upgradeWebSocket(request, offered[1] ? { protocol: offered[1] } : {});
    socket.binaryType = "arraybuffer";
    socket.onopen = () => say(socket);
    socket.onmessage = ({ data }) => socket.send(data);
    socket.onclose = ({ code, reason }) => resolve({ code, reason });
    socket.onerror = () => {};
    return response;
  });
  return {
    address: `127.0.0.1:${server.addr.port}`,
    headers,
    closed,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

class Client implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #messages: unknown[] = [];
  #wake: (() => void) | null = null;
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly opened: Promise<void>;

  constructor(url: string, protocols: string[] = []) {
    this.#socket = new WebSocket(url, protocols);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }) => {
      this.#messages.push(data);
      this.#wake?.();
    };
    this.#socket.onerror = (event) => event.preventDefault();
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = ({ code, reason }) => resolve({ code, reason });
    });
    this.opened = new Promise((resolve) => this.#socket.onopen = () => resolve());
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  send(message: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(message);
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  async next(): Promise<unknown> {
    while (this.#messages.length === 0) await new Promise<void>((resolve) => this.#wake = resolve);
    return this.#messages.shift();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

/** RFC 6455 says 1006; Deno 2.8.3 says 0. */
const NEVER_OPENED = [0, 1006];

const through = (gateway: { port: number }, target: string) =>
  `ws://127.0.0.1:${gateway.port}/proxy/${target}`;

Deno.test("messages of a WebSocket go both ways, text and binary, as they are", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/chat?room=1`), ["a", "b"]);
  await client.opened;
  assert.equal(client.protocol, "b");
  client.send("hello 東京");
  assert.equal(await client.next(), "hello 東京");
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  client.send(bytes);
  assert.deepEqual(new Uint8Array(await client.next() as ArrayBuffer), bytes);
  client.send("x".repeat(200_000));
  assert.equal((await client.next() as string).length, 200_000);
  assert.equal(gateway.engine.calls[0]?.method, "GET");
  assert.equal(gateway.engine.calls[0]?.url, `http://${echo.address}/chat?room=1`);
  assert.equal(echo.headers[0]?.get("sec-websocket-extensions"), null);
  assert.equal(echo.headers[0]?.get("x-interven-agent"), null);
  const judged = gateway.engine.calls[0]?.headers.map(([name]) => name) ?? [];
  assert.ok(
    !judged.includes("sec-websocket-key") && judged.includes("sec-websocket-protocol"),
    String(judged),
  );
});

Deno.test("each message of a client is judged as a call of its own connection", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/`));
  await client.opened;
  client.send('{"a":1}');
  await client.next();
  const [, message] = gateway.engine.calls;
  assert.equal(message?.method, "POST");
  assert.equal(message?.messageOf, "trace-1");
  assert.equal(new TextDecoder().decode(message?.body?.bytes), '{"a":1}');
});

Deno.test("a message that is refused closes both sides, and the client is told why with 1008", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/`));
  await client.opened;
  gateway.engine.decide({ decision: "DENY", reasonCodes: ["SECRET_EGRESS"] });
  client.send("a secret");
  const { code, reason } = await client.closed;
  assert.equal(code, 1008);
  assert.match(reason, /SECRET_EGRESS/);
  assert.equal((await echo.closed).code, 1001);
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "DENIED");
});

Deno.test("a message that is to be redacted goes on redacted", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/`));
  await client.opened;
  gateway.engine.decide({ decision: "SANITIZE", sanitizedBody: new TextEncoder().encode("[REDACTED]") });
  client.send("4111");
  assert.equal(await client.next(), "[REDACTED]");
});

Deno.test("a message that cannot be judged is not sent on", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/`));
  await client.opened;
  gateway.engine.recorded = () => Promise.reject(new Error("disk full"));
  client.send("hello");
  assert.equal((await client.closed).code, 1008);
});

for (const [code, reason] of [[4001, "bye"], [1000, ""]] as const) {
  Deno.test(`the code ${code} of a client's close reaches the server`, async () => {
    await using echo = startEcho();
    await using gateway = startGateway();
    await using client = new Client(through(gateway, `ws://${echo.address}/`));
    await client.opened;
    client.close(code, reason);
    assert.deepEqual(await echo.closed, { code, reason });
    assert.equal((await client.closed).code, code);
  });
}

for (const code of [1001, 1011, 3000, 4999]) {
  Deno.test(`the code ${code} of a server's close reaches the client`, async () => {
    await using echo = startEcho((socket) => socket.close(code, "enough"));
    await using gateway = startGateway();
    await using client = new Client(through(gateway, `ws://${echo.address}/`));
    assert.deepEqual(await client.closed, { code, reason: "enough" });
    assert.equal((await gateway.engine.outcomeOf("trace-1")).error, null);
  });
}

Deno.test("a handshake that is denied is refused as any call is", async () => {
  await using echo = startEcho();
  await using gateway = startGateway({ engine: fakeEngine("DENY") });
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    `GET /proxy/ws://${echo.address}/ HTTP/1.1\r\nHost: g\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  const buffer = new Uint8Array(4096);
  const text = new TextDecoder().decode(buffer.subarray(0, await conn.read(buffer) ?? 0));
  assert.match(text, /^HTTP\/1\.1 403 /);
  assert.match(text, /x-interven-error: DENIED/i);
  assert.equal(echo.headers.length, 0);
  conn.close();
});

Deno.test("a private address is no WebSocket's destination either", async () => {
  await using gateway = startGateway({ allowUpstream: [] });
  await using client = new Client(through(gateway, "ws://127.0.0.1:1/"));
  assert.ok(NEVER_OPENED.includes((await client.closed).code));
  assert.equal(gateway.engine.refusals[0]?.code, "BLOCKED_ADDRESS");
});

/** A server that shakes hands properly and then does as a test says. */
function startRawServer(then: (conn: Deno.Conn) => Promise<void>) {
  return startRawUpstream(async (conn, head) => {
    const key = /sec-websocket-key: (\S+)/i.exec(head)?.[1] ?? "";
    const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
    await writeAll(
      conn,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    await then(conn);
    return "close";
  });
}

const frame = (first: number, payload: string | Uint8Array) => {
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  return joinBytes([Uint8Array.of(first, bytes.length), bytes]);
};

Deno.test("a message in pieces with a ping between them arrives whole, and the ping is answered", async () => {
  let answered = new Uint8Array();
  await using upstream = startRawServer(async (conn) => {
    await writeAll(conn, joinBytes([frame(0x01, "hel"), frame(0x89, "hi"), frame(0x80, "lo")]));
    const buffer = new Uint8Array(64);
    answered = buffer.slice(0, await conn.read(buffer) ?? 0);
    await writeAll(conn, frame(0x88, Uint8Array.of(0x03, 0xe8)));
  });
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${new URL(upstream.origin).host}/`));
  assert.equal(await client.next(), "hello");
  assert.equal((await client.closed).code, 1000);
  assert.equal(answered[0], 0x8a);
  assert.equal(answered[1], 0x82);
});

for (
  const [name, bytes, code] of [
    ["a masked frame", Uint8Array.of(0x81, 0x80, 0, 0, 0, 0), 1011],
    ["an extension that was not agreed on", frame(0xc1, "x"), 1011],
    ["a continuation of nothing", frame(0x80, "x"), 1011],
    ["text that is no UTF-8", frame(0x81, Uint8Array.of(0xff)), 1011],
    ["a cut ping", frame(0x09, "x"), 1011],
    ["a close code that must not be sent", frame(0x88, Uint8Array.of(0x03, 0xed)), 1011],
    ["a message over the limit", Uint8Array.of(0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0), 1009],
  ] as const
) {
  Deno.test(`a server that sends ${name} is cut off`, async () => {
    await using upstream = startRawServer(async (conn) => {
      await writeAll(conn, bytes);
      await conn.read(new Uint8Array(64));
    });
    await using gateway = startGateway();
    await using client = new Client(through(gateway, `ws://${new URL(upstream.origin).host}/`));
    assert.equal((await client.closed).code, code);
    assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "UPSTREAM_UNREACHABLE");
  });
}

Deno.test("a server that ends without a word closes the client with 1011", async () => {
  await using upstream = startRawServer(() => Promise.resolve());
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${new URL(upstream.origin).host}/`));
  assert.equal((await client.closed).code, 1011);
});

Deno.test("an upstream that answers the handshake falsely, or not at all, is refused", async () => {
  for (
    const answer of [
      "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
      "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
      "",
    ]
  ) {
    await using upstream = startRawUpstream(async (conn) => {
      await writeAll(conn, answer);
      return "close";
    });
    await using gateway = startGateway();
    await using client = new Client(through(gateway, `ws://${new URL(upstream.origin).host}/`));
    assert.ok(NEVER_OPENED.includes((await client.closed).code));
    assert.notEqual((await gateway.engine.outcomeOf("trace-1")).totalMs, -1);
  }
});

testUnless(
  noOpenssl(),
  "a wss upstream is verified for its name, and reached at the vetted address",
  async () => {
    using certificates = makeCertificates();
    const { cert, key, ca } = certificates;
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, cert, key, onListen() {} }, (request) => {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onmessage = ({ data }) => socket.send(data);
      return response;
    });
    const target = `wss://secure.example.com:${server.addr.port}/`;
    const resolve = () => Promise.resolve(["127.0.0.1"]);
    {
      await using gateway = startGateway({ caCerts: [ca], resolve });
      await using client = new Client(through(gateway, target));
      await client.opened;
      client.send("over TLS");
      assert.equal(await client.next(), "over TLS");
      assert.equal(gateway.engine.calls[0]?.url, target.replace("wss", "https"));
    }
    await using stranger = startGateway({ resolve });
    await using refused = new Client(through(stranger, target));
    assert.ok(NEVER_OPENED.includes((await refused.closed).code));
    assert.equal((await stranger.engine.outcomeOf("trace-1")).error, "UPSTREAM_TLS");
    await server.shutdown();
  },
);

Deno.test("a client that sends faster than the upstream takes is closed, with bounded memory", async () => {
  const over = Promise.withResolvers<void>();
  await using upstream = startRawServer(() => over.promise);
  try {
    await using gateway = startGateway();
    await using client = new Client(through(gateway, `ws://${new URL(upstream.origin).host}/`));
    await client.opened;
    const message = new Uint8Array(512 * 1024);
    for (let i = 0; i < 128; i++) client.send(message);
    // It is told why with 1008, if it looks before its own messages are turned away.
    await client.closed;
    assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "PAYLOAD_TOO_LARGE");
  } finally {
    over.resolve();
  }
});

Deno.test("a client that does not take what comes slows the upstream down", async () => {
  const state = { sent: 0 };
  const piece = serverFrame(0x82, new Uint8Array(256 * 1024));
  const total = 256 * 1024 * 1024;
  const stalled = Promise.withResolvers<void>();
  await using upstream = startRawServer(async (conn) => {
    try {
      while (state.sent < total) {
        // A write that the other side does not take stays pending: the event loop turns, and nothing is written.
        const writing = writeAll(conn, piece);
        for (let turns = 0; turns < 200; turns++) {
          const isDone = await Promise.race([writing.then(() => true), turn().then(() => false)]);
          if (isDone) break;
          if (turns === 199) stalled.resolve();
        }
        await writing;
        state.sent += piece.length;
      }
    } catch {
      // The test is over.
    }
    // It never stood still.
    stalled.resolve();
  });
  await using gateway = startGateway();
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    `GET /proxy/ws://${new URL(upstream.origin).host}/ HTTP/1.1\r\nHost: g\r\nUpgrade: websocket\r\n` +
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await stalled.promise;
  assert.ok(state.sent < total / 2, `the upstream could send ${state.sent} bytes`);
  conn.close();
});

/** Some milliseconds: long enough for a write that is taken to end. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

Deno.test("closing the gateway closes WebSockets with 1001", async () => {
  await using echo = startEcho();
  await using gateway = startGateway();
  await using client = new Client(through(gateway, `ws://${echo.address}/`));
  await client.opened;
  gateway.proxy.endWaits();
  assert.equal((await client.closed).code, 1001);
});

/** What a server writes: the same as a client, unmasked. */
function serverFrame(first: number, payload: Uint8Array): Uint8Array {
  const masked = encodeFrame(first & 0x0f, payload);
  const head = masked.slice(0, masked.length - payload.length - 4);
  head[0] = first;
  head[1] = head[1]! & 0x7f;
  return joinBytes([head, payload]);
}

Deno.test("frames are read the same however they are cut on their way", () => {
  const messages = fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(messages, fc.array(fc.nat({ max: 5_000 }), { maxLength: 20 }), (all, cuts) => {
      const bytes = joinBytes(all.flatMap((pieces) =>
        pieces.flatMap((piece, index) => {
          const first = (index === pieces.length - 1 ? 0x80 : 0) | (index === 0 ? Opcode.binary : 0);
          return [serverFrame(first, piece), serverFrame(0x8a, new Uint8Array())];
        })
      ));
      const reader = new FrameReader(10_000);
      const read: Incoming[] = [];
      let at = 0;
      for (
        const cut of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      ) {
        reader.push(bytes.subarray(at, cut));
        at = cut;
        for (let next = reader.next(); next !== null; next = reader.next()) read.push(next);
      }
      const got = read.flatMap((incoming) => incoming.kind === "binary" ? [incoming.bytes] : []);
      assert.deepEqual(got, all.map((pieces) => joinBytes(pieces)));
    }),
    { numRuns: 100, seed: 3 },
  );
});

Deno.test("any bytes are read, wanted more of, or refused with a code", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const reader = new FrameReader(1_000);
      reader.push(bytes);
      try {
        while (reader.next() !== null);
      } catch (error) {
        assert.ok(error instanceof FrameError, String(error));
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});
