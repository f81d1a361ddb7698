/** Same call, same verdict on every door: proxy, `/v1/scan`, `interven scan`, MCP. */
import assert from "node:assert/strict";
import { CASES as CONTENT_CASES } from "./cases.ts";
import { SERVICE_CASES } from "./service_cases.ts";
import { apiDoor, type Door, hookDoor, mcpDoor, mcpProxyDoor, proxyDoor, scanDoor } from "./doors.ts";

const CASES = [...CONTENT_CASES, ...SERVICE_CASES];

Deno.test("Every case has a name of its own", () => {
  assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length);
});

for (
  const open of [
    proxyDoor,
    apiDoor,
    scanDoor,
    mcpDoor,
    mcpProxyDoor,
    hookDoor,
  ] as readonly (() => Promise<Door>)[]
) {
  Deno.test(`${open.name.replace("Door", "")} gives each call the verdict that every door gives`, async (t) => {
    await using door = await open();
    const calls = CASES.filter((call) => door.takes?.(call) ?? true);
    assert.ok(calls.length >= 15);
    for (const call of calls) {
      await t.step(`${door.name}: ${call.name}`, async () => {
        assert.deepEqual(await door.ask(call), call.expect);
      });
    }
  });
}
