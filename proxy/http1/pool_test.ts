import assert from "node:assert/strict";
import { Connection, type Wire } from "./connection.ts";
import { Pool, type PoolOptions } from "./pool.ts";

/** A wire on which nothing ever arrives. */
const silent = (): Wire => ({
  read: () => new Promise(() => {}),
  write: (bytes) => Promise.resolve(bytes.length),
  closeWrite: () => Promise.resolve(),
  close() {},
});

function poolOf(options: Partial<PoolOptions> = {}) {
  const clock = { now: 0 };
  const pool = new Pool({
    idleMs: 4000,
    maxIdlePerOrigin: 2,
    maxIdle: 3,
    sweepMs: 60_000,
    now: () => clock.now,
    ...options,
  });
  const open = (origin: string) => {
    const connection = new Connection(silent());
    pool.add(origin, connection);
    return connection;
  };
  return { pool, clock, open, [Symbol.dispose]: () => pool.close() };
}

Deno.test("the connection given back last is used first, and only for its own origin", () => {
  using kit = poolOf();
  const [first, second] = [kit.open("a"), kit.open("a")];
  kit.pool.release("a", first, null);
  kit.pool.release("a", second, null);
  assert.equal(kit.pool.take("b"), undefined);
  assert.equal(kit.pool.take("a"), second);
  assert.equal(kit.pool.take("a"), first);
  assert.equal(kit.pool.take("a"), undefined);
  assert.equal(kit.pool.has("a"), true);
});

Deno.test("more idle connections than allowed, for one origin or in all, are closed", () => {
  using kit = poolOf();
  const all = ["a", "a", "a", "b", "c"].map((origin) => ({ origin, connection: kit.open(origin) }));
  for (const { origin, connection } of all) kit.pool.release(origin, connection, null);
  assert.deepEqual(all.map(({ connection }) => connection.destroyed), [false, false, true, false, true]);
  assert.equal(kit.pool.has("c"), false);
});

Deno.test("an idle connection ends when its time is up, and one in use when its deadline passes", async () => {
  using kit = poolOf();
  const [idle, used, patient] = [kit.open("a"), kit.open("a"), kit.open("a")];
  kit.pool.release("a", idle, null);
  used.deadline = 3000;
  used.timeoutError = "Too slow";
  const waiting = used.fill();
  kit.clock.now = 4001;
  kit.pool.sweep();
  await assert.rejects(waiting, /Too slow/);
  assert.deepEqual([idle.destroyed, used.destroyed, patient.destroyed], [true, true, false]);
  assert.equal(kit.pool.take("a"), undefined);
});

Deno.test("a server's own keep-alive time is honoured, less a second for the way", () => {
  using kit = poolOf();
  const [short, long] = [kit.open("a"), kit.open("a")];
  kit.pool.release("a", short, 1000);
  assert.equal(short.destroyed, true);
  kit.pool.release("a", long, 11_000);
  assert.equal(long.deadline, 10_000);
});

Deno.test("a connection whose caller has gone is destroyed at the next sweep", async () => {
  using kit = poolOf();
  const connection = kit.open("a");
  const waiting = connection.fill();
  connection.abandoned = () => true;
  kit.pool.sweep();
  await assert.rejects(waiting, /closed/);
});

Deno.test("closing the pool destroys every connection, and later ones at once", () => {
  const kit = poolOf();
  const connection = kit.open("a");
  kit.pool.close();
  assert.equal(connection.destroyed, true);
  assert.equal(kit.open("a").destroyed, true);
  assert.equal(kit.pool.size, 0);
});
