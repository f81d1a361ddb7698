/** The local authority from `interven ca init` to a gateway that looks into TLS with it, and away again. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openTunnel, startTlsUpstream } from "./forward_proxy_fixture.ts";
import { startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";
import { parseAnswer, readUntil, writeAll } from "./raw_http.ts";

Deno.test("a gateway looks into the TLS of tunnels once there is an authority, and leaves hosts alone that are named", async () => {
  await using upstream = await startTlsUpstream("localhost");
  await using folder = await temporaryFolder();
  const trusted = join(folder.path, "upstream.pem");
  await Deno.writeTextFile(trusted, upstream.ca);
  const dataDir = join(folder.path, "data");
  const ca = (...args: string[]) => interven(["ca", ...args, "--data-dir", dataDir]);
  const made = await ca("init", "--days", "30");
  assert.equal(made.code, 0, made.stderr);
  const cert = await Deno.readTextFile((await ca("path")).stdout.trim());
  const decisions: (string | undefined)[] = [];
  for (const except of [[], ["--intercept-except", "localhost"]]) {
    const args = ["--allow-upstream", `localhost:${upstream.port}`, ...except];
    await using gateway = await startGateway({ dataDir, args, env: { DENO_CERT: trusted } });
    const [, forward = ""] = /HTTPS_PROXY=(\S+)/.exec(await gateway.lineThat(/HTTPS_PROXY=/)) ?? [];
    const caCerts = [except.length === 0 ? cert : upstream.ca];
    // By hand: a `fetch` would go round the proxy where NO_PROXY names localhost.
    using tunnel = await openTunnel(Number(new URL(forward).port), `localhost:${upstream.port}`);
    using tls = await Deno.startTls(tunnel.conn, { hostname: "localhost", caCerts });
    await writeAll(tls, `GET /x HTTP/1.1\r\nHost: localhost:${upstream.port}\r\nConnection: close\r\n\r\n`);
    const answer = parseAnswer(await readUntil(tls));
    assert.equal(answer.header("x-upstream"), "yes");
    decisions.push(answer.header("x-interven-decision"));
  }
  assert.deepEqual(decisions, ["ALLOW", undefined]);
});

Deno.test("interven ca makes one authority, tells of it, says what to do with it and removes it", async () => {
  await using folder = await temporaryFolder();
  const ca = (...args: string[]) => interven(["ca", ...args, "--data-dir", folder.path]);
  for (const command of ["show", "path", "install", "remove"]) {
    const missing = await ca(command);
    assert.equal(missing.code, 1, command);
    assert.match(missing.stderr, /there is none|interven ca init/);
  }
  assert.equal((await ca("init", "--days", "0")).code, 2);
  assert.equal((await ca("init")).code, 0);
  const again = await ca("init");
  assert.deepEqual([again.code, /there is one in/.test(again.stderr)], [1, true]);
  const shown = JSON.parse((await ca("show", "--json")).stdout);
  assert.equal(shown.expired, false);
  assert.equal(
    Date.parse(shown.not_after) - Date.parse(shown.not_before),
    366 * 86_400_000,
    "a year, and a day for clocks that differ",
  );
  const advice = (await ca("install")).stdout;
  assert.match(advice, /^Nothing was changed/);
  assert.match(advice, /NODE_EXTRA_CA_CERTS/);
  assert.match(await Deno.readTextFile((await ca("path", "--bundle")).stdout.trim()), /BEGIN CERTIFICATE/);
  assert.equal((await ca("remove")).code, 0);
  assert.equal((await ca("show")).code, 1);
});
