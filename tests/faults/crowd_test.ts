/** Many connections at once, most of them up to no good: others are served meanwhile, and nothing is left behind. */
import assert from "node:assert/strict";
import { type GatewayProcess, startGateway } from "../e2e/gateway_process.ts";
import { readUntil, startRawUpstream, writeAll } from "../e2e/raw_http.ts";
import { startUpstream } from "../e2e/upstream.ts";
import { testUnless } from "../skips.ts";

/** Besides the connections themselves. */
const OTHER_FILES = 500;
const noProc = Deno.build.os === "linux"
  ? undefined
  : `open files are counted in /proc, this is ${Deno.build.os}`;

/** Why so many connections cannot be had here; undefined when they can. */
function noCrowd(count: number): string | undefined {
  if (noProc !== undefined) return noProc;
  const allowed = Number(
    /^Max open files +\d+ +(\d+)/m.exec(Deno.readTextFileSync("/proc/self/limits"))?.[1],
  );
  return allowed >= count + OTHER_FILES ? undefined : `a process may open ${allowed} files here`;
}

async function connectMany(gateway: GatewayProcess, count: number, first = ""): Promise<Deno.TcpConn[]> {
  const port = Number(new URL(gateway.origin).port);
  const conns: Deno.TcpConn[] = [];
  while (conns.length < count) {
    const some = Array.from({ length: 100 }, () => Deno.connect({ hostname: "127.0.0.1", port }));
    conns.push(...await Promise.all(some));
  }
  await Promise.all(conns.map((conn) => writeAll(conn, first)));
  return conns;
}

function openFiles(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

async function untilAtMost(limit: number, count: () => number): Promise<void> {
  while (count() > limit) await new Promise((resolve) => setTimeout(resolve, 20));
}

for (
  const [crowd, what, bytes] of [
    [10_000, "say nothing", ""],
    [
      2_000,
      "trickle a head that never ends",
      "GET /proxy/http://example.com/ HTTP/1.1\r\nHost: localhost\r\nX-A: ",
    ],
    [
      2_000,
      "promise a body and do not send it",
      "POST /v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{",
    ],
  ] as const
) {
  testUnless(
    noCrowd(crowd),
    `${crowd} connections that ${what} hold up nobody, and are forgotten when they go`,
    async () => {
      await using upstream = startUpstream();
      await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
      const before = openFiles(gateway.pid);
      const conns = await connectMany(gateway, crowd, bytes);
      for (let i = 0; i < 20; i++) {
        const answer = await gateway.proxy(`${upstream.origin}/${i}`);
        await answer.body?.cancel();
        assert.equal(answer.status, 200);
      }
      for (const conn of conns) conn.close();
      await untilAtMost(before + 50, () => openFiles(gateway.pid));
      gateway.signal("SIGTERM");
      assert.equal((await gateway.exited).code, 0);
    },
  );
}

testUnless(noProc, "5,000 connections that come and go at once are no harm", async () => {
  await using upstream = startUpstream();
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  const before = openFiles(gateway.pid);
  for (let round = 0; round < 25; round++) {
    for (const conn of await connectMany(gateway, 200)) conn.close();
  }
  const answer = await gateway.proxy(upstream.origin);
  await answer.body?.cancel();
  assert.equal(answer.status, 200);
  await untilAtMost(before + 50, () => openFiles(gateway.pid));
});

Deno.test("an upstream that sends 100 MB of headers is cut off after the first of them", async () => {
  let sent = 0;
  const line = `X-A: ${"a".repeat(1_000)}\r\n`;
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\n");
    while (sent < 100_000_000) {
      await writeAll(conn, line);
      sent += line.length;
    }
    return "close";
  });
  await using gateway = await startGateway({ args: ["--allow-upstream", `127.0.0.1:${upstream.port}`] });
  const answer = await gateway.proxy(upstream.origin);
  assert.equal(answer.status, 502);
  assert.equal((await answer.json()).title !== undefined, true);
  assert.equal(answer.headers.get("x-interven-error"), "UPSTREAM_PROTOCOL");
  // What the kernel's buffers between the two hold, not what the gateway took.
  assert.ok(sent < 20_000_000, String(sent));
});

Deno.test("SIGTERM under load: what was begun is answered whole, and the process ends with 0", async () => {
  await using upstream = startUpstream(() => new Response("x".repeat(100_000)));
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  const lengths: number[] = [];
  const calling = Array.from({ length: 16 }, async () => {
    while (true) {
      let answer: Response;
      try {
        answer = await gateway.proxy(`${upstream.origin}/load`);
      } catch {
        return; // nobody listens any more
      }
      lengths.push((await answer.text()).length);
    }
  });
  while (lengths.length < 200) await new Promise((resolve) => setTimeout(resolve, 1));
  gateway.signal("SIGTERM");
  await Promise.all(calling);
  assert.equal((await gateway.exited).code, 0);
  assert.ok(lengths.every((length) => length === 100_000), "an answer was cut off");
});

Deno.test("a request line or head that is too long is refused, and its connection closed", async () => {
  await using gateway = await startGateway();
  const port = Number(new URL(gateway.origin).port);
  for (
    const request of [
      `GET /proxy/http://example.com/${"a".repeat(2_000_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      `GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ${"a".repeat(2_000_000)}\r\n\r\n`,
      `GET /health HTTP/1.1\r\nHost: localhost\r\n${"X-A: 1\r\n".repeat(5_000)}\r\n`,
    ]
  ) {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await writeAll(conn, request).catch(() => {}); // it may hang up before all was sent
    assert.match(await readUntil(conn), /^(?:HTTP\/1\.1 4\d\d |$)/);
  }
  assert.equal((await fetch(`${gateway.origin}/health`)).status, 200);
});
