/// <reference lib="dom" />
/** Settings of a real gateway in a real browser: the mode, the record, health, and who may come in. */
import assert from "node:assert/strict";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessibleInBothThemes } from "./accessible.ts";
import { visitGateway } from "./console_visit.ts";
import { browserSkipReason } from "./dashboard_browser.ts";
import { startUpstream } from "./upstream.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

const REFUSE_ALL = `
policies:
  - name: tests
    rules: [{ rule_id: no, priority: 1, match: {}, action: DENY, reason_code: TEST_ONLY }]
`;

testUnless(
  skip,
  "Switching to monitor is asked about, holds for the next call, and is loud on every page",
  async () => {
    await using upstream = startUpstream();
    await visitGateway(async ({ page, gateway, picture }) => {
      const status = async () => {
        const response = await gateway.proxy(upstream.origin);
        await response.body?.cancel();
        return response.status;
      };
      assert.equal(await status(), 403);
      await page.getByText("Enforcing").waitFor();
      await page.getByRole("button", { name: "Switch to monitor" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("forwards everything unchanged").waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.equal(await status(), 403, "Escape has switched nothing");

      await page.getByRole("button", { name: "Switch to monitor" }).click();
      await dialog.getByLabel(/^Why/).fill("a drill");
      await assertAccessibleInBothThemes(page);
      await dialog.getByRole("button", { name: "Forward everything" }).click();
      await page.getByText(/Switched by console.*a drill/).waitFor();
      assert.equal(await status(), 200, "the very next call goes through");
      await gateway.lineThat(/MONITOR MODE, switched on by console.*a drill/);
      await page.getByText("A restart brings back: enforce").waitFor();
      await picture("settings_monitor");
      await page.keyboard.press("g");
      await page.keyboard.press("s");
      await page.getByText("Monitor only.").waitFor();
      await page.getByRole("link", { name: "Mode" }).click();
      await page.getByRole("button", { name: "Enforce again" }).click();
      await dialog.getByRole("button", { name: "Enforce" }).click();
      await page.getByText("Monitor only.").waitFor({ state: "detached" });
      assert.equal(await status(), 403);
    }, { path: "/settings", policy: REFUSE_ALL, gateway: { args: ["--allow-upstream", upstream.address] } });
  },
);

testUnless(
  skip,
  "The record is verified, the doctor is asked, and what was changed by hand is told",
  () =>
    visitGateway(async ({ page, gateway, picture }) => {
      await (await gateway.proxy("http://10.0.0.1/")).body?.cancel();
      await page.getByRole("button", { name: "Run the doctor" }).click();
      await page.getByText(/detection rules/).waitFor();
      await page.getByRole("button", { name: "Verify the record" }).click();
      await page.getByText("Everything holds.").waitFor();
      await picture("settings");
      await assertAccessibleInBothThemes(page);
      const { DatabaseSync } = await import("node:sqlite");
      const db = new DatabaseSync(`${gateway.dataDir}/interven.db`);
      db.exec("UPDATE trace_documents SET document = replace(document, 'DENY', 'ALLOW')");
      db.close();
      await page.getByRole("button", { name: "Verify the record" }).click();
      await page.getByText("The record was changed.").waitFor();
      await page.getByText(/was edited/).first().waitFor();
    }, { path: "/settings" }),
);

testUnless(
  skip,
  "What the gateway was started with stands there with its origin, and no secret does",
  () =>
    visitGateway(async ({ page, gateway }) => {
      const row = (flag: string) => page.getByRole("row", { name: flag }).first();
      assert.match(await row("--retention-days").innerText(), /7\s+flag/);
      assert.match(await row("--console-token").innerText(), /set, not shown\s+environment/);
      assert.match(await row("--max-body").innerText(), /default/);
      assert.ok(!(await page.content()).includes(gateway.consoleToken));
    }, { path: "/settings", gateway: { args: ["--retention-days", "7"] } }),
);

testUnless(
  skip,
  "Signing out locks this page and every other one of the same browser",
  () =>
    visitGateway(async ({ page, context, gateway }) => {
      const other = await context.newPage();
      await other.goto(`${gateway.origin}/tools`);
      await other.getByText("No MCP server was seen yet").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("textbox").first().waitFor();
      // Something happens, and the stream of the other page finds that its session has ended.
      await (await gateway.proxy("http://10.0.0.1/")).body?.cancel();
      await other.getByText("No MCP server was seen yet").waitFor({ state: "detached" });
      const cookies = await context.cookies(`${gateway.origin}/v1/`);
      assert.deepEqual(cookies, []);
    }, { path: "/settings" }),
);

testUnless(
  skip,
  "Another token ends every session; the link it comes with is shown once and signs in again",
  () =>
    visitGateway(async ({ page, gateway }) => {
      const file = `${gateway.dataDir}/console-token`;
      const before = await Deno.readTextFile(file);
      await page.getByRole("button", { name: "Replace the token" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Replace it" }).click();
      const link = page.getByRole("link", { name: "Sign in again" });
      await link.waitFor();
      assert.notEqual(await Deno.readTextFile(file), before);
      const old = await fetch(`${gateway.origin}/v1/session`, {
        headers: { authorization: `Bearer ${before.trim()}` },
      });
      assert.equal(old.status, 401);
      await old.body?.cancel();
      await link.click();
      await page.getByText("No calls yet").waitFor();
      await page.goto(`${gateway.origin}/settings`);
      await page.getByText("kept in the data folder").waitFor();
    }, { path: "/settings", gateway: { env: { INTERVEN_CONSOLE_TOKEN: "" } } }),
);

testUnless(
  skip,
  "At 360 pixels nothing of the settings runs over the edge",
  () =>
    visitGateway(async ({ page, picture }) => {
      await page.getByText("Enforcing").waitFor();
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok((inner ?? 0) <= (outer ?? 0), `${inner} of ${outer}`);
      await picture("settings_narrow");
    }, { path: "/settings", width: 360, height: 740 }),
);
