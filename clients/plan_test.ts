/** Settings as people write them, before and after: what is not ours stays byte for byte. */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Client } from "./client.ts";
import { read, rewrite } from "./files/rewrite.ts";
import { FORMATS } from "./formats.ts";
import { CLIENTS } from "./list.ts";
import { planSetup, planUndo, type SetupWish } from "./plan.ts";
import { serversOf } from "./servers.ts";

const clientOf = (id: string): Client => {
  const client = CLIENTS.find((each) => each.id === id);
  if (client === undefined) throw new Error(`There is no client "${id}"`);
  return client;
};

function valuesOf(client: Client, text: string) {
  const parsed = read(text, FORMATS[client.format]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.broken));
  return parsed.value;
}

function setUp(id: string, text: string, wish: Partial<SetupWish> = {}): string {
  const client = clientOf(id);
  const plan = planSetup(client, valuesOf(client, text), { command: "/opt/interven", ...wish });
  const result = rewrite(text, plan.changes, FORMATS[client.format]);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
}

function undone(id: string, text: string): string {
  const client = clientOf(id);
  const result = rewrite(text, planUndo(client, valuesOf(client, text)), FORMATS[client.format]);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
}

const PROXY = '"mcp", "proxy", "--server-name", "fs", "--", "npx"';

const GOLDEN: readonly {
  name: string;
  client: string;
  before: string;
  after: string;
  wish?: Partial<SetupWish>;
}[] = [
  {
    name: "a file with comments, tabs, CRLF and a trailing comma",
    client: "vscode",
    before:
      '{\r\n\t// mine\r\n\t"servers": {\r\n\t\t"fs": {\r\n\t\t\t"command": "npx", // runner\r\n\t\t\t"args": [\r\n\t\t\t\t"-y",\r\n\t\t\t\t"x" // package\r\n\t\t\t],\r\n\t\t\t"env": { "A": "b" },\r\n\t\t},\r\n\t},\r\n}\r\n',
    after:
      `{\r\n\t// mine\r\n\t"servers": {\r\n\t\t"fs": {\r\n\t\t\t"command": "/opt/interven", // runner\r\n\t\t\t"args": [\r\n\t\t\t\t${PROXY}, "-y",\r\n\t\t\t\t"x" // package\r\n\t\t\t],\r\n\t\t\t"env": { "A": "b" },\r\n\t\t},\r\n\t},\r\n}\r\n`,
  },
  {
    name: "the guard beside a server that stays as it is, and a comment on its line",
    client: "cursor",
    wish: { mode: "guard" },
    before: '{\n  "mcpServers": {\n    "web": { "url": "https://x.example/mcp" } // remote\n  }\n}\n',
    after:
      '{\n  "mcpServers": {\n    "web": { "url": "https://x.example/mcp" }, // remote\n    "interven": {\n      "command": "/opt/interven",\n      "args": [\n        "mcp"\n      ]\n    }\n  }\n}\n',
  },
  {
    name: "a byte order mark, everything on one line, and keys that nobody knows",
    client: "claude-desktop",
    before: '\ufeff{"theme":"dark","mcpServers":{"fs":{"command":"npx","disabled":true}}}',
    after: `\ufeff{"theme":"dark","mcpServers":{"fs":{"command":"/opt/interven","disabled":true, "args": ${
      JSON.stringify(JSON.parse(`[${PROXY}]`))
    }}}}`,
  },
  {
    name: "an empty file",
    client: "lm-studio",
    before: "",
    after:
      '{\n  "mcpServers": {\n    "interven": {\n      "command": "/opt/interven",\n      "args": [\n        "mcp"\n      ]\n    }\n  }\n}\n',
  },
  {
    name: "an object with nothing but a comment",
    client: "zed",
    before: "{\n    // settings\n}\n",
    after:
      '{\n    // settings\n    "context_servers": {\n        "interven": {\n            "command": "/opt/interven",\n            "args": [\n                "mcp"\n            ]\n        }\n    }\n}\n',
  },
  {
    name: "a command that is a list",
    client: "opencode",
    before: '{\n  "mcp": {\n    "fs": { "type": "local", "command": ["npx", "-y", "x"] }\n  }\n}\n',
    after:
      '{\n  "mcp": {\n    "fs": { "type": "local", "command": ["/opt/interven", "mcp", "proxy", "--server-name", "fs", "--", "npx", "-y", "x"] }\n  }\n}\n',
  },
  {
    name: "TOML with comments and tables below the server",
    client: "codex",
    before:
      '# top\nmodel = "m"\n\n[mcp_servers.fs]\ncommand = "npx" # runner\nargs = [\n  "-y", # yes\n  "x",\n]\n\n[mcp_servers.fs.env]\nA = "b"\n',
    after:
      `# top\nmodel = "m"\n\n[mcp_servers.fs]\ncommand = "/opt/interven" # runner\nargs = [${PROXY}, \n  "-y", # yes\n  "x",\n]\n\n[mcp_servers.fs.env]\nA = "b"\n`,
  },
  {
    name: "TOML without arguments",
    client: "codex",
    before: '[mcp_servers.fs]\ncommand = "npx"\n',
    after: `[mcp_servers.fs]\nargs = [${PROXY}]\ncommand = "/opt/interven"\n`,
  },
  {
    name: "YAML with comments, in blocks",
    client: "goose",
    before:
      "# c\nGOOSE_MODEL: x\nextensions:\n    fs:\n        type: stdio\n        cmd: npx # runner\n        args:\n            - -y # yes\n            - x\n    dev:\n        type: builtin\n",
    after:
      "# c\nGOOSE_MODEL: x\nextensions:\n    fs:\n        type: stdio\n        cmd: /opt/interven # runner\n        args:\n            - mcp\n            - proxy\n            - --server-name\n            - fs\n            - --\n            - npx\n            - -y # yes\n            - x\n    dev:\n        type: builtin\n",
  },
  {
    name: "a YAML list of servers",
    client: "continue",
    before: 'name: a\nmcpServers:\n  - name: fs\n    command: npx\n    args: ["-y", x]\nmodels: []\n',
    after:
      `name: a\nmcpServers:\n  - name: fs\n    command: /opt/interven\n    args: [${PROXY}, "-y", x]\nmodels: []\n`,
  },
  {
    name: "YAML without servers",
    client: "goose",
    before: "GOOSE_MODEL: x",
    after:
      "GOOSE_MODEL: x\nextensions:\n  interven:\n    name: interven\n    type: stdio\n    enabled: true\n    timeout: 300\n    cmd: /opt/interven\n    args:\n      - mcp\n",
  },
];

for (const { name, client, before, after, wish } of GOLDEN) {
  Deno.test(`setup of ${client}: ${name}`, () => {
    equal(setUp(client, before, wish), after);
  });

  Deno.test(`a second setup of ${client} changes nothing: ${name}`, () => {
    equal(setUp(client, after, wish), after);
  });

  Deno.test(`undo of ${client} takes away from a changed file what setup added: ${name}`, () => {
    const known = clientOf(client);
    const names = (text: string) =>
      serversOf(known, valuesOf(known, text)).map(({ name, words }) => ({ name, words }));
    deepEqual(names(undone(client, after)), names(before));
  });
}

Deno.test("only the servers that are named go behind the proxy, and a name that is none is told", () => {
  const client = clientOf("cursor");
  const settings = { mcpServers: { a: { command: "a" }, b: { command: "b" } } };
  const plan = planSetup(client, settings, { command: "interven", only: ["b", "c"] });
  ok(plan.changes.every(({ path }) => path[1] === "b") && plan.changes.length === 2);
  deepEqual(plan.left, [{ name: "c", why: "there is no such server" }]);
});

Deno.test("a server over HTTP and one in an unknown form are left and told", () => {
  const settings = { mcpServers: { web: { url: "https://x.example" }, odd: { command: { path: "x" } } } };
  const plan = planSetup(clientOf("cursor"), settings, { command: "interven" });
  deepEqual(plan.changes, []);
  deepEqual(plan.left.map(({ name }) => name), ["web", "odd"]);
});

Deno.test("a server over HTTP that is named goes behind the proxy by its address, and back", () => {
  const cases = [
    ["cursor", '{"mcpServers":{"web":{"url":"https://x.example/mcp"}}}'],
    ["vscode", '{"servers":{"web":{"type":"http","url":"https://x.example/mcp"}}}'],
    ["opencode", '{"mcp":{"web":{"type":"remote","url":"https://x.example/mcp"}}}'],
  ] as const;
  for (const [id, before] of cases) {
    const client = clientOf(id);
    const after = setUp(id, before, { only: ["web"] });
    const [server] = serversOf(client, valuesOf(client, after));
    deepEqual(server?.words, [
      "/opt/interven",
      "mcp",
      "proxy",
      "--server-name",
      "web",
      "--url",
      "https://x.example/mcp",
    ]);
    equal(server?.url, undefined);
    equal(setUp(id, after, { only: ["web"] }), after);
    deepEqual(valuesOf(client, undone(id, after)), JSON.parse(before));
  }
});

Deno.test("nothing secret of a server over HTTP becomes an argument, which every user of a machine can read", () => {
  for (
    const entry of [
      { url: "https://x.example/mcp", headers: { Authorization: "Bearer x" } },
      { url: "https://x.example/mcp?key=x" },
      { url: "https://u:p@x.example/mcp" },
    ]
  ) {
    const plan = planSetup(clientOf("cursor"), { mcpServers: { web: entry } }, {
      command: "i",
      only: ["web"],
    });
    deepEqual(plan.changes, []);
    equal(plan.left.length, 1);
  }
});

Deno.test("another server called interven is never overwritten", () => {
  const settings = { mcpServers: { interven: { command: "something-else" } } };
  const plan = planSetup(clientOf("cursor"), settings, { command: "interven", mode: "guard" });
  deepEqual(plan.changes, []);
  equal(plan.left.length, 1);
});

Deno.test("servers that Claude Code keeps for one project go behind the proxy too, the guard stands with the user's", () => {
  const client = clientOf("claude-code");
  const settings = { projects: { "/a": { mcpServers: { x: { command: "x" } } }, "/b": { history: [] } } };
  const { changes } = planSetup(client, settings, { command: "interven" });
  deepEqual(changes[0]?.path, ["projects", "/a", "mcpServers", "x", "command"]);
  const guard = planSetup(client, settings, { command: "interven", mode: "guard" });
  deepEqual(guard.changes.map(({ path }) => path), [["mcpServers", "interven"]]);
});

Deno.test("each name of a server becomes one that interven mcp proxy takes", () => {
  for (const name of ["My Server!", "-x-", "ünïcode", "..", "a".repeat(300), ""]) {
    const plan = planSetup(clientOf("cursor"), { mcpServers: { [name]: { command: "x" } } }, {
      command: "i",
    });
    const put = plan.changes.find(({ op, path }) => op === "put" && path.at(-1) === "args");
    const words = put?.op === "put" && Array.isArray(put.value) ? put.value : [];
    ok(/^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/.test(String(words[3])), `${name}: ${words[3]}`);
  }
});

Deno.test("every client has a file of its own, stands in the list, and names its source", async () => {
  const folder = new URL("known/", import.meta.url);
  const files: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    files.push(name.replace(/\.ts$/, "").replaceAll("_", "-"));
    ok(/[a-z]\.(?:com|io|dev|bot|ai)\b/.test(await Deno.readTextFile(new URL(name, folder))), name);
  }
  deepEqual(CLIENTS.map(({ id }) => id).sort(), files.sort());
  const paper = await Deno.readTextFile(new URL("../docs/setup.md", import.meta.url));
  deepEqual(CLIENTS.map(({ id }) => id).filter((id) => !paper.includes(`| \`${id}\``)), []);
});
