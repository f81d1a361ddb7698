/** `interven setup` in the home of somebody who has clients already. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { dirname, join } from "node:path";
import { FROM_SOURCE, interven, temporaryFolder } from "./interven_process.ts";

const CURSOR =
  '{\n\t// mine\n\t"mcpServers": {\n\t\t"fs": { "command": "npx", "args": ["-y", "x"], "env": { "A": "b" } }\n\t}\n}\n';

/** A home on Linux, wherever this runs. */
async function home(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(folder.path, name)), { recursive: true });
    await Deno.writeTextFile(join(folder.path, name), text);
  }
  const env = {
    HOME: folder.path,
    USERPROFILE: folder.path,
    APPDATA: join(folder.path, "appdata"),
    XDG_CONFIG_HOME: join(folder.path, ".config"),
    // The runtime's own cache stays where it is, else each run would fetch its packages anew.
    ...(Deno.env.get("DENO_DIR") === undefined && { DENO_DIR: await cacheFolder() }),
  };
  return {
    path: (name: string) => join(folder.path, name),
    read: (name: string) => Deno.readTextFile(join(folder.path, name)),
    run: (...args: string[]) => interven(["setup", ...args], { env, cwd: folder.path }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

async function cacheFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(FROM_SOURCE[0], { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

Deno.test("setup shows the change and makes none, --write makes it, --undo takes it back to the byte", async () => {
  await using user = await home({ ".cursor/mcp.json": CURSOR });
  const shown = await user.run("cursor");
  equal(shown.code, 0, shown.stderr);
  match(shown.stdout, /^ {2}\+ .*"mcp", "proxy", "--server-name", "fs", "--", "npx"/m);
  match(shown.stdout, /Nothing was changed: add --write/);
  equal(await user.read(".cursor/mcp.json"), CURSOR);

  const written = await user.run("cursor", "--write");
  match(written.stdout, /interven doctor/);
  const after = await user.read(".cursor/mcp.json");
  ok(after.includes("// mine") && after.includes('"env": { "A": "b" }'), after);
  ok((await user.run("cursor", "--write")).stdout.includes("Nothing to change"));
  equal(await user.read(".cursor/mcp.json"), after);

  match((await user.run("cursor", "--undo")).stdout, /as it was before/);
  equal(await user.read(".cursor/mcp.json"), CURSOR);
  deepEqual([...Deno.readDirSync(user.path(".cursor"))].map(({ name }) => name), ["mcp.json"]);
});

Deno.test("setup of a client without a file adds the guard, and undo leaves none", async () => {
  await using user = await home({});
  equal((await user.run("claude-code", "--write")).code, 0);
  deepEqual(JSON.parse(await user.read(".claude.json")), {
    mcpServers: { interven: { type: "stdio", command: "interven", args: ["mcp"] } },
  });
  await user.run("claude-code", "--undo");
  deepEqual([...Deno.readDirSync(user.path("."))].map(({ name }) => name), []);
});

Deno.test("undo of a file that has changed since takes only our part away", async () => {
  await using user = await home({ ".cursor/mcp.json": CURSOR });
  await user.run("cursor", "--write");
  const changed = (await user.read(".cursor/mcp.json")).replace("// mine", "// still mine");
  await Deno.writeTextFile(user.path(".cursor/mcp.json"), changed);
  match((await user.run("cursor", "--undo")).stdout, /has changed since/);
  equal(await user.read(".cursor/mcp.json"), CURSOR.replace("// mine", "// still mine"));
});

Deno.test("setup --list tells the clients and which of their servers go through Interven", async () => {
  await using user = await home({ ".cursor/mcp.json": CURSOR, ".codex/config.toml": "x = [\n" });
  await user.run("cursor", "--write");
  const { clients } = JSON.parse((await user.run("--list", "--json")).stdout);
  const seen = clients.filter(({ scope }: { scope: string }) => scope === "user");
  deepEqual(seen.map(({ client }: { client: string }) => client), ["cursor", "codex"]);
  deepEqual(seen[0].servers, [{ name: "fs", kind: "stdio", through: "proxy" }]);
  match(seen[1].problem, /^line 2, column /);
  match((await user.run("--list")).stdout, /cursor +1 server +fs/);
});

Deno.test("setup refuses a broken file with line and column, and what cannot be meant with exit code 2", async () => {
  await using user = await home({ ".cursor/mcp.json": '{\n  "mcpServers": {,\n}' });
  const broken = await user.run("cursor", "--write");
  equal(broken.code, 1);
  match(broken.stderr, /mcp\.json": line 2, column 18: /);
  for (
    const args of [["nonsense"], [], ["cursor", "--hook"], ["cursor", "--guard", "--proxy"], [
      "lm-studio",
      "--project",
    ]]
  ) {
    equal((await user.run(...args)).code, 2, args.join(" "));
  }
});

Deno.test("setup writes the hook of Claude Code beside other hooks, and undo takes it out", async () => {
  const settings = '{\n  "hooks": {\n    "PreToolUse": []\n  }\n}\n';
  await using user = await home({ ".claude/settings.json": settings });
  equal((await user.run("claude-code", "--hook", "--write")).code, 0);
  const { hooks } = JSON.parse(await user.read(".claude/settings.json"));
  for (const event of ["PreToolUse", "PostToolUse"]) {
    equal(hooks[event][0].hooks[0].command, "interven hook claude-code");
  }
  await user.run("claude-code", "--hook", "--undo");
  equal(await user.read(".claude/settings.json"), settings);
});
