/** Middleware in front of every agent route: names the agent, and asks for a key or a slower pace where the gateway wants that. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../engine/ports.ts";
import { agentFromApiKey } from "../engine/wire/scan_request.ts";
import { bearerOf, isOwnOrigin } from "./console_gate.ts";
import { Problem } from "./problem.ts";
import { TokenBuckets } from "./token_bucket.ts";

/** Names the agent of a request that names none. */
export const DEFAULT_AGENT_ID = "default";

export interface AgentGateOptions {
  readonly clock: Pick<Clock, "now">;
  /** Keys of which one must be sent; empty: no secret is asked for, a key only names the agent. Default: empty. */
  readonly requiredApiKeys?: readonly string[];
  /** Requests a minute for each agent; 0: as many as it likes. Default: 0. */
  readonly requestsPerMinute?: number;
}

export interface AgentVariables {
  Variables: { agentId: string };
}

export function agentGate(options: AgentGateOptions): MiddlewareHandler<AgentVariables> {
  const { clock, requiredApiKeys = [], requestsPerMinute = 0 } = options;
  const digests = requiredApiKeys.map(digest);
  const buckets = requestsPerMinute > 0 ? new TokenBuckets(requestsPerMinute) : undefined;
  return async (context, next) => {
    refuseForeignPage(context.req.raw);
    const key = bearerOf(context.req.raw);
    if (digests.length > 0 && !isKnown(key, digests)) {
      throw new Problem("INVALID_KEY", "Send a key of this gateway as Authorization: Bearer", {
        headers: { "www-authenticate": 'Bearer realm="interven"' },
      });
    }
    const named = context.req.header("x-interven-agent")?.slice(0, 256);
    const agentId = (key === undefined ? named : agentFromApiKey(key)) || DEFAULT_AGENT_ID;
    const waitSeconds = buckets?.waitSeconds(agentId, clock.now()) ?? 0;
    if (waitSeconds > 0) {
      throw new Problem("RATE_LIMITED", `More than ${requestsPerMinute} requests a minute by one agent`, {
        headers: { "retry-after": String(waitSeconds) },
      });
    }
    buckets?.take(agentId, clock.now());
    context.set("agentId", agentId);
    await next();
  };
}

/** Agents are programs and send no `Origin`: a page of some site has no business here. */
function refuseForeignPage(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, request)) {
    throw new Problem("FOREIGN_ORIGIN", "The request comes from the page of another site");
  }
}

function isKnown(key: string | undefined, digests: readonly Uint8Array[]): boolean {
  if (key === undefined) return false;
  const given = digest(key);
  // Every digest is compared, so that the time says nothing about which was near.
  return digests.filter((known) => timingSafeEqual(given, known)).length > 0;
}

function digest(key: string): Uint8Array {
  return createHash("sha256").update(key).digest();
}
