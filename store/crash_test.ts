import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openStore } from "./open_store.ts";
import { REAL_CLOCK } from "../tests/fixtures/temporary_store.ts";

Deno.test("a killed process loses no trace that it acknowledged", async () => {
  const dataDir = Deno.makeTempDirSync();
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        fileURLToPath(new URL("../tests/fixtures/appending_child.ts", import.meta.url)),
        dataDir,
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    let printed = "";
    let killed = false;
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      printed += chunk;
      if (killed || printed.length < 2_000) continue;
      killed = true;
      child.kill("SIGKILL");
    }
    await child.status;
    // The last line may have been cut by the kill.
    const acknowledged = printed.split("\n").slice(0, -1);
    assert.ok(acknowledged.length > 100);
    const store = openStore({ dataDir, clock: REAL_CLOCK });
    const lost = acknowledged.filter((id) => !store.traces.has(id));
    await store.close();
    assert.deepEqual(lost, []);
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
});
