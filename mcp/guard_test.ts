import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import { type Engine, EngineUnavailableError, StoreError } from "../engine/ports.ts";
import type { Decision, ToolCall, Verdict } from "../engine/types.ts";
import { createGuard } from "./guard.ts";
import type { GuardParts } from "./ports.ts";

const CALL = {
  tool_name: "slack.post_message",
  url: "https://slack.com/api/chat.postMessage",
  method: "POST",
  body: { text: "hello" },
};

function verdictOf(decision: Decision): Verdict {
  const held = decision === "REQUIRE_APPROVAL";
  return {
    traceId: "trace-1",
    decision,
    riskScore: 0.41,
    riskBand: "MEDIUM",
    reasonCodes: decision === "ALLOW" ? [] : ["PII_EGRESS"],
    message: "The message holds an e-mail address",
    action: {
      tool: "slack",
      operation: "post_message",
      verb: "WRITE",
      category: "message",
      host: "slack.com",
      facts: {},
    },
    classifications: decision === "ALLOW" ? [] : ["PII"],
    signals: [{ engine: "classifier", score: 0.41, details: {} }],
    findings: [],
    sanitizedBody: decision === "SANITIZE" ? new TextEncoder().encode('{"text":"[REDACTED]"}') : null,
    approvalId: held ? "ap-1" : null,
    approvalExpiresAt: held ? 1_800_000_000_000 : null,
    policyId: "default",
    policyName: "Default",
    ruleId: "pii-to-chat",
  };
}

/** Answers every call with one decision and keeps the calls it saw. */
function engineThat(decides: Decision | (() => Promise<never>), recorded = Promise.resolve()) {
  const calls: ToolCall[] = [];
  const engine: Engine = {
    evaluate(call) {
      calls.push(call);
      return typeof decides === "function"
        ? decides()
        : Promise.resolve({ verdict: verdictOf(decides), recorded });
    },
    observeResponse: (observation) =>
      Promise.resolve(
        observation.traceId !== "trace-1" ? undefined : {
          traceId: "trace-1",
          dataClasses: ["PII"],
          fieldsRedactedCount: 2,
          contentFingerprint: "sha256:" + "0".repeat(64),
          reasonCodes: [],
        },
      ),
    recordOutcome() {},
    recordRefusal: () => Promise.resolve({ traceId: "trace-1" }),
    approvalStatus: () => Promise.resolve(undefined),
    health: () => Promise.resolve({ ready: true }),
  };
  return { engine, calls };
}

async function withGuard(
  parts: Partial<GuardParts> & { engine: Promise<Engine> },
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const guard = createGuard({
    version: "0.0.1",
    consoleUrl: "http://localhost:4100",
    timeoutMs: 5000,
    maxBodyBytes: 1000,
    failOpen: false,
    ...parts,
  });
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test-client", version: "1" });
  await guard.connect(there);
  await client.connect(here);
  try {
    await use(client);
  } finally {
    await client.close();
    await guard.close();
  }
}

/** First text block of a result: the line for the model. */
function lineOf(result: { content?: unknown }): string {
  const [first] = result.content as { type: string; text: string }[];
  assert.equal(first?.type, "text");
  return first.text;
}

const scan = (client: Client, args: Record<string, unknown> = CALL) =>
  client.callTool({ name: "interven_scan", arguments: args });

Deno.test("The guard offers two tools with schemas for both ways, and one resource", async () => {
  await withGuard({ engine: Promise.resolve(engineThat("ALLOW").engine) }, async (client) => {
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((tool) => tool.name), ["interven_scan", "interven_scan_response"]);
    for (const tool of tools) {
      assert.equal(tool.inputSchema.type, "object");
      assert.equal(tool.outputSchema?.["type"], "object");
      assert.ok((tool.description ?? "").length > 40);
    }
    assert.deepEqual(tools[0]?.inputSchema.required, ["tool_name", "url", "method"]);
    assert.equal(client.getServerVersion()?.name, "interven");
    const { resources } = await client.listResources();
    assert.deepEqual(resources.map((resource) => resource.uri), ["interven://about"]);
    const about = await client.readResource({ uri: "interven://about" });
    const [content] = about.contents;
    assert.ok(content && "text" in content && content.text.includes("REQUIRE_APPROVAL"));
  });
});

for (
  const [decision, wanted] of [
    ["ALLOW", "Make the call as planned"],
    ["SANITIZE", "sanitized_body in place of your body"],
    ["REQUIRE_APPROVAL", "http://localhost:4100/approvals/ap-1"],
    ["DENY", "Do not make this call"],
  ] as const
) {
  Deno.test(`A ${decision} verdict comes as a line that says what to do and as the verdict itself`, async () => {
    const { engine, calls } = engineThat(decision);
    await withGuard({ engine: Promise.resolve(engine) }, async (client) => {
      const result = await scan(client);
      assert.notEqual(result.isError, true);
      assert.ok(lineOf(result).startsWith(`${decision}: `), lineOf(result));
      assert.ok(lineOf(result).includes(wanted), lineOf(result));
      assert.ok(!lineOf(result).includes("\n"));
      const verdict = result.structuredContent as Record<string, unknown>;
      assert.equal(verdict["decision"], decision);
      assert.equal(verdict["trace_id"], "trace-1");
      const second = (result.content as { text: string }[])[1];
      assert.deepEqual(JSON.parse(second?.text ?? ""), verdict);
      if (decision === "SANITIZE") assert.deepEqual(verdict["sanitized_body"], { text: "[REDACTED]" });
      assert.equal(calls[0]?.door, "mcp");
      assert.equal(calls[0]?.agentId, "test-client");
      assert.equal(new TextDecoder().decode(calls[0]?.body?.bytes), '{"text":"hello"}');
    });
  });
}

Deno.test("Without a verdict the guard tells the model not to make the call", async () => {
  const gone = () => Promise.reject(new EngineUnavailableError("ENGINE_UNAVAILABLE", "The engine is gone"));
  await withGuard({ engine: Promise.resolve(engineThat(gone).engine) }, async (client) => {
    const result = await scan(client);
    assert.equal(result.isError, true);
    assert.match(lineOf(result), /^ENGINE_UNAVAILABLE: .*The engine is gone.*Do not make the call/);
  });
});

Deno.test("Without a verdict the guard allows the call when told to fail open, and says that it was not scanned", async () => {
  const gone = () => Promise.reject(new EngineUnavailableError("ENGINE_UNAVAILABLE", "The engine is gone"));
  const engine = Promise.resolve(engineThat(gone).engine);
  await withGuard({ engine, failOpen: true }, async (client) => {
    const result = await scan(client);
    assert.notEqual(result.isError, true);
    assert.match(lineOf(result), /^ALLOW: .*not scanned/);
    const verdict = result.structuredContent as Record<string, unknown>;
    assert.equal(verdict["decision"], "ALLOW");
    assert.deepEqual(verdict["reason_codes"], ["ENGINE_UNAVAILABLE"]);
  });
});

Deno.test("A verdict that comes too late is no verdict", async () => {
  const engine = Promise.resolve(engineThat(() => new Promise<never>(() => {})).engine);
  await withGuard({ engine, timeoutMs: 20 }, async (client) => {
    const result = await scan(client);
    assert.equal(result.isError, true);
    assert.match(lineOf(result), /^SCAN_TIMEOUT: .*within 20 ms/);
  });
});

Deno.test("A verdict whose trace was not written is no verdict", async () => {
  const lost = Promise.reject(new StoreError("Cannot write the trace: disk full"));
  lost.catch(() => {});
  await withGuard({ engine: Promise.resolve(engineThat("ALLOW", lost).engine) }, async (client) => {
    const result = await scan(client);
    assert.equal(result.isError, true);
    assert.match(lineOf(result), /disk full/);
  });
});

Deno.test("An engine that cannot start makes every call answer why", async () => {
  const engine = Promise.reject(new Error("Cannot use the remote engine: INTERVEN_API_KEY is not set"));
  engine.catch(() => {});
  await withGuard({ engine }, async (client) => {
    for (let i = 0; i < 2; i++) {
      const result = await scan(client);
      assert.equal(result.isError, true);
      assert.match(lineOf(result), /INTERVEN_API_KEY is not set/);
    }
  });
});

Deno.test("Arguments that cannot be meant are refused by name, without asking the engine", async () => {
  const { engine, calls } = engineThat("ALLOW");
  await withGuard({ engine: Promise.resolve(engine) }, async (client) => {
    const relative = await scan(client, { ...CALL, url: "/api/chat" });
    assert.equal(relative.isError, true);
    assert.match(lineOf(relative), /BAD_REQUEST: .*"url"/);
    const missing = await scan(client, { tool_name: "x", url: "https://example.com" });
    assert.equal(missing.isError, true);
    assert.match(lineOf(missing), /method/);
    const long = await scan(client, { ...CALL, body: "x".repeat(1001) });
    assert.equal(long.isError, true);
    assert.match(lineOf(long), /PAYLOAD_TOO_LARGE: .*1001 bytes/);
    assert.equal(calls.length, 0);
  });
});

Deno.test("What was read is reported under its trace; an unknown trace is refused", async () => {
  await withGuard({ engine: Promise.resolve(engineThat("ALLOW").engine) }, async (client) => {
    const args = { trace_id: "trace-1", response_body: { mail: "someone" } };
    const known = await client.callTool({ name: "interven_scan_response", arguments: args });
    assert.match(lineOf(known), /PII/);
    assert.deepEqual(known.structuredContent, {
      trace_id: "trace-1",
      data_classes: ["PII"],
      fields_redacted_count: 2,
      content_fingerprint: "sha256:" + "0".repeat(64),
      reason_codes: [],
    });
    const other = await client.callTool({
      name: "interven_scan_response",
      arguments: { ...args, trace_id: "nothing" },
    });
    assert.equal(other.isError, true);
    assert.match(lineOf(other), /UNKNOWN_TRACE/);
  });
});

Deno.test("A tool that the guard does not have is refused", async () => {
  await withGuard({ engine: Promise.resolve(engineThat("ALLOW").engine) }, async (client) => {
    await assert.rejects(
      client.callTool({ name: "interven_allow_all", arguments: {} }),
      /interven_allow_all/,
    );
  });
});

Deno.test("The key names the agent where there is one", async () => {
  const { engine, calls } = engineThat("ALLOW");
  await withGuard({ engine: Promise.resolve(engine), agentId: "iv_live_1234" }, async (client) => {
    await scan(client, { ...CALL, session_id: "run-7" });
    assert.equal(calls[0]?.agentId, "iv_live_1234");
    assert.equal(calls[0]?.sessionId, "run-7");
  });
});
