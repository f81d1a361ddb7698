/// <reference lib="dom" />
/** Approvals of a real gateway in a real browser: calls that wait, and people who decide by key or by click. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessibleInBothThemes } from "./accessible.ts";
import { actAs, HIJACKED_RUN, visitGateway } from "./console_visit.ts";
import { browserSkipReason } from "./dashboard_browser.ts";
import type { GatewayProcess } from "./gateway_process.ts";
import { startUpstream } from "./upstream.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

const ASK = `
policies:
  - name: tests
    rules: [{ rule_id: ask, priority: 1, match: { methods: [DELETE] }, action: REQUIRE_APPROVAL, reason_code: DESTRUCTIVE_ACTION, message: Deleting needs a person }]
`;

/** An agent's call that is held open until somebody decides. */
function heldCall(gateway: GatewayProcess, url: string, agent = "release-bot"): Promise<Response> {
  return gateway.proxy(url, { method: "DELETE", headers: { "x-interven-agent": agent } });
}

/** A request takes no decision in the first moment after it came to the front. */
async function settled(page: Page): Promise<void> {
  // Until the call itself is there, nothing can be decided.
  await page.locator(".approve:enabled").waitFor();
  await page.clock.fastForward(1_000);
}

testUnless(
  skip,
  "The agent that waits gets its answer the moment a person presses A, or D with a note",
  async () => {
    await using upstream = startUpstream();
    const args = ["--allow-upstream", upstream.address, "--approval-wait", "60"];
    await visitGateway(async ({ page, gateway }) => {
      await page.getByText("Nothing waits for you").waitFor();
      const approved = heldCall(gateway, `${upstream.origin}/branches/old`);
      await page.getByText("Deleting needs a person").first().waitFor();
      await page.waitForFunction(() => document.title === "(1) Interven");
      await settled(page);
      await page.keyboard.press("a");
      const answer = await approved;
      assert.equal(answer.status, 200);
      await answer.body?.cancel();
      await page.getByText("Approved. The agent may now repeat").waitFor();

      const denied = heldCall(gateway, `${upstream.origin}/branches/main`);
      await page.getByText("/branches/main").first().waitFor();
      await settled(page);
      await page.keyboard.press("n");
      await page.keyboard.type("never the main branch, and no ad hoc deletes");
      assert.equal(upstream.seen.length, 1, "letters typed into the note decide nothing");
      await page.locator("#note").blur();
      await page.keyboard.press("d");
      const refusal = await denied;
      assert.equal(refusal.status, 403);
      assert.match(await refusal.text(), /never the main branch/);
      await page.waitForFunction(() => document.title === "Interven");
      assert.equal(upstream.seen.length, 1);
    }, { path: "/approvals", policy: ASK, gateway: { args } });
  },
);

testUnless(
  skip,
  "Beside a request stands what was read before it, what came from there, and what was decided earlier",
  () =>
    visitGateway(async ({ page, gateway, picture }) => {
      await page.getByRole("heading", { name: "gmail.send_message" }).waitFor();
      await page.getByText("Nobody was asked about this operation there yet").waitFor();
      const before = page.locator(".before li");
      assert.equal(await before.count(), 4);
      assert.match(
        await before.nth(1).innerText(),
        /gmail.get_message[^]*Something of this call came from here/,
      );
      await assertAccessibleInBothThemes(page);
      await picture("approval");
      await settled(page);
      await page.locator("#note").fill("Not to strangers");
      await page.getByRole("button", { name: /^Deny/ }).click();
      await page.getByText("The agent is told so").waitFor();
      await actAs(gateway, { agent: "mail-assistant", session: "second-run" }, HIJACKED_RUN);
      await page.getByText("1 denied, of the same operation at the same place").waitFor();
      await page.locator(".earlier").getByText("Not to strangers").waitFor();
    }, {
      path: "/approvals",
      before: async (gateway) =>
        void await actAs(gateway, { agent: "mail-assistant", session: "inbox-run" }, HIJACKED_RUN),
    }),
);

testUnless(skip, "From a request a person gets to the narrowest rule that would let it pass", async () => {
  await using upstream = startUpstream();
  await visitGateway(async ({ page, gateway }) => {
    await (await heldCall(gateway, `${upstream.origin}/branches/old`)).body?.cancel();
    await page.getByRole("button", { name: "Allow this from now on" }).click();
    const dialog = page.getByRole("dialog", { name: "Allow this from now on" });
    await dialog.getByText("Calls like this one pass without asking anyone").waitFor();
    await assertAccessibleInBothThemes(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Approve/ }).waitFor();
  }, { path: "/approvals", policy: ASK, gateway: { args: ["--allow-upstream", upstream.address] } });
});

testUnless(skip, "The history holds every answer with its note, and leads to each request", async () => {
  await using upstream = startUpstream();
  await visitGateway(async ({ page, gateway, picture }) => {
    await (await heldCall(gateway, `${upstream.origin}/one`)).body?.cancel();
    await (await heldCall(gateway, `${upstream.origin}/two`)).body?.cancel();
    for (const note of ["first", "second"]) {
      await settled(page);
      await page.locator("#note").fill(note);
      await page.getByRole("button", { name: /^Deny/ }).click();
      await page.waitForFunction(
        (waits) => document.title === waits,
        note === "first" ? "(1) Interven" : "Interven",
      );
    }
    await page.keyboard.press("h");
    await page.waitForURL(/\/approvals\/history$/);
    const rows = page.locator("tbody tr");
    await rows.nth(1).waitFor();
    assert.match(
      await rows.allInnerTexts().then((texts) => texts.join("\n")),
      /Denied[^]*second[^]*Denied[^]*first/,
    );
    await assertAccessibleInBothThemes(page);
    await picture("approval_history");
    await rows.first().getByRole("link").click();
    await page.getByText(/by console/).waitFor();
  }, { path: "/approvals", policy: ASK, gateway: { args: ["--allow-upstream", upstream.address] } });
});

testUnless(
  skip,
  "A browser that was asked to tells of a call that waits while nobody looks, and only of where it goes",
  async () => {
    await using upstream = startUpstream();
    await visitGateway(async ({ page, context, gateway }) => {
      await context.grantPermissions(["notifications"], { origin: gateway.origin });
      // Stands in for the system's notifications, and for a person who looks elsewhere.
      await page.addInitScript(() => {
        const shown: unknown[] = [];
        class FakeNotification {
          static permission = "granted";
          static requestPermission = () => Promise.resolve("granted");
          constructor(title: string, options: NotificationOptions) {
            shown.push([title, options.body]);
          }
        }
        Object.assign(globalThis, { Notification: FakeNotification, shownNotifications: shown });
        Document.prototype.hasFocus = () => false;
      });
      await page.goto(`${gateway.origin}/settings`);
      await page.getByLabel(/^Notifications/).check();
      await (await heldCall(gateway, `${upstream.origin}/secret/path?token=1`)).body?.cancel();
      const told = await page.waitForFunction(() => {
        const { shownNotifications } = globalThis as unknown as { shownNotifications: unknown[] };
        return shownNotifications.length > 0 ? JSON.stringify(shownNotifications) : false;
      });
      assert.equal(
        await told.jsonValue(),
        '[["release-bot waits for you","custom_proxy.delete at 127.0.0.1"]]',
      );
    }, { path: "/settings", policy: ASK, gateway: { args: ["--allow-upstream", upstream.address] } });
  },
);

testUnless(
  skip,
  "At 360 pixels a request can be read and decided, and nothing runs over the edge",
  async () => {
    await using upstream = startUpstream();
    await visitGateway(async ({ page, gateway, picture }) => {
      await (await heldCall(gateway, `${upstream.origin}/${"long".repeat(60)}`)).body?.cancel();
      await settled(page);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok((inner ?? 0) <= (outer ?? 0), `${inner} of ${outer}`);
      await assertAccessibleInBothThemes(page);
      await picture("approval_narrow");
      await page.getByRole("button", { name: /^Deny/ }).click();
      await page.getByText("The agent is told so").waitFor();
    }, {
      path: "/approvals",
      policy: ASK,
      width: 360,
      height: 740,
      gateway: { args: ["--allow-upstream", upstream.address] },
    });
  },
);
