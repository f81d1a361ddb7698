import { equal, match } from "node:assert/strict";

const root = new URL("../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));

Deno.test("the papers name the Deno version that the gate runs on", async () => {
  const pinned = (await read(".deno-version")).trim();
  match(pinned, /^\d+\.\d+\.\d+$/);
  for (const paper of ["README.md", "CONTRIBUTING.md"]) {
    const named = [...(await read(paper)).matchAll(/\bdeno@(\d[\w.]*)/g)].map(([, version]) => version);
    equal(named.length > 0, true, `${paper} names no version`);
    for (const version of named) equal(version, pinned, paper);
  }
});

Deno.test("the gate runs the command that the README gives for all tests", async () => {
  const pinned = (await read(".deno-version")).trim();
  match(await read(".ci/run"), /^exec npx -y "deno@\$\(<\.deno-version\)" task ok$/m);
  match(await read("README.md"), new RegExp(`^npx -y deno@${pinned.replaceAll(".", "\\.")} task ok$`, "m"));
});
