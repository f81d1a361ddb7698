/**
 * Bundles the dashboard into `dist/`: `index.html`, `favicon*.svg`, and script and style named after their content, so that
 * browsers may keep them for ever. Nothing in the page is inline and nothing comes from elsewhere, so the strictest
 * Content-Security-Policy holds. Does nothing when the inputs are those of the last build, and then does not even load esbuild.
 *
 *     deno task dashboard [--force]
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";

const APP = new URL("./app/", import.meta.url);
const DIST = new URL("./dist/", import.meta.url);
/** Initial download promised to the reader of docs/dashboard.md, gzipped: page, style, and every script that the first view needs. */
export const MAX_INITIAL_BYTES = 60 * 1024;

async function listFiles(folder: URL): Promise<URL[]> {
  const files: URL[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) files.push(...await listFiles(new URL(`${entry.name}/`, folder)));
    else if (!entry.name.includes("_test.")) files.push(new URL(entry.name, folder));
  }
  return files.sort((a, b) => a.href < b.href ? -1 : 1);
}

/** Digest of everything the bundle is made from: the app, this file, and the pinned versions in deno.json. */
async function digestInputs(): Promise<string> {
  const hash = createHash("sha256");
  const inputs = [
    ...await listFiles(APP),
    new URL(import.meta.url),
    new URL("../deno.json", import.meta.url),
  ];
  for (const file of inputs) {
    hash.update(file.pathname.split("/").pop() ?? "").update(await Deno.readFile(file));
  }
  return hash.digest("hex");
}

async function isUpToDate(dist: URL, digest: string): Promise<boolean> {
  try {
    const stamp: unknown = JSON.parse(await Deno.readTextFile(new URL("stamp.json", dist)));
    if (typeof stamp !== "object" || stamp === null || !("inputs" in stamp) || stamp.inputs !== digest) {
      return false;
    }
    const files = "files" in stamp && Array.isArray(stamp.files) ? stamp.files : [];
    for (const file of files) await Deno.stat(new URL(String(file), dist));
    return files.length > 0;
  } catch {
    return false;
  }
}

interface Bundle {
  /** Path inside `dist/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Needed before the first view can be shown; the rest comes when it is asked for. */
  readonly initial: boolean;
}

async function bundle(): Promise<Bundle[]> {
  const esbuild = await import("esbuild");
  try {
    const result = await esbuild.build({
      absWorkingDir: Deno.realPathSync(APP),
      entryPoints: { app: "main.tsx", style: "styles/main.css" },
      entryNames: "assets/[name]-[hash]",
      chunkNames: "assets/[name]-[hash]",
      outdir: "dist",
      bundle: true,
      splitting: true,
      metafile: true,
      minify: true,
      write: false,
      format: "esm",
      // The first that know the style's light-dark().
      target: ["es2023", "chrome123", "firefox120", "safari17.5"],
      jsx: "automatic",
      jsxImportSource: "preact",
      legalComments: "none",
      logLevel: "error",
    });
    const initial = initialOutputs(result.metafile.outputs);
    return result.outputFiles.map((file) => {
      const name = `assets/${file.path.split(/[\\/]/).pop()}`;
      return { name, bytes: file.contents, initial: initial.has(name) };
    });
  } finally {
    await esbuild.stop();
  }
}

/** The entries, and what they import at once: not what they import when it is wanted. */
function initialOutputs(outputs: Metafile["outputs"]): ReadonlySet<string> {
  const nameOf = (path: string) => path.replace(/^dist[\\/]/, "").replaceAll("\\", "/");
  const known = new Map(Object.entries(outputs).map(([path, output]) => [nameOf(path), output]));
  const initial = new Set(
    [...known].filter(([name]) => /^assets\/(app|style)-/.test(name)).map(([name]) => name),
  );
  for (const name of initial) {
    for (const { path, kind } of known.get(name)?.imports ?? []) {
      if (kind === "import-statement") initial.add(nameOf(path));
    }
  }
  return initial;
}

async function fillPage(bundles: readonly Bundle[]): Promise<Bundle[]> {
  const script = bundles.find((file) => /^assets\/app-.*\.js$/.test(file.name));
  const style = bundles.find((file) => file.name.endsWith(".css"));
  if (!script || !style) throw new Error("Cannot build the dashboard: esbuild made no script or no style");
  const template = await Deno.readTextFile(new URL("index.html", APP));
  // Asked for together with the entry that imports them, not after it.
  const early = bundles.filter((file) => file.initial && file !== script && file.name.endsWith(".js"));
  const preloads = early.map(({ name }) => `<link rel="modulepreload" href="/${name}">`).join("");
  const page = template.replace("__SCRIPT__", `/${script.name}`).replace("__STYLE__", `/${style.name}`)
    .replace("<!-- preloads -->", preloads);
  const files: Bundle[] = [{ name: "index.html", bytes: new TextEncoder().encode(page), initial: true }];
  for (const icon of await listFiles(new URL("static/", APP))) {
    files.push({
      name: icon.pathname.split("/").pop() ?? "",
      bytes: await Deno.readFile(icon),
      initial: false,
    });
  }
  return files;
}

/** Writes beside `dist` and swaps, so that a build that runs at the same time never sees half of it. */
async function replaceDist(dist: URL, files: readonly Bundle[], digest: string): Promise<void> {
  const fresh = new URL(`../dist-${crypto.randomUUID()}.tmp/`, dist);
  await Deno.mkdir(new URL("assets/", fresh), { recursive: true });
  for (const file of files) await Deno.writeFile(new URL(file.name, fresh), file.bytes);
  const stamp = { inputs: digest, files: files.map((file) => file.name) };
  await Deno.writeTextFile(new URL("stamp.json", fresh), JSON.stringify(stamp));
  await Deno.remove(dist, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  try {
    await Deno.rename(fresh, dist);
  } catch (error) {
    await Deno.remove(fresh, { recursive: true });
    if (!await isUpToDate(dist, digest)) throw error;
  }
}

export interface BuildDashboardOptions {
  /** Build even when nothing has changed. Default: false. */
  readonly force?: boolean;
  /** Folder to fill, ending in a slash. Default: `dist/` beside this module. */
  readonly dist?: URL;
}

/** Builds the dashboard; resolves to the gzipped size of the initial download in bytes, or null when nothing had to be done. */
export async function buildDashboard(options: BuildDashboardOptions = {}): Promise<number | null> {
  const { force = false, dist = DIST } = options;
  const digest = await digestInputs();
  if (!force && await isUpToDate(dist, digest)) return null;
  const bundles = await bundle();
  const files = [...bundles, ...await fillPage(bundles)];
  await replaceDist(dist, files, digest);
  return files.filter((file) => file.initial).reduce((sum, file) => sum + gzipSync(file.bytes).length, 0);
}

if (import.meta.main) {
  const size = await buildDashboard({ force: Deno.args.includes("--force") });
  if (size !== null) {
    console.error(`Dashboard built: ${(size / 1024).toFixed(1)} kB gzipped`);
    if (size > MAX_INITIAL_BYTES) {
      console.error(`Dashboard is too large: ${size} bytes gzipped, at most ${MAX_INITIAL_BYTES} wanted`);
      Deno.exit(1);
    }
  }
}
