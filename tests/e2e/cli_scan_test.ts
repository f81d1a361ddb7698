/** `interven scan` gates a CI job by its exit code. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fakeCardNumber, fakeGithubToken } from "./fake_secrets.ts";
import { startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";

const SLACK = "https://slack.com/api/chat.postMessage";
const CASES: readonly (readonly [decision: string, code: number, call: Record<string, unknown>])[] = [
  ["ALLOW", 0, { method: "GET", url: "https://api.github.com/repos/o/r" }],
  ["SANITIZE", 3, { method: "POST", url: SLACK, body: { channel: "C1", text: `Card ${fakeCardNumber()}` } }],
  ["REQUIRE_APPROVAL", 4, { method: "DELETE", url: "https://api.github.com/repos/o/r" }],
  ["DENY", 5, { method: "POST", url: SLACK, body: { channel: "C1", text: fakeGithubToken() } }],
];

async function scan(args: readonly string[], stdin?: string) {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  return await interven(["scan", ...args], { env, ...(stdin !== undefined && { stdin }) });
}

for (const [decision, code, call] of CASES) {
  Deno.test(`interven scan exits with ${code} for ${decision}, whether told by stdin or by flags`, async () => {
    const piped = await scan([], JSON.stringify(call));
    assert.equal(piped.code, code, piped.stderr);
    const verdict = JSON.parse(piped.stdout);
    assert.equal(verdict.decision, decision);
    assert.ok(!piped.stdout.includes(fakeGithubToken()));
    if (decision === "SANITIZE") assert.equal(verdict.sanitized_body.channel, "C1");

    const body = call["body"] === undefined ? [] : ["--body", JSON.stringify(call["body"])];
    const flagged = await scan(["--method", String(call["method"]), "--url", String(call["url"]), ...body]);
    assert.equal(flagged.code, code, flagged.stderr);
    assert.deepEqual(JSON.parse(flagged.stdout).reason_codes, verdict.reason_codes);
  });
}

Deno.test("interven scan reads a body from a file, text or not", async () => {
  await using folder = await temporaryFolder();
  const text = join(folder.path, "text");
  await Deno.writeTextFile(text, `token ${fakeGithubToken()}`);
  assert.equal((await scan(["--url", SLACK, "--body", `@${text}`])).code, 5);
  const bytes = join(folder.path, "bytes");
  await Deno.writeFile(bytes, new Uint8Array([0xff, 0x00, 0x80]));
  const result = await scan(["--url", "https://example.com/upload", "--body", `@${bytes}`]);
  assert.ok([0, 4].includes(result.code), result.stderr);
});

Deno.test("interven scan asks the engine of --gateway-url", async () => {
  await using gateway = await startGateway();
  const remote = ["--gateway-url", gateway.origin, "--api-key", "iv_test_scan"];
  for (const [decision, code, call] of CASES) {
    const result = await scan(remote, JSON.stringify(call));
    assert.equal(result.code, code, result.stderr);
    const verdict = JSON.parse(result.stdout);
    assert.equal(verdict.decision, decision);
    const trace = await gateway.console(`/v1/traces/${verdict.trace_id}`);
    assert.equal(trace.status, 200);
    await trace.body?.cancel();
    if (decision === "REQUIRE_APPROVAL") {
      assert.equal(verdict.console_url, `${gateway.origin}/approvals/${verdict.approval_id}`);
    }
  }
});

Deno.test("interven scan exits with 1 when no verdict can be had and 2 for a call that cannot be meant", async () => {
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closed.close();
  const call = JSON.stringify(CASES[0]?.[2]);
  const gone = await scan(["--gateway-url", `http://127.0.0.1:${closed.addr.port}`, "--api-key", "k"], call);
  assert.equal(gone.code, 1);
  assert.match(gone.stderr, /^interven: No verdict could be had: .*\n$/);
  for (
    const [args, stdin, wanted] of [
      [[], "", /want JSON on stdin, found nothing/],
      [[], "{", /want JSON on stdin, found something else/],
      [[], "[]", /wanted an object/],
      [[], "{}", /"method"/],
      [[], '{"method":"GET"}', /"url"/],
      [[], '{"method":"GET","url":"/relative"}', /"url"/],
      [["--url", "nowhere"], undefined, /"url"/],
      [["--method", "GET"], "{}", /Cannot use --method without --url/],
      [["--url", "https://x.test", "--header", "nothing"], undefined, /Invalid --header/],
      [["--url", "https://x.test", "--body", "xxxx", "--max-body", "3B"], undefined, /body of 4 bytes/],
    ] as const
  ) {
    const result = await scan(args, stdin);
    assert.equal(result.code, 2, result.stderr);
    assert.match(result.stderr, wanted);
    assert.equal(result.stderr.trimEnd().split("\n").length, 1);
    assert.equal(result.stdout, "");
  }
});
