import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { openDataFolder } from "../data_folder.ts";
import { dataFolder } from "./data_folder.ts";
import { type Check, type DoctorSettings, examine } from "./check.ts";
import { checksFor } from "./list.ts";
import { port } from "./port.ts";
import { record } from "./record.ts";

const SETTINGS: DoctorSettings = {
  policy: undefined,
  threatIntel: [],
  internalDomain: [],
  dataDir: undefined,
  workers: 1,
  gatewayUrl: undefined,
  apiKey: undefined,
  scanTimeoutMs: 30_000,
  host: "127.0.0.1",
  port: 0,
  maxStoreSize: 1_000_000_000,
};

async function inFolder(use: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  try {
    await use(dataDir);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

const only = async (check: Check, settings: Partial<DoctorSettings>) =>
  (await examine([check], { ...SETTINGS, ...settings }))[0];

Deno.test("a check that fails is told with what to do, and ends none of the others", async () => {
  const failing: Check = {
    name: "wheels",
    run: () => {
      throw new Error("One is missing");
    },
    mend: "Mount it",
  };
  const fine: Check = { name: "bell", run: () => "rings" };
  assert.deepEqual(await examine([failing, fine], SETTINGS), [
    { name: "wheels", state: "failed", text: "One is missing", mend: "Mount it" },
    { name: "bell", state: "ok", text: "rings" },
  ]);
});

Deno.test("an engine elsewhere is asked in place of looking at what is here", () => {
  const names = (url?: URL) => checksFor({ gatewayUrl: url }).map(({ name }) => name);
  assert.ok(names().includes("policy") && !names().includes("engine"));
  const remote = names(new URL("http://engine.example/"));
  assert.ok(remote.includes("engine") && !remote.includes("policy"));
});

Deno.test("a record that was edited is told", () =>
  inFolder(async (dataDir) => {
    const { store } = openDataFolder(dataDir);
    store.audit.note({ mode: "enforce" }, { kind: "process_started", subject: "p1" });
    await store.audit.checkpoint();
    await store.close();
    assert.equal((await only(record, { dataDir }))?.state, "ok");

    const db = new DatabaseSync(join(dataDir, "interven.db"));
    db.exec("UPDATE audit_entries SET digest = zeroblob(32)");
    db.close();
    const found = await only(record, { dataDir });
    assert.equal(found?.state, "failed");
    assert.match(found?.mend ?? "", /audit verify/);
  }));

Deno.test("an empty data folder is no problem", () =>
  inFolder(async (dataDir) => {
    assert.equal((await only(record, { dataDir }))?.state, "ok");
    assert.equal((await only(dataFolder, { dataDir }))?.state, "ok");
  }));

Deno.test("a port that another program holds is a warning that says what to do", async () => {
  const stranger = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => new Response("{}"));
  try {
    const found = await only(port, { port: stranger.addr.port });
    assert.equal(found?.state, "warn");
    assert.match(found?.text ?? "", /taken by another program/);
    assert.match(found?.mend ?? "", /--port/);
  } finally {
    await stranger.shutdown();
  }
});

Deno.test("a gateway that listens is recognised, ready or not", async () => {
  let reasons: string[] = [];
  const gateway = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () =>
      Response.json({ reasons }, {
        status: reasons.length === 0 ? 200 : 503,
        headers: { "x-interven-engine": "9.9.9" },
      }),
  );
  try {
    const ready = await only(port, { port: gateway.addr.port });
    assert.deepEqual([ready?.state, ready?.text.includes("9.9.9")], ["ok", true]);
    reasons = ["store: the disk is full"];
    const broken = await only(port, { port: gateway.addr.port });
    assert.equal(broken?.state, "warn");
    assert.match(broken?.text ?? "", /the disk is full/);
  } finally {
    await gateway.shutdown();
  }
});
