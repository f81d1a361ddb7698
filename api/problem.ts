/** The one place that turns what went wrong into an answer: problem+json (RFC 9457) with a stable code. */
import { EngineUnavailableError, StoreError } from "../engine/ports.ts";

/** Codes that these routes answer with, and their statuses. Public interface. */
export const PROBLEM_STATUS = {
  BAD_REQUEST: 400,
  CONSOLE_PROOF_REQUIRED: 401,
  CONSOLE_SESSION_REQUIRED: 401,
  INVALID_KEY: 401,
  INVALID_CONSOLE_TOKEN: 401,
  FOREIGN_ORIGIN: 403,
  NOT_FOUND: 404,
  UNKNOWN_TRACE: 404,
  CLIENT_TOO_SLOW: 408,
  ALREADY_DECIDED: 409,
  POLICY_CHANGED: 409,
  POLICY_READ_ONLY: 409,
  NOT_POSSIBLE: 409,
  PAYLOAD_TOO_LARGE: 413,
  WRONG_HOST: 421,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  ENGINE_UNAVAILABLE: 503,
  SCAN_TIMEOUT: 503,
  STORE_UNAVAILABLE: 503,
  TOO_MANY_STREAMS: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

const TITLES: Readonly<Record<ProblemCode, string>> = {
  BAD_REQUEST: "Bad request",
  CONSOLE_PROOF_REQUIRED: "Console proof required",
  CONSOLE_SESSION_REQUIRED: "Console session required",
  INVALID_KEY: "API key refused",
  INVALID_CONSOLE_TOKEN: "Console token refused",
  FOREIGN_ORIGIN: "Foreign origin",
  NOT_FOUND: "Not found",
  UNKNOWN_TRACE: "Unknown trace",
  CLIENT_TOO_SLOW: "Client too slow",
  ALREADY_DECIDED: "Already decided",
  POLICY_CHANGED: "Policy changed elsewhere",
  POLICY_READ_ONLY: "Policy cannot be saved here",
  NOT_POSSIBLE: "Not possible",
  PAYLOAD_TOO_LARGE: "Payload too large",
  WRONG_HOST: "Wrong host",
  RATE_LIMITED: "Too many requests",
  INTERNAL_ERROR: "Internal error",
  ENGINE_UNAVAILABLE: "No verdict can be had",
  SCAN_TIMEOUT: "The scan took too long",
  STORE_UNAVAILABLE: "The store cannot be used",
  TOO_MANY_STREAMS: "Too many event streams",
};

export interface ProblemExtras {
  /** More members of the body, such as `field`. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that a route gives by throwing it. */
export class Problem extends Error {
  override name = "Problem";
  constructor(readonly code: ProblemCode, detail: string, readonly extras: ProblemExtras = {}) {
    super(detail);
  }
}

export function problemResponse(code: ProblemCode, detail: string, extras: ProblemExtras = {}): Response {
  const status = PROBLEM_STATUS[code];
  const body = {
    type: `https://interven.dev/problems/${code.toLowerCase().replaceAll("_", "-")}`,
    title: TITLES[code],
    status,
    detail,
    code,
    ...extras.members,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-interven-error": code,
      ...extras.headers,
    },
  });
}

/** What a route threw, as an answer. `report` hears of what nobody expected; its text never leaves the program. */
export function errorResponse(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof Problem) return problemResponse(error.code, error.message, error.extras);
  if (error instanceof EngineUnavailableError) return problemResponse(error.code, error.message);
  if (error instanceof StoreError) return problemResponse("STORE_UNAVAILABLE", error.message);
  report(error);
  return problemResponse("INTERNAL_ERROR", "Something went wrong inside the gateway; its log says what");
}
