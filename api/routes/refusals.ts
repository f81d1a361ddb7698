/** `POST /v1/refusals`: a gateway that uses this engine tells of a call that it refused before any verdict. */
import { Hono } from "hono";
import type { Engine } from "../../engine/ports.ts";
import type { AgentVariables } from "../agent_gate.ts";
import { badField, readJson } from "../json_body.ts";
import { parseRefusal } from "../refusal_wire.ts";

const MAX_BYTES = 64 * 1024;

export function refusalRoutes(engine: Engine): Hono<AgentVariables> {
  return new Hono<AgentVariables>().post("/", async (context) => {
    const parsed = parseRefusal(await readJson(context.req.raw, { maxBytes: MAX_BYTES }));
    if (!parsed.ok) throw badField(parsed.field, parsed.message);
    const { traceId } = await engine.recordRefusal(parsed.refusal);
    return context.json({ trace_id: traceId }, 201);
  });
}
