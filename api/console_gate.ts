/**
 * Middleware in front of every console route: the token, or a session's cookie together with its proof, and for changes
 * the console's own origin.
 */
import { getCookie } from "hono/cookie";
import type { Context, MiddlewareHandler } from "hono";
import type { ConsoleSessions, SessionState } from "./console_session.ts";
import { Problem } from "./problem.ts";

/** Cookies do not tell ports apart: the name does, so that two gateways on one machine keep their sessions. */
export function cookieName(requestUrl: string): string {
  const { port, protocol } = new URL(requestUrl);
  return `interven_console_${port || (protocol === "https:" ? "443" : "80")}`;
}

/**
 * A browser sends the cookie of `localhost` to every port of it (RFC 6265, section 8.5), and so to the servers of agents.
 * This header carries what only the console's own pages have: a header of a page's own goes where its script sends it.
 */
const PROOF_HEADER = "x-interven-proof";

/** Who asks, for counting failures: the peer's address where the server passes it on. */
export function clientOf(context: Context): string {
  const info = context.env as { remoteAddr?: { hostname?: string } } | undefined;
  return info?.remoteAddr?.hostname ?? "unknown";
}

export function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

export function consoleGate(sessions: ConsoleSessions): MiddlewareHandler {
  return async (context, next) => {
    const bearer = bearerOf(context.req.raw);
    if (bearer !== undefined) {
      const check = sessions.checkToken(bearer, clientOf(context));
      if (!check.ok) throw refusedToken(check.retryAfterSeconds);
    } else {
      const state = sessionStateOf(context, sessions);
      if (state !== "open") throw lockedOut(state);
    }
    if (!["GET", "HEAD"].includes(context.req.method)) {
      requireOwnOrigin(context.req.raw, { absentIsFine: bearer !== undefined });
    }
    await next();
  };
}

/** Asks again, later, whether what a request came with still opens the console: a stream outlives the check at its start. */
export function stillOpen(context: Context, sessions: ConsoleSessions): () => boolean {
  const bearer = bearerOf(context.req.raw);
  if (bearer !== undefined) return () => sessions.isToken(bearer);
  const cookie = getCookie(context, cookieName(context.req.url)) ?? "";
  const proof = context.req.header(PROOF_HEADER) ?? "";
  return () => sessions.examine(cookie, proof) === "open";
}

/** Whether the request's cookie and proof are those of one session. */
export function sessionStateOf(context: Context, sessions: ConsoleSessions): SessionState {
  const cookie = getCookie(context, cookieName(context.req.url)) ?? "";
  return sessions.examine(cookie, context.req.header(PROOF_HEADER) ?? "");
}

export function lockedOut(state: Exclude<SessionState, "open">): Problem {
  const headers = { "www-authenticate": 'Bearer realm="interven console"' };
  if (state === "unproven") {
    return new Problem(
      "CONSOLE_PROOF_REQUIRED",
      "The session's cookie alone opens nothing: other servers on this host receive it too; open a fresh link, or sign in with the console token, so that this page gets its proof",
      { headers },
    );
  }
  return new Problem(
    "CONSOLE_SESSION_REQUIRED",
    "This route belongs to the console; open the link that the gateway printed at its start, or send the console token as Authorization: Bearer",
    { headers },
  );
}

export function refusedToken(retryAfterSeconds: number): Problem {
  if (retryAfterSeconds === 0) {
    return new Problem("INVALID_CONSOLE_TOKEN", "The console token is not the right one");
  }
  return new Problem("RATE_LIMITED", "Too many wrong console tokens; wait before the next attempt", {
    headers: { "retry-after": String(retryAfterSeconds) },
  });
}

/**
 * Browsers send `Origin` with every request that changes something (Fetch Standard, "append a request Origin header"):
 * another site's page cannot leave it out or forge it.
 *
 * @throws {Problem} FOREIGN_ORIGIN
 */
export function requireOwnOrigin(request: Request, { absentIsFine }: { absentIsFine: boolean }): void {
  const origin = request.headers.get("origin");
  if (origin === null ? absentIsFine : isOwnOrigin(origin, request)) return;
  throw new Problem(
    "FOREIGN_ORIGIN",
    origin === null
      ? "A change by a browser session must name its Origin"
      : "The request comes from the page of another site",
  );
}

export function isOwnOrigin(origin: string, request: Request): boolean {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  // Only hosts are compared: a TLS terminator in front changes the scheme.
  return URL.parse(origin)?.host === host.toLowerCase();
}
