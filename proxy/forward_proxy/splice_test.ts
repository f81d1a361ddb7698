import assert from "node:assert/strict";
import { splice, type SpliceOptions, type Wire } from "./splice.ts";

/** A wire without a network: reads what a test offers, and writes when the test lets it. */
class FakeWire implements Wire {
  readonly written: number[] = [];
  reads = 0;
  isClosed = false;
  hasFinished = false;
  /** What a write waits for. */
  gate: Promise<void> = Promise.resolve();
  readonly #offers: (number | null)[];

  constructor(...offers: (number | null)[]) {
    this.#offers = offers;
  }

  read(buffer: Uint8Array): Promise<number | null> {
    this.reads++;
    const offer = this.#offers.shift();
    if (offer === undefined) return new Promise(() => {});
    if (offer === null) return Promise.resolve(null);
    buffer.fill(7, 0, offer);
    return Promise.resolve(offer);
  }

  async write(bytes: Uint8Array): Promise<number> {
    await this.gate;
    if (this.isClosed) throw new Deno.errors.BadResource();
    const taken = Math.min(bytes.length, 3); // as a full socket does
    this.written.push(taken);
    return taken;
  }

  closeWrite(): Promise<void> {
    this.hasFinished = true;
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
  }
}

const options = (over: Partial<SpliceOptions> = {}): SpliceOptions => ({
  idleMs: 60_000,
  halfOpenIdleMs: 60_000,
  now: () => 0,
  signal: new AbortController().signal,
  ...over,
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

Deno.test("splice() carries every byte both ways, in as many writes as it takes, and closes both ends", async () => {
  const client = new FakeWire(10, 5, null);
  const upstream = new FakeWire(20, null);
  const end = await splice(client, upstream, options());
  assert.deepEqual([end.how, end.uploadBytes, end.downloadBytes], ["ended", 15, 20]);
  assert.deepEqual([sum(upstream.written), sum(client.written)], [15, 20]);
  assert.ok(client.isClosed && upstream.isClosed && client.hasFinished && upstream.hasFinished);
});

Deno.test("splice() reads no further while the other side does not take what was read", async () => {
  const client = new FakeWire(9, 9, 9, null);
  const upstream = new FakeWire(null);
  const { promise, resolve } = Promise.withResolvers<void>();
  upstream.gate = promise;
  const ending = splice(client, upstream, options());
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assert.equal(client.reads, 1);
  resolve();
  assert.equal((await ending).uploadBytes, 27);
});

Deno.test("splice() ends both sides when one breaks, when it is told to, and when nothing moves", async () => {
  const broken = new FakeWire(5);
  const gone = new FakeWire();
  gone.isClosed = true;
  assert.equal((await splice(broken, gone, options())).how, "broken");
  assert.ok(broken.isClosed);
  const ending = new AbortController();
  const aborted = splice(new FakeWire(), new FakeWire(), options({ signal: ending.signal }));
  ending.abort();
  assert.equal((await aborted).how, "aborted");
  let now = 0;
  const still = splice(new FakeWire(), new FakeWire(), options({ idleMs: 20, now: () => now }));
  now = 20;
  assert.equal((await still).how, "idle");
});
