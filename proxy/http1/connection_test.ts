import assert from "node:assert/strict";
import fc from "fast-check";
import { Connection, type Wire } from "./connection.ts";
import { streamBody } from "./response_body.ts";
import { parseResponseHead } from "./response_head.ts";
import { UpstreamError } from "./upstream_error.ts";

/** A wire that delivers the given bytes in pieces of the given sizes, then ends. */
function scripted(text: string, sizes: number[] = []): Wire & { closed: boolean } {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  let at = 0;
  let turn = 0;
  return {
    closed: false,
    read(into) {
      if (at === bytes.length) return Promise.resolve(null);
      const size = Math.min(into.length, bytes.length - at, sizes[turn++] ?? Infinity);
      into.set(bytes.subarray(at, at + size));
      at += size;
      return Promise.resolve(size);
    },
    write: (data) => Promise.resolve(data.length),
    closeWrite: () => Promise.resolve(),
    close() {
      this.closed = true;
    },
  };
}

interface Read {
  status: number;
  body: string;
  reusable: boolean;
}

/** Reads all answers that the wire holds, as the client would. */
async function readAll(wire: Wire): Promise<(Read | string)[]> {
  const connection = new Connection(wire);
  const answers: (Read | string)[] = [];
  while (true) {
    try {
      const text = await connection.readHead();
      if (text === null) return answers;
      const { status, framing } = parseResponseHead(text, "GET");
      let reusable = false;
      const body = streamBody(connection, framing, {
        data() {},
        waiting() {},
        end: (result) => reusable = result.reusable,
      });
      const bytes = await new Response(body).bytes();
      answers.push({ status, body: String.fromCharCode(...bytes), reusable });
      if (!reusable) return answers;
    } catch (error) {
      assert.ok(error instanceof UpstreamError, String(error));
      return [...answers, error.message];
    }
  }
}

const TWO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" +
  "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nT: 1\r\n\r\n" +
  "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.0 200 OK\r\n\r\nuntil the end";

Deno.test("answers are the same however the network cuts them", async () => {
  const expected = [
    { status: 200, body: "hello", reusable: true },
    { status: 201, body: "abcdefg", reusable: true },
    { status: 204, body: "", reusable: true },
    { status: 200, body: "until the end", reusable: false },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), async (sizes) => {
      assert.deepEqual(await readAll(scripted(TWO, sizes)), expected);
    }),
    { numRuns: 100 },
  );
});

Deno.test("a cut-off or damaged answer gives UpstreamError and never a shorter body, however it is cut", async () => {
  const whole = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: whole.indexOf("5\r\n"), max: whole.length - 1 }),
      fc.constantFrom("", "\0", "\n", "x", "\r\n"),
      fc.array(fc.integer({ min: 1, max: 9 })),
      async (at, damage, sizes) => {
        const [answer] = await readAll(scripted(whole.slice(0, at) + damage, sizes));
        if (typeof answer === "object") {
          assert.deepEqual(answer, { status: 200, body: "hello", reusable: true });
        }
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("a head may be as large as 64 kB and no larger", async () => {
  const head = (size: number) => {
    const text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";
    return `${text}X-A: ${"a".repeat(size - text.length - 9)}\r\n\r\n`;
  };
  assert.deepEqual(await readAll(scripted(head(65_000), [100, 20_000])), [{
    status: 200,
    body: "",
    reusable: true,
  }]);
  assert.match(String((await readAll(scripted(head(80_000))))[0]), /more than 65536 bytes/);
});

Deno.test("destroying a connection wakes whoever waits on it, though the read itself never ends", async () => {
  const wire = { ...scripted(""), read: () => new Promise<number | null>(() => {}) };
  const connection = new Connection(wire);
  const head = connection.readHead();
  connection.destroy(new UpstreamError("UPSTREAM_TIMEOUT", "Too slow"));
  await assert.rejects(head, /Too slow/);
  assert.equal(connection.destroyed, true);
});

Deno.test("an idle connection notices its end, and bytes that nobody asked for", async () => {
  for (const bytes of ["", "HTTP/1.1 408 Request Timeout\r\n\r\n"]) {
    const connection = new Connection(scripted(bytes));
    const noticed = new Promise<void>((resolve) => connection.onUnasked = resolve);
    connection.listen();
    await noticed;
    assert.equal(connection.clean, false);
  }
});
