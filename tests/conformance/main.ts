/**
 * `deno task conformance`: runs the official conformance suite against a server directly and behind `interven mcp proxy --listen`, and
 * prints where the two differ. Exit 1 when they do. No part of the tests: the scenarios wait fixed times.
 */
const root = new URL("../../", import.meta.url);
const at = (path: string) => decodeURIComponent(new URL(path, root).pathname);
const SUITE = at("node_modules/@modelcontextprotocol/conformance/dist/index.js");
const FIXTURE = at("tests/conformance/fixture.ts");

/** Starts a program and resolves with what `ready` finds in its stderr. */
async function start(args: readonly string[], ready: RegExp, env: Record<string, string> = {}) {
  const child = new Deno.Command(Deno.execPath(), { args: [...args], env, stdout: "null", stderr: "piped" })
    .spawn();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reading = (async () => {
    let text = "";
    for await (const chunk of child.stderr) {
      text += new TextDecoder().decode(chunk);
      const found = ready.exec(text);
      if (found !== null) resolve(found[1] ?? "");
    }
    reject(new Error(`It did not start: ${text}`));
  })();
  const found = await promise;
  return {
    found,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.status;
      await reading;
    },
  };
}

/** Result of each scenario: how many of its checks passed and failed. */
async function scenarios(url: string): Promise<ReadonlyMap<string, string>> {
  const args = ["run", "-A", SUITE, "server", "--url", url];
  const cwd = await Deno.makeTempDir({ prefix: "interven-conformance-" });
  try {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args,
      cwd,
      env: { NO_COLOR: "1" },
      stderr: "null",
    })
      .output();
    const rows = new TextDecoder().decode(stdout).matchAll(/^\S+ ([\w-]+): (\d+ passed, \d+ failed)/gm);
    return new Map([...rows].map(([, name, result]) => [name ?? "", result ?? ""]));
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

const data = await Deno.makeTempDir({ prefix: "interven-conformance-" });
let differences = 0;
{
  await using server = await start(["run", "-A", FIXTURE], /listening on (\S+)/);
  const proxy = ["run", "-A", at("main.ts"), "mcp", "proxy", "--data-dir", data, "--listen", "0"];
  const stdio = [Deno.execPath(), "run", "-A", FIXTURE, "stdio"];
  await using listening = await start([...proxy, "--", ...stdio], /listening on (\S+)/);
  const direct = await scenarios(server.found);
  const proxied = await scenarios(listening.found);
  console.log("| scenario | directly | behind the proxy |\n| --- | --- | --- |");
  for (const name of new Set([...direct.keys(), ...proxied.keys()])) {
    const [before, behind] = [direct.get(name) ?? "-", proxied.get(name) ?? "-"];
    if (before !== behind) differences++;
    console.log(`| ${name} | ${before} | ${behind}${before === behind ? "" : " (differs)"} |`);
  }
  console.log(`\n${direct.size} scenarios, ${differences} differ`);
  if (direct.size === 0) differences = 1;
}
await Deno.remove(data, { recursive: true });
Deno.exit(differences === 0 ? 0 : 1);
