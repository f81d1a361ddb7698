/** Starting again, stopping, and changing the policy while calls go through. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { startGateway } from "./gateway_process.ts";
import { temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

Deno.test("A killed gateway has lost no call that it answered", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const options = { dataDir: folder.path, args: ["--allow-upstream", upstream.address] };
  const answered: string[] = [];
  {
    await using gateway = await startGateway(options);
    let killed = false;
    const caller = async (n: number) => {
      for (let i = 0; !killed; i++) {
        try {
          const response = await gateway.proxy(`${upstream.origin}/${n}/${i}`, {
            method: "POST",
            body: `{"i":${i}}`,
          });
          await response.text();
          answered.push(response.headers.get("x-interven-trace-id") ?? "");
        } catch {
          return; // the gateway is gone
        }
        if (answered.length === 150) {
          killed = true;
          gateway.signal("SIGKILL");
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => caller(n)));
    await gateway.exited;
  }
  assert.ok(answered.length >= 150);
  await using again = await startGateway(options);
  for (const traceId of answered) {
    const trace = await again.console(`/v1/traces/${traceId}`);
    assert.equal(trace.status, 200, `trace ${traceId} of an answered call is missing`);
    await trace.body?.cancel();
  }
});

Deno.test("SIGTERM lets a call in flight end, accepts no new one, and exits with 0", async () => {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await using upstream = startUpstream(async () => {
    arrived.resolve();
    await release.promise;
    return new Response("at last");
  });
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  const watcher = await gateway.console("/v1/events");
  const call = gateway.proxy(`${upstream.origin}/slow`);
  await arrived.promise;
  gateway.signal("SIGTERM");
  await gateway.lineThat(/Stopping/);
  await watcher.text(); // the event stream is ended, it would hold up the end otherwise
  await assert.rejects(fetch(`${gateway.origin}/health`), "no new connection is accepted");
  release.resolve();
  const response = await call;
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "at last");
  assert.equal((await gateway.exited).code, 0);
  assert.deepEqual(gateway.stderr, []);
});

Deno.test("A second signal ends the gateway at once", async () => {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await using upstream = startUpstream(async () => {
    arrived.resolve();
    await release.promise;
    return new Response("too late");
  });
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  const call = gateway.proxy(`${upstream.origin}/slow`);
  call.catch(() => {});
  await arrived.promise;
  gateway.signal("SIGTERM");
  await gateway.lineThat(/Stopping/);
  gateway.signal("SIGTERM");
  assert.equal((await gateway.exited).code, 143);
  await assert.rejects(call);
  release.resolve();
});

const rule = (action: string) =>
  `policies:\n  - name: hot\n    rules:\n      - { rule_id: all, priority: 1, match: {}, action: ${action} }\n`;

for (const kind of ["file", "folder"] as const) {
  Deno.test(`An edited policy ${kind} is in force at once; a broken edit keeps the last good one and says so`, async () => {
    await using upstream = startUpstream();
    await using folder = await temporaryFolder();
    const file = join(folder.path, "hot.yaml");
    await Deno.writeTextFile(file, rule("ALLOW"));
    const policy = kind === "file" ? file : folder.path;
    await using gateway = await startGateway({
      args: ["--policy", policy, "--allow-upstream", upstream.address],
    });
    const decision = async () => {
      const response = await gateway.proxy(`${upstream.origin}/x`);
      await response.body?.cancel();
      return response.headers.get("x-interven-decision");
    };
    assert.equal(await decision(), "ALLOW");
    await Deno.writeTextFile(file, rule("DENY"));
    await gateway.lineThat(/Policy reloaded from .*: 1 rules/);
    assert.equal(await decision(), "DENY");
    await Deno.writeTextFile(file, rule("PERHAPS"));
    await gateway.lineThat(
      /Policy not reloaded, the last good one stays in force: .*hot\.yaml:4:\d+: .*PERHAPS/,
    );
    assert.equal(await decision(), "DENY");
    // As editors save: a new file in the place of the old one.
    const next = join(folder.path, ".hot.yaml.new");
    const added = "      - { rule_id: more, priority: 2, match: {}, action: DENY }\n";
    await Deno.writeTextFile(next, rule("ALLOW") + added);
    await Deno.rename(next, file);
    await gateway.lineThat(/Policy reloaded from .*: 2 rules/);
    assert.equal(await decision(), "ALLOW");
    const policies = await (await gateway.console("/v1/policies")).json();
    assert.equal(policies.policies[0].rules.length, 2);
  });
}
