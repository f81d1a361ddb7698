/** `interven run` as its user sees it: the program keeps what is its own, and its calls are judged. */
import assert from "node:assert/strict";
import { testUnless } from "../skips.ts";
import { startTlsUpstream } from "./forward_proxy_fixture.ts";
import { commandOf, interven, type RunResult, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

interface Setting extends AsyncDisposable {
  run(options: readonly string[], program: readonly string[], stdin?: string): Promise<RunResult>;
  readonly folder: string;
  readonly env: Record<string, string>;
}

/** @param ca PEM that the gateway trusts upstreams by. */
async function setUp(ca = ""): Promise<Setting> {
  const folder = await temporaryFolder();
  const caFile = `${folder.path}/upstream-ca.pem`;
  await Deno.writeTextFile(caFile, ca);
  const env: Record<string, string> = ca === "" ? {} : { DENO_CERT: caFile };
  return {
    folder: folder.path,
    env,
    run: (options, program, stdin) =>
      interven(["run", "--data-dir", `${folder.path}/data`, ...options, "--", ...program], {
        env,
        ...(stdin === undefined ? {} : { stdin }),
      }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const shell = (script: string) => ["sh", "-c", script];

function missing(program: string, args: readonly string[] = ["--version"]): string | undefined {
  try {
    new Deno.Command(program, { args: [...args], stdin: "null", stdout: "null", stderr: "null" })
      .outputSync();
    return undefined;
  } catch {
    return `${program} is not installed`;
  }
}

const noShell = Deno.build.os === "windows" ? "no POSIX shell" : undefined;
const noCurl = noShell ?? missing("curl");

testUnless(noShell, "interven run leaves stdin, stdout, arguments and exit code to the program", async () => {
  await using setting = await setUp();
  const words = ["sh", "-c", 'cat; echo "$1 $2"; exit 7', "name", "--quiet", "a  b"];
  const result = await setting.run([], words, "from stdin\n");
  assert.deepEqual([result.code, result.stdout], [7, "from stdin\n--quiet a  b\n"], result.stderr);
  assert.match(result.stderr, /calls of "sh" are judged[\s\S]*No call came through the gateway/);
});

testUnless(noShell, "interven run --quiet says nothing of its own", async () => {
  await using setting = await setUp();
  const result = await setting.run(["--quiet"], shell("echo out; echo err >&2"));
  assert.deepEqual([result.code, result.stdout, result.stderr], [0, "out\n", "err\n"]);
});

Deno.test("interven run answers a program that is not there as a shell does, and no program as a wrong use", async () => {
  await using setting = await setUp();
  const unknown = await setting.run([], ["interven-no-such-program"]);
  assert.equal(unknown.code, 127);
  assert.match(unknown.stderr, /Cannot run "interven-no-such-program": no such program/);
  const nothing = await setting.run([], []);
  assert.equal(nothing.code, 2);
  const wrong = await setting.run(["--fail-on", "everything"], shell("true"));
  assert.equal(wrong.code, 2, wrong.stderr);
});

testUnless(noShell, "interven run passes signals on, and ends with the program", async () => {
  await using setting = await setUp();
  const args = ["run", "--quiet", "--data-dir", `${setting.folder}/data`, "--"];
  const script = 'trap "echo got it; exit 9" TERM; echo ready; while :; do sleep 0.05; done';
  const child = commandOf([...args, ...shell(script)], {}, "null").spawn();
  const stderr = new Response(child.stderr).text();
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (said === "") child.kill("SIGTERM");
    said += text;
  }
  assert.deepEqual([said, (await child.status).code], ["ready\ngot it\n", 9], await stderr);
});

testUnless(
  noCurl,
  "interven run judges plain HTTP, and --fail-on turns a refusal into the exit code",
  async () => {
    await using upstream = startUpstream();
    await using setting = await setUp();
    const options = ["--guard-loopback", "--allow-upstream", upstream.address];
    const fine = await setting.run([...options, "--fail-on", "deny"], [
      "curl",
      "-sS",
      `${upstream.origin}/x`,
    ]);
    assert.deepEqual([fine.code, JSON.parse(fine.stdout)], [0, { method: "GET", body: "" }], fine.stderr);
    assert.match(fine.stderr, /1 call: 1 allowed/);
    const script = "curl -s -o /dev/null http://169.254.169.254/; true";
    const refused = await setting.run(["--fail-on", "deny"], shell(script));
    assert.equal(refused.code, 5, refused.stderr);
    assert.match(
      refused.stderr,
      /1 call: 1 refused\ninterven: +DENY +GET http:\/\/169\.254\.169\.254\/ BLOCKED_ADDRESS/,
    );
    assert.equal((await setting.run([], shell(script))).code, 0, "only when it is asked for");
    const own = await setting.run(["--fail-on", "deny"], shell(`${script}; exit 3`));
    assert.equal(own.code, 3, "the program's own failure goes first");
  },
);

testUnless(
  noCurl,
  "interven run looks into TLS, and the program needs no more than its variables",
  async () => {
    await using upstream = await startTlsUpstream("localhost");
    await using setting = await setUp(upstream.ca);
    const url = `https://localhost:${upstream.port}`;
    const options = ["--guard-loopback", "--allow-upstream", `localhost:${upstream.port}`];
    const secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    const fine = await setting.run([...options, "--agent", "carol"], ["curl", "-sSi", `${url}/a//b`]);
    assert.match(fine.stdout, /HTTP\/2 200[\s\S]*x-interven-decision: ALLOW/, fine.stderr);
    const leak = await setting.run(options, [
      "curl",
      "-sS",
      "--http1.1",
      `${url}/leak`,
      "-d",
      `text=${secret}`,
    ]);
    assert.match(leak.stderr, /1 call: 1 (?:refused|redacted|held)/);
    assert.ok(
      !upstream.bodies.some((body) => body.includes(secret)),
      "a secret inside TLS was seen and not sent",
    );
    assert.ok(!(leak.stdout + leak.stderr).includes(secret));
    const kept = await interven(["ca", "show", "--data-dir", `${setting.folder}/data`]);
    assert.equal(kept.code, 1, "the authority of a run is not kept");
  },
);

/** Node's own `fetch` heeds proxy variables since 22.21 and 24.0; before, programs read them themselves, as this one does. */
function nodeScript(): string {
  const { stdout } = new Deno.Command("node", { args: ["--version"], stderr: "null" }).outputSync();
  const [, major = 0, minor = 0] = /^v(\d+)\.(\d+)/.exec(new TextDecoder().decode(stdout))?.map(Number) ?? [];
  return major >= 24 || (major === 22 && minor >= 21) ? FETCH : CONNECT;
}

const FETCH = "fetch(process.argv.at(-1)).then((r) => r.text()).then((t) => console.log(t))";
const CONNECT = `
const url = new URL(process.argv.at(-1)), proxy = new URL(process.env.HTTPS_PROXY);
require("http").request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path: url.host })
  .on("connect", (_, socket) => {
    const createConnection = () => require("tls").connect({ socket, servername: url.hostname });
    require("https").get(url, { createConnection }, (answer) => answer.pipe(process.stdout));
  }).end();`;
const PYTHON = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read())";
const noNode = missing("node");
const CLIENTS: readonly (readonly [name: string, lacking: string | undefined, words: readonly string[]])[] = [
  ["Node", noNode, ["node", "-e", noNode === undefined ? nodeScript() : FETCH]],
  ["Deno", undefined, [Deno.execPath(), "eval", "console.log(await (await fetch(Deno.args[0])).text())"]],
  ["Python", missing("python3"), ["python3", "-c", PYTHON]],
  ["git", missing("git"), ["git", "ls-remote"]],
];

for (const [name, lacking, words] of CLIENTS) {
  testUnless(
    noShell ?? lacking,
    `${name} under interven run goes through the gateway and trusts it`,
    async () => {
      await using upstream = await startTlsUpstream("localhost");
      await using setting = await setUp(upstream.ca);
      const options = ["--guard-loopback", "--allow-upstream", `localhost:${upstream.port}`];
      const result = await setting.run(options, [...words, `https://localhost:${upstream.port}/seen`]);
      assert.match(result.stderr, /interven: \d+ calls?: \d+ allowed/);
      assert.match(upstream.seen[0] ?? "", /^GET localhost:\d+ \/seen/, result.stderr);
    },
  );
}
