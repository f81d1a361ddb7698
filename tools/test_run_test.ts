import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { countsLine, parseTestReport } from "./test_report.ts";
import { findTestFiles, runTestFiles, summarise, testEnvironment, type TestRun } from "./test_run.ts";

const PASSING = `Deno.test("adds", async (t) => { await t.step("one", () => {}); });`;
const FAILING = `Deno.test("breaks", () => { throw new Error("on purpose"); });`;
const SKIPPED = `Deno.test({ name: 'reads <a> & "b" — skipped: no disk', ignore: true, fn() {} });`;

async function runTree(tree: Record<string, string>, denoOptions: string[] = []): Promise<TestRun> {
  const root = await Deno.makeTempDir();
  try {
    for (const [path, source] of Object.entries(tree)) {
      await Deno.mkdir(join(root, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, path), source);
    }
    const files = await findTestFiles(root, []);
    return await runTestFiles(root, files, {
      filters: [],
      denoOptions,
      env: {},
      output: "null",
      timeoutMs: 60_000,
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("a run counts tests and steps, and names what was skipped and why", async () => {
  const run = await runTree({ "a_test.ts": PASSING, "b/c_test.ts": SKIPPED });
  equal(run.ok, true);
  equal(run.summary.at(-1), "2 passed, 0 failed, 1 skipped");
  deepEqual(run.summary.slice(1, -1), [`skipped  ./b/c_test.ts: reads <a> & "b" — skipped: no disk`]);
});

Deno.test("a run with a failing test has failed", async () => {
  const run = await runTree({ "a_test.ts": PASSING, "b_test.ts": FAILING });
  equal(run.ok, false);
  equal(run.summary.at(-1), "2 passed, 1 failed, 0 skipped");
});

Deno.test("a file that breaks while loading, or holds no test, counts as failed", async () => {
  const run = await runTree({
    "a_test.ts": PASSING,
    "b_test.ts": `throw new Error("on load");`,
    "c_test.ts": "",
  });
  equal(run.ok, false);
  equal(run.summary.at(-1), "2 passed, 2 failed, 0 skipped");
});

Deno.test("a file whose tests are all registered by tests/skips.ts has run", async () => {
  const run = await runTree({
    "tests/skips.ts": `export const testUnless = (name: string, fn: () => void) => Deno.test(name, fn);`,
    "a_test.ts": `import { testUnless } from "./tests/skips.ts"; testUnless("adds", () => {});`,
  });
  equal(run.summary.at(-1), "1 passed, 0 failed, 0 skipped");
});

Deno.test("a run in which every test is filtered out has failed", async () => {
  const run = await runTree({ "a_test.ts": PASSING }, ["--filter=nothing has this name"]);
  equal(run.ok, false);
  deepEqual(run.summary.slice(-2), ["failed   no test ran", "0 passed, 0 failed, 0 skipped"]);
});

Deno.test("a run that failed for a reason no test tells of counts one failure", () => {
  const report = parseTestReport("");
  equal(
    summarise(report, { success: false, silent: [], ended: null }).summary.at(-1),
    "0 passed, 1 failed, 0 skipped",
  );
  equal(summarise(report, { success: true, silent: [], ended: null }).ok, false);
});

Deno.test("a report that is cut short counts only what it tells", () => {
  const whole = `<testsuites><testsuite name="./a_test.ts" tests="2">` +
    `<testcase name="a" classname="./a_test.ts"></testcase>` +
    `<testcase name="b"><failure message="x &gt; y">z</failure></testcase></testsuite></testsuites>`;
  equal(countsLine(parseTestReport(whole)), "1 passed, 1 failed, 0 skipped");
  for (let length = 0; length < whole.length - 25; length += 7) {
    equal(countsLine(parseTestReport(whole.slice(0, length))), "0 passed, 0 failed, 0 skipped");
  }
});

Deno.test("a report never counts more than its test cases, whatever was printed into it", () => {
  const texts = fc.array(
    fc.constantFrom(
      "<testcase ",
      'name="a"',
      ">",
      "</testcase>",
      "<failure ",
      "<skipped/>",
      "x&lt;",
      "</testsuite>",
    ),
  );
  fc.assert(fc.property(texts, (parts) => {
    const xml = `<testsuite name="./a_test.ts">${parts.join("")}</testsuite>`;
    const { passed, failed, skipped } = parseTestReport(xml);
    ok(passed + failed + skipped <= parts.filter((part) => part === "<testcase ").length);
  }));
});

Deno.test("test files are found by part of their path, and never in installed or built folders", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (
      const path of [
        "proxy/a_test.ts",
        "engine/b_test.tsx",
        "node_modules/c_test.ts",
        "dist/d_test.ts",
        "proxy/e.ts",
      ]
    ) {
      await Deno.mkdir(join(root, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, path), "");
    }
    deepEqual(await findTestFiles(root, []), ["engine/b_test.tsx", "proxy/a_test.ts"]);
    deepEqual(await findTestFiles(root, ["prox"]), ["proxy/a_test.ts"]);
    deepEqual(await findTestFiles(root, ["nowhere"]), []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("tests do not see the caller's gateway settings, and never use a proxy for loopback", () => {
  const env = testEnvironment({ INTERVEN_MODE: "monitor", PORT: "1", PATH: "/bin", NO_PROXY: "a.example" });
  deepEqual(env, { PATH: "/bin", NO_PROXY: "a.example,localhost,127.0.0.1,::1" });
});
