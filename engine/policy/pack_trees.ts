/**
 * The built-in packs as they look once their YAML was read, for the executable: reading YAML takes a third of its start. Here there are
 * none, so that an edited pack counts at once; `tools/bundle.ts` puts them in, made by the same reader.
 */
import type { Tree } from "./document.ts";

/** By the name of the pack's file, as JSON. What a tree cannot say as JSON (places inside texts) serves error messages alone. */
export const PACK_TREES: Readonly<Record<string, string>> = {};

/** Undefined when the pack has to be read. */
export function packTree(file: string): Tree | undefined {
  const text = PACK_TREES[file];
  return text === undefined ? undefined : JSON.parse(text) as Tree;
}
