import assert from "node:assert/strict";
import { definitionOf, type ToolPin } from "../../engine/pins/tool_pin.ts";
import type { PinListWire } from "../../engine/wire/tool_pin.ts";
import { type ApiHarness, apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";

const MASKED = "[masked]";

/** A harness whose notes can be read, and whose mask writes over the word `s3cret`. */
function pinHarness(): ApiHarness & { readonly notes: unknown[] } {
  const notes: unknown[] = [];
  const harness: ApiHarness = apiHarness({
    pins: {
      pins: {
        list: (filter) => harness.store.toolPins.list(filter),
        put: (pins) => harness.store.toolPins.put(pins),
      },
      note: (record, { subject }) => void notes.push([subject, Object.keys(record as object)]),
      mask: (texts) => Promise.resolve(texts.map((text) => text.replaceAll("s3cret", MASKED))),
    },
  });
  return Object.assign(harness, { notes });
}

function pinOf(tool: string, { held }: { held?: string } = {}): ToolPin {
  const definition = (description: string) => {
    const made = definitionOf({ name: tool, description });
    if (made === undefined) throw new Error("The test's own definition has no canonical form");
    return made;
  };
  return {
    server: "id-of-files",
    serverName: "files",
    tool,
    accepted: definition("Reads with s3cret"),
    held: held === undefined
      ? null
      : { ...definition(held), codes: ["MCP_TOOL_DRIFT"], reasons: ["It changed"], since: 5 },
    rejectedDigest: null,
    seenAt: 1,
    changedAt: 2,
  };
}

async function listOf(harness: ApiHarness): Promise<PinListWire> {
  return await (await harness.send("GET", "/v1/pins", { headers: BEARER })).json() as PinListWire;
}

Deno.test("GET /v1/pins shows each server with its tools, and of what waits why and what would change", async () => {
  await using harness = pinHarness();
  harness.store.toolPins.put([pinOf("read"), pinOf("write", { held: "Writes, and sends a s3cret copy" })]);
  const { servers: [server, ...others] } = await listOf(harness);
  assert.deepEqual(others, []);
  assert.equal(server?.server, "files");
  const [read, write] = server?.tools ?? [];
  assert.deepEqual([read?.state, read?.held, read?.description], ["accepted", null, `Reads with ${MASKED}`]);
  assert.equal(write?.state, "waits");
  assert.deepEqual(write?.held?.reason_codes, ["MCP_TOOL_DRIFT"]);
  assert.deepEqual(write?.held?.diff, [
    `- description: Reads with ${MASKED}`,
    `+ description: Writes, and sends a ${MASKED} copy`,
  ]);
});

Deno.test("GET /v1/pins/definition gives the whole definitions, looked through like everything else", async () => {
  await using harness = pinHarness();
  harness.store.toolPins.put([pinOf("write", { held: "New s3cret" })]);
  const path = "/v1/pins/definition?server_id=id-of-files&tool=write";
  const definition = await (await harness.send("GET", path, { headers: BEARER })).json();
  assert.match(definition.held, new RegExp(`"description": "New \\${MASKED}"`));
  assert.equal((await harness.send("GET", `${path}r`, { headers: BEARER })).status, 404);
});

Deno.test("A definition is accepted or rejected as it was shown, and the record says by whom", async () => {
  await using harness = pinHarness();
  harness.store.toolPins.put([pinOf("read", { held: "a" }), pinOf("write", { held: "b" })]);
  const { servers: [server] } = await listOf(harness);
  const choice = (tool: string) => ({
    tool,
    digest: server?.tools.find((each) => each.tool === tool)?.held?.digest ?? "",
  });
  const decide = (act: string, tools: unknown) =>
    harness.send("POST", `/v1/pins/${act}`, {
      headers: BEARER,
      body: { server_id: "id-of-files", tools },
    });
  assert.equal((await decide("accept", [choice("read")])).status, 200);
  assert.equal((await decide("reject", [choice("write")])).status, 200);
  const states = (await listOf(harness)).servers[0]?.tools.map(({ state }) => state);
  assert.deepEqual(states, ["accepted", "change rejected"]);
  assert.deepEqual(harness.notes, [["files/read", ["accept", "by"]], ["files/write", ["reject", "by"]]]);
  assert.equal((await decide("accept", [choice("read")])).status, 409, "it does not wait any more");
});

Deno.test("What has changed since it was shown is not accepted, nor anything that was asked for with it", async () => {
  await using harness = pinHarness();
  harness.store.toolPins.put([pinOf("read", { held: "a" }), pinOf("write", { held: "b" })]);
  const { servers: [server] } = await listOf(harness);
  const tools = server?.tools.map(({ tool, held }) => ({ tool, digest: held?.digest }));
  harness.store.toolPins.put([pinOf("write", { held: "b, and a surprise" })]);
  const response = await harness.send("POST", "/v1/pins/accept", {
    headers: BEARER,
    body: { server_id: "id-of-files", tools },
  });
  assert.equal(response.status, 409);
  assert.match((await response.json()).detail, /has changed since it was shown/);
  assert.deepEqual((await listOf(harness)).servers[0]?.tools.map(({ state }) => state), ["waits", "waits"]);
});

Deno.test("Requests that say nothing usable are refused with the field that is wrong", async () => {
  await using harness = pinHarness();
  for (
    const [body, field] of [
      [{}, "server_id"],
      [[], "server_id"],
      [{ server_id: "x" }, "tools"],
      [{ server_id: "x", tools: [] }, "tools"],
      [{ server_id: "x", tools: ["read"] }, "tools[0]"],
      [{ server_id: "x", tools: [{ tool: "read" }] }, "tools[0]"],
    ] as const
  ) {
    const response = await harness.send("POST", "/v1/pins/accept", { headers: BEARER, body });
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.equal((await response.json()).field, field);
  }
});
