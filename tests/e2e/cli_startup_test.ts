/** What a user sees first: the banner, the help, and one clear line for everything that cannot work. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands.ts";
import { VERSION } from "../../cli/version.ts";
import { startGateway } from "./gateway_process.ts";
import { interven, type RunOptions, temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const TOKEN = "t".repeat(24);

async function failsWith(
  code: 1 | 2,
  wanted: RegExp,
  { args, ...options }: RunOptions & { args: readonly string[] },
): Promise<void> {
  await using folder = await temporaryFolder();
  const result = await interven(args, {
    ...options,
    env: { INTERVEN_DATA_DIR: folder.path, ...options.env },
  });
  const told = `${result.stdout}${result.stderr}`;
  assert.equal(result.code, code, told);
  assert.equal(result.stdout, "");
  assert.equal(result.stderr.trimEnd().split("\n").length, 1, told);
  assert.match(result.stderr, wanted);
  assert.match(result.stderr, /^interven: /);
  assert.doesNotMatch(result.stderr, /\bat .*:\d+:\d+/, "no stack trace");
}

Deno.test("Every mistake on the command line ends with exit code 2 and one line", async () => {
  const cases: readonly [args: readonly string[], wanted: RegExp, env?: Record<string, string>][] = [
    [["gatewya"], /Unknown command "gatewya": want one of gateway, mcp, scan/],
    // What a runtime that starts itself anew would say: it must never be taken for a program to run.
    [["run", "-A", "main.ts"], /unknown option '-A'/],
    [["--no-such-option"], /unknown option '--no-such-option'/],
    [["gateway", "extra"], /too many arguments/],
    [["--port"], /argument missing/],
    [["--port", "65536"], /Invalid --port "65536": want a whole number from 0 to 65535/],
    [["--port", "4100x"], /Invalid --port/],
    [[], /Invalid PORT "http": want/, { PORT: "http" }],
    [["--mode", "observe"], /Invalid --mode "observe": want enforce or monitor/],
    [["--workers", "0"], /Invalid --workers "0"/],
    [["--max-body", "lots"], /Invalid --max-body "lots": want a size/],
    [["--host", "not a host"], /Invalid --host/],
    [["--host", "0.0.0.0"], /Cannot listen on "0.0.0.0" without a console token of your own/],
    [["--console-token", "short"], /Invalid --console-token: want 16 to 512 visible characters/],
    [
      ["--allow-upstream", "http://x/"],
      /Invalid --allow-upstream "http:\/\/x\/": want host, host:port or CIDR/,
    ],
    [["--gateway-url", "ftp://x"], /Invalid --gateway-url "ftp:\/\/x": want an http or https URL/],
    [["--gateway-url", "http://127.0.0.1:1"], /without a key: want --api-key or INTERVEN_API_KEY/],
    [["--log-format", "xml"], /Invalid --log-format "xml": want text or json/],
    [["--verbose", "--quiet"], /Cannot use --verbose together with --quiet/],
    [[], /Invalid INTERVEN_FAIL_OPEN "perhaps": want 1 or 0/, { INTERVEN_FAIL_OPEN: "perhaps" }],
    [["--config", "/nowhere.yaml"], /Cannot read settings file "\/nowhere.yaml": no such file/],
    [["approvals"], /Missing subcommand of "interven approvals": want one of list, approve, deny/],
    [["approvals", "grant"], /Unknown subcommand "grant"/],
    [["approvals", "approve"], /missing required argument 'id'/],
    [["approvals", "list", "--status", "open"], /Invalid --status "open"/],
    [["version", "please"], /too many arguments/],
    [["help", "nothing"], /Unknown command "nothing"/],
  ];
  for (const [args, wanted, env] of cases) await failsWith(2, wanted, { args, ...(env && { env }) });
});

Deno.test("A taken port ends with exit code 1 and names the port", async () => {
  await using upstream = startUpstream();
  const port = new URL(upstream.origin).port;
  await failsWith(1, new RegExp(`Cannot listen on 127.0.0.1 port ${port}: the port is taken`), {
    args: ["--port", port],
  });
});

Deno.test("A data folder that cannot be written ends with exit code 1 and says what to do", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "a-file");
  await Deno.writeTextFile(file, "");
  await failsWith(1, /Cannot use the data folder ".*a-file.*": .*--data-dir/, {
    args: ["--port", "0", "--data-dir", join(file, "below")],
  });
});

Deno.test("A policy that does not load ends with exit code 1 and names file, line and field", async () => {
  await using folder = await temporaryFolder();
  const policy = join(folder.path, "mine.yaml");
  await Deno.writeTextFile(
    policy,
    "policies:\n  - name: mine\n    rules:\n      - rule_id: a\n        actoin: DENY\n",
  );
  await failsWith(1, /mine\.yaml:5:9: .*"actoin"/, { args: ["--port", "0", "--policy", policy] });
  await failsWith(1, /Cannot read policy "\/nowhere": no such file or folder/, {
    args: ["--port", "0", "--policy", "/nowhere"],
  });
  await failsWith(1, /found no \.yaml, \.yml or \.json file/, {
    args: ["--port", "0", "--policy", await Deno.makeTempDir({ dir: folder.path })],
  });
});

Deno.test("A remote engine is looked for at the start, and what is wrong with it is told", async () => {
  await using other = startUpstream();
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closed.close();
  const args = ["--port", "0", "--api-key", "iv_test_1", "--gateway-url"];
  await failsWith(1, /Cannot use the engine at "http:\/\/127\.0\.0\.1:\d+": it cannot be reached/, {
    args: [...args, `http://127.0.0.1:${closed.addr.port}`],
  });
  await failsWith(1, /what answers there \(status 200\) is no Interven engine/, {
    args: [...args, other.origin],
  });
});

Deno.test("A database that is damaged ends with exit code 1 and names the file", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "interven.db"), "no database at all ".repeat(100));
  await failsWith(1, /interven\.db/, { args: ["--port", "0", "--data-dir", folder.path] });
});

Deno.test("The help names every command, and each command's help its options with their environment variables", async () => {
  const root = await interven(["--help"]);
  assert.equal(root.code, 0);
  for (const { name } of COMMANDS) assert.match(root.stdout, new RegExp(`^ {2}${name} `, "m"));
  for (const { name } of COMMANDS) {
    const own = await interven([name, "--help"]);
    assert.equal(own.code, 0, own.stderr);
    assert.match(own.stdout, new RegExp(`^Usage: interven ${name}`));
    assert.equal(own.stderr, "");
  }
  const gateway = await interven(["help", "gateway"]);
  assert.match(gateway.stdout, /--port <number> +port to listen on.*\(env PORT,\s+default: 4100\)/s);
  assert.match(gateway.stdout, /Examples:/);
});

Deno.test("The version is said by command and by flag", async () => {
  for (const args of [["version"], ["--version"], ["-V"]]) {
    assert.deepEqual(await interven(args), { code: 0, stdout: `interven ${VERSION}\n`, stderr: "" });
  }
});

Deno.test("The banner tells where everything is and what is in force, and its link opens the dashboard once", async () => {
  await using gateway = await startGateway({ args: ["--mode", "monitor", "--fail-open"] });
  await gateway.lineThat(/try +curl http:\/\/localhost:\d+\/proxy\/https:/);
  const banner = gateway.stdout.join("\n");
  assert.match(banner, new RegExp(`proxy +${gateway.origin}/proxy/<url>`));
  assert.match(banner, /mode +monitor .*fails open/);
  assert.match(banner, /engine +embedded \(1 worker\)/);
  assert.match(banner, /policy +built-in default pack \(\d+ rules\)/);
  assert.ok(banner.includes(gateway.dataDir));
  const link = /dashboard +(http:\S+)/.exec(banner)?.[1] ?? "";
  const opened = await fetch(link, { redirect: "manual" });
  await opened.body?.cancel();
  assert.equal(opened.status, 303);
  assert.match(opened.headers.get("set-cookie") ?? "", /HttpOnly/);
  assert.match(opened.headers.get("location") ?? "", /^\/#proof=/);
  const again = await fetch(link, { redirect: "manual" });
  await again.body?.cancel();
  assert.equal(again.status, 401);
  assert.deepEqual(gateway.stderr, []);
});

Deno.test("The JSON log is one object a line, and the console's link is in none", async () => {
  await using gateway = await startGateway({ args: ["--log-format", "json"] });
  await (await fetch(`${gateway.origin}/v1/scan`, {
    method: "POST",
    body: JSON.stringify({ method: "GET", url: "https://api.github.com/user" }),
  })).body?.cancel();
  await gateway.lineThat(/"event":"decision"/);
  const events = gateway.stdout.map((line) => JSON.parse(line));
  assert.deepEqual(events.map(({ event }) => event), ["started", "decision"]);
  assert.equal(events[1].decision, "ALLOW");
  assert.doesNotMatch(gateway.stdout.join(""), /token=/);
});

Deno.test("--quiet keeps decisions off the terminal", async () => {
  await using gateway = await startGateway({ args: ["--quiet"] });
  await gateway.lineThat(/try +curl/);
  const before = gateway.stdout.length;
  await (await fetch(`${gateway.origin}/v1/scan`, {
    method: "POST",
    body: JSON.stringify({ method: "GET", url: "https://api.github.com/user" }),
  })).body?.cancel();
  gateway.signal("SIGTERM");
  await gateway.exited;
  await gateway.lineThat(/Stopping/);
  const after = gateway.stdout.slice(before).filter((line) => line !== "" && !line.includes("Stopping"));
  assert.deepEqual(after, []);
});

Deno.test("DENO_SERVE_ADDRESS and proxy variables do not move the gateway", async () => {
  await using upstream = startUpstream();
  const nowhere = "http://127.0.0.1:9";
  await using gateway = await startGateway({
    args: ["--allow-upstream", upstream.address],
    env: {
      DENO_SERVE_ADDRESS: "tcp:127.0.0.1:9",
      HTTP_PROXY: nowhere,
      http_proxy: nowhere,
      ALL_PROXY: nowhere,
    },
  });
  const response = await gateway.proxy(`${upstream.origin}/x`);
  assert.equal(response.status, 200, await response.text());
  assert.equal(upstream.seen.length, 1);
});

Deno.test("A settings file is used, and a flag wins over it", async () => {
  await using folder = await temporaryFolder();
  const config = join(folder.path, "interven.yaml");
  await Deno.writeTextFile(config, `mode: monitor\nport: 1\nconsole-token: ${TOKEN}\n`);
  await using gateway = await startGateway({ args: ["--config", config] });
  await gateway.lineThat(/mode +monitor/);
});
