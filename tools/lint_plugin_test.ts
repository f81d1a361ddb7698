import { deepEqual, equal } from "node:assert/strict";
import plugin from "./lint_plugin.ts";

/** Names of the rules that speak, in order. */
function rulesAgainst(path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, path, source).map((diagnostic) =>
    diagnostic.id.replace("interven/", "")
  );
}

const DIRECTION = "dependency-direction";

const FORBIDDEN_IMPORTS: readonly (readonly [path: string, source: string])[] = [
  ["engine/engine.ts", `import { a } from "../store/store.ts";`],
  ["engine/engine.ts", `import type { A } from "../store/store.ts";`],
  ["engine/risk/score.ts", `import { a } from "../../cli/gateway.ts";`],
  ["engine/engine.ts", `import deno from "../deno.json" with { type: "json" };`],
  ["engine/engine.ts", `import { readFileSync } from "node:fs";`],
  ["proxy/handler.ts", `import { a } from "../api/routes.ts";`],
  ["proxy/handler.ts", `import type { A } from "../api/routes.ts";`],
  ["proxy/handler.ts", `export { a } from "../api/routes.ts";`],
  ["proxy/handler.ts", `export * from "../store/sqlite.ts";`],
  ["proxy/handler.ts", `const a = await import("../store/sqlite.ts");`],
  ["proxy/handler.ts", "const a = await import(`../store/sqlite.ts`);"],
  ["proxy/handler.ts", `type A = import("../store/sqlite.ts").A;`],
  ["proxy/handler.ts", `import { a } from "../cli/gateway.ts";`],
  ["workers/pool.ts", `import { a } from "../main.ts";`],
  ["mcp/guard.ts", `const a = await import(name);`],
  ["cli/gateway.ts", `import { a } from "../main.ts";`],
  ["cli/gateway.ts", `import { a } from "../tests/e2e/gateway_process.ts";`],
  ["cli/gateway.ts", `import { a } from "../tools/compile.ts";`],
  ["cli/gateway.ts", `import { a } from "../proxy/handler_test.ts";`],
  ["cli/gateway.ts", `import { a } from "../../elsewhere/x.ts";`],
  ["cli/gateway.ts", `import { a } from "file:///tmp/x.ts";`],
  ["main.ts", `import { a } from "./proxy/handler.ts";`],
  ["dashboard/app/main.tsx", `import { a } from "../../engine/types.ts";`],
  ["dashboard/app/main.tsx", `import { type A } from "../../engine/types.ts";`],
  ["dashboard/app/main.tsx", `export * from "../../engine/types.ts";`],
  ["dashboard/app/main.tsx", `import { a } from "../build.ts";`],
  ["attic/box.ts", `import { a } from "./other.ts";`],
];

for (const [path, source] of FORBIDDEN_IMPORTS) {
  Deno.test(`dependency-direction forbids ${source} in ${path}`, () => {
    deepEqual(rulesAgainst(path, source), [DIRECTION]);
  });
}

const ALLOWED_IMPORTS: readonly (readonly [path: string, source: string])[] = [
  ["main.ts", `import { a } from "./cli/run.ts";`],
  ["cli/gateway.ts", `import { a } from "../proxy/handler.ts"; import { b } from "../engine/engine.ts";`],
  ["cli/gateway.ts", `const { a } = await import("../mcp/guard.ts");`],
  ["cli/version.ts", `import deno from "../deno.json" with { type: "json" };`],
  ["proxy/handler.ts", `import type { A } from "../engine/types.ts"; export { b } from "./body.ts";`],
  ["workers/scan_worker.ts", `import { scan } from "../engine/scan/scan.ts";`],
  ["engine/engine.ts", `import { createHash } from "node:crypto"; import { parse } from "yaml";`],
  ["engine/policy/pack.ts", `import text from "./default.yaml" with { type: "text" };`],
  ["api/app.ts", `import { Hono } from "hono"; import { join } from "node:path";`],
  ["dashboard/build.ts", `import { a } from "../engine/types.ts"; import { b } from "./assets.ts";`],
  [
    "dashboard/app/main.tsx",
    `import type { A } from "../../api/wire.ts"; import { b } from "./models/feed.ts";`,
  ],
  ["dashboard/app/main.tsx", `export type { A } from "../../engine/types.ts"; import { h } from "preact";`],
  ["proxy/handler_test.ts", `import { a } from "../store/sqlite.ts"; await import(name);`],
  ["tests/e2e/gateway_test.ts", `import { a } from "../../cli/gateway.ts";`],
  ["bench/main.ts", `import { a } from "../proxy/handler.ts"; import { b } from "../tests/e2e/upstream.ts";`],
];

for (const [path, source] of ALLOWED_IMPORTS) {
  Deno.test(`dependency-direction allows ${source} in ${path}`, () => {
    deepEqual(rulesAgainst(path, source), []);
  });
}

const IMPURE: readonly string[] = [
  `export const a = Deno.env.get("A");`,
  `export const a = process.env;`,
  `export const a = () => fetch("https://example.com");`,
  `export const a = (b = fetch) => b;`,
  `export const a = { fetch };`,
  `console.log(1);`,
  `[1].forEach(console.log);`,
  `setTimeout(() => {}, 1);`,
  `export const a = Date.now();`,
  `export const a = Date["now"]();`,
  `export const a = [1].map(Date.now);`,
  `export const a = new Date();`,
  `export const a = Date();`,
  `export const a = performance.now();`,
  `export const a = Math.random();`,
  `export const a = crypto.randomUUID();`,
  `export const a = globalThis.fetch;`,
  `export const a = fetch as unknown;`,
];

for (const source of IMPURE) {
  Deno.test(`engine-purity forbids ${source}`, () => {
    deepEqual(rulesAgainst("engine/x.ts", source), ["engine-purity"]);
    deepEqual(rulesAgainst("engine/x_test.ts", source), []);
    deepEqual(rulesAgainst("proxy/x.ts", source), []);
  });
}

const PURE: readonly string[] = [
  `export const a = new Date(0).toISOString();`,
  `export const a = (clock: { now(): number }) => clock.now();`,
  `export const a = Date.parse("2020-01-01");`,
  `export const a = (fetch: () => void) => fetch();`,
  `export const a = ({ fetch }: { fetch: () => void }) => fetch();`,
  `export const a = { fetch: 1, console: "https://console.example.com", process() {} };`,
  `export interface A { fetch: string; process(): void }`,
  `export const a = (b: { process(): void; performance: number }) => { b.process(); return b.performance; };`,
  `export class A { process() {} performance = 1; }`,
  `export type A = typeof fetch;`,
  `export function process() {} process();`,
  `// Deno.env and console.log are only spoken of here\nexport const a = "fetch(Date.now())";`,
];

for (const source of PURE) {
  Deno.test(`engine-purity allows ${source.replaceAll("\n", " ")}`, () => {
    deepEqual(rulesAgainst("engine/x.ts", source), []);
  });
}

Deno.test("file-names asks for snake_case and for names that say something", () => {
  const bad = [
    "engine/ScanBody.ts",
    "engine/scan-body.ts",
    "engine/scanBody/x.ts",
    "engine/utils.ts",
    "engine/string_utils.ts",
    "engine/helpers/text.ts",
    "proxy/common.ts",
    "tests/e2e/helpers.ts",
    "engine/index.ts",
  ];
  for (const path of bad) deepEqual(rulesAgainst(path, `export const a = 1;`), ["file-names"], path);
  const good = [
    "engine/scan_body.ts",
    "engine/mod.ts",
    "store/full_text_index.ts",
    "dashboard/app/main.tsx",
    "main.ts",
  ];
  for (const path of good) deepEqual(rulesAgainst(path, `export const a = 1;`), [], path);
});

Deno.test("a file outside the repository is nobody's business", () => {
  equal(rulesAgainst("/somewhere/else/Index.ts", `import "../../engine/x.ts"; Deno.exit();`).length, 0);
});
