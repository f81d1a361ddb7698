import assert from "node:assert/strict";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { traceOf } from "../../tests/fixtures/traces.ts";

Deno.test("the export as NDJSON holds every decision of the span once, over many pages", async () => {
  await using harness = apiHarness();
  await Promise.all(
    Array.from({ length: 450 }, (_, i) => harness.store.traces.append(traceOf(`t${i}`, { at: 1_000 + i }))),
  );
  const response = await harness.send("GET", "/v1/decisions/export?since=1010", { headers: BEARER });
  assert.equal(response.headers.get("content-type"), "application/x-ndjson");
  assert.match(response.headers.get("content-disposition") ?? "", /interven-decisions\.ndjson/);
  const lines = (await response.text()).trimEnd().split("\n").map((line) => JSON.parse(line).trace_id);
  assert.equal(lines.length, 440);
  assert.equal(new Set(lines).size, 440);
});

Deno.test("the export as CSV quotes what needs quotes and runs no formula in a spreadsheet", async () => {
  await using harness = apiHarness();
  await harness.store.traces.append(
    traceOf("t1", { agentId: '=HYPERLINK("x")', url: "https://e.example/a,b\n", riskScore: 0.5 }),
  );
  const response = await harness.send("GET", "/v1/decisions/export?format=csv", { headers: BEARER });
  const [head, ...rest] = (await response.text()).split("\r\n");
  assert.match(head ?? "", /^at,trace_id,decision,risk_score,/);
  const line = rest.join("\r\n");
  assert.ok(line.includes(`"'=HYPERLINK(""x"")"`), line);
  assert.ok(line.includes('"https://e.example/a,b\n"'), line);
  assert.ok(line.includes(",ALLOW,0.5,LOW,"), line);
});

Deno.test("the export stops reading when its reader goes away", async () => {
  await using harness = apiHarness();
  await Promise.all(
    Array.from({ length: 900 }, (_, i) => harness.store.traces.append(traceOf(`t${i}`, { at: i }))),
  );
  const response = await harness.send("GET", "/v1/decisions/export", { headers: BEARER });
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  assert.equal((await reader?.read())?.done, true);
});

Deno.test("a format that is not there is refused", async () => {
  await using harness = apiHarness();
  const response = await harness.send("GET", "/v1/decisions/export?format=xls", { headers: BEARER });
  assert.equal(response.status, 400);
  assert.equal((await response.json()).field, "format");
});
