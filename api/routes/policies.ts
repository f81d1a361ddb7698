/** `GET /v1/policies`: what is in force. */
import { Hono } from "hono";

/** @param policies Describes the policies in force as plain data; asked anew for each request. */
export function policyRoutes(policies: () => unknown): Hono {
  return new Hono().get("/", (context) => context.json({ policies: policies() }));
}
