import assert from "node:assert/strict";
import fc from "fast-check";
import { canWaitAsync, SharedRing } from "./shared_ring.ts";

Deno.test("a ring gives back what was pushed, in order, whatever the sizes, or says that it is full", () => {
  const steps = fc.array(fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.constant("take" as const)), {
    maxLength: 200,
  });
  fc.assert(fc.property(steps, (actions) => {
    const memory = SharedRing.allocate(64);
    const [writer, reader] = [new SharedRing(memory), new SharedRing(memory)];
    const expected: Uint8Array[] = [];
    let used = 0;
    for (const action of actions) {
      if (action === "take") {
        const frame = expected.shift();
        used -= frame === undefined ? 0 : frame.length + 4;
        assert.deepEqual(reader.take(), frame && new Uint8Array(frame));
        continue;
      }
      const fits = used + action.length + 4 <= 64;
      assert.equal(writer.push(action), fits);
      if (!fits) continue;
      expected.push(action);
      used += action.length + 4;
    }
  }));
});

Deno.test("positions may pass 2^32", () => {
  const memory = SharedRing.allocate(64);
  new Int32Array(memory).fill(-6, 0, 2);
  const ring = new SharedRing(memory);
  for (let i = 0; i < 10; i++) {
    assert.equal(ring.push(new Uint8Array([i, i, i])), true);
    assert.deepEqual(ring.take(), new Uint8Array([i, i, i]));
  }
});

Deno.test("each push rings the bell, and a late waiter does not sleep", () => {
  const ring = new SharedRing(SharedRing.allocate(64));
  const before = ring.bell;
  ring.push(new Uint8Array(1));
  assert.equal(ring.bell, before + 1);
  assert.equal(ring.wait(before), undefined);
  ring.waitBlocking(before);
});

Deno.test("a ring's size is a power of two", () => {
  for (const size of [0, 3, 100, -4, NaN]) assert.throws(() => SharedRing.allocate(size), RangeError);
});

Deno.test("a runtime whose waitAsync never resolves is found out", async () => {
  const real = Atomics.waitAsync;
  try {
    Atomics.waitAsync = () => ({ async: true, value: new Promise(() => {}) });
    assert.equal(await canWaitAsync(1, "2.8.3"), false);
  } finally {
    Atomics.waitAsync = real;
  }
});

Deno.test("a runtime whose waitAsync does not wake the event loop is known by its version", async () => {
  for (const old of ["1.46.3", "2.6.10", "2.7.1", "2.7.13", "not a version"]) {
    assert.equal(await canWaitAsync(1000, old), false, old);
  }
  for (const good of ["2.7.14", "2.8.0", "2.8.3+abc", "3.0.0"]) {
    assert.equal(await canWaitAsync(1000, good), true, good);
  }
});
