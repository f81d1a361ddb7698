import assert from "node:assert/strict";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { CommitQueue } from "./commit_queue.ts";
import { defaultWorkerUrl, LogThread, type LogThreadOptions } from "./log_thread.ts";
import { openDatabase } from "./sqlite.ts";

interface Harness extends AsyncDisposable {
  readonly db: DatabaseSync;
  readonly thread: LogThread;
  /** Commits one page or more. */
  write(): Promise<void>;
  /** Changes whenever the log is begun anew (sqlite.org/fileformat2.html#walformat, bytes 16 to 24). */
  salt(): string;
}

/** Writes after which something must long have happened. */
const MANY = 20_000;

/** A database whose log nobody carries over but the thread. */
function harness(options: Partial<LogThreadOptions> = {}): Harness {
  const folder = Deno.makeTempDirSync();
  const path = join(folder, "x.db");
  const db = openDatabase(path);
  db.exec("PRAGMA wal_autocheckpoint = 0; CREATE TABLE pages (content TEXT NOT NULL) STRICT");
  const queue = new CommitQueue(db, {
    clock: { monotonic: () => performance.now() },
    committed: () => thread.committed(),
  });
  const thread = new LogThread({ path, queue, checkpointPages: 100, ...options });
  const insert = db.prepare("INSERT INTO pages VALUES (?)");
  return {
    db,
    thread,
    write: () =>
      queue.push(() => {
        insert.run("x".repeat(4_000));
        thread.wrote(4_000);
      }),
    salt: () => saltOf(`${path}-wal`),
    async [Symbol.asyncDispose]() {
      await queue.close();
      await thread.close();
      db.close();
      Deno.removeSync(folder, { recursive: true });
    },
  };
}

function saltOf(logPath: string): string {
  using log = Deno.openSync(logPath);
  const header = new Uint8Array(32);
  log.readSync(header);
  return header.slice(16, 24).join();
}

Deno.test("the log is begun anew again and again while writes come without a break, and nothing is lost", async () => {
  await using test = harness();
  const salts = new Set<string>();
  let writes = 0;
  for (; salts.size < 4 && writes < MANY; writes++) {
    await test.write();
    if (writes % 20 === 0) salts.add(test.salt());
  }
  assert.equal(salts.size, 4);
  assert.equal(test.db.prepare("SELECT count(*) AS n FROM pages").get()?.n, writes);
  assert.equal(test.db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
});

Deno.test("a reader that keeps the log in use keeps nobody from writing, and the log is begun anew when it is done", async () => {
  await using test = harness();
  const reader = openDatabase(test.db.location() ?? "");
  reader.exec("BEGIN");
  assert.equal(reader.prepare("SELECT count(*) AS n FROM pages").get()?.n, 0);
  const salt = test.salt();
  for (let i = 0; i < 400; i++) await test.write();
  assert.equal(test.salt(), salt);
  assert.equal(reader.prepare("SELECT count(*) AS n FROM pages").get()?.n, 0);
  reader.exec("COMMIT");
  reader.close();
  for (let i = 0; i < MANY && test.salt() === salt; i++) await test.write();
  assert.notEqual(test.salt(), salt);
});

Deno.test("without the thread writes go on, and closing does not wait for it", async () => {
  await using test = harness({ workerUrl: new URL("data:text/javascript,throw new Error('no thread')") });
  for (let i = 0; i < 200; i++) await test.write();
  assert.equal(test.db.prepare("SELECT count(*) AS n FROM pages").get()?.n, 200);
});

Deno.test("a thread that never answers holds commits back for a moment only", async () => {
  // Answers two rounds, each so late that there were writes meanwhile; the third, which holds commits back, hangs.
  const script = `let rounds = 0;
    const done = () => postMessage({ kind: "done", isWhole: true });
    onmessage = ({ data }) => {
      if (data.kind === "close") postMessage({ kind: "closed" });
      else if (rounds++ < 2) setTimeout(done, 20);
    };`;
  let holds = 0;
  const { promise: released, resolve } = Promise.withResolvers<void>();
  await using test = harness({
    workerUrl: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    queue: {
      hold: () => void holds++,
      release: () => holds > 0 && resolve(),
    },
  });
  for (let i = 0; i < MANY && holds === 0; i++) await test.write();
  assert.equal(holds, 1);
  await released;
});

Deno.test("the thread's script is found beside the module, from source and in a bundle", () => {
  assert.equal(defaultWorkerUrl("file:///a/store/log_thread.ts").href, "file:///a/store/log_worker.ts");
  assert.equal(defaultWorkerUrl("file:///a/chunk.js").href, "file:///a/log_worker.js");
});
