import { deepEqual, equal, match, ok } from "node:assert/strict";
import { outputFor, plan, TARGETS } from "./compile.ts";
import { elfImageSize } from "./denort.ts";

const refusal = (args: string[]): string => {
  const planned = plan(args);
  return "refused" in planned ? planned.refused : "";
};

Deno.test("compile makes this machine's executable in dist/ unless told otherwise", () => {
  const planned = plan([]);
  ok(!("refused" in planned));
  equal(planned.length, 1);
  equal(planned[0]?.target, undefined);
  match(planned[0]?.output ?? "", /\/dist\/interven(\.exe)?$/);
  deepEqual(plan(["--output", "/tmp/here"]), [{ output: "/tmp/here" }]);
});

Deno.test("compile --all makes every platform under a name of its own", () => {
  const planned = plan(["--all"]);
  ok(!("refused" in planned));
  deepEqual(planned.map(({ target }) => target), [...TARGETS]);
  equal(new Set(planned.map(({ output }) => output)).size, TARGETS.length);
  match(outputFor("x86_64-pc-windows-msvc"), /\/dist\/interven-x86_64-pc-windows-msvc\.exe$/);
});

Deno.test("compile refuses what cannot be meant, and says what could", () => {
  match(
    refusal(["--target", "sparc-sun-solaris"]),
    /^Unknown target "sparc-sun-solaris": want one of x86_64-/,
  );
  match(refusal(["--targets"]), /--targets/);
  match(refusal(["--all", "--output", "x"]), /^Cannot use --all together with/);
  match(refusal(["--all", "--target", TARGETS[0]]), /^Cannot use --all together with/);
});

Deno.test("the size of an ELF image is where its section header table ends", () => {
  const file = new Uint8Array(5000);
  const header = new DataView(file.buffer);
  header.setBigUint64(40, 4000n, true);
  header.setUint16(58, 64, true);
  header.setUint16(60, 3, true);
  equal(elfImageSize(file), 4192);
  equal(elfImageSize(file.subarray(0)), 4192);
});
