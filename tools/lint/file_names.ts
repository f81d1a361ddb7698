import { pathInHouse } from "./house.ts";

const SNAKE_CASE_FILE = /^[a-z0-9]+(_[a-z0-9]+)*(\.d)?\.(ts|tsx|js|mjs)$/;
const SNAKE_CASE_FOLDER = /^\.?[a-z0-9]+(_[a-z0-9]+)*$/;

/** Words that say nothing about what a file holds. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(["util", "utils", "helper", "helpers", "common"]);

/** Reports paths that are not snake_case, and names that do not say what is inside. */
export const fileNames: Deno.lint.Rule = {
  create(context) {
    const path = pathInHouse(context.filename);
    const message = path === undefined ? undefined : objectionToPath(path);
    if (message === undefined) return {};
    return {
      Program(node) {
        context.report({ range: [node.range[0], node.range[0]], message });
      },
    };
  },
};

function objectionToPath(path: string): string | undefined {
  const segments = path.split("/");
  const file = segments.at(-1) ?? "";
  if (!SNAKE_CASE_FILE.test(file)) return `Bad file name "${file}": expected snake_case`;
  const badFolder = segments.slice(0, -1).find((folder) => !SNAKE_CASE_FOLDER.test(folder));
  if (badFolder !== undefined) return `Bad folder name "${badFolder}": expected snake_case`;
  if (/^index\./.test(file)) {
    return `Bad file name "${file}": name what it holds, or mod.ts for a public face`;
  }
  const emptyWord = segments.flatMap((segment) => segment.split(/[_.]/)).find((word) =>
    EMPTY_WORDS.has(word)
  );
  return emptyWord === undefined
    ? undefined
    : `Bad name "${path}": "${emptyWord}" says nothing, name what it holds`;
}
