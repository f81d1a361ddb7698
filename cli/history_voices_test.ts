import assert from "node:assert/strict";
import { join } from "node:path";
import { fakeGithubToken } from "../tests/e2e/fake_secrets.ts";
import { seenCall } from "../tests/fixtures/judged_calls.ts";
import type { Signal, Verdict } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";
import { openEmbeddedEngine } from "./embedded_engine.ts";
import { threatIntelSources } from "./threat_intel_sources.ts";

/** Asks an engine in this process, with the built-in policy and one list of its own. */
async function withEngine(
  dataDir: string,
  test: (ask: (url: string, body?: unknown) => Promise<Verdict>, store: Store) => Promise<void>,
): Promise<void> {
  const sources = threatIntelSources(join(dataDir, "list.txt"));
  assert.ok("value" in sources);
  const parts = await openEmbeddedEngine({
    dataDir: join(dataDir, "data"),
    policy: undefined,
    workers: 1,
    threatIntel: sources.value,
  });
  try {
    await test(async (url, body) => {
      const { call } = seenCall({ url, method: body === undefined ? "GET" : "POST", body });
      const { verdict, recorded } = await parts.engine.evaluate(call);
      await recorded;
      return verdict;
    }, parts.store);
  } finally {
    await parts.close();
  }
}

function signal({ signals }: Verdict, engine: string): Signal | undefined {
  return signals.find((one) => one.engine === engine);
}

const ISSUES = "https://api.github.com/repos/octo/demo/issues";

Deno.test("What is known of an agent and of places counts in its verdicts, and does so after a restart", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "interven-history-" });
  try {
    await Deno.writeTextFile(join(dataDir, "list.txt"), "bad.example,c2\n");
    await withEngine(dataDir, async (ask, { agentStates }) => {
      for (let i = 0; i < 50; i++) assert.equal(signal(await ask(ISSUES), "baseline"), undefined);
      const listed = await ask("https://bad.example/");
      assert.equal(signal(listed, "threat_intel")?.details["kind"], "c2");
      assert.equal(listed.decision, "DENY");
      assert.equal(signal(listed, "baseline")?.details["new_destination"], 0.1);
      assert.equal(signal(listed, "trust"), undefined);
      const refused = await ask("https://slack.com/api/chat.postMessage", {
        channel: "C1",
        text: fakeGithubToken(),
      });
      assert.equal(refused.decision, "DENY");
      // Committed with the record: a process that is killed now has not forgotten it.
      assert.match(agentStates.load("trust", "agent") ?? "", /SECRET_EGRESS/);
    });
    await withEngine(dataDir, async (ask) => {
      const after = await ask("https://elsewhere.example/", { text: "hello" });
      // Two refusals that look like a leak or a take-over: the listed place, and the token.
      assert.equal(signal(after, "trust")?.details["trust"], 0.5);
      assert.equal(signal(after, "baseline")?.details["new_destination"], 0.1);
      const sum = after.signals.reduce((total, { score }) => total + Math.round(score * 100), 0);
      assert.equal(after.riskScore, Math.min(100, sum) / 100);
      assert.equal(signal(await ask(ISSUES), "baseline"), undefined);
    });
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});
