import assert from "node:assert/strict";
import fc from "fast-check";
import {
  clientHello,
  helloMessage,
  inRecords,
  serverNameExtension,
} from "../../tests/fixtures/client_hello.ts";
import { MAX_HELLO_BYTES, readClientHello } from "./client_hello.ts";

const whyOf = (bytes: Uint8Array) => {
  const result = readClientHello(bytes);
  return result.kind === "bad" ? result.why : result.kind;
};

Deno.test("readClientHello() gives the server name in lower case and the protocols", () => {
  const result = readClientHello(clientHello("API.Example.com"));
  assert.deepEqual(result, {
    kind: "hello",
    hello: { serverName: "api.example.com", protocols: ["h2", "http/1.1"], isEncrypted: false },
  });
});

Deno.test("readClientHello() reads the same however the message is cut into records, and wants more of every part of it", () => {
  const message = helloMessage({ serverName: "api.example.com" });
  for (const size of [3, 7, 40, 16_384]) {
    const bytes = inRecords(message, size);
    assert.equal(readClientHello(bytes).kind, "hello", `records of ${size}`);
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(
        readClientHello(bytes.subarray(0, length)).kind,
        "incomplete",
        `${length} of records of ${size}`,
      );
    }
  }
  assert.equal(whyOf(inRecords(message, 1)), "spread a ClientHello over too many TLS records");
});

Deno.test("readClientHello() leaves what follows the message's last record alone", () => {
  const bytes = Uint8Array.from([...clientHello("a.example.com"), 20, 3, 3, 0, 1, 1]);
  assert.equal(readClientHello(bytes).kind, "hello");
});

Deno.test("readClientHello() tells of no name and of an encrypted ClientHello", () => {
  const encrypted = readClientHello(
    inRecords(helloMessage({ serverName: null, extensions: [[0xfe0d, [0, 1, 2]]] })),
  );
  assert.deepEqual(encrypted, {
    kind: "hello",
    hello: { serverName: null, protocols: ["h2", "http/1.1"], isEncrypted: true },
  });
});

Deno.test("readClientHello() refuses what two programs could read differently", () => {
  const withExtensions = (...extensions: (readonly [number, readonly number[]])[]) =>
    inRecords(helloMessage({ serverName: null, extensions }));
  const cases: [string, Uint8Array, RegExp][] = [
    [
      "two names extensions",
      withExtensions(serverNameExtension("a.example"), serverNameExtension("b.example")),
      /twice/,
    ],
    ["two names in one", withExtensions(serverNameExtension("a.example", "b.example")), /lengths do not fit/],
    ["a trailing dot", clientHello("a.example.com."), /malformed server name/],
    ["a NUL in the name", clientHello("a.example.com\0.evil.example"), /malformed server name/],
    ["a name of another script", clientHello("bücher.example"), /malformed server name/],
    ["an empty list of names", withExtensions([0, [0, 0]]), /impossible length/],
    ["another type of name", withExtensions([0, [0, 4, 1, 0, 1, 97]]), /unknown type/],
    ["a length beyond the extension", withExtensions([0, [0, 90, 0, 0, 1, 97]]), /lengths do not fit/],
    [
      "a message behind it in its record",
      Uint8Array.from(inRecords([...helloMessage({ serverName: "a.example" }), 1])),
      /more than a ClientHello/,
    ],
    ["an alert", Uint8Array.of(21, 3, 1, 0, 2, 2, 40), /not a TLS handshake/],
    ["SSL 2", Uint8Array.of(0x80, 0x2e, 1, 3, 1), /not a TLS handshake/],
    ["SSH", new TextEncoder().encode("SSH-2.0-x\r\n"), /not a TLS handshake/],
    ["a ServerHello", inRecords([2, 0, 0, 1, 0]), /not a TLS ClientHello/],
    ["an empty record", Uint8Array.of(22, 3, 1, 0, 0), /impossible length/],
    ["a record of 64 kB", Uint8Array.of(22, 3, 1, 255, 255), /impossible length/],
    ["a message of 16 MB", inRecords([1, 255, 255, 255, 3, 3]), /more than 32 kB/],
  ];
  for (const [what, bytes, why] of cases) assert.match(whyOf(bytes), why, what);
  assert.ok(MAX_HELLO_BYTES >= 16_384);
});

Deno.test("readClientHello() never throws, and never sees another name in bytes that were changed outside it", () => {
  const good = clientHello("api.example.com");
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, end) => {
      const bytes = good.slice(0, end);
      if (at < bytes.length) bytes[at] = value;
      const result = readClientHello(bytes);
      if (result.kind === "hello" && result.hello.serverName !== null) {
        assert.match(result.hello.serverName, /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/);
      }
    }),
    { seed: 7, numRuns: 3_000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readClientHello(bytes)), {
    seed: 7,
    numRuns: 1_000,
  });
  const tail = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(
      tail,
      (rest) =>
        void readClientHello(Uint8Array.from([22, 3, 1, 0, rest.length || 1, 1, 0, 0, rest.length, ...rest])),
    ),
    { seed: 7, numRuns: 1_000 },
  );
});
