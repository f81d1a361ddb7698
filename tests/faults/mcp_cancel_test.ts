/** Calls that wait for a person, and are given up, decided elsewhere, or left behind. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { interven, temporaryFolder } from "../e2e/interven_process.ts";
import { connectRaw, type Message, wordsOf } from "./mcp_raw_client.ts";

const ASK = `
policies:
  - name: tests
    rules:
      - rule_id: ask-first
        match: { mcp_servers: [fault], operations: [echo] }
        action: REQUIRE_APPROVAL
        reason_code: ASKED_FIRST
`;

async function connectAsking(capabilities: Message = {}) {
  const folder = await temporaryFolder();
  const policy = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(policy, ASK);
  const args = ["--policy", policy, "--approval-wait", "600"];
  const client = await connectRaw({ args, capabilities });
  return {
    client,
    approve: async (id: string) => {
      const { code, stderr } = await interven(["approvals", "approve", id, "--data-dir", client.dataDir]);
      assert.equal(code, 0, stderr);
    },
    /** The open question's id, as soon as there is one. */
    async question(): Promise<string> {
      for (;;) {
        const { stdout } = await interven(["approvals", "list", "--json", "--data-dir", client.dataDir]);
        if (stdout.startsWith("{")) return JSON.parse(stdout)["approval_id"];
      }
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const cancelled = (requestId: unknown) => ({
  method: "notifications/cancelled",
  params: { requestId, reason: "gone" },
});

Deno.test("A call that waits for a person and is cancelled is not answered, and never made, although it is approved afterwards", async () => {
  await using asking = await connectAsking();
  const { client } = asking;
  const answered: Message[] = [];
  void client.call("echo", "held", "held").then((answer) => answered.push(answer));
  const id = await asking.question();
  await client.send(cancelled("held"));
  await asking.approve(id);
  assert.equal(wordsOf(await client.call("calls")), "1", "the held call is not among those that were made");
  await client.close();
  await client.ended;
  assert.deepEqual([answered, client.heard], [[], []]);
});

Deno.test("A question in the client is taken back when the console decides first, and its late answer goes nowhere", async () => {
  await using asking = await connectAsking({ elicitation: {} });
  const { client } = asking;
  const question = client.hear(({ method }) => method === "elicitation/create");
  const held = client.call("echo", "decided elsewhere", "held");
  const { id } = await question;
  const withdrawn = client.hear(({ method }) => method === "notifications/cancelled");
  await asking.approve(await asking.question());
  assert.equal(((await withdrawn)["params"] as Message)["requestId"], id);
  assert.equal(wordsOf(await held), "decided elsewhere");
  await client.send({ id, result: { action: "decline" } });
  assert.equal(wordsOf(await client.call("calls")), "2");
});

Deno.test("A question in the client is taken back when the call is cancelled, and saying yes to it then changes nothing", async () => {
  await using asking = await connectAsking({ elicitation: {} });
  const { client } = asking;
  const question = client.hear(({ method }) => method === "elicitation/create");
  void client.call("echo", "given up", "held");
  const { id } = await question;
  const withdrawn = client.hear(({ method }) => method === "notifications/cancelled");
  await client.send(cancelled("held"));
  assert.equal(((await withdrawn)["params"] as Message)["requestId"], id);
  await client.send({ id, result: { action: "accept", content: { decision: "approve" } } });
  assert.equal(wordsOf(await client.call("calls")), "1");
});

Deno.test("A client that closes while a call waits is told where to decide, and the proxy ends", async () => {
  await using asking = await connectAsking();
  const { client } = asking;
  const held = client.call("echo", "held");
  await asking.question();
  await client.close();
  assert.match(wordsOf(await held), /Tell the user to decide at http/);
  assert.equal((await client.status).code, 0);
});
