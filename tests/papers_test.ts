import { deepEqual, equal, ok } from "node:assert/strict";
import { type SettingName, SETTINGS } from "../cli/settings.ts";
import settings from "../deno.json" with { type: "json" };

const root = new URL("../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));

async function papers(): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(root)) if (entry.name.endsWith(".md")) found.push(entry.name);
  for await (const entry of Deno.readDir(new URL("docs/", root))) {
    if (entry.name.endsWith(".md")) found.push(`docs/${entry.name}`);
  }
  return found.sort();
}

Deno.test("every link between the papers leads somewhere", async () => {
  for (const paper of await papers()) {
    for (const [, target = ""] of (await read(paper)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|#)/.test(target)) continue;
      const file = new URL(target.replace(/#.*$/, ""), new URL(paper, root));
      await Deno.stat(file).catch(() => ok(false, `${paper} links to ${target}, which is not there`));
    }
  }
});

Deno.test("every paper can be reached from the README", async () => {
  const reached = new Set(["README.md"]);
  for (const paper of reached) {
    for (const [, target = ""] of (await read(paper)).matchAll(/\]\(([^)\s#]+\.md)/g)) {
      if (!target.includes("://")) reached.add(new URL(target, `file:///${paper}`).pathname.slice(1));
    }
  }
  deepEqual((await papers()).filter((paper) => !reached.has(paper)), []);
});

Deno.test("the README's table of options tells true environment variables and defaults", async () => {
  const rows = new Map<string, { env: string; fallback: string }>();
  for (const line of (await read("README.md")).split("\n")) {
    const [, flags = "", env = "", fallback = ""] = line.split("|").map((cell) => cell.trim());
    for (const [, flag = ""] of flags.matchAll(/`(--[^`]+)`/g)) rows.set(flag, { env, fallback });
  }
  const told = rows.size;
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const setting: { flag: string; env?: string; fallback: unknown; fallbackText?: string } = SETTINGS[name];
    const row = rows.get(setting.flag);
    if (row === undefined) continue;
    equal(row.env, setting.env === undefined ? "" : `\`${setting.env}\``, setting.flag);
    if (typeof setting.fallback === "string" || typeof setting.fallback === "number") {
      equal(row.fallback, `\`${setting.fallbackText ?? setting.fallback}\``, setting.flag);
    }
    rows.delete(setting.flag);
  }
  ok(told > 10, "README has no table of options");
  deepEqual([...rows.keys()], [], "README has options that do not exist");
});

Deno.test("every dependency is pinned to one version and explained in docs/decisions.md", async () => {
  const decisions = await read("docs/decisions.md");
  for (const [name, target] of Object.entries(settings.imports)) {
    ok(/@\d+\.\d+\.\d+(?:-[\w.]+)?\/?$/.test(target), `${name} is not pinned: ${target}`);
    const packageName = name.replace(/\/$/, "");
    ok(
      new RegExp(`\\*\\*[^*]*(?<![\\w/-])${packageName.replace(".", "\\.")}[,.*]`).test(decisions),
      `docs/decisions.md has no word on ${packageName}`,
    );
  }
});

Deno.test("the changelog has the version that is being built", async () => {
  ok((await read("CHANGELOG.md")).includes(`\n## ${settings.version}\n`), settings.version);
});

Deno.test("docs/architecture.md stays short, and names every room and no other", async () => {
  const text = await read("docs/architecture.md");
  ok(text.split("\n").length <= 150);
  const told = [...text.matchAll(/^\| `([a-z]+)\/`/gm)].map(([, folder]) => folder).sort();
  const there: string[] = [];
  for await (const entry of Deno.readDir(root)) {
    const generated = ["node_modules", "dist", "docs", "coverage"].includes(entry.name);
    if (entry.isDirectory && !entry.name.startsWith(".") && !generated) there.push(entry.name);
  }
  deepEqual(told, there.sort());
});
