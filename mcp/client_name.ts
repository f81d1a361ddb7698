import { CLIENT_INFO_META_KEY, type McpServer } from "@modelcontextprotocol/server";

const MAX_NAME_CHARS = 200;
const UNNAMED = "mcp";

/** The envelope of one request, as far as it is read here. */
interface RequestContext {
  readonly mcpReq: { readonly envelope?: object };
}

/**
 * What the client calls itself: told with every request by revision 2026-07-28, once at `initialize` by the older ones.
 * It is a claim, good enough to tell agents apart, not to trust one.
 */
export function clientName(server: McpServer, context: RequestContext): string {
  const envelope = (context.mcpReq.envelope ?? {}) as Record<string, unknown>;
  const info = envelope[CLIENT_INFO_META_KEY] ?? server.server.getClientVersion();
  const name = typeof info === "object" && info !== null && "name" in info ? info.name : undefined;
  // deno-lint-ignore no-control-regex -- control characters are what it removes
  const clean = typeof name === "string" ? name.replace(/[\u0000-\u001f\u007f]/g, " ").trim() : "";
  return clean.slice(0, MAX_NAME_CHARS) || UNNAMED;
}
