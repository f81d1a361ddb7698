/** Tests that need what not every machine has. The reason goes into the name, and the summary of `deno task test` prints it. */

/** Stands in a skipped test's name between what it promises and why it cannot run. */
export const SKIP_MARK = " — skipped: ";

/** Registers a test that is skipped when `reason` says why it cannot run here. */
export function testUnless(
  reason: string | undefined,
  name: string,
  fn: (t: Deno.TestContext) => void | Promise<void>,
): void {
  if (reason === undefined) Deno.test(name, fn);
  else Deno.test({ name: `${name}${SKIP_MARK}${reason}`, ignore: true, fn });
}
