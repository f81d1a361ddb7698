import assert from "node:assert/strict";
import type { ToolPin } from "../engine/pins/tool_pin.ts";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { openStore } from "./open_store.ts";
import { REAL_CLOCK } from "../tests/fixtures/temporary_store.ts";

const pin = (tool: string, over: Partial<ToolPin> = {}): ToolPin => ({
  server: "s1",
  serverName: "files",
  tool,
  accepted: { digest: "d1", json: "{}" },
  held: null,
  rejectedDigest: null,
  seenAt: 1,
  changedAt: 2,
  ...over,
});

Deno.test("Pins are kept as they are, by server and tool, and seen by other processes", async () => {
  await using temporary = temporaryStore();
  const { toolPins } = temporary.store;
  const held = {
    digest: "d2",
    json: '{"a":1}',
    codes: ["MCP_TOOL_DRIFT"],
    reasons: ["r"],
    since: 5,
  } as const;
  const pins = [
    pin("a", { held }),
    pin("b", { accepted: null, rejectedDigest: "d3" }),
    pin("a", { server: "s2" }),
  ];
  toolPins.put(pins);
  assert.deepEqual(toolPins.list(), pins);
  assert.deepEqual(toolPins.list({ server: "s2" }), [pins[2]]);
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  other.toolPins.put([pin("a", { changedAt: 9 })]);
  assert.equal(toolPins.list({ server: "s1" })[0]?.changedAt, 9);
  assert.equal(toolPins.list({ server: "s1" })[0]?.held, null);
  await other.close();
});
