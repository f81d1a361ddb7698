/** Reads what `deno test --junit-path` wrote. Only the few elements that Deno's own reporter writes are known here. */

export interface TestCounts {
  /** Tests and their steps, each counted once. */
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface TestReport extends TestCounts {
  /** `file: test` of each failed test and step. */
  readonly failures: readonly string[];
  /** `file: test` of each skipped one; its name tells the reason, see tests/skips.ts. */
  readonly skips: readonly string[];
  /** Files that ran to a report, as Deno names them (`./proxy/body_test.ts`). */
  readonly files: readonly string[];
}

/** Parses Deno's JUnit report. An empty or cut report yields what could be read, so that a crash never reads as success elsewhere. */
export function parseTestReport(xml: string): TestReport {
  const files: string[] = [];
  const failures: string[] = [];
  const skips: string[] = [];
  let passed = 0;
  for (
    const [, attributes = "", content = ""] of xml.matchAll(/<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g)
  ) {
    const file = attribute(attributes, "name");
    files.push(file);
    for (const [, test = "", outcome = ""] of content.matchAll(/<testcase ([^>]*)>([\s\S]*?)<\/testcase>/g)) {
      const name = `${file}: ${attribute(test, "name")}`;
      if (/<(failure|error)[ >/]/.test(outcome)) failures.push(name);
      else if (outcome.includes("<skipped")) skips.push(name);
      else passed++;
    }
  }
  return { passed, failed: failures.length, skipped: skips.length, failures, skips, files };
}

/** The line that a run ends with. */
export function countsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: keyof typeof ENTITIES) => ENTITIES[entity]);
}

const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" } as const;
