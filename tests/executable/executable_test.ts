import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { checksum } from "../../engine/detectors/github_checksum.ts";
import settings from "../../deno.json" with { type: "json" };
import { MAX_EXECUTABLE_BYTES } from "../../tools/compile.ts";
import { type GatewayOptions, startGateway } from "../e2e/gateway_process.ts";
import { startTlsUpstream } from "../e2e/forward_proxy_fixture.ts";
import { childEnv, interven, type Program, temporaryFolder } from "../e2e/interven_process.ts";
import { startUpstream } from "../e2e/upstream.ts";
import { testUnless } from "../skips.ts";
import { executableUnderTest } from "./prepare.ts";
import { DECISION_POLICY } from "../fixtures/decision_policy.ts";

const executable = await executableUnderTest();
const missing = "missing" in executable ? executable.missing : undefined;
const path = "path" in executable ? executable.path : "";
const program: Program = [path];

const FAKE_SECRET = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5";
/** Made up, with a checksum that holds, so that there is no doubt about what it looks like. */
const FAKE_TOKEN = "ghp_" + FAKE_SECRET + checksum(FAKE_SECRET);

const startExecutable = (options: GatewayOptions = {}) => startGateway({ ...options, program });

/** Runs one command of the executable with a data folder of its own. */
async function run(args: readonly string[], stdin?: string) {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  return await interven(args, { program, env, ...(stdin !== undefined && { stdin }) });
}

testUnless(missing, "the executable is one file under 100 MB that says its version", async () => {
  const { size } = await Deno.stat(path);
  ok(size <= MAX_EXECUTABLE_BYTES, `${size} bytes`);
  const version = await run(["version"]);
  equal(version.code, 0, version.stderr);
  match(version.stdout, new RegExp(`\\b${settings.version.replaceAll(".", "\\.")}\\b`));
});

testUnless(
  missing,
  "the executable's banner tells where proxy, dashboard and data are, and what is in force",
  async () => {
    await using gateway = await startExecutable({ args: ["--mode", "monitor"] });
    await gateway.lineThat(/try .*curl /);
    const banner = gateway.stdout.join("\n");
    match(banner, new RegExp(`${gateway.origin}/proxy/`));
    for (const word of ["dashboard", "mode +monitor", "engine +embedded", "policy +built-in"]) {
      match(banner, new RegExp(word));
    }
    ok(banner.includes(gateway.dataDir));
    deepEqual(gateway.stderr, []);
  },
);

testUnless(
  missing,
  "the executable makes all four decisions, and an approved call goes through",
  async () => {
    await using upstream = startUpstream();
    await using folder = await temporaryFolder();
    const policy = join(folder.path, "policy.yaml");
    await Deno.writeTextFile(policy, DECISION_POLICY);
    const args = ["--policy", policy, "--allow-upstream", upstream.address];
    await using gateway = await startExecutable({ args });
    const call = async (method: string, body?: unknown) => {
      const response = await gateway.proxy(`${upstream.origin}/things/7`, {
        method,
        ...(body !== undefined &&
          { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      const text = await response.text();
      return { status: response.status, decision: response.headers.get("x-interven-decision"), text };
    };

    const allowed = await call("POST", { text: "hello" });
    deepEqual([allowed.status, allowed.decision], [200, "ALLOW"], allowed.text);
    equal(upstream.seen.at(-1)?.body, '{"text":"hello"}');

    const sanitized = await call("POST", { text: "write to jane.roe@corp-mail.net", keep: 1 });
    deepEqual([sanitized.status, sanitized.decision], [200, "SANITIZE"], sanitized.text);
    const sent = upstream.seen.at(-1)?.body ?? "";
    ok(!sent.includes("jane.roe"), sent);
    equal(JSON.parse(sent).keep, 1);

    const denied = await call("POST", { text: `use ${FAKE_TOKEN}` });
    deepEqual([denied.status, denied.decision], [403, "DENY"], denied.text);
    ok(!denied.text.includes(FAKE_TOKEN));
    equal(upstream.seen.length, 2);

    const held = await call("DELETE");
    deepEqual([held.status, held.decision], [202, "REQUIRE_APPROVAL"], held.text);
    equal(upstream.seen.length, 2);
    const approve = [
      "approvals",
      "approve",
      JSON.parse(held.text).approval_id,
      "--data-dir",
      gateway.dataDir,
    ];
    const approved = await interven(approve, { program });
    equal(approved.code, 0, approved.stderr);
    const granted = await call("DELETE");
    deepEqual([granted.status, granted.decision], [200, "ALLOW"], granted.text);
    equal(upstream.seen.at(-1)?.method, "DELETE");
  },
);

const SCANS: readonly { decision: string; code: number; call: Record<string, unknown> }[] = [
  { decision: "ALLOW", code: 0, call: { method: "GET", url: "https://api.github.com/repos/o/r" } },
  {
    decision: "SANITIZE",
    code: 3,
    call: {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      body: { channel: "C1", text: "reach jane.roe@corp-mail.net" },
    },
  },
  {
    decision: "REQUIRE_APPROVAL",
    code: 4,
    call: { method: "DELETE", url: "https://api.github.com/repos/o/r" },
  },
  {
    decision: "DENY",
    code: 5,
    call: {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      body: { channel: "C1", text: `the key is ${FAKE_TOKEN}` },
    },
  },
];

for (const { decision, code, call } of SCANS) {
  testUnless(
    missing,
    `the executable's scan exits ${code} for ${decision} by the built-in policy`,
    async () => {
      const result = await run(["scan"], JSON.stringify(call));
      equal(result.code, code, result.stdout + result.stderr);
      equal(JSON.parse(result.stdout).decision, decision);
    },
  );
}

testUnless(missing, "the executable's scan exits 1 when no verdict can be had", async () => {
  const result = await run(
    ["scan", "--gateway-url", "http://127.0.0.1:1", "--api-key", "key"],
    JSON.stringify(SCANS[0]?.call),
  );
  equal(result.code, 1, result.stdout);
  equal(result.stderr.trim().split("\n").length, 1, result.stderr);
});

testUnless(missing, "the executable serves the embedded dashboard, script and style included", async () => {
  await using gateway = await startExecutable();
  const page = await gateway.console("/");
  const html = await page.text();
  equal(page.status, 200, html);
  match(page.headers.get("content-type") ?? "", /^text\/html/);
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, asset = ""]) => asset);
  ok(assets.some((asset) => asset.endsWith(".js")) && assets.some((asset) => asset.endsWith(".css")), html);
  for (const asset of assets) {
    const response = await gateway.console(asset);
    equal(response.status, 200, asset);
    ok((await response.text()).length > 100, asset);
  }
});

testUnless(missing, "the executable answers /v1/scan with a verdict", async () => {
  await using gateway = await startExecutable();
  const response = await fetch(`${gateway.origin}/v1/scan`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(SCANS[3]?.call),
  });
  equal(response.status, 200);
  const verdict = await response.json();
  equal(verdict.decision, "DENY");
  ok(verdict.reason_codes.includes("SECRET_EGRESS"), verdict.reason_codes);
});

testUnless(missing, "the executable is an MCP server on stdin and stdout", async () => {
  await using folder = await temporaryFolder();
  const transport = new StdioClientTransport({
    command: path,
    args: ["mcp"],
    env: childEnv({ INTERVEN_DATA_DIR: folder.path }),
    stderr: "ignore",
  });
  const client = new Client({ name: "executable-test", version: "1.0.0" });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    deepEqual(tools.map(({ name }) => name).sort(), ["interven_scan", "interven_scan_response"]);
    const call = { tool_name: "slack.post_message", ...SCANS[3]?.call };
    const result = await client.callTool({ name: "interven_scan", arguments: call });
    const verdict = result.structuredContent as { decision?: string } | undefined;
    equal(verdict?.decision, "DENY", JSON.stringify(result));
  } finally {
    await client.close();
  }
});

testUnless(missing, "the executable keeps its traces over a restart", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const options = { dataDir: folder.path, args: ["--allow-upstream", upstream.address] };
  let traceId: string | null;
  {
    await using gateway = await startExecutable(options);
    const response = await gateway.proxy(`${upstream.origin}/once`);
    traceId = response.headers.get("x-interven-trace-id");
    await response.body?.cancel();
    ok(traceId);
    gateway.signal("SIGKILL");
    await gateway.exited;
  }
  await using again = await startExecutable(options);
  const response = await again.console(`/v1/traces/${traceId}`);
  equal(response.status, 200, await response.clone().text());
  await response.body?.cancel();
});

testUnless(missing, "the executable's scanning threads work, and doctor says so", async () => {
  const result = await run(["doctor"]);
  equal(result.code, 0, result.stdout + result.stderr);
  match(result.stdout, /worker|thread/i);
});

testUnless(missing, "the executable writes to its data folder and nowhere else", async () => {
  await using folder = await temporaryFolder();
  const names = ["data", "home", "tmp"];
  const [data = "", home = "", tmp = ""] = names.map((name) => join(folder.path, name));
  for (const each of [data, home, tmp]) await Deno.mkdir(each);
  const env = { INTERVEN_DATA_DIR: data, HOME: home, TMPDIR: tmp, XDG_CACHE_HOME: join(home, ".cache") };
  const result = await interven(["scan"], { program, env, stdin: JSON.stringify(SCANS[0]?.call) });
  equal(result.code, 0, result.stderr);
  deepEqual([...Deno.readDirSync(home), ...Deno.readDirSync(tmp)], []);
  ok([...Deno.readDirSync(data)].length > 0);
});

testUnless(
  missing,
  "the executable ends an unknown command with exit code 2, and starts nothing",
  async () => {
    for (const args of [["gatewya"], ["run", "-A", "main.ts"], ["--no-such-option"]]) {
      const result = await run(args);
      equal(result.code, 2, args.join(" "));
      equal(result.stdout, "");
      equal(result.stderr.trim().split("\n").length, 1, result.stderr);
    }
  },
);

testUnless(missing, "the executable ends with exit code 1 and one line when its port is taken", async () => {
  await using upstream = startUpstream();
  const result = await run(["--port", upstream.address.split(":")[1] ?? ""]);
  equal(result.code, 1, result.stdout);
  equal(result.stderr.trim().split("\n").length, 1, result.stderr);
  match(result.stderr, /port/i);
});

testUnless(missing, "the executable ends with exit code 0 when it is asked to stop", async () => {
  await using gateway = await startExecutable();
  gateway.signal("SIGTERM");
  equal((await gateway.exited).code, 0);
});

testUnless(missing, "the executable runs a program with its calls judged, TLS included", async () => {
  await using upstream = await startTlsUpstream("localhost");
  await using folder = await temporaryFolder();
  const trusted = join(folder.path, "upstream.pem");
  await Deno.writeTextFile(trusted, upstream.ca);
  const env = { INTERVEN_DATA_DIR: join(folder.path, "data"), DENO_CERT: trusted };
  const address = `localhost:${upstream.port}`;
  const script = "console.log(await (await fetch(Deno.args[0])).text())";
  const words = [Deno.execPath(), "eval", script, `https://${address}/seen`];
  const options = ["--guard-loopback", "--allow-upstream", address, "--fail-on", "deny"];
  const ran = await interven(["run", ...options, "--", ...words], { program, env });
  equal(ran.code, 0, ran.stderr);
  match(ran.stderr, /1 call: 1 allowed/);
  deepEqual(upstream.seen, [`GET ${address} /seen`]);
  const made = await interven(["ca", "init"], { program, env });
  equal(made.code, 0, made.stderr);
  match((await interven(["ca", "show", "--json"], { program, env })).stdout, /"expired":false/);
});
