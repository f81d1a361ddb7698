/** What docs/operations.md and its examples promise, run. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "yaml";
import { testUnless } from "../skips.ts";
import { startGateway } from "./gateway_process.ts";
import { childEnv, FROM_SOURCE, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const read = (path: string) => Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
const PAPER = await read("docs/operations.md");
const SIDECAR = /^```sh\n(interven --quiet[\s\S]*?)^```$/m;

Deno.test("/metrics and the table in docs/operations.md name the same metrics", async () => {
  await using upstream = startUpstream();
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  await (await gateway.proxy(`${upstream.origin}/read`)).text();
  const text = await (await fetch(`${gateway.origin}/metrics`)).text();
  const told = [...PAPER.matchAll(/^\| `((?:interven|process)_\w+)` +\| (\w+) /gm)].map(([, n, t]) =>
    `${n} ${t}`
  );
  const served = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  assert.deepEqual(told.sort(), served.sort());
});

Deno.test("the alerts rest on metrics that are there", async () => {
  const names = new Set([...PAPER.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name));
  const { groups } = parse(await read("docs/examples/alerts.yaml"));
  const used: string[] = groups.flatMap(({ rules }: { rules: { expr: string }[] }) =>
    rules.flatMap(({ expr }) => [...expr.matchAll(/\b(?:interven|process)_\w+/g)].map(([name]) => name))
  );
  assert.ok(used.length >= 5);
  for (const name of used) assert.ok(names.has(name.replace(/_(?:bucket|sum|count)$/, "")), name);
});

Deno.test("the README's sidecar is the one in docs/operations.md", async () => {
  const script = SIDECAR.exec(PAPER)?.[1];
  assert.ok(script !== undefined && (await read("README.md")).includes(script));
});

testUnless(
  Deno.build.os === "windows" ? "no POSIX shell on Windows" : undefined,
  "the sidecar guards the agent of a job, which sees refusals, and the job ends with 0 and a record that holds",
  async () => {
    await using folder = await temporaryFolder();
    await using upstream = startUpstream();
    const port = freePort();
    const fake = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    const agent = [
      `curl --silent -o one.txt http://localhost:${port}/proxy/${upstream.origin}/read`,
      `curl --silent -o two.txt --data 'token=${fake}' http://localhost:${port}/proxy/${upstream.origin}/write`,
    ].join("\n");
    const script = [
      "set -e",
      SIDECAR.exec(PAPER)?.[1]?.replaceAll("localhost:4100", `localhost:${port}`).replace(
        /^python agent\.py.*$/m,
        agent,
      ),
      "wait $gateway",
      "interven audit verify --data-dir ./interven-data",
    ].join("\n");
    const bin = join(folder.path, "bin");
    await Deno.mkdir(bin);
    const words = FROM_SOURCE.map((word) => `'${word}'`).join(" ");
    await Deno.writeTextFile(join(bin, "interven"), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
    const env = childEnv({
      PORT: String(port),
      INTERVEN_ALLOW_UPSTREAM: upstream.address,
      INTERVEN_WORKERS: "1",
    });
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", script],
      cwd: folder.path,
      env: { ...env, PATH: `${bin}:${env.PATH ?? ""}` },
      clearEnv: true,
    }).output();
    const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.equal(code, 0, said);
    assert.match(said, /OK: \d+ entries hold/);
    assert.equal(upstream.seen.length, 1);
    assert.match(await Deno.readTextFile(join(folder.path, "two.txt")), /SECRET_EGRESS/);
  },
);

Deno.test("the service's and the image's command lines start a gateway", async () => {
  const unit = /^ExecStart=\S+ (.*)$/m.exec(await read("docs/examples/interven.service"))?.[1];
  const image = /^CMD (\[.*\])$/m.exec(await read("docs/examples/Containerfile"))?.[1];
  assert.ok(unit !== undefined && image !== undefined);
  for (const [, ...words] of [unit.split(" "), JSON.parse(image) as string[]]) {
    // In place of the port and the folder stand those of the test.
    const args = words.filter((_, i) => !isOf(words, i, "--port") && !isOf(words, i, "--data-dir"));
    await using gateway = await startGateway({ args });
    // The scanning threads may still be on their way up.
    while (!await isReady(gateway.origin)) await new Promise((resolve) => setTimeout(resolve, 10));
  }
});

async function isReady(origin: string): Promise<boolean> {
  const { status, body } = await fetch(`${origin}/ready`);
  await body?.cancel();
  return status === 200;
}

/** Whether the word at `i` is that flag or its value. */
function isOf(words: readonly string[], i: number, flag: string): boolean {
  return words[i] === flag || words[i - 1] === flag;
}

/** A port that was free a moment ago: the example names one, so that it cannot take any. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}
