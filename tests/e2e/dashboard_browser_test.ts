/// <reference lib="dom" />
/** The dashboard in a real browser, over a stand-in gateway whose answers and mishaps the test chooses. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { browserSkipReason, launchBrowser, openPage } from "./dashboard_browser.ts";
import { DashboardFixture, FIXTURE_TOKEN, fixtureApproval, fixtureTrace } from "./dashboard_fixture.ts";

interface Visit {
  readonly page: Page;
  readonly gateway: DashboardFixture;
}

/** Opens the dashboard, signed in, runs the test, and demands a page without complaints. */
async function visit(
  test: (visit: Visit) => Promise<void>,
  options: {
    path?: string;
    width?: number;
    dark?: boolean;
    signedIn?: boolean;
    prepare?: (gateway: DashboardFixture) => void;
  } = {},
): Promise<void> {
  const { path = "/", width = 1280, dark = false, signedIn = true } = options;
  await using gateway = new DashboardFixture();
  options.prepare?.(gateway);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: dark ? "dark" : "light",
    });
    const { page, complaints } = await openPage(context, gateway.origin);
    await page.clock.install();
    if (signedIn) {
      await page.goto(`${gateway.origin}/login?token=${FIXTURE_TOKEN}`);
      // The proof leaves the address bar when it is kept.
      await page.waitForURL((url) => url.hash === "");
    }
    await page.goto(gateway.origin + path);
    await test({ page, gateway });
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

testUnless(
  skip,
  "A decision appears in the list and in the counters the moment it is made",
  () =>
    visit(async ({ page, gateway }) => {
      await page.getByText("No calls yet").waitFor();
      gateway.addTrace(fixtureTrace("t1", { decision: "DENY", reason_codes: ["SECRET_EGRESS"] }));
      const row = page.locator(".row");
      await row.waitFor();
      const text = await row.innerText();
      for (
        const part of [
          "Denied",
          "POST",
          "slack.com",
          "slack.post_message",
          "agent-one",
          "SECRET_EGRESS",
          "0.93",
        ]
      ) {
        assert.ok(text.includes(part), `${part} in ${text}`);
      }
      await page.locator(".count.DENY .figure", { hasText: /^1$/ }).waitFor();
    }),
);

testUnless(
  skip,
  "A click opens the details of a call, arrow-like keys go on, and Escape goes back to the row",
  () =>
    visit(async ({ page }) => {
      await page.locator(".row").first().click();
      const panel = page.getByRole("complementary");
      await panel.getByText("ghp_…9aB2").waitFor();
      await panel.getByText("[REDACTED:GITHUB_TOKEN#1]").first().waitFor();
      await page.keyboard.press("j");
      await page.waitForURL(/\/traces\/t1$/);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement?.className), "row");
    }, {
      prepare: (gateway) => gateway.traces.push(fixtureTrace("t2"), fixtureTrace("t1")),
    }),
);

testUnless(
  skip,
  "Markup in a call is shown as text and never becomes part of the page",
  () =>
    visit(async ({ page }) => {
      await page.locator(".row").click();
      await page.getByRole("complementary").getByText("<img src=x onerror=alert(1)>").first().waitFor();
      assert.equal(await page.locator("#app img, #app script").count(), 0);
    }, {
      prepare: (gateway) =>
        gateway.traces.push(fixtureTrace("t1", {
          agent_id: "<script>alert(1)</script>",
          url: "https://h.test/<img src=x onerror=alert(1)>",
          message: "<img src=x onerror=alert(1)>",
        })),
    }),
);

testUnless(
  skip,
  "A call that carries what was read says so, and leads to the call that read it",
  () =>
    visit(async ({ page }) => {
      const panel = page.getByRole("complementary");
      await panel.getByText("The place it goes to").waitFor();
      await panel.getByRole("link", { name: "an earlier answer" }).click();
      await page.waitForURL(/\/traces\/read$/);
      await panel.getByRole("heading", { name: "mail.read" }).waitFor();
    }, {
      path: "/traces/write",
      prepare: (gateway) => {
        const flow = {
          trace_id: "read",
          kind: "destination",
          path: "$.to",
          weight: 0.9,
          reasons: ["in_instruction"],
        };
        const signals = [{ engine: "correlation", score: 0.4, details: { flows: [flow] } }];
        gateway.traces.push(
          fixtureTrace("write", { signals }),
          fixtureTrace("read", { tool_name: "mail", operation: "read" }),
        );
      },
    }),
);

testUnless(
  skip,
  "The list filters by decision and by text, and finds stored calls that it has not shown yet",
  () =>
    visit(async ({ page }) => {
      await page.locator(".count.DENY").click();
      await page.getByText("h0.test").waitFor();
      assert.equal(await page.locator(".row").count(), 1);
      await page.locator(".count.DENY").click();
      await page.fill("#filter-text", "H7.test");
      await page.getByText("h7.test").waitFor();
      assert.equal(await page.locator(".row").count(), 1);
      await page.fill("#filter-text", "nothing of the kind");
      await page.getByText("Nothing matches").waitFor();
      await page.getByRole("button", { name: "Show everything" }).click();
      await page.locator(".virtual li[aria-posinset='1']").waitFor();
    }, {
      prepare: (gateway) => {
        for (let number = 149; number >= 0; number--) {
          const decision = number === 0 ? "DENY" : "ALLOW";
          gateway.traces.push(fixtureTrace(`t${number}`, { decision, url: `https://h${number}.test/` }));
        }
      },
    }),
);

testUnless(
  skip,
  "A paused list stands still, counts what waits, and shows it when asked",
  () =>
    visit(async ({ page, gateway }) => {
      await page.locator(".row").waitFor();
      await page.keyboard.press("p");
      gateway.addTrace(fixtureTrace("t2"));
      const newer = page.getByRole("button", { name: "1 new" });
      await newer.waitFor();
      assert.equal(await page.locator(".row").count(), 1);
      await newer.click();
      await page.locator(".row").nth(1).waitFor();
    }, { prepare: (gateway) => gateway.traces.push(fixtureTrace("t1")) }),
);

testUnless(
  skip,
  "After a lost connection every row is there once, also those that came in between",
  () =>
    visit(async ({ page, gateway }) => {
      await page.locator(".row").waitFor();
      gateway.refuseStreams = true;
      gateway.dropStreams();
      const tryNow = page.getByRole("button", { name: "Try now" });
      await tryNow.waitFor();
      await page.getByText("The gateway is stopping.").waitFor();
      for (const id of ["t2", "t3"]) gateway.addTrace(fixtureTrace(id, { url: `https://${id}.test/` }));
      gateway.refuseStreams = false;
      await tryNow.click();
      await page.getByText("t3.test").waitFor();
      gateway.addTrace(fixtureTrace("t4", { url: "https://t4.test/" }));
      await page.getByText("t4.test").waitFor();
      assert.equal(await page.locator(".row").count(), 4);
    }, { prepare: (gateway) => gateway.traces.push(fixtureTrace("t1")) }),
);

testUnless(
  skip,
  "A request can be approved by keyboard with a note, and the title counts what waits",
  () =>
    visit(async ({ page, gateway }) => {
      gateway.addApproval(fixtureApproval("a1"));
      gateway.addApproval(fixtureApproval("a2"));
      await page.waitForFunction(() => document.title === "(2) Interven");
      await page.getByRole("heading", { name: "slack.post_message" }).waitFor();
      await page.getByPlaceholder("Note").fill("looks right: ad");
      assert.equal(
        gateway.approvals.filter((each) => each.status === "pending").length,
        2,
        "keys in the note are no shortcuts",
      );
      await page.getByPlaceholder("Note").blur();
      // The page leaves a request alone that has only just come to the front.
      await page.clock.fastForward(1000);
      await page.keyboard.press("a");
      await page.waitForFunction(() => document.title === "(1) Interven");
      const decided = gateway.approvals.find((each) => each.status !== "pending");
      assert.deepEqual([decided?.status, decided?.note], ["approved", "looks right: ad"]);
      await page.getByText("The agent may now repeat that exact call").waitFor();
    }, { path: "/approvals" }),
);

testUnless(
  skip,
  "A link to a request opens that request, and one to an unknown request never opens another",
  () =>
    visit(async ({ page, gateway }) => {
      await page.getByText("second-agent").first().waitFor();
      await page.goto(`${gateway.origin}/approvals/gone`);
      await page.getByText("No such request").waitFor();
      assert.equal(await page.getByRole("button", { name: /^Approve/ }).count(), 0);
    }, {
      path: "/approvals/a2",
      prepare: (gateway) => {
        gateway.approvals.push(fixtureApproval("a1"), fixtureApproval("a2", { agent_id: "second-agent" }));
      },
    }),
);

testUnless(
  skip,
  "A request says whether an approval sends it redacted or as it is",
  () =>
    visit(async ({ page, gateway }) => {
      await page.getByText("will be sent redacted").waitFor();
      await page.goto(`${gateway.origin}/approvals/whole`);
      await page.getByText("will be sent as it is").waitFor();
      await page.goto(`${gateway.origin}/approvals/unsaid`);
      await page.getByText("third-agent").first().waitFor();
      assert.equal(await page.getByText("will be sent").count(), 0);
    }, {
      path: "/approvals/redacted",
      prepare: (gateway) => {
        gateway.approvals.push(
          fixtureApproval("redacted", { sanitizes_on_approval: true }),
          fixtureApproval("whole", { sanitizes_on_approval: false }),
          fixtureApproval("unsaid", { agent_id: "third-agent" }),
        );
      },
    }),
);

testUnless(
  skip,
  "Without a session the page explains how to get in, and takes the pasted link",
  () =>
    visit(async ({ page, gateway }) => {
      await page.getByRole("heading", { name: "This console is locked" }).waitFor();
      await page.getByLabel("Link or console token").fill("wrong");
      await page.keyboard.press("Enter");
      await page.getByText("not this gateway's token").waitFor();
      await page.getByLabel("Link or console token").fill(`${gateway.origin}/login?token=${FIXTURE_TOKEN}`);
      await page.keyboard.press("Enter");
      await page.getByText("Nothing waits for you").waitFor();
    }, { path: "/approvals", signedIn: false }),
);

testUnless(
  skip,
  "A cookie without its proof opens nothing: the page asks to confirm, and the token opens it again",
  () =>
    visit(async ({ page }) => {
      await page.locator(".row").waitFor();
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.getByRole("heading", { name: "Confirm that it is you" }).waitFor();
      assert.equal(await page.locator(".row").count(), 0);
      await page.getByLabel("Link or console token").fill(FIXTURE_TOKEN);
      await page.keyboard.press("Enter");
      await page.locator(".row").waitFor();
    }, { prepare: (gateway) => gateway.traces.push(fixtureTrace("t1")) }),
);

testUnless(
  skip,
  "A page elsewhere that leads here with a made-up proof signs nobody out",
  () =>
    visit(async ({ page, gateway }) => {
      await page.locator(".row").waitFor();
      await page.goto("about:blank");
      await page.goto(`${gateway.origin}/#proof=${"x".repeat(43)}`);
      await page.locator(".row").waitFor();
      assert.equal(page.url(), `${gateway.origin}/`);
      await page.reload();
      await page.locator(".row").waitFor();
    }, { prepare: (gateway) => gateway.traces.push(fixtureTrace("t1")) }),
);

for (const width of [360, 768, 1440, 3840]) {
  testUnless(
    skip,
    `Nothing sticks out sideways at ${width} pixels, in the list, the details and the approvals`,
    () =>
      visit(async ({ page, gateway }) => {
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await page.locator(".row").first().waitFor();
        assert.equal(await overflow(), 0, "list");
        await page.locator(".row").first().click();
        await page.getByText("ghp_…9aB2").waitFor();
        assert.equal(await overflow(), 0, "details");
        await page.goto(`${gateway.origin}/approvals`);
        await page.getByRole("button", { name: /^Approve/ }).waitFor();
        assert.equal(await overflow(), 0, "approvals");
        await page.getByRole("button", { name: /^Approve/ }).click({ trial: true });
      }, {
        width,
        dark: width === 768,
        prepare: (gateway) => {
          const long = "x".repeat(300);
          gateway.traces.push(
            fixtureTrace("t1", { url: `https://${long}.test/${long}`, agent_id: long, message: long }),
          );
          gateway.approvals.push(fixtureApproval("a1", { agent_id: long }));
        },
      }),
  );
}
