/** Same call, same verdict on every door: proxy, `/v1/scan`, `interven scan`, MCP. */
import assert from "node:assert/strict";
import { CASES } from "./cases.ts";
import { apiDoor, type Door, mcpDoor, proxyDoor, scanDoor } from "./doors.ts";

Deno.test("Every case has a name of its own", () => {
  assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length);
});

for (const open of [proxyDoor, apiDoor, scanDoor, mcpDoor] as readonly (() => Promise<Door>)[]) {
  Deno.test(`${open.name.replace("Door", "")} gives each call the verdict that every door gives`, async (t) => {
    await using door = await open();
    for (const call of CASES) {
      await t.step(`${door.name}: ${call.name}`, async () => {
        assert.deepEqual(await door.ask(call), call.expect);
      });
    }
  });
}
