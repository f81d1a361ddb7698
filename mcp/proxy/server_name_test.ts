import assert from "node:assert/strict";
import fc from "fast-check";
import { serverNameOf } from "./server_name.ts";

Deno.test("serverNameOf() finds the word that says which server it is", () => {
  const names: readonly (readonly [string, string])[] = [
    ["npx -y @modelcontextprotocol/server-filesystem /data", "filesystem"],
    ["npx -y @modelcontextprotocol/server-everything@2026.1.1", "everything"],
    ["uvx mcp-server-fetch", "fetch"],
    ["docker run -i --rm ghcr.io/github/github-mcp-server", "github"],
    ["node /opt/servers/weather/index.js", "index"],
    ["/usr/local/bin/slack-mcp", "slack"],
    ["C:\\tools\\jira-mcp.exe", "jira"],
    ["mcp-server", "server"],
  ];
  for (const [command, name] of names) assert.equal(serverNameOf(command.split(" ")), name, command);
});

Deno.test("serverNameOf() always finds a name that can stand in an address", () => {
  fc.assert(fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
    assert.match(serverNameOf(words), /^[a-z0-9][a-z0-9-]*$/);
  }));
});
