import assert from "node:assert/strict";
import { join } from "node:path";
import { BoundedLines, type ByteSink, openLogFile } from "./log_lines.ts";

const decoder = new TextDecoder();
const lostLine = (lines: number) => `lost ${lines}`;

/** Takes nothing until it is opened. */
function slowSink() {
  const gate = Promise.withResolvers<void>();
  let text = "";
  const sink: ByteSink = {
    async write(bytes) {
      await gate.promise;
      const part = bytes.subarray(0, 1_000); // a pipe may take less than it is given
      text += decoder.decode(part);
      return part.length;
    },
  };
  return { sink, open: gate.resolve, text: () => text };
}

Deno.test("lines arrive whole and in order, also when the sink takes them in pieces", async () => {
  const { sink, open, text } = slowSink();
  const lines = new BoundedLines(() => sink, { lostLine });
  const long = "x".repeat(2_500);
  lines.line("first");
  lines.line(long);
  lines.line("last");
  open();
  await lines.close();
  assert.equal(text(), `first\n${long}\nlast\n`);
});

Deno.test("a line that comes the moment the one before it is written does not wait for a third", async () => {
  const written: string[] = [];
  const second = Promise.withResolvers<void>();
  const sink: ByteSink = {
    write: (bytes) => {
      written.push(decoder.decode(bytes));
      if (written.length === 2) second.resolve();
      return Promise.resolve(bytes.length);
    },
  };
  // As many turns later as the writer may take to find that nothing is left.
  for (let turns = 0; turns < 12; turns++) {
    written.length = 0;
    const lines = new BoundedLines(() => sink, { lostLine });
    lines.line("first");
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    lines.line("second");
    await lines.close();
    assert.deepEqual(written, ["first\n", "second\n"], `${turns} turns later`);
  }
  await second.promise;
});

Deno.test("a reader that is away costs bounded memory, and is told what it lost", async () => {
  const { sink, open, text } = slowSink();
  const lines = new BoundedLines(() => sink, { lostLine });
  const line = "x".repeat(999);
  for (let i = 0; i < 5_000; i++) lines.line(line);
  open();
  await lines.close();
  const written = text().trimEnd().split("\n");
  const lost = Number(/^lost (\d+)$/.exec(written.at(-1) ?? "")?.[1]);
  assert.equal(written.length - 1 + lost, 5_000);
  assert.ok(written.length < 1_100, String(written.length));
});

Deno.test("a sink that fails costs its lines alone, and says why", async () => {
  const errors: unknown[] = [];
  let fails = true;
  const written: string[] = [];
  const sink: ByteSink = {
    write: (bytes) => {
      if (fails && errors.length === 1) throw new Error("Thrown and not rejected");
      if (fails) return Promise.reject(new Error("No space left on device"));
      written.push(decoder.decode(bytes));
      return Promise.resolve(bytes.length);
    },
  };
  const lines = new BoundedLines(() => sink, { lostLine, onFailure: (error) => errors.push(error) });
  lines.line("one");
  await lines.close();
  lines.line("one more");
  await lines.close();
  fails = false;
  lines.line("two");
  await lines.close();
  assert.deepEqual(written, ["two\n"]);
  assert.equal(errors.length, 2);
});

Deno.test("a log file goes on in a new file once the old one was moved away, and only its owner reads it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "interven.log");
    const file = openLogFile(path, { lostLine, onFailure: (error) => assert.fail(String(error)) });
    file.line("before");
    await file.close();
    const again = openLogFile(path, { lostLine, onFailure: (error) => assert.fail(String(error)) });
    again.line("still before");
    await Deno.rename(path, `${path}.1`);
    again.reopen();
    again.line("after");
    await again.close();
    assert.equal(await Deno.readTextFile(`${path}.1`), "before\nstill before\n");
    assert.equal(await Deno.readTextFile(path), "after\n");
    if (Deno.build.os !== "windows") assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
