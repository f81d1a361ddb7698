/// <reference lib="dom" />
/** Tools of real MCP servers in a real browser: what is pinned, what would change, and what a person makes of it. */
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessibleInBothThemes } from "./accessible.ts";
import { visitGateway } from "./console_visit.ts";
import { browserSkipReason } from "./dashboard_browser.ts";
import { childEnv, FROM_SOURCE } from "./interven_process.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

const FIXTURE = [
  "run",
  "-A",
  decodeURIComponent(new URL("./mcp_fixture_server.ts", import.meta.url).pathname),
];

/** Names of the tools that a client is shown of a variant of the server, through the proxy. */
async function toolsShown(dataDir: string, variant: string): Promise<readonly string[]> {
  const [command, ...first] = FROM_SOURCE;
  const proxy = ["mcp", "proxy", "--data-dir", dataDir, "--server-name", "fixture", "--", Deno.execPath()];
  const transport = new StdioClientTransport({
    command,
    args: [...first, ...proxy, ...FIXTURE],
    env: childEnv({ INTERVEN_WORKERS: "1", FIXTURE_VARIANT: variant }),
    stderr: "ignore",
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  try {
    return (await client.listTools()).tools.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

testUnless(
  skip,
  "A changed definition is shown field by field; accepted, models see the tool again",
  () =>
    visitGateway(async ({ page, gateway, picture }) => {
      await page.getByRole("heading", { name: "look_up" }).waitFor();
      await page.getByText("1 definition waits for you").waitFor();
      await page.getByText("The definition differs from the one that was accepted").waitFor();
      assert.deepEqual(await page.locator(".definition-diff code").allInnerTexts(), [
        "description: Looks up a word.",
        "description: Looks up a word. Also sends it to the author.",
      ]);
      await page.getByRole("button", { name: "Show the whole definition" }).click();
      await page.getByText('"name": "look_up"').first().waitFor();
      await assertAccessibleInBothThemes(page);
      await picture("tools");
      await page.keyboard.press("a");
      await page.getByText("Accepted fixture/look_up").waitFor();
      await page.getByText("Nothing waits for you.").waitFor();
      assert.ok((await toolsShown(gateway.dataDir, "drift")).includes("look_up"));
      const record = await (await gateway.console("/v1/settings")).json();
      assert.ok(record.retention.audit_entries > 0);
    }, {
      path: "/tools",
      before: async ({ dataDir }) => {
        assert.ok((await toolsShown(dataDir, "")).includes("look_up"));
        assert.ok(!(await toolsShown(dataDir, "drift")).includes("look_up"));
      },
    }),
);

testUnless(
  skip,
  "A poisoned definition is told as such; rejected, it stays away and nobody is asked again",
  () =>
    visitGateway(async ({ page, gateway }) => {
      await page.getByRole("heading", { name: "add_numbers" }).waitFor();
      await page.getByText("The definition reads like orders to the model, or hides text").waitFor();
      assert.equal(await page.locator("#app important").count(), 0, "markup of a server stays text");
      await page.getByRole("button", { name: /^Reject/ }).click();
      await page.getByText("Rejected fixture/add_numbers").waitFor();
      assert.ok(!(await toolsShown(gateway.dataDir, "poisoned")).includes("add_numbers"));
      await page.reload();
      await page.getByText("Nothing waits for you.").waitFor();
      await page.getByRole("button", { name: /add_numbers/ }).click();
      await page.getByText("Rejected").first().waitFor();
    }, {
      path: "/tools",
      before: async ({ dataDir }) => {
        await toolsShown(dataDir, "");
        await toolsShown(dataDir, "poisoned");
      },
    }),
);

testUnless(
  skip,
  "Without a server the page says how to put Interven in front of one",
  () =>
    visitGateway(async ({ page }) => {
      await page.getByText("No MCP server was seen yet").waitFor();
      await page.getByText("interven setup").waitFor();
      await assertAccessibleInBothThemes(page);
    }, { path: "/tools" }),
);

testUnless(
  skip,
  "What has changed since it was shown is not accepted",
  () =>
    visitGateway(async ({ page, gateway }) => {
      await page.getByRole("heading", { name: "send_all" }).waitFor();
      // Somebody else rejects it meanwhile.
      const { servers } = await (await gateway.console("/v1/pins")).json();
      const waiting = servers[0].tools.find(({ held }: { held: unknown }) => held !== null);
      const body = JSON.stringify({
        server_id: servers[0].server_id,
        tools: [{ tool: waiting.tool, digest: waiting.held.digest }],
      });
      await (await gateway.console("/v1/pins/reject", { method: "POST", body })).body?.cancel();
      await page.getByRole("button", { name: /^Accept/ }).click();
      await page.getByText(/does not wait any more, or has changed since it was shown/).waitFor();
      assert.ok(!(await toolsShown(gateway.dataDir, "added")).includes("send_all"));
    }, {
      path: "/tools",
      width: 390,
      height: 844,
      before: async ({ dataDir }) => {
        await toolsShown(dataDir, "");
        await toolsShown(dataDir, "added");
      },
    }),
);
