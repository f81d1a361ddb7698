/** Read-mes, histories and declarations of the packages that are installed here: ordinary documents full of instructions to people. Pinned by the lock file. */
import type { Example } from "./examples.ts";

/** Packages whose repositories are a source of the corpora too: to learn from them would spoil the figure for that source. */
const LEFT_OUT = /hono|preact|esbuild|modelcontextprotocol|stripe|optique|logtape/;

/** Declarations hold comments that tell people how to call things; a few of each package are enough. */
const MAX_DECLARATIONS_EACH = 5;
const MIN_DECLARATION_CHARS = 1500;

/** Longer papers are cut, since the detector sees answers of about this size. */
const MAX_CHARS = 7000;
const MAX_PAPER_CHARS = 60_000;

export async function packagePapers(): Promise<Example[]> {
  const declarations = new Map<string, number>();
  const root = new URL("../node_modules/.deno/", import.meta.url);
  const examples: Example[] = [];
  for (const path of (await papersBelow(root, 5)).sort()) {
    if (LEFT_OUT.test(path)) continue;
    const text = await Deno.readTextFile(new URL(path, root));
    const name = path.split("/", 1)[0]!;
    if (path.endsWith(".d.ts")) {
      const taken = declarations.get(name) ?? 0;
      if (taken === MAX_DECLARATIONS_EACH || text.length < MIN_DECLARATION_CHARS) continue;
      declarations.set(name, taken + 1);
    }
    for (let from = 0; from < Math.min(text.length, MAX_PAPER_CHARS); from += MAX_CHARS) {
      examples.push({
        id: `paper:${path}:${from}`,
        source: "package-papers",
        group: `paper:${name}`,
        text: text.slice(from, from + MAX_CHARS),
        label: false,
        spans: [],
        channel: "document",
      });
    }
  }
  return examples;
}

async function papersBelow(folder: URL, depth: number, prefix = ""): Promise<string[]> {
  const paths: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory && depth > 0) {
      paths.push(
        ...await papersBelow(new URL(`${encodeURIComponent(entry.name)}/`, folder), depth - 1, `${path}/`),
      );
    } else if (entry.isFile && /\.(?:md|d\.ts)$/i.test(entry.name)) paths.push(path);
  }
  return paths;
}
