/** From what the policy says to what happens: what can be redacted, who was asked before, and who must be asked now. */
import { type ApprovalSettings, approvalState, MAX_PENDING_PER_AGENT } from "./approvals.ts";
import type { CallScan, Judgement } from "./judge.ts";
import * as messages from "./messages.ts";
import type { PolicyOutcome } from "./policy/decide.ts";
import type { ApprovalStore } from "./ports.ts";
import { callSignature } from "./signature.ts";
import type { Approval, Decision, Finding, Grounds, ToolCall } from "./types.ts";

export interface Settlement {
  readonly decision: Decision;
  readonly reasonCodes: readonly string[];
  readonly message: string;
  readonly sanitizedBody: Uint8Array | null;
  /** The question that is open; null when none is. */
  readonly approval: Approval | null;
  /** Whether that question was put just now. */
  readonly isNewApproval: boolean;
}

export interface SettleDeps {
  readonly approvals: ApprovalStore;
  readonly settings: ApprovalSettings;
  readonly now: number;
  readonly traceId: string;
  readonly newId: () => string;
  /** False when nobody will wait for an answer (monitor mode): then nobody is asked. */
  readonly ask: boolean;
}

/** @throws whatever the approval store throws; the caller turns it into "no verdict". */
export function settle(call: ToolCall, judgement: Judgement, deps: SettleDeps): Settlement {
  const { outcome, facts, scan } = judgement;
  const codes = reasonCodes(judgement);
  const done = (decision: Decision, more: Partial<Settlement> = {}): Settlement => ({
    decision,
    reasonCodes: codes,
    message: messages.forDecision(decision, judgement),
    sanitizedBody: null,
    approval: null,
    isNewApproval: false,
    ...more,
  });
  const plan = planFor(outcome, facts.findings, bodyStateOf(call, scan));
  const sanitizedBody = plan.redacts ? scan.redactedBody ?? call.body?.bytes ?? null : null;
  if (plan.decision !== "REQUIRE_APPROVAL") return done(plan.decision, { sanitizedBody });
  return askOrRecall(call, {
    judgement,
    redaction: { body: sanitizedBody, left: plan.left },
    codes,
    done,
    deps,
  });
}

interface Redaction {
  /** What would be sent; null when that is the original. */
  readonly body: Uint8Array | null;
  /** What a SANITIZE rule saw and no redaction of the body removes. */
  readonly left: readonly Finding[];
}

/** What follows from the word of the policy before anyone is asked. */
export interface Plan {
  readonly decision: Decision;
  /** Once allowed, the redacted body is sent. */
  readonly redacts: boolean;
  /** What a SANITIZE rule saw and no redaction of the body removes: it is asked about. */
  readonly left: readonly Finding[];
}

export function planFor(
  outcome: PolicyOutcome,
  findings: readonly Finding[],
  body: Grounds["body"],
): Plan {
  if (outcome.decision === "DENY") return { decision: "DENY", redacts: false, left: [] };
  const { redacts, left } = outcome.sanitize
    ? redactionFor(outcome, findings, body)
    : { redacts: false, left: [] };
  const asks = outcome.decision === "REQUIRE_APPROVAL" || left.length > 0;
  return { decision: asks ? "REQUIRE_APPROVAL" : redacts ? "SANITIZE" : "ALLOW", redacts, left };
}

function redactionFor(
  outcome: PolicyOutcome,
  findings: readonly Finding[],
  body: Grounds["body"],
): Pick<Plan, "redacts" | "left"> {
  const rules = outcome.rulings.filter(({ rule }) => rule.decision === "SANITIZE").map(({ rule }) => rule);
  const concerned = findings.filter((finding) => rules.some((rule) => rule.concerns(finding)));
  const redacts = body === "redacted" ||
    (body === "plain" && !concerned.some(({ part }) => part === "body"));
  return { redacts, left: concerned.filter(({ part }) => part !== "body" || !redacts) };
}

export function bodyStateOf(
  call: ToolCall,
  { redactedBody }: Pick<CallScan, "redactedBody">,
): Grounds["body"] {
  if (call.body === null) return "none";
  if (!call.body.inspectable) return "unreadable";
  return redactedBody === null ? "plain" : "redacted";
}

/** The look-up comes after the policy: a call that needs no approval pays nothing, and no grant outlives a later DENY. */
function askOrRecall(
  call: ToolCall,
  { judgement, redaction, codes, done, deps }: {
    judgement: Judgement;
    redaction: Redaction;
    codes: readonly string[];
    done: (decision: Decision, more?: Partial<Settlement>) => Settlement;
    deps: SettleDeps;
  },
): Settlement {
  const message = messages.forApproval(judgement, redaction.left);
  const sanitizedBody = redaction.body;
  if (!deps.ask) return done("REQUIRE_APPROVAL", { message, sanitizedBody });
  const signature = callSignature(call, judgement.policyVersion);
  const known = deps.approvals.latest(call.agentId, signature);
  switch (known === undefined ? "expired" : approvalState(known, deps.now)) {
    case "approved":
      return done(sanitizedBody === null ? "ALLOW" : "SANITIZE", {
        reasonCodes: ["RECENT_APPROVAL_GRANT", ...codes],
        message: messages.GRANTED,
        sanitizedBody,
      });
    case "denied":
      return done("DENY", {
        reasonCodes: ["APPROVAL_DENIED", ...codes],
        message: messages.forRefusal(known?.note ?? null),
      });
    case "pending":
      return done("REQUIRE_APPROVAL", { message, sanitizedBody, approval: known ?? null });
    case "expired": {
      if (deps.approvals.countPending(call.agentId, deps.now) >= MAX_PENDING_PER_AGENT) {
        return done("DENY", {
          reasonCodes: ["TOO_MANY_APPROVALS", ...codes],
          message: messages.TOO_MANY_APPROVALS,
        });
      }
      const approval = openApproval(call, signature, deps);
      deps.approvals.insert(approval);
      return done("REQUIRE_APPROVAL", { message, sanitizedBody, approval, isNewApproval: true });
    }
  }
}

function openApproval(call: ToolCall, signature: string, deps: SettleDeps): Approval {
  return {
    id: deps.newId(),
    traceId: deps.traceId,
    agentId: call.agentId,
    sessionId: call.sessionId,
    signature,
    status: "pending",
    createdAt: deps.now,
    expiresAt: deps.now + deps.settings.pendingTtlMs,
    decidedAt: null,
    decidedBy: null,
    note: null,
    grantWindowMs: deps.settings.grantWindowMs,
    denialWindowMs: deps.settings.denialWindowMs,
  };
}

/** Those of the rules that spoke, strictest first, then what looking alone told. */
function reasonCodes({ outcome, scan }: Judgement): readonly string[] {
  const codes = new Set<string>();
  for (const { rule } of outcome.rulings) {
    if (rule.reasonCode !== null) codes.add(rule.reasonCode);
  }
  for (const code of scan.reasonCodes) codes.add(code);
  return [...codes];
}
