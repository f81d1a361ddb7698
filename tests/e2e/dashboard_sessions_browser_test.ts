/// <reference lib="dom" />
/** Sessions of a real gateway in a real browser: what an agent read, and what it did next. */
import assert from "node:assert/strict";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessibleInBothThemes } from "./accessible.ts";
import { actAs, HIJACKED_RUN, visitGateway } from "./console_visit.ts";
import { browserSkipReason } from "./dashboard_browser.ts";
import type { GatewayProcess } from "./gateway_process.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

const INBOX = { agent: "mail-assistant", session: "inbox-run" };
const [LIST, ORDINARY, HOSTILE, ISSUES, FORWARD] = HIJACKED_RUN;

async function hijackedInbox(gateway: GatewayProcess): Promise<void> {
  await actAs(gateway, { agent: "release-bot", session: "release-bot" }, ISSUES ? [ISSUES] : []);
  await actAs(gateway, INBOX, HIJACKED_RUN);
}

testUnless(
  skip,
  "A run that followed what it read says so, and lines lead from the read to what carries it",
  () =>
    visitGateway(async ({ page, picture }) => {
      const item = page.locator(".session-list button", { hasText: "mail-assistant" });
      assert.match(await item.innerText(), /inbox-run[^]*7 calls[^]*1 held[^]*Followed what it read/);
      await item.click();
      await page.waitForURL(/\/sessions\/inbox-run$/);
      const rows = page.locator(".moment");
      await rows.nth(6).waitFor();
      const titles = await page.locator(".moment .what").allInnerTexts();
      assert.equal(titles[0], "gmail.list_messages", "oldest first");
      assert.equal(titles[4], "gmail.send_message");
      assert.match(await rows.nth(2).innerText(), /read orders/);
      assert.match(await rows.nth(4).innerText(), /does what it read/);
      assert.ok(await page.locator(".flow-lines .line").count() >= 2);
      await picture("session");

      await page.locator(".moment-line").nth(4).click();
      const details = page.locator(".moment-details");
      await details.getByText("The place it goes to").waitFor();
      assert.ok(await page.locator(".flow-lines .line.dim").count() >= 1, "lines of other calls step back");
      await assertAccessibleInBothThemes(page);
      await picture("session_call");
      await details.getByRole("link", { name: /gmail.get_message/ }).first().click();
      await page.waitForURL(/\/traces\//);
      await page.goBack();
      await rows.nth(6).waitFor();
    }, { path: "/sessions", before: hijackedInbox }),
);

testUnless(
  skip,
  "The lines end at the middle of the rows they belong to, opened or not",
  () =>
    visitGateway(async ({ page }) => {
      await page.locator(".moment").nth(6).waitFor();
      await page.locator(".moment-line").nth(4).click();
      await page.locator(".moment-details").waitFor();
      await page.waitForFunction(() => {
        const svg = document.querySelector(".flow-lines");
        const top = svg?.getBoundingClientRect().top ?? 0;
        const middles = [...document.querySelectorAll(".moment-line")].map((row) => {
          const box = row.getBoundingClientRect();
          return box.top + box.height / 2 - top;
        });
        const ends = [...document.querySelectorAll(".flow-lines .line path:not(.head)")].map((path) =>
          Number(/ (-?[\d.]+) H [\d.]+$/.exec(path.getAttribute("d") ?? "")?.[1])
        );
        return ends.length > 0 && ends.every((y) => middles.some((middle) => Math.abs(middle - y) < 1));
      });
    }, { path: "/sessions/inbox-run", before: hijackedInbox }),
);

testUnless(
  skip,
  "A call that is made while the timeline is open joins it, and the list",
  () =>
    visitGateway(async ({ page, gateway }) => {
      await page.locator(".moment").first().waitFor();
      assert.equal(await page.locator(".moment").count(), 2);
      await actAs(gateway, INBOX, HOSTILE && FORWARD ? [HOSTILE, FORWARD] : []);
      await page.locator(".moment", { hasText: "send_message" }).waitFor();
      assert.equal(await page.locator(".moment").count(), 4);
      await page.locator(".session-list button", { hasText: "4 calls" }).waitFor();
      await actAs(gateway, { agent: "newcomer", session: "n" }, LIST ? [LIST] : []);
      await page.locator(".session-list button", { hasText: "newcomer" }).waitFor();
    }, {
      path: "/sessions/inbox-run",
      before: async (gateway) => void await actAs(gateway, INBOX, LIST && ORDINARY ? [LIST, ORDINARY] : []),
    }),
);

testUnless(
  skip,
  "Sessions are found by name, and keys go through them",
  () =>
    visitGateway(async ({ page }) => {
      const items = page.locator(".session-list button");
      await items.nth(1).waitFor();
      await page.keyboard.press("/");
      await page.keyboard.type("RELEASE");
      await page.waitForURL(/q=RELEASE/);
      await items.nth(1).waitFor({ state: "detached" });
      assert.match(await items.first().innerText(), /release-bot/);
      await page.getByLabel("Look for a session").fill("");
      await items.nth(1).waitFor();
      await page.getByLabel("Look for a session").blur();
      await page.keyboard.press("j");
      await page.waitForURL(/\/sessions\/inbox-run/);
      await page.keyboard.press("j");
      await page.waitForURL(/\/sessions\/release-bot/);
      await page.keyboard.press("Escape");
      await page.waitForURL(/\/sessions(?:\?|$)/);
      await page.keyboard.press("?");
      await page.getByRole("dialog").getByText("Next session").waitFor();
    }, { path: "/sessions", before: hijackedInbox }),
);

testUnless(
  skip,
  "A session of any name can be opened by its address; one that is not kept says so",
  () =>
    visitGateway(async ({ page, gateway }) => {
      await page.getByText("No such session").waitFor();
      await page.goto(`${gateway.origin}/sessions/${encodeURIComponent("../<b>odd</b>/name")}`);
      await page.getByRole("heading", { name: "../<b>odd</b>/name" }).waitFor();
      assert.equal(await page.locator("#app h1 b").count(), 0);
    }, {
      path: "/sessions/unknown",
      before: async (gateway) =>
        void await actAs(gateway, { agent: "a", session: "../<b>odd</b>/name" }, LIST ? [LIST] : []),
    }),
);

testUnless(
  skip,
  "At 360 pixels the list and the timeline take turns, and nothing runs over the edge",
  () =>
    visitGateway(async ({ page, picture }) => {
      const fits = async () => {
        const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok((inner ?? 0) <= (outer ?? 0), `${inner} of ${outer}`);
      };
      const item = page.locator(".session-list button", { hasText: "mail-assistant" });
      await item.waitFor();
      await fits();
      await item.click();
      await page.locator(".moment").first().waitFor();
      assert.equal(await item.isVisible(), false);
      await fits();
      await assertAccessibleInBothThemes(page);
      await picture("session_narrow");
      await page.getByRole("button", { name: "Sessions" }).click();
      await item.waitFor();
    }, { path: "/sessions", width: 360, height: 740, before: hijackedInbox }),
);
