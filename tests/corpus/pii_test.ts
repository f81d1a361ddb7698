import assert from "node:assert/strict";
import { measure } from "./pii.ts";

Deno.test("the scoring of personal data reads spans in code points", async () => {
  const mail = "ann.lee@corp" + ".net";
  const spans = [{ start: 3, end: 3 + mail.length, type: "EMAIL_ADDRESS" }];
  const text = `😀😀 ${mail}`;
  const rows = [{ id: "1", source: "own", label: true, text, types: ["EMAIL_ADDRESS"], spans }];
  const score = (await measure(rows)).find((line) =>
    line.measure === "recall EMAIL_ADDRESS" && line.source === "all"
  );
  assert.deepEqual([score?.hits, score?.rows], [1, 1]);
});
