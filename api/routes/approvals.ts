/** `/v1/approvals`: agents ask how one stands, people in the console decide. */
import { type Context, Hono } from "hono";
import { type ApprovalSettings, decideApproval } from "../../engine/approvals.ts";
import type { ApprovalStore, Clock, Engine, EngineEvents, TraceReader } from "../../engine/ports.ts";
import { APPROVAL_STATES } from "../../engine/types.ts";
import { approvalStatusToWire } from "../../engine/wire/approval_status.ts";
import { badField, readJson } from "../json_body.ts";
import { Problem } from "../problem.ts";
import { limitOf, wordOf } from "../query.ts";
import { approvalWithCallToWire, listedApprovalToWire } from "../wire.ts";

const MAX_DECISION_BYTES = 64 * 1024;
const DEFAULT_LIMIT = 100;

/** What an agent may know: how its question stands. */
export function approvalStatusRoutes(engine: Engine): Hono {
  return new Hono().get("/:id/status", async (context) => {
    const id = context.req.param("id");
    const status = await engine.approvalStatus(id);
    if (status === undefined) throw unknownApproval(id);
    return context.json(approvalStatusToWire(status));
  });
}

export interface ApprovalRoutesOptions {
  readonly approvals: ApprovalStore;
  readonly traces: Pick<TraceReader, "get">;
  readonly events: Pick<EngineEvents, "approval">;
  readonly clock: Clock;
  /** How long a decision holds. Default: the engine's own. */
  readonly settings?: ApprovalSettings;
}

export function approvalRoutes(options: ApprovalRoutesOptions): Hono {
  const { approvals, traces, clock } = options;
  const routes = new Hono();
  routes.get("/", (context) => {
    const now = clock.now();
    const status = wordOf(context, "status", APPROVAL_STATES);
    const limit = limitOf(context, DEFAULT_LIMIT);
    const found = approvals.list({ now, limit, ...(status !== undefined && { status }) });
    return context.json({
      approvals: found.map((approval) =>
        listedApprovalToWire(approval, { now, trace: traces.get(approval.traceId) })
      ),
    });
  });
  routes.get("/:id", (context) => {
    const id = context.req.param("id");
    const approval = approvals.get(id);
    if (approval === undefined) throw unknownApproval(id);
    return context.json(
      approvalWithCallToWire(approval, { now: clock.now(), trace: traces.get(approval.traceId) }),
    );
  });
  routes.post(
    "/:id/approve",
    (context) => decide(context, context.req.param("id"), { options, status: "approved" }),
  );
  routes.post(
    "/:id/deny",
    (context) => decide(context, context.req.param("id"), { options, status: "denied" }),
  );
  return routes;
}

async function decide(
  context: Context,
  id: string,
  { options, status }: { options: ApprovalRoutesOptions; status: "approved" | "denied" },
): Promise<Response> {
  const { approvals, traces, events, clock, settings } = options;
  const note = await noteOf(context.req.raw);
  const decision = { status, by: "console", ...(note !== undefined && { note }) };
  const result = decideApproval(approvals, id, decision, {
    clock,
    ...(settings !== undefined && { settings }),
  });
  if (!result.ok && result.code === "unknown") throw unknownApproval(id);
  if (!result.ok) {
    throw new Problem("ALREADY_DECIDED", `Cannot decide approval "${id}": it is ${result.status} already`, {
      members: { status_now: result.status },
    });
  }
  events.approval(result.approval);
  const trace = traces.get(result.approval.traceId);
  return context.json(approvalWithCallToWire(result.approval, { now: clock.now(), trace }));
}

/** `{note?}`, or no body at all. */
async function noteOf(request: Request): Promise<string | undefined> {
  if (request.body === null || request.headers.get("content-length") === "0") return undefined;
  const value = await readJson(request, { maxBytes: MAX_DECISION_BYTES });
  if (typeof value !== "object" || value === null) {
    throw badField("$", "Cannot read the body: wanted an object");
  }
  const note = "note" in value ? value.note : undefined;
  if (note === undefined || note === null || note === "") return undefined;
  if (typeof note !== "string") {
    throw badField("note", `Cannot read "note": found ${typeof note}, wanted a string`);
  }
  return note;
}

function unknownApproval(id: string): Problem {
  return new Problem("NOT_FOUND", `There is no approval "${id.slice(0, 100)}"`);
}
