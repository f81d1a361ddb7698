/** Read-mes, histories and declarations of the packages that are installed here: ordinary documents full of instructions to people. Pinned by the lock file. */
import type { Example } from "./examples.ts";
import { PACKAGES } from "./package_list.ts";

/** Declarations hold comments that tell people how to call things; a few of each package are enough. */
const MAX_DECLARATIONS_EACH = 5;
const MIN_DECLARATION_CHARS = 1500;

/** Longer papers are cut, since the detector sees answers of about this size. */
const MAX_CHARS = 7000;
const MAX_PAPER_CHARS = 60_000;

/**
 * The papers of every listed package, in pieces. Packages whose repositories are a source of the corpora too are not in the list: to
 * learn from them would spoil the figure for that source.
 *
 * @throws {Deno.errors.NotFound} when one is not installed in the version that is listed: run `deno install`, or mend the list.
 */
export async function packagePapers(): Promise<Example[]> {
  const examples: Example[] = [];
  for (const name of PACKAGES) {
    const folder = new URL(`../node_modules/.deno/${encodeURIComponent(name)}/`, import.meta.url);
    let declarations = 0;
    for (const path of (await papersBelow(folder, 4)).sort()) {
      const text = await Deno.readTextFile(new URL(path, folder));
      if (path.endsWith(".d.ts")) {
        if (declarations === MAX_DECLARATIONS_EACH || text.length < MIN_DECLARATION_CHARS) continue;
        declarations++;
      }
      examples.push(...piecesOf(name, path, text));
    }
  }
  return examples;
}

function piecesOf(name: string, path: string, text: string): Example[] {
  const examples: Example[] = [];
  for (let from = 0; from < Math.min(text.length, MAX_PAPER_CHARS); from += MAX_CHARS) {
    examples.push({
      id: `paper:${name}:${path}:${from}`,
      source: "package-papers",
      group: `paper:${name}`,
      text: text.slice(from, from + MAX_CHARS),
      label: false,
      spans: [],
      channel: "document",
    });
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
