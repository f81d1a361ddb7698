import assert from "node:assert/strict";
import { CATEGORIES } from "../categories.ts";
import { VERBS } from "../../types.ts";
import { readName } from "../names.ts";
import { knownTool, MCP_SERVERS, serviceOf } from "./list.ts";

Deno.test("Every known tool is well formed and stands once at its server", () => {
  const servers = new Set<string>();
  for (const { tool, servers: names, acts } of MCP_SERVERS) {
    assert.match(tool, /^[a-z][a-z0-9_]*$/);
    for (const name of names) {
      assert.ok(!servers.has(name), `Server "${name}" is listed twice`);
      servers.add(name);
      assert.equal(serviceOf(name), tool);
    }
    const seen = new Set<string>();
    for (const [act, list] of acts) {
      const [verb = "", category = ""] = act.split(" ");
      assert.ok((VERBS as readonly string[]).includes(verb), act);
      assert.ok(Object.hasOwn(CATEGORIES, category), act);
      assert.equal(verb === "READ", category === "read", act);
      for (const name of list.split(" ")) {
        assert.match(name, /^[a-z][a-z0-9_]*$/);
        assert.ok(!seen.has(name), `${tool}: tool "${name}" is listed twice`);
        seen.add(name);
      }
    }
  }
});

Deno.test("A server is known under the names it is configured by", () => {
  for (
    const [name, service] of [
      ["github", "github"],
      ["github-mcp-server", "github"],
      ["mcp-server-slack", "slack"],
      ["Playwright", "browser"],
      ["server-filesystem", "filesystem"],
      ["brave-search", "search"],
      ["my-own-thing", undefined],
      ["", undefined],
      ["__proto__", undefined],
    ] as const
  ) assert.equal(serviceOf(name), service, name);
});

Deno.test("A tool's own server decides, and elsewhere only a name with one meaning is known", () => {
  const act = (server: string, name: string) => {
    const known = knownTool(server, name)?.reading;
    return known === undefined ? undefined : `${known.verb} ${known.category}`;
  };
  assert.equal(act("redis", "get"), "READ read");
  assert.equal(act("unknown", "get"), undefined);
  assert.equal(act("mongodb", "drop-database"), "WRITE destroy");
  assert.equal(act("unknown", "browser_evaluate"), "WRITE execute");
  assert.equal(act("unknown", "searchJiraIssuesUsingJql"), "READ read");
  assert.equal(act("atlassian", "editJiraIssue"), "WRITE message");
  // Postgres branches are databases, GitHub's are code.
  assert.equal(act("neon", "create_branch"), "WRITE deploy");
  assert.equal(act("github", "create_branch"), "WRITE code");
  assert.equal(act("unknown", "create_branch"), undefined);
});

Deno.test("What a server documents is seldom read otherwise from its name, and never as a read when it is none", () => {
  const milder: string[] = [];
  let agree = 0;
  let all = 0;
  for (const { acts } of MCP_SERVERS) {
    for (const [act, list] of acts) {
      for (const name of list.split(" ").filter((one) => one.includes("_"))) {
        const { verb, category } = readName(name);
        all++;
        if (`${verb} ${category}` === act || (verb === "READ") === (act === "READ read")) agree++;
        else if (verb === "READ") milder.push(name);
      }
    }
  }
  assert.ok(agree / all > 0.9, `${agree} of ${all}`);
  // These are the names that say too little; the table is there for them.
  assert.ok(milder.length <= 8, milder.join(" "));
});
