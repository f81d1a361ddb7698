/** The README's examples do what it says, run as they are written there but for the address. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { testUnless } from "../skips.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { interven, temporaryFolder } from "./interven_process.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

const README = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
const GATEWAY_IN_README = "http://localhost:4100";
const UPSTREAM_IN_README = "https://api.github.com";

/** The code block of that language which holds `word`. */
function exampleIn(language: string, word: string): string {
  const blocks = README.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  for (const [, name, code = ""] of blocks) if (name === language && code.includes(word)) return code;
  throw new Error(`The README has no ${language} example with "${word}"`);
}

function readdressed(code: string, gateway: GatewayProcess, upstream: Upstream): string {
  return code.replaceAll(GATEWAY_IN_README, gateway.origin).replaceAll(UPSTREAM_IN_README, upstream.origin);
}

function assertPullRequestArrived(upstream: Upstream): void {
  assert.equal(upstream.seen.length, 1);
  const [seen] = upstream.seen;
  assert.equal(seen?.method, "POST");
  assert.equal(seen?.target, "/repos/org/repo/pulls");
  assert.match(seen?.headers.get("authorization") ?? "", /^Bearer /);
  assert.match(seen?.headers.get("content-type") ?? "", /^application\/json/);
  assert.deepEqual(JSON.parse(seen?.body ?? ""), { title: "My PR", head: "feature", base: "main" });
}

Deno.test("The README's fetch example reaches the upstream as it was sent", async () => {
  await using upstream = startUpstream();
  await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
  const code = readdressed(exampleIn("ts", "fetch("), gateway, upstream);
  const { response } = await import(
    `data:application/typescript,${encodeURIComponent(code + "\nexport { response };")}`
  );
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-interven-decision"), "ALLOW");
  await response.body?.cancel();
  assertPullRequestArrived(upstream);
});

/** Enough of the `requests` package for machines that do not have it. */
const REQUESTS = `
import json as _json, urllib.request
class Response:
    def __init__(self, status, headers, body):
        self.status_code, self.headers, self.text = status, headers, body
def post(url, json=None, headers={}):
    data = _json.dumps(json).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers}, method="POST")
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    return Response(answer.status, answer.headers, answer.read().decode())
`;

async function python(
  code: string,
  folder: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code: exit, stdout, stderr } = await new Deno.Command("python3", {
    args: ["-c", code],
    env: { PYTHONPATH: folder },
  }).output();
  return { code: exit, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

const hasPython = await python("print(1)", "").then(({ code }) => code === 0, () => false);

testUnless(
  hasPython ? undefined : "no python3 on this machine",
  "The README's Python example reaches the upstream as it was sent, and a refusal can be read",
  async () => {
    await using upstream = startUpstream();
    await using gateway = await startGateway({ args: ["--allow-upstream", upstream.address] });
    await using folder = await temporaryFolder();
    const real = await python("import requests", "");
    if (real.code !== 0) await Deno.writeTextFile(join(folder.path, "requests.py"), REQUESTS);
    const code = readdressed(exampleIn("python", "requests.post"), gateway, upstream);
    const sent = await python(
      `${code}\nprint(response.status_code, response.headers["X-Interven-Decision"])`,
      folder.path,
    );
    assert.equal(sent.stdout.trim(), "200 ALLOW", sent.stderr);
    assertPullRequestArrived(upstream);

    const elsewhere = code.replaceAll(upstream.origin, "http://169.254.169.254");
    const refused = await python(
      `${elsewhere}\nprint(response.status_code, response.headers["X-Interven-Error"])`,
      folder.path,
    );
    assert.equal(refused.stdout.trim(), "403 BLOCKED_ADDRESS", refused.stderr);
  },
);

Deno.test("The README's scan example exits with 0", async () => {
  await using folder = await temporaryFolder();
  const stdin = /echo '(.*)' \| interven scan/.exec(exampleIn("sh", "interven scan"))?.[1] ?? "";
  const result = await interven(["scan"], { env: { INTERVEN_DATA_DIR: folder.path }, stdin });
  assert.equal(result.code, 0, result.stdout + result.stderr);
});
