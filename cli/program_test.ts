import assert from "node:assert/strict";
import { runProgram } from "./program.ts";
import type { Shell } from "./shell.ts";

function fakeShell(
  env: Readonly<Record<string, string>> = {},
): Shell & { stdout: string[]; stderr: string[] } {
  const stdout: string[] = [];
  const stderr: string[] = [];
  return {
    stdout,
    stderr,
    env: (name) => env[name],
    out: (line) => stdout.push(line),
    err: (line) => stderr.push(line),
    colour: false,
    stdinIsTerminal: true,
    readStdin: () => Promise.reject(new Error("nothing should be read")),
    exitCode: 0,
  };
}

Deno.test("A scan without a call asks for one instead of waiting for a person to type JSON", async () => {
  const shell = fakeShell();
  assert.equal(await runProgram(["scan"], shell), 2);
  assert.deepEqual(shell.stdout, []);
  assert.match(
    shell.stderr.join("\n"),
    /^interven: Nothing to scan: want --url, or a scan request on stdin$/,
  );
});

Deno.test("What nobody expected is told in one line with what to do; the stack comes on demand", async () => {
  const broken = (env: Record<string, string>) => ({
    ...fakeShell(env),
    stdinIsTerminal: false,
    readStdin: () => Promise.reject(new Error("pipe burst\nbadly")),
  });
  const shell = broken({});
  assert.equal(await runProgram(["scan"], shell), 1);
  assert.equal(shell.stderr[0], "interven: Unexpected failure: pipe burst badly");
  assert.match(shell.stderr[1] ?? "", /INTERVEN_DEBUG=1/);
  assert.doesNotMatch(shell.stderr.join("\n"), /\bat .*\.ts:\d+/);
  const debugging = broken({ INTERVEN_DEBUG: "1" });
  await runProgram(["scan"], debugging);
  assert.match(debugging.stderr.join("\n"), /\bat .*\.ts:\d+/);
});

Deno.test("help, with and without a topic, exits with 0", async () => {
  for (
    const args of [["help"], ["--help"], ["-h"], ["help", "scan"], ["scan", "-h"], ["approvals", "--help"]]
  ) {
    const shell = fakeShell();
    assert.equal(await runProgram(args, shell), 0, args.join(" "));
    assert.match(shell.stdout.join("\n"), /Usage: interven/);
    assert.deepEqual(shell.stderr, []);
  }
});
