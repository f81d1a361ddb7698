/** The official conformance suite says of a server, and of a client, the same behind the proxy as directly: that nothing fails. */
import assert from "node:assert/strict";
import { compareClients, compareServers } from "./comparison.ts";
import { REVISIONS } from "./suite.ts";

/** Fewer would mean that the suite's output was not understood. */
const SERVER_SCENARIOS = { "2025-11-25": 33, "2026-07-28": 40 } as const;

/** Some of those that wait no fixed times; `deno task conformance` runs all. */
const QUICK_CLIENT_SCENARIOS = {
  "2025-11-25": ["tools_call", "elicitation-sep1034-client-defaults"],
  "2026-07-28": [
    "tools_call",
    "sep-2322-client-request-state",
    "http-custom-headers",
    "http-invalid-tool-headers",
  ],
} as const;

for (const revision of REVISIONS) {
  Deno.test(`The suite finds nothing wrong with a server, directly and behind the proxy (${revision})`, async () => {
    const { rows, failures, differences } = await compareServers(revision);
    assert.deepEqual([...failures, ...differences], []);
    assert.equal(rows.length, SERVER_SCENARIOS[revision]);
  });

  Deno.test(`The suite finds nothing wrong with a client, directly and through the proxy (${revision})`, async () => {
    const scenarios = QUICK_CLIENT_SCENARIOS[revision];
    const { rows, failures, differences } = await compareClients(revision, { scenarios });
    assert.deepEqual([...failures, ...differences], []);
    assert.equal(rows.length, scenarios.length);
  });
}
