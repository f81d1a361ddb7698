/// <reference lib="dom" />
/**
 * What the console costs the browser: opening it, scrolling through ten thousand calls, and watching five hundred decisions a second.
 * In the Chromium of the tests, over the stand-in gateway, so that the page alone is measured.
 */
import type { Page } from "playwright-core";
import { buildDashboard } from "../dashboard/build.ts";
import { browserSkipReason, launchBrowser } from "../tests/e2e/dashboard_browser.ts";
import { DashboardFixture, FIXTURE_TOKEN, fixtureTrace } from "../tests/e2e/dashboard_fixture.ts";

export interface BenchConsoleOptions {
  /** Calls in the list that is scrolled. */
  readonly rows: number;
  /** How long decisions stream in. */
  readonly seconds: number;
  /** Decisions a second. */
  readonly rate: number;
}

/** What the page's main thread did in a span of time. */
interface Smoothness {
  readonly frames: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Tasks of 50 ms or more (W3C, Long Tasks), and their time in all. */
  readonly longTasks: number;
  readonly longMs: number;
  /** The main thread's own processor time: what other programs take of the machine is not in it. */
  readonly cpuMs: number;
  readonly spanMs: number;
}

export async function benchConsole({ rows, seconds, rate }: BenchConsoleOptions): Promise<void> {
  const reason = browserSkipReason();
  if (reason !== undefined) return console.error(`Cannot measure the console: ${reason}`);
  await buildDashboard();
  await using gateway = new DashboardFixture();
  for (let number = rows; number > 0; number--) gateway.traces.push(callOf(number));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${gateway.origin}/login?token=${FIXTURE_TOKEN}`);
    await page.locator(".row").first().waitFor();
    console.log(`first view            ${await openingMs(page, gateway.origin)} ms until rows stand (warm)`);
    await loadAll(page, rows);
    print(
      `scrolling ${rows} rows`,
      await smoothness(page, () => scrollThrough(page)),
      await rowsInPage(page),
    );
    await page.evaluate(() => document.querySelector(".pane")?.scrollTo(0, 0));
    const streaming = smoothness(page, () => stream(gateway, { seconds, rate, from: rows }));
    print(`${rate} decisions a second`, await streaming, await rowsInPage(page));
    console.log(`open a call after it  ${await clickMs(page)} ms from click to details`);
  } finally {
    await browser.close();
  }
}

function callOf(number: number): Record<string, unknown> {
  const decision = ["ALLOW", "ALLOW", "ALLOW", "SANITIZE", "DENY"][number % 5] ?? "ALLOW";
  const at = new Date(Date.now() - 1_000_000 + number * 20).toISOString();
  return fixtureTrace(`t${String(number).padStart(7, "0")}`, {
    at,
    decision,
    url: `https://h${number}.example/${number}`,
    reason_codes: ["PII_EGRESS"],
  });
}

async function openingMs(page: Page, origin: string): Promise<number> {
  const start = performance.now();
  await page.goto(origin);
  await page.locator(".row").first().waitFor();
  return Math.round(performance.now() - start);
}

async function loadAll(page: Page, rows: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    const pane = document.querySelector(".pane");
    const size = () =>
      Math.max(
        ...[...document.querySelectorAll(".virtual li")].map((li) =>
          Number(li.getAttribute("aria-posinset"))
        ),
      );
    while (pane && size() < wanted) {
      pane.scrollTo(0, pane.scrollHeight);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    pane?.scrollTo(0, 0);
  }, Math.min(rows, 10_000));
}

/** Ten rows a frame, all the way down. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pane = document.querySelector(".pane");
    if (!pane) return;
    for (let top = 0; top < pane.scrollHeight; top += 400) {
      pane.scrollTop = top;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

/** In tenths of a second, as the gateway sends them. */
async function stream(
  gateway: DashboardFixture,
  { seconds, rate, from }: { seconds: number; rate: number; from: number },
): Promise<void> {
  let next = from + 1;
  for (let tick = 0; tick < seconds * 10; tick++) {
    for (let call = 0; call < rate / 10; call++) {
      gateway.emit("decision", { ...callOf(next), at: new Date().toISOString() });
      next++;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function smoothness(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(() => {
    const watch = { frames: [] as number[], tasks: [] as number[], on: true };
    Object.assign(globalThis, { watch });
    let last = performance.now();
    const frame = (now: number) => {
      watch.frames.push(now - last);
      last = now;
      if (watch.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => watch.tasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: "longtask" });
  });
  const cpu = await cpuClock(page);
  const start = performance.now();
  await act();
  const [cpuMs, spanMs] = [await cpu(), performance.now() - start];
  const seen = await page.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: { frames: number[]; tasks: number[]; on: boolean } };
    watch.on = false;
    const sorted = watch.frames.slice(1).sort((a, b) => a - b);
    const rank = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
    return {
      frames: sorted.length,
      p50Ms: rank(0.5),
      p99Ms: rank(0.99),
      worstMs: rank(0.9999),
      longTasks: watch.tasks.length,
      longMs: Math.round(watch.tasks.reduce((sum, ms) => sum + ms, 0)),
    };
  });
  return { ...seen, cpuMs, spanMs };
}

/** Processor time of the page's main thread since now, milliseconds (Chrome DevTools Protocol, Performance.getMetrics). */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const before = await read();
  return async () => await read() - before;
}

async function clickMs(page: Page): Promise<number> {
  const start = performance.now();
  await page.locator(".row").nth(2).click();
  await page.getByRole("complementary").getByText("ghp_…9aB2").waitFor();
  return Math.round(performance.now() - start);
}

async function rowsInPage(page: Page): Promise<number> {
  return await page.locator(".row").count();
}

function print(what: string, seen: Smoothness, rows: number): void {
  const { frames, p50Ms, p99Ms, worstMs, longTasks, longMs, cpuMs, spanMs } = seen;
  console.log(
    `${what.padEnd(26)}${(cpuMs / frames).toFixed(1)} ms of processor a frame, ${
      Math.round(100 * cpuMs / spanMs)
    } % of one core; ` +
      `${frames} frames, p50 ${p50Ms} ms, p99 ${p99Ms} ms, worst ${worstMs} ms; ` +
      `${longTasks} tasks over 50 ms (${longMs} ms in all); ${rows} rows in the page`,
  );
}
