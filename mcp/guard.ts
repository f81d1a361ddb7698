import { McpServer } from "@modelcontextprotocol/server";
import { ABOUT, INSTRUCTIONS } from "./about.ts";
import type { GuardParts } from "./ports.ts";
import { registerScan } from "./tools/scan.ts";
import { registerScanResponse } from "./tools/scan_response.ts";

const ABOUT_URI = "interven://about";

/** The MCP server `interven` for one connection: two tools and one resource over the engine it is given. */
export function createGuard(parts: GuardParts): McpServer {
  const server = new McpServer(
    { name: "interven", title: "Interven guard", version: parts.version },
    { instructions: INSTRUCTIONS },
  );
  registerScan(server, parts);
  registerScanResponse(server, parts);
  server.registerResource("about", ABOUT_URI, {
    title: "About the Interven guard",
    description: "What the tools are for and what to do on each decision",
    mimeType: "text/markdown",
  }, () => ({ contents: [{ uri: ABOUT_URI, mimeType: "text/markdown", text: ABOUT }] }));
  return server;
}
