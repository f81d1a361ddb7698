import assert from "node:assert/strict";
import { idMaker } from "./new_id.ts";

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

Deno.test("Ids are UUIDs of version 7, unique and in order, also within one millisecond and when the clock steps back", () => {
  let now = 1_700_000_000_000;
  const newId = idMaker(() => now);
  const ids = Array.from({ length: 20_000 }, (_, i) => {
    if (i === 15_000) now -= 60_000;
    return newId();
  });
  for (const id of ids) assert.match(id, UUID_V7);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual([...ids].sort(), ids);
});

Deno.test("The first 48 bits of an id are its time", () => {
  const id = idMaker(() => 1_700_000_000_123)();
  assert.equal(parseInt(id.slice(0, 13).replace("-", ""), 16), 1_700_000_000_123);
});
