/** What automatic checks can say about whether a page can be used by everybody. */
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** As `assertAccessible`, in the light and in the dark theme. */
export async function assertAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await assertAccessible(page);
  }
}

/** Demands that axe finds no violation of WCAG 2.2 A and AA, and none of its own rules of good practice, on the page as it is now. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<readonly Found[]>("axe.run().then(({ violations }) => violations)");
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`)
  );
  assert.deepEqual(told, []);
}
