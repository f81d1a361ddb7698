/** A real browser for tests of the dashboard: the Chromium that an npm package carries, so nothing has to be installed. */
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium as playwright, type Page } from "playwright-core";

/** Why the browser cannot run on this machine; undefined when it can. In CI it must. */
export function browserSkipReason(): string | undefined {
  const { os, arch } = Deno.build;
  return os === "linux" && arch === "x86_64"
    ? undefined
    : `the bundled browser is for Linux x64, this is ${os} ${arch}`;
}

export async function launchBrowser(): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-gpu",
      "--no-pings",
      "--no-default-browser-check",
      "--font-render-hinting=none",
    ],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** What a page must never do: console errors and warnings, exceptions, refused content, requests to another origin. */
  readonly complaints: readonly string[];
}

/** A page that reports every complaint. Refusals that the page expects and explains (signed out, unknown, overtaken, busy) are no complaint. */
export async function openPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (/status of (401|404|409|503)/.test(message.text())) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) complaints.push(`request to ${url}`);
  });
  return { page, complaints };
}
