/** Middleware in front of every console route: a session or the token, and for changes the console's own origin. */
import { getCookie } from "hono/cookie";
import type { Context, MiddlewareHandler } from "hono";
import type { ConsoleSessions } from "./console_session.ts";
import { Problem } from "./problem.ts";

/** Cookies do not tell ports apart: the name does, so that two gateways on one machine keep their sessions. */
export function cookieName(requestUrl: string): string {
  const { port, protocol } = new URL(requestUrl);
  return `interven_console_${port || (protocol === "https:" ? "443" : "80")}`;
}

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
      const cookie = getCookie(context, cookieName(context.req.url));
      if (cookie === undefined || !sessions.isSession(cookie)) {
        throw new Problem(
          "CONSOLE_SESSION_REQUIRED",
          "This route belongs to the console; open the link that the gateway printed at its start, or send the console token as Authorization: Bearer",
          { headers: { "www-authenticate": 'Bearer realm="interven console"' } },
        );
      }
    }
    if (!["GET", "HEAD"].includes(context.req.method)) {
      requireOwnOrigin(context.req.raw, { absentIsFine: bearer !== undefined });
    }
    await next();
  };
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
