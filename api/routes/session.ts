/** `/login` for people who follow the printed link, `/v1/session` for the dashboard's own form. */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { WhoAmIWire } from "../../engine/wire/gateway_settings.ts";
import {
  bearerOf,
  clientOf,
  consoleGate,
  cookieName,
  lockedOut,
  refusedToken,
  requireOwnOrigin,
  sessionStateOf,
} from "../console_gate.ts";
import { type ConsoleSessions, SESSION_TTL_MS } from "../console_session.ts";
import { badField, readJson } from "../json_body.ts";

const MAX_BYTES = 4_096;
/** The cookie goes with API requests only, and so to fewer of whatever else listens on this host. */
const COOKIE_PATH = "/v1";

/**
 * `GET /login?token=…`: the one-time link of the start banner. The proof goes on in the fragment, which no browser sends to
 * any server; the page takes it out of the address bar.
 */
export function loginRoutes(sessions: ConsoleSessions): Hono {
  return new Hono().get("/", (context) => {
    const signIn = sessions.signInByLink(context.req.query("token") ?? "");
    context.header("cache-control", "no-store");
    if (!signIn.ok) return context.html(USED_LINK_PAGE, 401);
    startSession(context, signIn.sessionId);
    return context.redirect(`/#proof=${signIn.proof}`, 303);
  });
}

/** `GET` tells who asks, `POST` exchanges the console token or a link's token for a session, `DELETE` ends it. */
export function sessionRoutes(sessions: ConsoleSessions): Hono {
  const routes = new Hono();
  routes.get("/", consoleGate(sessions), (context) => {
    const isToken = bearerOf(context.req.raw) !== undefined;
    const expiresAt = isToken
      ? undefined
      : sessions.expiresAt(getCookie(context, cookieName(context.req.url)) ?? "");
    const answer: WhoAmIWire = {
      signed_in_by: isToken ? "token" : "session",
      expires_at: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      open_sessions: sessions.size,
    };
    return context.json({ ...answer }, 200, { "cache-control": "no-store" });
  });
  routes.post("/", async (context) => {
    requireOwnOrigin(context.req.raw, { absentIsFine: true });
    const value = await readJson(context.req.raw, { maxBytes: MAX_BYTES });
    const token = typeof value === "object" && value !== null && "token" in value ? value.token : undefined;
    if (typeof token !== "string") throw badField("token", 'Cannot read "token": wanted a string');
    const signIn = sessions.signIn(token, clientOf(context));
    if (!signIn.ok) throw refusedToken(signIn.retryAfterSeconds);
    startSession(context, signIn.sessionId);
    const { proof } = signIn;
    return context.json({ status: "signed_in", expires_in_seconds: SESSION_TTL_MS / 1000, proof }, 200, {
      "cache-control": "no-store",
    });
  });
  routes.delete("/", (context) => {
    requireOwnOrigin(context.req.raw, { absentIsFine: true });
    const state = sessionStateOf(context, sessions);
    if (state === "unproven") throw lockedOut(state);
    sessions.signOut(getCookie(context, cookieName(context.req.url)) ?? "");
    deleteCookie(context, cookieName(context.req.url), { path: COOKIE_PATH });
    return context.json({ status: "signed_out" });
  });
  return routes;
}

function startSession(context: Context, sessionId: string): void {
  setCookie(context, cookieName(context.req.url), sessionId, {
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(context.req.url).protocol === "https:",
    maxAge: SESSION_TTL_MS / 1000,
  });
}

const USED_LINK_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This link was used - Interven</title>
<h1>This link does not open the console any more</h1>
<p>Each link works once, and for a day. If this browser is signed in already, just go to <a href="/">the dashboard</a>.</p>
<p>For a new link, start the gateway again and open the one it prints. Or go to <a href="/">the dashboard</a> and sign in
with the console token, kept in the file <code>console-token</code> in the gateway's data folder.</p>
</html>
`;
