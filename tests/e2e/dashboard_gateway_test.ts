/// <reference lib="dom" />
/** The dashboard of a real gateway in a real browser: an agent's calls through the proxy on one side, a person's clicks on the other. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { browserSkipReason, launchBrowser, openPage } from "./dashboard_browser.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";
import { temporaryFolder } from "./interven_process.ts";
import { startUpstream } from "./upstream.ts";

const POLICY = `
policies:
  - name: tests
    rules:
      - rule_id: no-secrets
        priority: 1
        condition:
          has_data_class: [SECRETS]
        action: DENY
        reason_code: SECRET_EGRESS
        message: A credential must not leave
      - rule_id: ask-before-deleting
        priority: 2
        match:
          operations: ["method:DELETE"]
        action: REQUIRE_APPROVAL
        reason_code: DESTRUCTIVE_ACTION
        message: Deleting needs a person
`;

/** A made-up token of the right form and checksum-free kind. */
const FAKE_SECRET = "AKIA" + "QZ7XPL2M" + "WVN4KTRB";

/** Where the pictures go, for whoever wants to look at them. */
const picturesFolder = Deno.env.get("INTERVEN_TEST_PICTURES");

/** A server of an agent on another port of the console's host: what it receives, and what it then tries. */
async function agentServer(page: Page, gateway: GatewayProcess): Promise<Record<string, string>> {
  const { promise, resolve } = Promise.withResolvers<Record<string, string>>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    if (new URL(request.url).pathname === "/v1/docs") resolve(Object.fromEntries(request.headers));
    return new Response("<title>docs</title>", { headers: { "content-type": "text/html" } });
  });
  try {
    const { hostname } = new URL(gateway.origin);
    await page.goto(`http://${hostname}:${server.addr.port}/v1/docs`);
    return await promise;
  } finally {
    await server.shutdown();
  }
}

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

/** The link that the gateway prints for a person. */
async function printedLink(gateway: GatewayProcess): Promise<string> {
  const line = await gateway.lineThat(/dashboard\s+http/);
  return /(http:\S+)/.exec(line)?.[1] ?? "";
}

async function picture(page: Page, name: string): Promise<void> {
  if (picturesFolder === undefined) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: join(picturesFolder, `${name}_${colorScheme}.png`) });
  }
}

testUnless(
  skip,
  "A person signs in by the printed link, sees calls as they happen, approves one and denies another",
  async () => {
    await using upstream = startUpstream();
    await using folder = await temporaryFolder();
    const policy = join(folder.path, "policy.yaml");
    await Deno.writeTextFile(policy, POLICY);
    await using gateway = await startGateway({
      args: ["--policy", policy, "--allow-upstream", upstream.address],
    });
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(await browser.newContext(), gateway.origin);
      await page.clock.install();
      const link = await printedLink(gateway);
      await page.goto(link);
      await page.getByText("No calls yet").waitFor();
      assert.equal(page.url(), `${gateway.origin}/`, "token and proof leave the address bar");

      const agent = { "x-interven-agent": "release-bot", "content-type": "application/json" };
      const allowed = await gateway.proxy(`${upstream.origin}/issues?page=2`, { headers: agent });
      assert.equal(allowed.status, 200);
      await allowed.body?.cancel();
      const row = page.locator(".row", { hasText: "/issues?page=2" });
      await row.waitFor();
      assert.match(await row.innerText(), /Allowed[^]*release-bot/);

      const denied = await gateway.proxy(`${upstream.origin}/notes`, {
        method: "POST",
        headers: agent,
        body: JSON.stringify({ text: `the key is ${FAKE_SECRET}` }),
      });
      assert.equal(denied.status, 403);
      await denied.body?.cancel();
      await page.locator(".row", { hasText: "/notes" }).click();
      const panel = page.getByRole("complementary");
      await panel.getByText("[REDACTED:").first().waitFor();
      await panel.getByText("no-secrets").waitFor();
      await panel.getByText("Not sent").waitFor();
      assert.ok(!(await page.content()).includes(FAKE_SECRET), "what was found is nowhere in the page");
      await picture(page, "gateway_live");
      await page.keyboard.press("Escape");

      const call = (path: string) =>
        gateway.proxy(upstream.origin + path, { method: "DELETE", headers: agent });
      const held = await call("/branches/old");
      assert.equal(held.status, 202);
      const { console_url: consoleUrl } = await held.json();
      await page.waitForFunction(() => document.title === "(1) Interven");
      await page.goto(consoleUrl);
      await page.getByText("Deleting needs a person").first().waitFor();
      await picture(page, "gateway_approval");
      await page.clock.fastForward(1000);
      await page.getByRole("button", { name: /^Approve/ }).click();
      await page.getByText("The agent may now repeat that exact call").waitFor();
      const granted = await call("/branches/old");
      assert.equal(granted.status, 200);
      assert.match(granted.headers.get("x-interven-reasons") ?? "", /\bRECENT_APPROVAL_GRANT\b/);
      await granted.body?.cancel();

      await (await call("/branches/main")).body?.cancel();
      await page.getByText("/branches/main").first().waitFor();
      await page.clock.fastForward(1000);
      await page.getByPlaceholder("Note").fill("never the main branch");
      await page.getByRole("button", { name: /^Deny/ }).click();
      await page.getByText("The agent is told so").waitFor();
      const refused = await call("/branches/main");
      assert.equal(refused.status, 403);
      assert.match(await refused.text(), /never the main branch/);
      await picture(page, "gateway_decided");

      await page.reload();
      await page.getByText("/branches/main").first().waitFor();

      assert.equal(upstream.seen.filter((request) => request.method === "DELETE").length, 1);
      assert.deepEqual(complaints, []);

      const second = await openPage(await browser.newContext(), gateway.origin);
      await second.page.goto(link);
      await second.page.getByText("does not open the console any more").waitFor();
      await second.page.goto(consoleUrl);
      await second.page.getByText("This console is locked").waitFor();
      await second.page.getByLabel("Link or console token").fill(gateway.consoleToken);
      await second.page.keyboard.press("Enter");
      await second.page.getByText("Approved", { exact: true }).first().waitFor();
      assert.deepEqual(second.complaints, []);
    } finally {
      await browser.close();
    }
  },
);

testUnless(
  skip,
  "An agent whose own server the person opens gets the console's cookie, and cannot approve with it",
  async () => {
    await using upstream = startUpstream();
    await using folder = await temporaryFolder();
    const policy = join(folder.path, "policy.yaml");
    await Deno.writeTextFile(policy, POLICY);
    await using gateway = await startGateway({
      args: ["--policy", policy, "--allow-upstream", upstream.address],
    });
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext();
      const { page, complaints } = await openPage(context, gateway.origin);
      await page.goto(await printedLink(gateway));
      await page.getByText("No calls yet").waitFor();
      const held = await gateway.proxy(`${upstream.origin}/branches/old`, { method: "DELETE" });
      const { approval_id: id, console_url: consoleUrl } = await held.json();

      const stray = await context.newPage();
      const { cookie = "" } = await agentServer(stray, gateway);
      assert.match(cookie, /interven_console_/, "the browser does send it there");
      for (const path of [`/v1/approvals/${id}`, "/v1/traces"]) {
        const read = await fetch(gateway.origin + path, { headers: { cookie } });
        assert.equal(read.status, 401);
        await read.body?.cancel();
      }
      const approved = await fetch(`${gateway.origin}/v1/approvals/${id}/approve`, {
        method: "POST",
        headers: { cookie, origin: gateway.origin },
        body: "{}",
      });
      assert.equal((await approved.json()).code, "CONSOLE_PROOF_REQUIRED");

      const second = await openPage(context, gateway.origin);
      await second.page.goto(consoleUrl);
      await second.page.getByRole("button", { name: /^Approve/ }).waitFor();
      await page.reload();
      await page.waitForFunction(() => document.title === "(1) Interven");
      assert.deepEqual([complaints, second.complaints], [[], []]);
    } finally {
      await browser.close();
    }
  },
);

testUnless(
  skip,
  "A page that is opened through the proxy cannot act as the console, though it comes from the same address",
  async () => {
    const page = `<title>idle</title><script>
      document.title = "running";
      fetch("/v1/traces", { headers: { "x-interven-proof": localStorage.getItem("interven-proof") } })
        .then((answer) => document.title = "console answered " + answer.status);
    </script>`;
    const types = ["text/html", "image/svg+xml", "application/xhtml+xml", ""];
    const hostile = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
      const type = types[Number(new URL(request.url).pathname.slice(1))] ?? "";
      const own = { "content-security-policy": "script-src 'unsafe-inline'" };
      return new Response(new TextEncoder().encode(page), {
        headers: type === "" ? own : { ...own, "content-type": type },
      });
    });
    const address = `127.0.0.1:${hostile.addr.port}`;
    await using gateway = await startGateway({ args: ["--allow-upstream", address] });
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext();
      const console = await openPage(context, gateway.origin);
      await console.page.goto(await printedLink(gateway));
      await console.page.getByText("No calls yet").waitFor();
      const asked: string[] = [];
      context.on("request", (request) => void asked.push(new URL(request.url()).pathname));
      for (const index of types.keys()) {
        const opened = await context.newPage();
        await opened.goto(`${gateway.origin}/proxy/http://${address}/${index}`, { waitUntil: "networkidle" });
        assert.doesNotMatch(await opened.title(), /running|answered/);
        assert.equal(await opened.evaluate(() => origin), "null", types[index]);
        await opened.close();
      }
      assert.ok(!asked.some((path) => path.startsWith("/v1/traces")), asked.join(" "));
      const answer = await gateway.proxy(`http://${address}/0`);
      assert.equal(answer.headers.get("content-security-policy"), "script-src 'unsafe-inline', sandbox");
      await answer.body?.cancel();
    } finally {
      await browser.close();
      await hostile.shutdown();
    }
  },
);
