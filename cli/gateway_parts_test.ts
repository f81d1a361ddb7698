import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { GATEWAY_SETTINGS } from "./gateway.ts";
import { type GatewayParts, openGatewayParts } from "./gateway_parts.ts";
import { resolveSettings } from "./resolve_settings.ts";

const ORIGIN = "http://localhost:4100";

/** Runs a test with a gateway's parts over a fresh data folder, without a socket. */
async function withParts(
  flags: Readonly<Record<string, unknown>>,
  test: (parts: GatewayParts, dataDir: string) => Promise<void>,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  const settings = resolveSettings(GATEWAY_SETTINGS, {
    flags: { dataDir, workers: "1", ...flags },
    env: () => undefined,
  });
  const quiet = { decision() {}, outcome() {}, approval() {}, notice() {}, flush() {} };
  const parts = await openGatewayParts(settings, { origin: ORIGIN, port: 4100, log: quiet });
  try {
    await test(parts, dataDir);
  } finally {
    parts.endStreams();
    await parts.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function readiness(parts: GatewayParts): Promise<{ status: number; reasons: readonly string[] }> {
  const response = await parts.api(new Request(`${ORIGIN}/ready`));
  return { status: response.status, reasons: (await response.json()).reasons };
}

async function untilReady(parts: GatewayParts): Promise<void> {
  while ((await readiness(parts)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
}

Deno.test("/ready tells of a store that fails until it works again, and of a scanner that has stopped", async () => {
  await withParts({}, async (parts, dataDir) => {
    await untilReady(parts);
    using other = new DatabaseSync(join(dataDir, "interven.db"));
    other.exec("BEGIN IMMEDIATE");
    const body = JSON.stringify({ method: "GET", url: "https://api.github.com/user" });
    const scan = () => parts.api(new Request(`${ORIGIN}/v1/scan`, { method: "POST", body }));
    assert.equal((await scan()).status, 503);
    const { status, reasons } = await readiness(parts);
    assert.equal(status, 503);
    assert.equal(reasons.length, 1);
    assert.match(reasons[0] ?? "", /^store: Cannot write to the store: .*locked/);
    other.exec("ROLLBACK");
    await untilReady(parts);

    await parts.engine.close();
    assert.deepEqual(await readiness(parts), {
      status: 503,
      reasons: ["engine: The scanner is closed", "store: The store is closed"],
    });
  });
});

Deno.test("--allow-host names what the gateway answers for besides its own names", async () => {
  const statusFor = async (parts: GatewayParts, host: string) =>
    (await parts.api(new Request(`${ORIGIN}/health`, { headers: { host } }))).status;
  await withParts({}, async (parts) => {
    assert.equal(await statusFor(parts, "interven.example.com"), 421);
  });
  await withParts({ allowHost: ["interven.example.com", "b.example.com"] }, async (parts) => {
    assert.equal(await statusFor(parts, "interven.example.com:4100"), 200);
    assert.equal(await statusFor(parts, "b.example.com"), 200);
    assert.equal(await statusFor(parts, "evil.example"), 421);
    assert.equal(parts.hostGuard(new Request("http://b.example.com/proxy/https://h.example/")), undefined);
    const itself = new Request(`${ORIGIN}/proxy/http://b.example.com:4100/v1/traces`);
    assert.equal((await parts.proxy.handle(itself)).headers.get("x-interven-error"), "BLOCKED_ADDRESS");
  });
});
