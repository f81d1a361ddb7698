/** Asking a person about one call: through the client where it can show a question, else in the console. */
import { setTimeout } from "node:timers/promises";
import { awaitDecision } from "../../engine/await_decision.ts";
import type { Engine } from "../../engine/ports.ts";
import type { ApprovalState, Verdict } from "../../engine/types.ts";
import { isObject, type JsonObject } from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import type { Relay } from "./relay.ts";

/** A call that waits says so this often: clients end requests that are silent for long. */
const PROGRESS_EVERY_MS = 5_000;

export interface WaitOptions {
  readonly parts: ProxyParts;
  readonly engine: Engine;
  readonly relay: Pick<Relay, "notify" | "ask">;
  /** Whether the client can put a question to a person. */
  readonly canElicit: boolean;
  /** Of the request, when its client wants to hear how it goes on. */
  readonly progressToken: unknown;
  /** The client gave the call up. */
  readonly signal: AbortSignal;
}

/** A question that stands in the client can be answered for as long as the approval is open. */
const ELICITED_WAIT_MS = 10 * 60_000;

/**
 * Asks wherever a person can be reached, and resolves with the first answer. `pending`: nobody has answered in time, or nobody
 * could be asked.
 */
export async function askPerson(verdict: Verdict, options: WaitOptions): Promise<ApprovalState> {
  const { parts, canElicit, signal } = options;
  if (!canElicit || parts.decide === undefined) {
    return await waitForConsole(verdict, options, parts.approvalWaitMs);
  }
  const answered = new AbortController();
  const either = AbortSignal.any([signal, answered.signal]);
  const inConsole = waitForConsole(verdict, { ...options, signal: either }, ELICITED_WAIT_MS);
  const inClient = askInClient(verdict, { ...options, signal: either }, parts.decide).then((state) =>
    // Whoever only closed the question may still decide in the console.
    state === "pending" ? inConsole : state
  );
  const state = await Promise.race([inConsole, inClient]);
  answered.abort();
  return state;
}

async function askInClient(
  verdict: Verdict,
  { relay, parts, signal }: WaitOptions,
  decide: NonNullable<ProxyParts["decide"]>,
): Promise<ApprovalState> {
  // A question that was settled elsewhere, or that nobody waits for, is taken back.
  const answer = await relay.ask("elicitation/create", approvalQuestion(verdict, parts.consoleUrl), {
    signal,
  });
  const given = readAnswer(answer.message["result"]);
  if (given === undefined) return "pending";
  return await decide(verdict.approvalId ?? "", given) ? given.status : "pending";
}

/** What a person decided. */
export interface Given {
  readonly status: "approved" | "denied";
  readonly note?: string;
}

/** Undefined when the question was closed without an answer. */
export function readAnswer(result: unknown): Given | undefined {
  if (!isObject(result)) return undefined;
  if (result["action"] === "decline") return { status: "denied" };
  const content = result["content"];
  if (result["action"] !== "accept" || !isObject(content)) return undefined;
  const note = typeof content["note"] === "string" && content["note"] !== "" ? { note: content["note"] } : {};
  return { status: content["decision"] === "approve" ? "approved" : "denied", ...note };
}

/** Waits for the console, telling the client that it does. */
async function waitForConsole(verdict: Verdict, options: WaitOptions, forMs: number): Promise<ApprovalState> {
  const { parts, engine, signal } = options;
  const started = parts.monotonic();
  let toldAt = -Infinity;
  const sleep = (ms: number, wake: AbortSignal): Promise<void> => {
    const now = parts.monotonic();
    if (now - toldAt >= PROGRESS_EVERY_MS) {
      toldAt = now;
      tellProgress(options, Math.round((now - started) / 1000));
    }
    return abortableTimer(ms, wake);
  };
  const { monotonic } = parts;
  return await awaitDecision(engine, verdict.approvalId ?? "", { forMs, monotonic, sleep, signal });
}

function tellProgress({ relay, progressToken, parts }: WaitOptions, seconds: number): void {
  if (typeof progressToken !== "string" && typeof progressToken !== "number") return;
  relay.notify("notifications/progress", {
    progressToken,
    progress: seconds,
    total: parts.approvalWaitMs / 1000,
    message: "Waiting for a person to approve this call",
  });
}

const abortableTimer = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => {});

/** The question as a form: https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation */
export function approvalQuestion(verdict: Verdict, consoleUrl: string): JsonObject {
  const { action } = verdict;
  const found = verdict.findings.slice(0, 5).map(({ rule, path }) => `${rule} at ${path}`);
  const lines = [
    `Interven holds a call of ${action.tool}: ${action.operation} (${action.verb.toLowerCase()}, ${action.category}).`,
    verdict.message,
    ...(found.length > 0 ? [`Found: ${found.join(", ")}.`] : []),
    `Everything that would be sent: ${consoleUrl}/approvals/${encodeURIComponent(verdict.approvalId ?? "")}`,
  ];
  return {
    message: lines.join("\n"),
    requestedSchema: {
      type: "object",
      properties: {
        decision: {
          type: "string",
          title: "Decision",
          enum: ["deny", "approve"],
          enumNames: ["Deny: do not make this call", "Approve: make this call once"],
        },
        note: { type: "string", title: "Note (optional)", maxLength: 500 },
      },
      required: ["decision"],
    },
  };
}
