/** The log of a running gateway: rotated, and read by nobody. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { startGateway } from "./gateway_process.ts";
import { commandOf, temporaryFolder } from "./interven_process.ts";

const scan = (origin: string, marker: string) =>
  fetch(`${origin}/v1/scan`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method: "GET", url: `https://api.example.com/${marker}` }),
  }).then((answer) => answer.text());

Deno.test({
  name: "--log-file takes every line, and SIGHUP goes on in a new file after a rotation",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "interven.log");
    await using gateway = await startGateway({ args: ["--log-file", path, "--log-format", "json"] });
    await scan(gateway.origin, "before");
    await untilHolds(path, "/before");
    await Deno.rename(path, `${path}.1`);
    gateway.signal("SIGHUP");
    // Calls until one is logged in the new file: the signal may take its time.
    for (let i = 0; !await holds(path, "/after"); i++) await scan(gateway.origin, `after-${i}`);
    gateway.signal("SIGTERM");
    assert.equal((await gateway.exited).code, 0);
    const lines = (await Deno.readTextFile(path)).trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.ok(lines.some(({ event, url }) => event === "decision" && url.includes("/after")));
    assert.match(lines.at(-1).message, /^Stopping/);
    assert.ok(!gateway.stdout.some((line) => line.includes('"decision"')));
    if (Deno.build.os !== "windows") assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
  },
});

Deno.test("a log file that cannot be written stops the start with one line", async () => {
  await using folder = await temporaryFolder();
  const args = ["--port", "0", "--data-dir", folder.path, "--log-file", join(folder.path, "no", "such.log")];
  const { code, stderr } = await commandOf(args, {}, "null").output();
  const text = new TextDecoder().decode(stderr);
  assert.equal(code, 1);
  assert.match(text, /^.*Cannot write the log ".*such\.log": .*\n$/);
});

Deno.test("a reader of stdout that stands still holds up no call and not the end", async () => {
  await using folder = await temporaryFolder();
  const args = ["--port", "0", "--data-dir", folder.path, "--log-format", "json"];
  const child = commandOf(args, { env: { INTERVEN_WORKERS: "1" } }, "null").spawn();
  try {
    const reader = child.stdout.getReader();
    let text = "";
    while (!text.includes("\n")) text += new TextDecoder().decode((await reader.read()).value);
    const origin = /(http:\/\/localhost:\d+)/.exec(text)?.[1] ?? assert.fail(text);
    // Several times what a pipe and the reader's own queue hold; from here on nobody reads.
    const long = "x".repeat(1_500);
    for (let sent = 0; sent < 300; sent += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, i) => scan(origin, `${sent + i}/${long}`)));
    }
    child.kill("SIGTERM");
    assert.equal((await child.status).code, 0);
  } finally {
    await child.stdout.cancel().catch(() => {});
    await child.stderr.cancel();
  }
});

async function holds(path: string, text: string): Promise<boolean> {
  return (await Deno.readTextFile(path).catch(() => "")).includes(text);
}

async function untilHolds(path: string, text: string): Promise<void> {
  while (!await holds(path, text)) await new Promise((resolve) => setTimeout(resolve, 5));
}
