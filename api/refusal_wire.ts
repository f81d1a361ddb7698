/** A refusal before any verdict on the wire (`POST /v1/refusals`), from one gateway to the one whose engine it uses. */
import type { Refusal } from "../engine/ports.ts";

const MAX_CHARS = 2_000;
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

export function refusalToWire(refusal: Refusal): Record<string, unknown> {
  return {
    method: refusal.method,
    url: refusal.url,
    agent_id: refusal.agentId,
    session_id: refusal.sessionId,
    code: refusal.code,
    message: refusal.message,
  };
}

export type ParsedRefusal =
  | { readonly ok: true; readonly refusal: Refusal }
  | { readonly ok: false; readonly field: string; readonly message: string };

export function parseRefusal(value: unknown): ParsedRefusal {
  const fields: Record<string, unknown> = typeof value === "object" && value !== null ? { ...value } : {};
  const texts: Record<string, string> = {};
  for (const field of ["method", "url", "agent_id", "session_id", "code", "message"]) {
    const text = fields[field];
    if (typeof text !== "string" || text.length > MAX_CHARS) {
      return {
        ok: false,
        field,
        message: `Cannot read "${field}": wanted a string of at most ${MAX_CHARS} characters`,
      };
    }
    texts[field] = text;
  }
  const {
    method = "",
    url = "",
    agent_id: agentId = "",
    session_id: sessionId = "",
    code = "",
    message = "",
  } = texts;
  if (!CODE.test(code)) {
    return {
      ok: false,
      field: "code",
      message: 'Cannot read "code": wanted an error code such as BAD_TARGET',
    };
  }
  return { ok: true, refusal: { method, url, agentId, sessionId, code, message } };
}
