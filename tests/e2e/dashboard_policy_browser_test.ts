/// <reference lib="dom" />
/** Policy, playground and drafts in a real browser, over a real gateway and real calls. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildDashboard } from "../../dashboard/build.ts";
import { testUnless } from "../skips.ts";
import { assertAccessible } from "./accessible.ts";
import { browserSkipReason, launchBrowser, openPage } from "./dashboard_browser.ts";
import { type GatewayProcess, startGateway } from "./gateway_process.ts";

const skip = browserSkipReason();
if (skip === undefined) await buildDashboard();

/** Where the pictures go, for whoever wants to look at them. */
const picturesFolder = Deno.env.get("INTERVEN_TEST_PICTURES");

interface Visit {
  readonly page: Page;
  readonly gateway: GatewayProcess;
  /** Judged and recorded, as an agent would have it. */
  readonly scan: (call: Record<string, unknown>) => Promise<Record<string, string>>;
  /** Opens a path of the console and waits for a text on it. */
  readonly open: (path: string, text: string | RegExp) => Promise<void>;
}

async function visit(
  test: (visit: Visit) => Promise<void>,
  { width = 1280, args = [] }: { width?: number; args?: readonly string[] } = {},
): Promise<void> {
  await using gateway = await startGateway({ args });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const { page, complaints } = await openPage(context, gateway.origin);
    const line = await gateway.lineThat(/dashboard\s+http/);
    await page.goto(/(http:\S+)/.exec(line)?.[1] ?? "");
    await page.waitForURL((url) => url.hash === "");
    await test({
      page,
      gateway,
      scan: async (call) => {
        const response = await fetch(`${gateway.origin}/v1/scan`, {
          method: "POST",
          body: JSON.stringify(call),
        });
        assert.equal(response.status, 200, await response.clone().text());
        return await response.json();
      },
      open: async (path, text) => {
        await page.goto(gateway.origin + path);
        await page.getByText(text).first().waitFor();
      },
    });
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}

/** No violation of the rules of axe, in both themes, and a picture of each. */
async function examine(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    if (picturesFolder !== undefined) {
      await page.screenshot({ path: join(picturesFolder, `${name}_${colorScheme}.png`) });
    }
    await assertAccessible(page);
  }
}

const SLACK = {
  method: "POST",
  url: "https://slack.com/api/chat.postMessage",
  body: { channel: "C1", text: "lunch?" },
  agent_id: "helper",
};
const REMOVAL = { method: "DELETE", url: "https://api.github.com/repos/acme/sandbox", agent_id: "helper" };

const OWN = `extends: [default]
policies:
  - name: ours
    rules:
      - rule_id: no-chat
        match: { tools: [slack] }
        action: DENY
        message: Nobody chats here
`;

testUnless(
  skip,
  "The rules in force can be read and searched, and a link leads to one of them",
  () =>
    visit(async ({ page, open }) => {
      await open("/policy", "secrets-to-third-party");
      await page.getByRole("heading", { name: "default-shell" }).waitFor();
      await examine(page, "policy_rules");
      await page.keyboard.press("/");
      await page.keyboard.type("zebra");
      await page.getByText("No rule holds these words").waitFor();
      await page.getByLabel("Search the rules").fill("money");
      await page.getByText("payment", { exact: true }).first().waitFor();
      assert.ok(await page.locator(".policy-rule").count() < 5);
      await open("/policy/shell-reverse-shell", "shell-reverse-shell");
      const picked = page.locator(".policy-rule.picked");
      await picked.waitFor();
      assert.ok(await picked.isVisible());
    }),
);

testUnless(
  skip,
  "A policy is checked while it is typed, tried on recorded calls, looked at as a diff, saved, and in force for the next call",
  () =>
    visit(async ({ page, gateway, scan, open }) => {
      assert.equal((await scan(SLACK)).decision, "ALLOW");
      assert.equal((await scan(REMOVAL)).decision, "REQUIRE_APPROVAL");
      await open("/policy?tab=edit", "The built-in policy is in force");
      const editor = page.getByRole("textbox", { name: "Text of policy.yaml" });
      await editor.fill(OWN.replace("action: DENY", "action: DENYY"));
      await page.getByText("policy.yaml:7:17").waitFor();
      await page.getByText(/did you mean "DENY"/).waitFor();
      assert.equal(await page.locator(".gutter .bad").innerText(), "7");
      assert.ok(await page.getByRole("button", { name: "Save" }).isDisabled());
      await examine(page, "policy_problem");
      await page.getByRole("button", { name: "policy.yaml:7:17" }).click();
      await page.waitForFunction(() => getSelection()?.toString() === "        action: DENYY");
      await editor.fill(OWN);
      await page.getByText(/rules, no problems/).waitFor();
      await page.keyboard.press("Control+Enter");
      await page.getByText("1 of the last 2 calls would be decided otherwise").waitFor();
      await page.getByRole("link", { name: "slack.post_message" }).waitFor();
      await examine(page, "policy_edit");
      await page.keyboard.press("Control+s");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("rule_id: no-chat").waitFor();
      await examine(page, "policy_save");
      await dialog.getByRole("button", { name: "Save and put in force" }).click();
      await page.getByText("Saved. The policy is in force").waitFor();
      assert.equal(await Deno.readTextFile(join(gateway.dataDir, "policy", "policy.yaml")), OWN);
      assert.equal((await scan(SLACK)).decision, "DENY");
      await page.getByRole("button", { name: "Rules in force" }).click();
      await page.getByText("Nobody chats here").waitFor();
      const audit = await gateway.console("/v1/policies/source");
      assert.equal((await audit.json()).kind, "saved");
    }),
);

testUnless(
  skip,
  "Two people who edit at once are told, and neither's text is lost or overwritten",
  () =>
    visit(async ({ page, gateway, open }) => {
      await open("/policy?tab=edit", "The built-in policy is in force");
      const { version, new_file: name } = await (await gateway.console("/v1/policies/source")).json();
      const elsewhere = await gateway.console("/v1/policies/source", {
        method: "PUT",
        body: JSON.stringify({
          file: { name, text: "extends: [default, sre]\n" },
          expected_version: version,
        }),
      });
      assert.equal(elsewhere.status, 200);
      const editor = page.getByRole("textbox", { name: "Text of policy.yaml" });
      await editor.fill(OWN);
      await page.getByText(/rules, no problems/).waitFor();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Save and put in force" }).click();
      await page.getByText("The policy was changed elsewhere while you were editing").waitFor();
      assert.equal(await editor.inputValue(), OWN);
      assert.equal(await Deno.readTextFile(name), "extends: [default, sre]\n");
      await examine(page, "policy_overtaken");
      await page.getByRole("button", { name: "Take what is there now" }).click();
      await page.getByText("The policy was changed elsewhere while").waitFor({ state: "detached" });
      assert.equal(await editor.inputValue(), "extends: [default, sre]\n");
    }),
);

testUnless(
  skip,
  "From one held call the narrowest exception is drafted, shown with its effect, saved, and lets exactly such calls pass",
  () =>
    visit(async ({ page, scan, open }) => {
      const held = await scan(REMOVAL);
      await scan({ ...REMOVAL, url: "https://api.github.com/repos/acme/shop" });
      await open(`/policy?draft=${held.trace_id}`, "Only when all of this is the same");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("1 of the last 2 calls would be decided otherwise").waitFor();
      await examine(page, "policy_draft");
      await dialog.getByLabel(/Repository/).uncheck();
      await dialog.getByText("2 of the last 2 calls would be decided otherwise").waitFor();
      await dialog.getByLabel(/Repository/).check();
      await dialog.getByText("1 of the last 2 calls would be decided otherwise").waitFor();
      assert.ok(await dialog.getByLabel(/What it does/).isDisabled());
      await dialog.getByRole("button", { name: "Save and put in force" }).click();
      await page.getByText("Saved. Such calls pass from now on.").waitFor();
      assert.equal((await scan(REMOVAL)).decision, "ALLOW");
      assert.equal(
        (await scan({ ...REMOVAL, url: "https://api.github.com/repos/acme/shop" })).decision,
        "REQUIRE_APPROVAL",
      );
      assert.equal((await scan({ ...REMOVAL, agent_id: "other" })).decision, "REQUIRE_APPROVAL");
    }),
);

testUnless(
  skip,
  "Beside a recorded call stand its exception, its policy test and the playground",
  () =>
    visit(async ({ page, scan, open }) => {
      const held = await scan(REMOVAL);
      await open(`/traces/${held.trace_id}`, "Allow this from now on…");
      await page.getByRole("button", { name: "Allow this from now on…" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Only when all of this is the same").waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Make a policy test…" }).click();
      await dialog.getByText("rule_id: destructive").waitFor();
      await examine(page, "policy_case");
      await dialog.getByRole("button", { name: "Close" }).last().click();
      await page.getByRole("link", { name: "Try in the playground" }).click();
      await page.getByText("A recorded call, as it was sent.").waitFor();
      const verdict = page.getByRole("region", { name: "The verdict" });
      await verdict.getByText("Held", { exact: true }).waitFor();
      assert.equal(await page.getByLabel("URL", { exact: true }).inputValue(), REMOVAL.url);
      const asked = await scan({ ...REMOVAL, method: "GET" });
      assert.equal(asked.decision, "ALLOW");
      await open(`/traces/${asked.trace_id}`, "Make a policy test…");
      assert.equal(await page.getByRole("button", { name: "Allow this from now on…" }).count(), 0);
    }),
);

testUnless(
  skip,
  "The playground judges as one types, and leaves no trace",
  () =>
    visit(async ({ page, gateway, open }) => {
      await open("/playground", "secrets-to-third-party");
      const verdict = page.getByRole("region", { name: "The verdict" });
      await verdict.getByText("Denied").waitFor();
      await verdict.getByText("Where it was found").waitFor();
      await examine(page, "playground");
      await page.getByLabel("Body", { exact: true }).fill('{"channel":"C1","text":"lunch?"}');
      await verdict.getByText("Allowed", { exact: true }).waitFor();
      await page.getByLabel(/Load a sample/).selectOption("injection");
      await verdict.getByText(/It gives orders to the agent/).waitFor();
      await page.getByLabel(/Load a sample/).selectOption("metadata");
      await verdict.getByText(/The proxy would refuse it before it is judged/).waitFor();
      await page.getByLabel(/Load a sample/).selectOption("card-to-slack");
      await verdict.getByText("[REDACTED:").first().waitFor();
      await verdict.getByText("Sanitized").waitFor();
      await verdict.getByText(/other rules, and why they do not match/).click();
      await examine(page, "playground_rules");
      const { traces } = await (await gateway.console("/v1/traces")).json();
      assert.deepEqual(traces, []);
      const { approvals } = await (await gateway.console("/v1/approvals")).json();
      assert.deepEqual(approvals, []);
    }),
);

testUnless(
  skip,
  "A curl command that is pasted into the playground is read as a call",
  () =>
    visit(async ({ page, open }) => {
      await open("/playground", "secrets-to-third-party");
      await page.getByLabel("URL", { exact: true }).evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "curl -X DELETE https://api.github.com/repos/acme/web");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      });
      await page.getByRole("region", { name: "The verdict" }).getByText("Held").waitFor();
      assert.equal(await page.getByLabel("Method").inputValue(), "DELETE");
      assert.equal(
        await page.getByLabel("URL", { exact: true }).inputValue(),
        "https://api.github.com/repos/acme/web",
      );
    }),
);

testUnless(skip, "At 360 pixels nothing sticks out", () =>
  visit(async ({ page, scan, open }) => {
    const held = await scan(REMOVAL);
    const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
    const pages: [path: string, text: string, name: string][] = [
      ["/policy", "secrets-to-third-party", "small_policy_rules"],
      ["/policy?tab=edit", "The built-in policy is in force", "small_policy_edit"],
      [`/policy?draft=${held.trace_id}`, "What passes", "small_policy_draft"],
      ["/playground", "secrets-to-third-party", "small_playground"],
    ];
    for (const [path, text, name] of pages) {
      await open(path, text);
      assert.ok(await widest() <= 360, `${path}: ${await widest()}`);
      await examine(page, name);
    }
  }, { width: 360 }));
