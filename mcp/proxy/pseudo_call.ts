/** Texts of a server that belong to no call, judged as a call of their own, so that the record shows them. */
import type { ObservedResponse, Verdict } from "../../engine/types.ts";
import { within } from "../deadline.ts";
import type { Conversation } from "./conversation.ts";
import type { ProxyParts } from "./ports.ts";
import { readableBody } from "./readable_result.ts";

export interface PseudoReading {
  readonly verdict: Verdict;
  readonly report: ObservedResponse | undefined;
}

/**
 * Reads what a server says under the name of a method.
 *
 * @throws {EngineUnavailableError} when it could not be judged or recorded in time.
 */
export async function readAsCall(
  parts: ProxyParts,
  { conversation, method, said }: { conversation: Conversation; method: string; said: unknown },
): Promise<PseudoReading> {
  const { serverName, sessionId, timeoutMs } = parts;
  const agentId = parts.agentId ?? conversation.clientName;
  const engine = await parts.engine;
  const reading = async (): Promise<PseudoReading> => {
    const { verdict, recorded } = await engine.evaluate({
      door: "mcp",
      method: "POST",
      url: `mcp://${serverName}/${method}`,
      headers: [],
      body: null,
      toolName: method,
      agentId,
      sessionId: sessionId ?? agentId,
    });
    await recorded;
    const body = readableBody(said);
    return { verdict, report: await engine.observeResponse({ traceId: verdict.traceId, body, status: 200 }) };
  };
  return await within(timeoutMs, reading());
}
