/** From a call to what it does. */
import type { CallView } from "../call_view.ts";
import type { Action } from "../types.ts";

export function nameAction(view: CallView): Action {
  const isRead = ["GET", "HEAD", "OPTIONS"].includes(view.method);
  return {
    tool: "custom_proxy",
    operation: view.method.toLowerCase(),
    verb: isRead ? "READ" : "WRITE",
    category: isRead ? "read" : view.method === "DELETE" ? "delete" : "other",
    host: view.location.host,
    facts: {},
  };
}
