/**
 * Bundles the program for the executable: start-up reads one small file and only those chunks that the command asks for.
 *
 * The folder it writes is laid out so that the program finds its parts as it does from source: the scripts of the threads and the dashboard's
 * `dist/` stand beside every chunk that asks for them by `import.meta.url`.
 */
import { join } from "node:path";
import { formatProblem, readDocument } from "../engine/policy/document.ts";
import { loadPolicy } from "../engine/policy/load.ts";
import { packFile, PACKS } from "../engine/policy/packs.ts";

export interface Bundle {
  /** Script that `deno compile` starts from. */
  readonly main: string;
  /** Files and folders that are opened by name at run time, and so must be embedded by name. */
  readonly includes: readonly string[];
}

/** Bundles `main.ts` and the scripts of the threads of the repository at `root` into `outDir`, which is emptied first. */
export async function bundleProgram(root: string, outDir: string): Promise<Bundle> {
  await Deno.remove(outDir, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const esbuild = await import("esbuild");
  const shared = {
    absWorkingDir: root,
    outdir: outDir,
    bundle: true,
    minify: true,
    // Error names reach users and logs; they must survive minification.
    keepNames: true,
    format: "esm",
    platform: "node",
    conditions: ["deno", "import"],
    mainFields: ["module", "main"],
    target: "esnext",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "warning",
    banner: { js: REQUIRE_FOR_COMMONJS },
    plugins: [packTrees, leftOut, textImports],
  } as const satisfies Parameters<typeof esbuild.build>[0];
  try {
    await esbuild.build({
      ...shared,
      entryPoints: { main: "main.ts" },
      splitting: true,
      chunkNames: "chunk_[hash]",
    });
    // On its own: a worker that shared chunks with the program would load code it never runs.
    await esbuild.build({ ...shared, entryPoints: { scan_worker: "workers/scan_worker.ts" } });
    await esbuild.build({ ...shared, entryPoints: { log_worker: "store/log_worker.ts" } });
  } finally {
    await esbuild.stop();
  }
  await copyFolder(join(root, "dashboard", "dist"), join(outDir, "dist"));
  const includes = ["scan_worker.js", "log_worker.js", "dist"].map((name) => join(outDir, name));
  return { main: join(outDir, "main.js"), includes };
}

/** Packages written in CommonJS call `require` for Node's own modules, which an ES module does not have. */
const REQUIRE_FOR_COMMONJS = 'import { createRequire as __createRequire } from "node:module";' +
  "const require = __createRequire(import.meta.url);";

/** `import text from "./pack.yaml" with { type: "text" }`, as Deno's raw imports have it. */
const textImports = {
  name: "text-imports",
  setup(build: import("esbuild").PluginBuild) {
    build.onLoad({ filter: /.*/ }, async ({ path, with: attributes }) => {
      if (attributes["type"] !== "text") return undefined;
      return { contents: await Deno.readTextFile(path), loader: "text" as const };
    });
  },
};

/**
 * Every built-in pack as the tree that its YAML gives, by the name of its file, as JSON. The executable starts from these and reads no
 * YAML of its own.
 *
 * @throws {Error} for a pack that does not load: its expressions are not compiled again before a call asks for them.
 */
export function readPackTrees(): Record<string, string> {
  const trees: Record<string, string> = {};
  for (const { name, text } of PACKS.map((pack) => packFile(pack.name)!)) {
    const loaded = loadPolicy([{ name, text }]);
    if (!loaded.ok) throw new Error(`Cannot bundle: ${loaded.errors.map(formatProblem).join("; ")}`);
    trees[name] = JSON.stringify(readDocument(name, text, []));
  }
  return trees;
}

const packTrees = {
  name: "pack-trees",
  setup(build: import("esbuild").PluginBuild) {
    build.onLoad({ filter: /[\\/]engine[\\/]policy[\\/]pack_trees\.ts$/ }, async ({ path }) => {
      const source = await Deno.readTextFile(path);
      const empty = "PACK_TREES: Readonly<Record<string, string>> = {};";
      if (!source.includes(empty)) throw new Error(`Cannot bundle "${path}": found no "${empty}"`);
      const filled = empty.replace("{}", () => JSON.stringify(readPackTrees()));
      return { contents: source.replace(empty, () => filled), loader: "ts" as const };
    });
  },
};

/** Commander asks for these to start subcommands that are programs of their own, which there are none of; each start would wait for them. */
const leftOut = {
  name: "left-out",
  setup(build: import("esbuild").PluginBuild) {
    build.onResolve({ filter: /^node:(?:child_process|fs)$/ }, ({ path, importer }) => {
      return /[\\/]commander[\\/]/.test(importer) ? { path, namespace: "left-out" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export default {};" }));
  },
};

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) await copyFolder(join(from, entry.name), join(to, entry.name));
    else await Deno.copyFile(join(from, entry.name), join(to, entry.name));
  }
}
