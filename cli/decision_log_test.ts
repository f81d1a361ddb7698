import assert from "node:assert/strict";
import type { Approval } from "../engine/types.ts";
import { gatewayLog } from "./decision_log.ts";

const APPROVAL: Approval = {
  id: "ap-1",
  traceId: "trace-1",
  agentId: "agent",
  sessionId: "agent",
  signature: "s",
  status: "pending",
  createdAt: 1,
  expiresAt: 2,
  decidedAt: null,
  decidedBy: null,
  note: null,
};

function recorder() {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out,
    err,
    shell: {
      colour: false,
      lines: { line: (line: string) => void out.push(line) },
      err: (line: string) => void err.push(line),
    },
  };
}

Deno.test("Lines wait for company and are written in order, before any notice", () => {
  const { out, err, shell } = recorder();
  const log = gatewayLog(shell, {
    format: "text",
    quiet: false,
    consoleUrl: "http://localhost:1",
    lingerMs: 60_000,
  });
  log.approval(APPROVAL);
  log.approval({ ...APPROVAL, status: "approved", decidedAt: 3 });
  assert.deepEqual(out, []);
  log.notice("info", "Policy reloaded");
  assert.equal(out.length, 2);
  assert.match(
    out[0] ?? "",
    /approval wanted: http:\/\/localhost:1\/approvals\/ap-1\n.*approval ap-1 approved$/,
  );
  assert.match(out[1] ?? "", /Policy reloaded$/);
  log.notice("warn", "Policy not reloaded");
  assert.match(err[0] ?? "", /warn: Policy not reloaded$/);
  log.flush();
  assert.equal(out.length, 2);
});

Deno.test("A quiet log tells notices alone", () => {
  const { out, shell } = recorder();
  const log = gatewayLog(shell, { format: "text", quiet: true, consoleUrl: "", lingerMs: 60_000 });
  log.approval(APPROVAL);
  log.flush();
  assert.deepEqual(out, []);
  log.notice("info", "Stopping");
  assert.equal(out.length, 1);
});
