import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { SAMPLES } from "./app/models/playground_samples.ts";
import { DashboardNotBuiltError, loadAssets } from "./assets.ts";
import { buildDashboard, MAX_INITIAL_BYTES } from "./build.ts";

/** Builds into a folder of its own and hands it to the test. */
async function withBuild(test: (dist: URL, size: number | null) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const dist = pathToFileURL(`${folder}/dist/`);
    await test(dist, await buildDashboard({ dist }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("loadAssets() says what to do when the dashboard has not been built", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const missing = pathToFileURL(`${folder}/none/`);
    assert.throws(() => loadAssets(missing), DashboardNotBuiltError);
    assert.throws(
      () => loadAssets(pathToFileURL(`${folder}/`)),
      /not built, run "deno task dashboard" first/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("loadAssets() gives each built file its type, a validator, and how long it may be kept", async () => {
  await withBuild((dist) => {
    const assets = loadAssets(dist);
    const names = [...assets.keys()];
    const script = names.find((name) => /^\/assets\/app-[A-Z0-9]+\.js$/.test(name)) ?? "";
    const style = names.find((name) => /^\/assets\/style-[A-Z0-9]+\.css$/.test(name)) ?? "";
    assert.equal(assets.get(script)?.contentType, "text/javascript; charset=utf-8");
    assert.equal(assets.get(style)?.contentType, "text/css; charset=utf-8");
    assert.equal(assets.get(script)?.immutable, true);
    assert.equal(assets.get("/index.html")?.immutable, false);
    assert.match(assets.get("/index.html")?.etag ?? "", /^"[\w-]{22}"$/);
    assert.ok(assets.has("/favicon.svg"));
  });
});

Deno.test("the built page has nothing inline and names nothing on another host", async () => {
  await withBuild((dist) => {
    const assets = loadAssets(dist);
    const page = new TextDecoder().decode(assets.get("/index.html")?.bytes);
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|__\w+__/i);
    // Namespaces are names, not addresses; the last is the example that an empty list shows.
    const allowed = ["http://www.w3.org", "https://api.github.com"];
    const hostsIn = (text: string) => text.match(/\bhttps?:\/\/[\w-][\w.-]*/g) ?? [];
    // Calls that the playground judges are text as well: they are sent to nobody but the gateway.
    allowed.push(...hostsIn(JSON.stringify(SAMPLES)));
    for (const [name, { bytes }] of assets) {
      const hosts = hostsIn(new TextDecoder().decode(bytes));
      assert.deepEqual(hosts.filter((host) => !allowed.includes(host)), [], name);
    }
  });
});

Deno.test("buildDashboard() does nothing when the inputs are those of the last build", async () => {
  await withBuild(async (dist) => assert.equal(await buildDashboard({ dist }), null));
});

Deno.test("the initial download is at most 60 kB gzipped, and the views that load later are no part of it", async () => {
  await withBuild((dist, size) => {
    assert.equal(MAX_INITIAL_BYTES, 60 * 1024);
    assert.ok(size !== null && size <= MAX_INITIAL_BYTES, `${size} bytes`);
    const assets = loadAssets(dist);
    const later = [...assets.keys()].filter((name) => /^\/assets\/\w+_view-/.test(name));
    assert.ok(later.length >= 5, later.join(" "));
    const page = new TextDecoder().decode(assets.get("/index.html")?.bytes);
    for (const name of later) assert.ok(!page.includes(name), name);
  });
});

Deno.test("the page asks for every script of the first view at once", async () => {
  await withBuild((dist) => {
    const assets = loadAssets(dist);
    const text = (name: string) => new TextDecoder().decode(assets.get(name)?.bytes);
    const page = text("/index.html");
    const entry = [...assets.keys()].find((name) => /^\/assets\/app-/.test(name)) ?? "";
    const imported = [...text(entry).matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)].map(([, name]) => name);
    for (const name of imported) assert.ok(page.includes(`modulepreload" href="/assets/${name}"`), name);
  });
});
