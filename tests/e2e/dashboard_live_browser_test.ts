/// <reference lib="dom" />
/** Live and Call in a real browser, over a real gateway and real calls. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessible } from "./accessible.ts";
import { actAs, type AgentCall, HIJACKED_RUN, signIn, visitGateway } from "./console_visit.ts";
import { browserSkipReason, launchBrowser, openPage } from "./dashboard_browser.ts";
import { DashboardFixture, FIXTURE_TOKEN, fixtureTrace } from "./dashboard_fixture.ts";
import { fakeCardNumber, fakeGithubToken } from "./fake_secrets.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { temporaryFolder } from "./interven_process.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

const CHAT = "https://slack.com/api/chat.postMessage";
const SECRET = fakeGithubToken();

const CALLS: readonly AgentCall[] = [
  { method: "GET", url: "https://api.github.com/repos/acme/shop/issues/7" },
  { method: "GET", url: "https://api.github.com/repos/acme/shop/issues/8" },
  { method: "POST", url: CHAT, body: { channel: "#a", text: "lunch?" } },
  { method: "POST", url: CHAT, body: { channel: "#a", text: `card ${fakeCardNumber()}` } },
  { method: "POST", url: CHAT, body: { channel: "#a", text: `runner token ${SECRET}, be quick` } },
];

/** Two agents, five calls each, of which one is sanitized and one is denied. */
async function twoAgents(gateway: GatewayProcess): Promise<void> {
  await actAs(gateway, { agent: "first-agent", session: "s1" }, CALLS);
  await actAs(gateway, { agent: "second-agent", session: "s2" }, CALLS);
}

/** Waits until the list has just so many rows. */
async function rows(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction((count) => document.querySelectorAll(".row").length === count, wanted);
}

async function bothThemes(page: Page, check: () => Promise<void>): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await check();
  }
}

testUnless(
  skip,
  "Every filter narrows the list, stands in the address bar, survives a reload, and can be taken back",
  () =>
    visitGateway(async ({ page, picture }) => {
      await rows(page, 10);
      await page.keyboard.press("f");
      await page.getByLabel("Tool").selectOption("slack");
      await rows(page, 6);
      await page.getByLabel("Agent").selectOption("first-agent");
      await rows(page, 3);
      await page.getByLabel("Data").selectOption({ label: "Secret" });
      await rows(page, 1);
      await page.waitForURL((url) => url.search === "?tool=slack&agent=first-agent&class=SECRETS");
      await bothThemes(page, () => assertAccessible(page));
      await picture("live_filters");
      await page.reload();
      await rows(page, 1);
      await page.getByRole("button", { name: /^Data/ }).click();
      await page.getByRole("button", { name: /^Tool/ }).click();
      await rows(page, 5);
      await page.fill("#filter-text", "second-agent");
      await page.getByText("Nothing matches").waitFor();
      await page.getByRole("button", { name: "Show everything" }).last().click();
      await rows(page, 10);
      await page.waitForURL((url) => url.search === "");
      for (
        const [query, count] of [["reason=SECRET_EGRESS", 2], ["session=s2", 5], ["decision=SANITIZE", 2]]
      ) {
        await page.goto(`${new URL(page.url()).origin}/?${query}`);
        await rows(page, Number(count));
      }
    }, { before: twoAgents }),
);

testUnless(
  skip,
  "A bar of the chart becomes the time that the list shows, by pointer and by keyboard",
  () =>
    visitGateway(async ({ page }) => {
      await rows(page, 5);
      const chart = page.getByRole("slider", { name: "Calls over time" });
      const box = await chart.boundingBox();
      assert.ok(box);
      await page.mouse.click(box.x + 3, box.y + 10);
      await page.getByText("Nothing matches").waitFor();
      await page.waitForURL((url) => url.searchParams.has("since") && url.searchParams.has("until"));
      await page.getByRole("button", { name: /^Time/ }).click();
      await rows(page, 5);
      await chart.focus();
      // The calls may stand in the last bar or in the one before, when a minute has just begun.
      for (let bar = 0; bar < 3; bar++) {
        await page.keyboard.press("ArrowLeft");
        if (/allowed/.test(await chart.getAttribute("aria-valuetext") ?? "")) break;
      }
      assert.match(await chart.getAttribute("aria-valuetext") ?? "", /allowed/);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Time/ }).waitFor();
      await page.locator(".row").first().waitFor();
    }, { before: (gateway) => actAs(gateway, { agent: "a", session: "s" }, CALLS).then(() => {}) }),
);

testUnless(
  skip,
  "Keys lead through the console, the help lists them, and Back goes where one came from",
  () =>
    visitGateway(async ({ page, picture }) => {
      await rows(page, 10);
      await page.keyboard.press("?");
      const help = page.getByRole("dialog", { name: "Keys" });
      for (const words of ["Older call", "More filters", "Approvals"]) {
        await help.getByText(words, { exact: true }).waitFor();
      }
      await bothThemes(page, () => assertAccessible(page));
      await picture("keys");
      await page.keyboard.press("Escape");
      await help.waitFor({ state: "detached" });
      for (const [key, path] of [["a", "/approvals"], ["s", "/sessions"], ["p", "/policy"], ["l", "/"]]) {
        await page.keyboard.press("g");
        await page.keyboard.press(key ?? "");
        await page.waitForURL((url) => url.pathname === path);
      }
      await rows(page, 10);
      await page.keyboard.press("/");
      await page.keyboard.type("slack");
      await rows(page, 6);
      await page.locator("#filter-text").blur();
      await page.keyboard.press("j");
      await page.waitForURL(/\/traces\/[^?]+\?q=slack$/);
      await page.keyboard.press("j");
      await page.goBack();
      await page.waitForURL((url) => url.pathname === "/");
      await page.getByRole("complementary").waitFor({ state: "detached" });
    }, { before: twoAgents }),
);

testUnless(
  skip,
  "The theme follows the system until one is chosen, and the choice survives a reload",
  () =>
    visitGateway(async ({ page }) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await paper();
      await page.emulateMedia({ colorScheme: "light" });
      const light = await paper();
      assert.notEqual(dark, light);
      await page.getByRole("button", { name: "Theme: as the system has it" }).click();
      await page.getByRole("button", { name: "Theme: light" }).click();
      await page.getByRole("button", { name: "Theme: dark" }).waitFor();
      assert.equal(await paper(), dark);
      await page.reload();
      await page.getByRole("button", { name: "Theme: dark" }).waitFor();
      assert.equal(await paper(), dark);
    }),
);

testUnless(
  skip,
  "A call tells what was found and where, how the score adds up, every rule that was tried, and copies as curl",
  () =>
    visitGateway(async ({ page, context, picture }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.locator(".row", { hasText: "Denied" }).first().click();
      const panel = page.getByRole("complementary");
      await panel.locator("mark.SECRETS", { hasText: "[REDACTED:GITHUB_TOKEN#1]" }).waitFor();
      await panel.getByText("secrets-to-third-party").first().waitFor();
      await panel.getByText("adds up to").waitFor();
      await panel.getByText("Every rule tried, and why").click();
      await panel.locator(".rule.spoke", { hasText: "secrets-to-third-party" }).waitFor();
      assert.ok(await panel.locator(".rule").count() > 20, "the others are told as well");
      await bothThemes(page, () => assertAccessible(page));
      await picture("call");
      await panel.getByRole("button", { name: "as a diff" }).click();
      await panel.locator(".line.gone", { hasText: "ghp_…" }).waitFor();
      await panel.locator(".line.came", { hasText: "[REDACTED:GITHUB_TOKEN#1]" }).waitFor();
      await bothThemes(page, () => assertAccessible(page));
      await panel.getByRole("button", { name: "Copy as curl" }).click();
      await page.getByRole("status", { name: "Notices" }).getByText("Copied").waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^curl [^]*chat\.postMessage[^]*REDACTED:GITHUB_TOKEN#1/);
      await page.getByRole("button", { name: "Show only calls of session s2" }).click({ force: true });
      await page.waitForURL((url) => url.searchParams.get("session") === "s2");
    }, { before: twoAgents }),
);

testUnless(
  skip,
  "What the gateway sends to the console, and what the page shows, never holds a value that was found",
  () =>
    visitGateway(async ({ page, gateway }) => {
      const stream = await gateway.console("/v1/events");
      const asked = new Set<string>();
      page.on("request", (request) => {
        const { pathname, search } = new URL(request.url());
        if (/^\/v1\/(?!events)/.test(pathname) && request.method() === "GET") asked.add(pathname + search);
      });
      await actAs(gateway, { agent: "a", session: "s" }, CALLS);
      await page.locator(".row", { hasText: "Denied" }).first().click();
      await page.getByText("Every rule tried, and why").click();
      await page.locator(".rule.spoke").waitFor();
      const seen = [await page.content()];
      for (const path of ["/approvals", "/sessions", "/sessions/s", "/policy", "/tools", "/settings"]) {
        await page.goto(gateway.origin + path);
        await page.locator("h1").first().waitFor();
        seen.push(await page.content());
      }
      const told = await readUntil(stream, /SECRET_EGRESS/);
      const answers = await Promise.all([...asked].map(async (path) => (await gateway.console(path)).text()));
      assert.ok(answers.some((answer) => answer.includes("REDACTED:GITHUB_TOKEN#1")), "calls were asked for");
      const all = [...seen, ...answers, told].join("\n");
      for (const value of [SECRET, SECRET.slice(4), fakeCardNumber(), fakeCardNumber().replaceAll(" ", "")]) {
        assert.equal(all.includes(value), false, `a value that was found was sent: ${value.slice(0, 6)}…`);
      }
    }),
);

/** What the event stream sends, until a text has come. */
async function readUntil(response: Response, wanted: RegExp): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && !wanted.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text;
}

testUnless(
  skip,
  "After a restart of the gateway the page says so, lets its owner in again, and every call is there once",
  async () => {
    await using folder = await temporaryFolder();
    await using first = await startGateway({ dataDir: folder.path });
    const { port } = new URL(first.origin);
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(await browser.newContext(), first.origin);
      await signIn(page, first);
      await actAs(first, { agent: "a", session: "s" }, CALLS);
      await rows(page, 5);
      await first[Symbol.asyncDispose]();
      await page.getByText("The gateway does not answer.").first().waitFor();
      await using again = await startGateway({ dataDir: folder.path, args: ["--port", port] });
      await actAs(again, { agent: "b", session: "s" }, CALLS);
      await page.getByRole("heading", { name: /console is locked|Confirm that it is you/ }).waitFor();
      await assertAccessible(page);
      await page.getByLabel("Link or console token").fill(again.consoleToken);
      await page.keyboard.press("Enter");
      await rows(page, 10);
      assert.deepEqual(
        // However a connection to a killed gateway ends, the browser says so by itself: refused, reset, or cut off.
        complaints.filter((each) => !/net::ERR_(?:CONNECTION|SOCKET|INCOMPLETE|EMPTY)/.test(each)),
        [],
      );
    } finally {
      await browser.close();
    }
  },
);

testUnless(
  skip,
  "Of ten thousand calls only those in sight are in the page, and a flood of new ones stays on top",
  async () => {
    await using gateway = new DashboardFixture();
    for (let number = 10_000; number > 0; number--) {
      const at = new Date(Date.now() - 1e7 + number).toISOString();
      gateway.traces.push(fixtureTrace(`t${number}`, { at, url: `https://h${number}.test/` }));
    }
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(await browser.newContext(), gateway.origin);
      await page.goto(`${gateway.origin}/login?token=${FIXTURE_TOKEN}`);
      await page.getByText("h10000.test").waitFor();
      await page.evaluate(async () => {
        const pane = document.querySelector(".pane");
        const last = () => document.querySelector(".virtual li:last-child")?.getAttribute("aria-posinset");
        while (pane && last() !== "10000") {
          pane.scrollTo(0, pane.scrollHeight);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      });
      await page.getByText("h1.test", { exact: true }).waitFor();
      assert.ok(await page.locator(".row").count() < 80);
      for (let number = 1; number <= 500; number++) {
        gateway.emit(
          "decision",
          fixtureTrace(`n${number}`, { at: new Date(Date.now() + number).toISOString() }),
        );
      }
      await page.getByRole("button", { name: /^500 new/ }).waitFor();
      await page.getByText("h1.test", { exact: true }).waitFor();
      await page.getByRole("button", { name: /^500 new/ }).click();
      await page.locator(".virtual li[aria-posinset='1']").waitFor();
      assert.ok(await page.locator(".row").count() < 80);
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
    }
  },
);

for (const width of [360, 1360, 3840]) {
  testUnless(
    skip,
    `Live and a call pass axe in both themes at ${width} pixels`,
    () =>
      visitGateway(async ({ page, picture }) => {
        await rows(page, 7);
        await bothThemes(page, () => assertAccessible(page));
        await picture(`live_${width}`);
        await page.locator(".row", { hasText: "gmail" }).first().click();
        await page.getByText("adds up to").waitFor();
        await bothThemes(page, () => assertAccessible(page));
        await picture(`live_call_${width}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(overflow, 0);
      }, {
        width,
        height: width === 3840 ? 2000 : 860,
        before: (gateway) =>
          actAs(gateway, { agent: "mail-helper", session: "run" }, HIJACKED_RUN).then(() => {}),
      }),
  );
}

testUnless(
  skip,
  "An empty console, the locked door, and an address of nothing pass axe as well",
  () =>
    visitGateway(async ({ page, context, gateway, picture }) => {
      await page.getByText("No calls yet").waitFor();
      await bothThemes(page, () => assertAccessible(page));
      await picture("live_empty");
      await page.goto(`${gateway.origin}/traces/nothing`);
      await page.getByText("no record of this call").waitFor();
      await assertAccessible(page);
      await context.clearCookies();
      await page.goto(gateway.origin);
      await page.getByRole("heading", { name: /locked/ }).waitFor();
      await bothThemes(page, () => assertAccessible(page));
      await picture("locked");
    }),
);

for (const width of [360, 1360]) {
  testUnless(
    skip,
    `Every view passes axe in both themes and fits its width at ${width} pixels`,
    () =>
      visitGateway(async ({ page, gateway, picture }) => {
        const paths = await page.getByRole("navigation", { name: "Views" }).getByRole("link")
          .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
        assert.equal(paths.length, 7);
        for (const path of [...paths, "/approvals/history", "/sessions/run"]) {
          await page.goto(gateway.origin + path);
          await page.locator("h1").filter({ visible: true }).first().waitFor();
          await bothThemes(page, () => assertAccessible(page));
          await picture(`view_${width}_${path.slice(1).replace("/", "_") || "live"}`);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.equal(overflow, 0, path);
        }
      }, {
        width,
        before: (gateway) =>
          actAs(gateway, { agent: "mail-helper", session: "run" }, HIJACKED_RUN).then(() => {}),
      }),
  );
}
