/** A database that another program holds, or damages, while a gateway runs. */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { type GatewayProcess, startGateway } from "../e2e/gateway_process.ts";
import { startUpstream } from "../e2e/upstream.ts";
import { verifyFolder } from "./audited_folder.ts";
import { temporaryFolder } from "../e2e/interven_process.ts";

async function call(gateway: GatewayProcess, url: string): Promise<Response> {
  const answer = await gateway.proxy(url);
  await answer.body?.cancel();
  return answer;
}

Deno.test("a database that another program has locked refuses calls and opens again by itself", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  await using gateway = await startGateway({
    dataDir: folder.path,
    args: ["--allow-upstream", upstream.address],
  });
  assert.equal((await call(gateway, upstream.origin)).status, 200);
  const stranger = new DatabaseSync(join(folder.path, "interven.db"));
  stranger.exec("BEGIN IMMEDIATE");
  const refused = await call(gateway, upstream.origin);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("x-interven-error"), "ENGINE_UNAVAILABLE");
  const ready = await fetch(`${gateway.origin}/ready`);
  assert.equal(ready.status, 503);
  assert.match(await ready.text(), /store: /);
  stranger.exec("ROLLBACK");
  stranger.close();
  assert.equal((await call(gateway, upstream.origin)).status, 200);
  gateway.signal("SIGTERM");
  assert.equal((await gateway.exited).code, 0);
  const { broken } = verifyFolder(folder.path);
  assert.equal(broken, undefined, broken?.message);
});

Deno.test("a database that is damaged under a running gateway lets no answer leave without its trace", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  await using gateway = await startGateway({
    dataDir: folder.path,
    args: ["--allow-upstream", upstream.address],
  });
  const answered: string[] = [];
  const remember = (answer: Response) => {
    if (answer.status === 200) answered.push(answer.headers.get("x-interven-trace-id") ?? "");
    return answer.status;
  };
  assert.equal(remember(await call(gateway, upstream.origin)), 200);
  for (const suffix of ["", "-wal", "-shm"]) {
    const path = join(folder.path, `interven.db${suffix}`);
    const { size } = await Deno.stat(path).catch(() => ({ size: 0 }));
    if (size === 0) continue;
    using file = await Deno.open(path, { write: true });
    await file.write(new Uint8Array(size).fill(0x5a));
  }
  // Whether SQLite notices is up to what it has in memory; what it says yes to must be there, the rest must be refused.
  for (let i = 0; i < 10; i++) {
    const status = remember(await call(gateway, `${upstream.origin}/${i}`));
    assert.ok(status === 200 || status === 503, String(status));
  }
  for (const traceId of answered) {
    const trace = await gateway.console(`/v1/traces/${traceId}`);
    await trace.body?.cancel();
    // A store that cannot be read says so; it does not say that there is no such call.
    assert.notEqual(trace.status, 404);
  }
});
