import assert from "node:assert/strict";
import { EventSink } from "./event_sink.ts";

Deno.test("A quiet stream says every quarter of a minute that it is there, in a way that readers pass over", async () => {
  const ticks: (() => void)[] = [];
  const { setInterval, clearInterval } = globalThis;
  let cleared = 0;
  globalThis.setInterval = ((tick: () => void, ms: number) => {
    assert.equal(ms, 15_000);
    return ticks.push(tick);
  }) as unknown as typeof setInterval;
  globalThis.clearInterval = () => void cleared++;
  try {
    const sink = new EventSink(() => {});
    await sink.send({ data: "1" });
    ticks[0]?.();
    await sink.send({ data: "2" });
    sink.close();
    assert.equal(await new Response(sink.body).text(), "data: 1\n\n: still here\n\ndata: 2\n\n");
    assert.ok(cleared > 0);
  } finally {
    Object.assign(globalThis, { setInterval, clearInterval });
  }
});

Deno.test("Whoever stops reading is told of", async () => {
  const closed = Promise.withResolvers<void>();
  const sink = new EventSink(() => closed.resolve());
  await sink.body.cancel();
  await closed.promise;
  assert.equal(sink.isOpen, false);
  await sink.send({ data: "nobody hears" });
});
